"""How the records of a database look as JSON: which codes are arrays, and which belong together in objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from shared.spec import Database, Record, record_name

Groups = Mapping[str, tuple[str, ...]]
"""Fields that belong together, by the name of their array: each first code starts a new object."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one type of record looks as JSON.

    Attributes:
        arrays: codes whose values are always arrays.
        groups: the fields that belong together.
    """

    arrays: frozenset[str] = frozenset()
    groups: Groups = field(default_factory=dict)


def shape_of(database: Database, record: type[Record]) -> Shape:
    """The shape of a record together with what is added to it."""
    fields = database.fields[record].values()
    groups: dict[str, tuple[str, ...]] = {}
    for item in fields:
        if item.group:
            groups[item.array] = (*groups.get(item.array, ()), item.code)
    added = (code for one in database.added_to[record] for code in one.brief or database.fields[one])
    return Shape(frozenset({*(item.code for item in fields if item.repeated), *added}), groups)


def shapes_of(databases: Iterable[Database]) -> dict[str, Shape]:
    """The shape of every record type; where databases have a type of the same name, it is that of both."""
    found: dict[str, Shape] = {}
    for database in databases:
        for record in database.records:
            mine, held = shape_of(database, record), found.get(record_name(record), Shape())
            found[record_name(record)] = Shape(held.arrays | mine.arrays, {**held.groups, **mine.groups})
    return found


def groups_of(shapes: Iterable[Shape]) -> Groups:
    """The fields that belong together in any record, by the name of their array."""
    return {name: codes for shape in shapes for name, codes in shape.groups.items()}
