"""The search keys of a record: what the store keeps beside it so that inquiries find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from shared.match import neighbourhood, split_name, vin_tail
from shared.spec import Database, Field, NameRules, NameSearch, Record

NO_BIRTH = 0
"""The date kept for a record without a date of birth: outside every window."""


@dataclass(frozen=True, slots=True)
class NameKey:
    """One name of a record as it is searched: phonetic code, root of the first name, sex, date of birth as CCYYMMDD."""

    code: str
    root: str
    sex: str
    born: int
    name: str


@dataclass(frozen=True, slots=True)
class NumberKey:
    """One number of a record: the field's code and the value."""

    code: str
    value: str


@dataclass(frozen=True, slots=True)
class NearKey:
    """One hash of a number's neighbourhood, with the number itself."""

    hash: int
    code: str
    value: str


def texts(record: Record, item: Field) -> tuple[str, ...]:
    """The values of one field as written on the wire; none where the field is empty."""
    value = record.__dict__[item.attribute]
    if value is None:
        return ()
    return value if item.repeated else (item.edit.write(value),)


def name_keys(database: Database, record: Record) -> list[NameKey]:
    """Every combination of the record's names and dates of birth, as the database's name rules search them."""
    rules = database.name_rules
    if rules is None:
        return []
    searches = (search for search in database.name_searches if search.record is type(record))
    return [key for search in searches for key in _name_keys(database, record, search, rules)]


def _name_keys(database: Database, record: Record, search: NameSearch, rules: NameRules) -> Iterator[NameKey]:
    fields = database.fields[type(record)]
    births = [int(text) for text in _all(record, fields, search.births)] or [NO_BIRTH]
    sex = next(iter(texts(record, fields[search.sex])), "U")
    for name in dict.fromkeys(_all(record, fields, search.names)):
        for code, root in spellings(rules, name):
            for born in births:
                yield NameKey(code, root, sex, born, name)


def spellings(rules: NameRules, name: str) -> list[tuple[str, str]]:
    """The pairs of phonetic code and first-name root under which a name is kept, its first initial among them."""
    parts = split_name(name)
    roots = rules.roots(parts.first)
    if roots != ("",):
        # The initial is kept as a root of its own: an inquiry by initial is then a look-up like any other.
        roots = tuple(dict.fromkeys((*roots, parts.first[:1])))
    return [(code, root) for code in rules.codes(parts.last) for root in roots]


def number_keys(database: Database, record: Record) -> list[NumberKey]:
    """The record's numbers, its own identifiers among them."""
    fields = database.fields[type(record)]
    found = [NumberKey(code, value) for code, value in (("FCN", record.fcn), ("NIC", record.nic)) if value]
    for code in database.exact_codes:
        if code in fields:
            found += (NumberKey(code, searched(database, code, text)) for text in texts(record, fields[code]))
    return found


def searched(database: Database, code: str, text: str) -> str:
    """The part of a number that the database searches."""
    return vin_tail(text) if code in database.tail_numbers else text


def near_keys(database: Database, record: Record) -> list[NearKey]:
    """The neighbourhoods of the numbers that are also found nearly."""
    fields = database.fields[type(record)]
    return [
        NearKey(value, code, text)
        for code in database.near_codes
        if code in fields
        for text in texts(record, fields[code])
        for value in neighbourhood(code, text)
    ]


def _all(record: Record, fields: dict[str, Any], codes: Iterable[str]) -> Iterator[str]:
    for code in codes:
        yield from texts(record, fields[code])
