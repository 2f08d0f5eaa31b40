"""The search keys of a record: what the store keeps beside it so that inquiries find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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
    if item.group:
        return tuple(text for member in value for code, text in member if code == item.code)
    return value if item.repeated else (item.edit.write(value),)


def pairs(record: Record, items: Iterable[Field]) -> list[tuple[str, str]]:
    """Code and value pairs of some fields as written on the wire; those of a group stand together, where it begins."""
    found: list[tuple[str, str]] = []
    held = record.__dict__
    for item in items:
        value = held[item.attribute]
        if value is None:
            continue
        if not item.repeated:
            found.append((item.code, item.edit.write(value)))
        elif not item.group:
            found += ((item.code, text) for text in value)
        elif item.code == item.group:
            found += (pair for member in value for pair in member)
    return found


def name_keys(database: Database, record: Record) -> list[NameKey]:
    """Every combination of the record's names and dates of birth, as the database's name rules search them."""
    rules = database.name_rules
    if rules is None:
        return []
    searches = (search for search in database.name_searches if search.record is type(record))
    return [key for search in searches for key in _name_keys(database, record, search, rules)]


def _name_keys(database: Database, record: Record, search: NameSearch, rules: NameRules) -> Iterator[NameKey]:
    for member in persons(database, record, search):
        for name in dict.fromkeys(member.names):
            for code, root in spellings(rules, name):
                for born in member.births or (NO_BIRTH,):
                    for sex in member.sexes:
                        yield NameKey(code, root, sex, born, name)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom a record names: names, dates of birth as CCYYMMDD, and the sexes under which to find the person."""

    names: tuple[str, ...]
    births: tuple[int, ...]
    sexes: tuple[str, ...]


def persons(database: Database, record: Record, search: NameSearch) -> list[Person]:
    """The people whom a name search finds in a record: its one subject, or one of each group of fields."""
    fields = database.fields[type(record)]
    group = fields[search.names[0]].group
    if not group:
        births = tuple(int(text) for text in _all(record, fields, search.births))
        sexes = texts(record, fields[search.sex]) or ("U",)
        return [Person(tuple(_all(record, fields, search.names)), births, sexes)]
    members = [dict(member) for member in record.__dict__[fields[group].attribute] or ()]
    return [_member(database, search, member) for member in members]


def _member(database: Database, search: NameSearch, member: Mapping[str, str]) -> Person:
    every = tuple(database.name_rules.sexes) if database.name_rules else ()
    return Person(
        tuple(member[code] for code in search.names if code in member),
        tuple(int(member[code]) for code in search.births if code in member),
        # Whose sex was left out in a group is found under each: only what was entered may keep a person from view.
        (member[search.sex],) if search.sex in member else every,
    )


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
