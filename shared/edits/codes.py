"""Code tables, and edits that accept the codes of a table.

A table that rules decide by is an enumeration, so that a rule can name its members; any other table is a ``CodeTable``.
Either way each code has a meaning, for error texts, forms and documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum
from typing import Self, TypeVar, overload

from shared.edits.columns import enum_column
from shared.edits.plain import clean, text_column
from shared.spec.cite import Cite
from shared.spec.edit import Edit, Unacceptable

LISTED_CODES = 20
"""A refusal lists the codes of a table up to this many; of a longer table it gives the count."""


class WireCode(StrEnum):
    """An enumeration of codes with meanings: ``FELONY = "F", "felony"``.

    Attributes:
        meaning: what the code stands for, in plain words.
    """

    meaning: str

    def __new__(cls, wire: str, meaning: str) -> Self:
        """A member from its code and its meaning."""
        member = str.__new__(cls, wire)
        member._value_ = wire
        member.meaning = meaning
        return member


class WireNumber(IntEnum):
    """An enumeration of small numbers with meanings that compare as numbers: ``FULL = 1, "full record"``.

    Attributes:
        meaning: what the number stands for, in plain words.
    """

    meaning: str

    def __new__(cls, wire: int, meaning: str) -> Self:
        """A member from its code and its meaning."""
        member = int.__new__(cls, wire)
        member._value_ = wire
        member.meaning = meaning
        return member


@dataclass(frozen=True, slots=True, eq=False)
class CodeTable(Mapping[str, str]):
    """A table of codes, read as a mapping from each code to its meaning.

    Attributes:
        name: the table's name in the catalog, such as ``eye_color``.
        cite: where the codes come from.
        meanings: each code with what it stands for.
    """

    name: str
    cite: Cite
    meanings: Mapping[str, str]

    def __getitem__(self, wire: str) -> str:
        return self.meanings[wire]

    def __iter__(self) -> Iterator[str]:
        return iter(self.meanings)

    def __len__(self) -> int:
        return len(self.meanings)


E = TypeVar("E", bound=Enum)


@overload
def code(table: type[E]) -> Edit[E]: ...
@overload
def code(table: Mapping[str, str]) -> Edit[str]: ...
def code(table: type[Enum] | Mapping[str, str]) -> Edit[Enum] | Edit[str]:
    """An edit for the codes of a table.

    The canonical value of an enumeration is its member; the canonical value of any other table is the code itself.
    An enumeration without meanings shows the names of its members instead.
    """
    return _of_enum(table) if isinstance(table, type) else _of_mapping(table)


def listed(codes: Mapping[str, str]) -> str:
    """What a table accepts, in plain words: its codes, or how many there are."""
    if len(codes) > LISTED_CODES:
        return f"one of {len(codes)} codes, see the catalog"
    return "one of " + ", ".join(codes)


def meanings_of(table: type[Enum]) -> dict[str, str]:
    """Each code of an enumeration with its meaning."""
    return {str(member.value): getattr(member, "meaning", _plain(member.name)) for member in table}


def foreign_code(codes: Mapping[str, str]) -> str:
    """A text that looks like a code of the table but is none, for documentation and tests."""
    first = next(iter(codes))
    for last in "QJ0123456789ABCDEFGHIKLMNOPRSTUVWXYZ":
        if (candidate := first[:-1] + last) not in codes:
            return candidate
    return first + "?"


def _of_enum(table: type[E]) -> Edit[E]:
    codes = meanings_of(table)
    members = {str(member.value): member for member in table}
    accepts = listed(codes)

    def read(value: str) -> E:
        member = members.get(clean(value))
        if member is None:
            raise Unacceptable("TABLE", accepts)
        return member

    return Edit(
        name=re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", table.__name__).lower(),
        accepts=accepts,
        read=read,
        write=_wire,
        column=lambda: enum_column(table),
        width=max(map(len, codes)),
        codes=codes,
        good=tuple(codes)[:3],
        bad=("", foreign_code(codes)),
    )


def _of_mapping(table: Mapping[str, str]) -> Edit[str]:
    width = max(map(len, table))
    accepts = listed(table)

    def read(value: str) -> str:
        wire = clean(value)
        if wire not in table:
            raise Unacceptable("TABLE", accepts)
        return wire

    name = table.name if isinstance(table, CodeTable) else "code"
    good, bad = tuple(table)[:3], ("", foreign_code(table))
    return Edit(name, accepts, read, str, text_column(width), width, codes=table, good=good, bad=bad)


def _wire(member: object) -> str:
    return str(member.value) if isinstance(member, Enum) else str(member)


def _plain(name: str) -> str:
    return name.replace("_", " ").lower()
