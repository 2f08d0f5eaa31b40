"""Rules: what a record must satisfy as a whole, and the numbered rules of the published sources.

A check looks at a record and says what is missing or wrong. Its docstring is the explanation that users see.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from shared.spec.cite import Cite


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason why a message is refused.

    Attributes:
        field: the field's code.
        code: one word for the kind of fault.
        text: what is wrong and what would be accepted.
        cite: where the rule comes from.
        rule: the rule's id, where it has one.
    """

    field: str
    code: str
    text: str
    cite: Cite
    rule: str = ""

    def line(self) -> str:
        """The line of a reject reply, in capitals as all of them."""
        return f"{self.field} {self.code} {self.text}".upper()


@dataclass(frozen=True, slots=True)
class Check:
    """A rule over several fields of one record.

    Attributes:
        id: the rule's id in the catalog, such as ``SVS-LIC-STATE``.
        record: the record class that it looks at.
        test: takes a record, gives ``(field code, what would be accepted)`` for each fault.
            A joint one takes the record that this one is added to as well.
        cite: where the rule comes from.
        needs: codes of the fields that it must be able to read, so that it can be told together with faults of other
            fields; None means all.
        first_hand: it asks what a terminal may do to such a record, cancelling it included; what another database
            sends is not looked at.
        joint: it looks at a record together with the one that it is added to.
        since: the first day on which it holds, or None.
        until: the day from which it no longer holds, or None.
    """

    id: str
    record: type[Any]
    test: Callable[..., list[tuple[str, str]]]
    cite: Cite
    needs: tuple[str, ...] | None = None
    first_hand: bool = False
    joint: bool = False
    since: date | None = None
    until: date | None = None

    @property
    def title(self) -> str:
        """What the rule asks, in a sentence."""
        return explanation(self.test)


@dataclass(frozen=True, slots=True)
class Level:
    """One entry level of a database, what it means, and when there is such a level."""

    code: str
    title: str
    cite: Cite
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A published rule of the database, by its id.

    Attributes:
        id: such as ``WPS-02``.
        title: what it says, in our words.
        cite: where it stands.
        since: the first day on which it holds, or None.
        until: the day from which it no longer holds, or None.
        kept: whether the farm keeps it; otherwise it is only listed, and readers are told so.
    """

    id: str
    title: str
    cite: Cite
    since: date | None = None
    until: date | None = None
    kept: bool = True

    @property
    def said(self) -> str:
        """What it says, and that the farm does not do so where that is so."""
        return self.title if self.kept else f"{self.title}: known, and not carried out here"


@cache
def explanation(function: Callable[..., object]) -> str:
    """The first paragraph of a rule's docstring, as one line."""
    return " ".join((function.__doc__ or function.__name__).strip().split("\n\n")[0].split())
