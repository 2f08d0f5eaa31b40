"""An edit: what one field accepts, as text in and a canonical value out.

The vocabulary only says what an edit is; the edits themselves live in ``shared.edits``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from sqlalchemy.types import TypeEngine

T_co = TypeVar("T_co", covariant=True)


class Unacceptable(ValueError):
    """A field's text breaks its edit.

    Attributes:
        fault: one word for the kind of fault, as a reject line shows it: ``FORMAT``, ``LENGTH``, ``TABLE``, ``DATE``.
        reason: what would be accepted, in plain words without the field's code.
    """

    def __init__(self, fault: str, reason: str) -> None:
        super().__init__(reason)
        self.fault = fault
        self.reason = reason


@dataclass(frozen=True)
class Edit(Generic[T_co]):
    """How one kind of field is read, written and stored.

    Attributes:
        name: the edit's name in the catalog, such as ``calendar_date``.
        accepts: what it accepts, in plain words for error texts and documentation.
        read: text as sent to the canonical value; raises Unacceptable.
        write: canonical value to the text that a reply shows.
        column: makes the column type that stores the value and returns it typed.
        width: the longest text accepted, in characters.
        codes: the code table with each code's meaning, or None where any text of the right form passes.
        good: texts that pass, for documentation and tests.
        bad: texts that fail, for documentation and tests.
    """

    name: str
    accepts: str
    read: Callable[[str], T_co]
    write: Callable[[object], str]
    column: Callable[[], TypeEngine[object]]
    width: int
    codes: Mapping[str, str] | None = None
    good: tuple[str, ...] = ()
    bad: tuple[str, ...] = ()
