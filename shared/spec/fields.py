"""Fields of a record: wire code, edit, column and citation in one line.

A field is declared once, as an attribute of its record class. Whether it is required follows from the annotation
(``Mapped[str]`` or ``Mapped[str | None]``), so that nothing is said twice.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any, TypeVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from shared.spec.cite import Cite
from shared.spec.edit import Edit

T = TypeVar("T")


class Find(Enum):
    """How a field serves as a search key."""

    EXACT = auto()
    """Found by exactly this value."""
    NEAR = auto()
    """Found by exactly this value and, where nothing matches exactly, by a value one slip away."""


@dataclass(frozen=True, slots=True)
class Field:
    """What is declared about one field.

    Attributes:
        code: the wire code, such as ``DOW``.
        edit: what it accepts.
        title: what it means, in a few words.
        cite: where it comes from.
        find: how it serves as a search key, or None.
        past: whether a date after the world's today is refused.
        repeated: whether it may appear several times in one message.
        kept: whether the database writes it itself, so that no message may hold it.
        group: the code that begins each group of fields that belong together, where it belongs to one; else empty.
        array: the name of the JSON array that holds the groups; empty outside of groups.
        attribute: the name of the attribute on the record class.
        required: whether an entry must hold it.
    """

    code: str
    edit: Edit[Any]
    title: str
    cite: Cite
    find: Find | None = None
    past: bool = False
    repeated: bool = False
    kept: bool = False
    group: str = ""
    array: str = ""
    attribute: str = ""
    required: bool = False


class Repeated(TypeDecorator[tuple[str, ...]]):
    """Stores the values of a repeatable field as one JSON list, so that a record stays one row."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: object) -> str | None:
        """Python to column: None for no value at all."""
        return json.dumps(list(value), separators=(",", ":")) if value else None

    def result_processor(self, dialect: object, coltype: object) -> Callable[[str | None], tuple[str, ...]]:
        """Column to Python: always a tuple. Stated as one function, because it runs for every record that is read."""
        return _values


def _values(stored: str | None) -> tuple[str, ...]:
    return tuple(json.loads(stored)) if stored else ()


Member = tuple[tuple[str, str], ...]
"""Fields that belong together, such as one person's name, sex and date of birth: code and value pairs."""


class Grouped(TypeDecorator[tuple[Member, ...]]):
    """Stores the groups of fields that belong together as one JSON list of objects."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[Member] | None, dialect: object) -> str | None:
        """Python to column: None for no group at all."""
        return json.dumps([dict(member) for member in value], separators=(",", ":")) if value else None

    def result_processor(self, dialect: object, coltype: object) -> Callable[[str | None], tuple[Member, ...]]:
        """Column to Python: always a tuple."""
        return _members


def _members(stored: str | None) -> tuple[Member, ...]:
    return tuple(tuple(member.items()) for member in json.loads(stored)) if stored else ()


def field(
    code: str,
    edit: Edit[T],
    *,
    cite: Cite,
    title: str,
    find: Find | None = None,
    past: bool = False,
    order: int = 10,
) -> Mapped[T]:
    """Declare one field of a record.

    Args:
        code: the wire code.
        edit: what it accepts and how it is stored.
        cite: where the field comes from.
        title: what it means, in a few words.
        find: how it serves as a search key.
        past: refuse dates after the world's today.
        order: fields with a lower order come first in the table, as shared person fields must.
    """
    declared = Field(code, edit, title, cite, find=find, past=past)
    return mapped_column(edit.column(), info={"fields": (declared,)}, sort_order=order)


def repeated(
    code: str,
    edit: Edit[Any],
    *,
    cite: Cite,
    title: str,
    find: Find | None = None,
    past: bool = False,
    required: bool = False,
    order: int = 10,
) -> Mapped[tuple[str, ...]]:
    """Declare a field that may appear several times; its values are kept as written on the wire, in the order sent."""
    declared = Field(code, edit, title, cite, find=find, past=past, repeated=True, required=required)
    return mapped_column(Repeated(), info={"fields": (declared,)}, nullable=True, sort_order=order)


def part(code: str, edit: Edit[Any], *, cite: Cite, title: str, past: bool = False) -> Field:
    """Declare one field of a group; arguments as of ``field``."""
    return Field(code, edit, title, cite, past=past)


def grouped(
    first: Field, *others: Field, array: str, required: bool = False, kept: bool = False, order: int = 10
) -> Mapped[tuple[Member, ...]]:
    """Declare fields that belong together and may appear several times, such as the people that an order protects.

    Args:
        first: the field that begins each group; on the wire the others belong to the one before them.
        others: the fields that may follow it, each once.
        array: the name of the JSON array that holds them.
        required: whether an entry holds at least one group.
        kept: whether the database writes them itself, so that no message may hold them.
        order: as of ``field``.
    """
    leading = replace(first, repeated=True, group=first.code, array=array, required=required, kept=kept)
    following = (replace(item, repeated=True, group=first.code, array=array, kept=kept) for item in others)
    declared = (leading, *following)
    return mapped_column(Grouped(), info={"fields": declared}, nullable=True, sort_order=order)
