"""A database as a value: its records, keys, levels, forwards and rules, checked as a whole when it is made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import configure_mappers

from shared.spec.cite import Cite
from shared.spec.fields import Field, Find
from shared.spec.keys import INTERNAL, Action, ForwardEntry, ForwardInquiry, Key, Summary
from shared.spec.names import NameRules
from shared.spec.records import Record, fields_of, record_name
from shared.spec.rules import Check, Level, Rule


class SpecError(Exception):
    """A declaration is wrong; the message lists every fault found."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class NameSearch:
    """Finds the records of one type by a person's name.

    Attributes:
        record: the record type.
        names: codes of the fields that hold names, the main one first.
        sex: code of the field that holds the sex.
        births: codes of the fields that hold dates of birth, the main one first.
        race: code of the field that holds the race.
        remark: the line that an answer shows with a record found in this way; empty where it goes without saying.
    """

    record: type[Record]
    names: tuple[str, ...]
    sex: str
    births: tuple[str, ...]
    race: str = ""
    remark: str = ""


@dataclass(frozen=True)
class Identifier:
    """The number that a database gives to each record it takes.

    Attributes:
        code: ``FCN`` or ``NIC``; the record attribute is the same in lower case.
        letters: for each record type, the letter that a national number begins with; empty for file control numbers.
        daily_limit: entries taken in one day, or None.
        limit_rule: the id of the rule behind the limit.
        entry_rule: the id of the rule that each entry gets such a number.
        search_rule: the id of the rule behind an inquiry by this number.
        owner_rule: the id of the rule that number and owner belong together in a change.
        cite: where it comes from.
    """

    code: str
    cite: Cite
    letters: tuple[tuple[type[Record], str], ...] = ()
    daily_limit: int | None = None
    limit_rule: str = ""
    entry_rule: str = ""
    search_rule: str = ""
    owner_rule: str = ""


@dataclass(frozen=True, eq=False)
class Database:
    """One database of the farm.

    Attributes:
        name: the folder's name, such as ``wps``; in capitals it is the source of replies.
        title: its full name.
        cite: where it is described.
        records: its record types.
        keys: the message keys it answers.
        identifier: the number it gives to records.
        name_rules: how it compares names; None where nothing is found by name.
        name_searches: which records are found by whose name. The first search of a record type says what an inquiry
            is asked with; by further ones, people who are named in the record beside its subject are found too.
        tail_numbers: codes of numbers of which only the rightmost eight characters are searched.
        tail_rule: the id of the rule behind that.
        levels: its entry levels.
        forwards: what it passes on.
        checks: rules over whole records.
        rules: its published rules.
        confirm: what must be done before anyone acts on a hit, as the last lines of an answer.
        direct: whether terminals reach it by its own keys; otherwise only other databases do.
    """

    name: str
    title: str
    cite: Cite
    records: tuple[type[Record], ...]
    keys: tuple[Key, ...]
    identifier: Identifier
    rules: tuple[Rule, ...]
    confirm: tuple[str, ...]
    name_rules: NameRules | None = None
    name_searches: tuple[NameSearch, ...] = ()
    tail_numbers: frozenset[str] = frozenset()
    tail_rule: str = ""
    levels: tuple[Level, ...] = ()
    forwards: tuple[ForwardInquiry | ForwardEntry | Summary, ...] = ()
    checks: tuple[Check, ...] = ()
    direct: bool = True

    def __post_init__(self) -> None:
        """Check the declaration as a whole.

        Raises:
            SpecError: anything in it is wrong; every fault is listed.
        """
        configure_mappers()
        faults = [f"{self.name}: {fault}" for fault in self._faults()]
        if faults:
            raise SpecError(faults)

    @property
    def source(self) -> str:
        """The name by which replies call it."""
        return self.name.upper()

    @cached_property
    def key_by_name(self) -> dict[str, Key]:
        """Its keys by name."""
        return {key.name: key for key in self.keys}

    @cached_property
    def record_by_name(self) -> dict[str, type[Record]]:
        """Its record types by the catalog's name."""
        return {record_name(record): record for record in self.records}

    @cached_property
    def fields(self) -> dict[type[Record], dict[str, Field]]:
        """The fields of each record type, by code."""
        return {record: {item.code: item for item in fields_of(record)} for record in self.records}

    @cached_property
    def search_by_record(self) -> dict[type[Record], NameSearch]:
        """The first name search of each record type that is found by name."""
        return {search.record: search for search in reversed(self.name_searches)}

    @cached_property
    def searches_by_record(self) -> dict[type[Record], tuple[NameSearch, ...]]:
        """All name searches of each record type."""
        return {record: tuple(s for s in self.name_searches if s.record is record) for record in self.records}

    @cached_property
    def added_to(self) -> dict[type[Record], frozenset[type[Record]]]:
        """The record types that are added to each record type."""
        found: dict[type[Record], frozenset[type[Record]]] = {record: frozenset() for record in self.records}
        for key in self.keys:
            if key.adds is not None:
                found |= {record: found[record] | {key.adds} for record in key.records}
        return found

    @cached_property
    def check_by_record(self) -> dict[type[Record], tuple[Check, ...]]:
        """The checks of each record type."""
        return {record: tuple(c for c in self.checks if c.record is record) for record in self.records}

    @cached_property
    def exact_codes(self) -> tuple[str, ...]:
        """Codes of the numbers by which records are found, beside the identifiers."""
        return self._codes({Find.EXACT, Find.NEAR})

    @cached_property
    def near_codes(self) -> tuple[str, ...]:
        """Codes of the numbers that are also found nearly."""
        return self._codes({Find.NEAR})

    @cached_property
    def rule_by_id(self) -> dict[str, Rule]:
        """The published rules by id."""
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def inquiry_forwards(self) -> tuple[ForwardInquiry, ...]:
        """What is passed on of inquiries."""
        return tuple(f for f in self.forwards if isinstance(f, ForwardInquiry))

    @cached_property
    def entry_forwards(self) -> dict[type[Record], tuple[ForwardEntry, ...]]:
        """What is passed on of the entries of each record type; the first that fits is taken."""
        entries = [f for f in self.forwards if isinstance(f, ForwardEntry)]
        return {record: tuple(f for f in entries if f.record is record) for record in self.records}

    def summaries_of(self, record: type[Record]) -> tuple[Summary, ...]:
        """The summaries that other databases keep of records of a type."""
        return tuple(f for f in self.forwards if isinstance(f, Summary) and f.record is record)

    def _codes(self, wanted: set[Find]) -> tuple[str, ...]:
        found = (item.code for fields in self.fields.values() for item in fields.values() if item.find in wanted)
        return tuple(dict.fromkeys(found))

    def _faults(self) -> Iterator[str]:
        names = [key.name for key in self.keys]
        yield from (f"key {name} is declared twice" for name in sorted({n for n in names if names.count(n) > 1}))
        for record in self.records:
            yield from self._record_faults(record)
        for key in self.keys:
            yield from self._key_faults(key)
        for search in self.name_searches:
            known = self.fields.get(search.record, {})
            wanted = (*search.names, search.sex, *search.births)
            yield from (f"name search uses {code}, which its record lacks" for code in wanted if code not in known)
        if self.name_searches and self.name_rules is None:
            yield "records are found by name but name_rules is missing"

    def _key_faults(self, key: Key) -> Iterator[str]:
        action, named = key.action, f"key {key.name}"
        used = (*key.records, *((key.adds,) if key.adds else ()))
        strangers = (record_name(record) for record in used if record not in self.records)
        yield from (f"{named} works on {name}, which is no record of this database" for name in strangers)
        codes = (*key.fields, *key.whole, *dict(key.always))
        unknown = (code for code in codes for record in key.records if code not in self.fields.get(record, {}))
        yield from (f"{named} names {code}, which its record lacks" for code in unknown)
        if action is not Action.INQUIRE and not key.records:
            yield f"{named} changes records but names none"
        if (action is Action.ADD) != (key.adds is not None):
            yield f"{named} must name what it adds if it adds a record, and only then"
        if (action is Action.UPDATE) != bool(key.fields):
            yield f"{named} must name the fields that it updates if it updates a record, and only then"
        if key.tells_owner and key.adds is None:
            yield f"{named} adds nothing of which it could tell the owner"
        if key.options and action not in (Action.INQUIRE, Action.REPORT):
            yield f"{named} has options but is neither inquiry nor report"
        if (action is Action.REPORT) != bool(key.reports and key.number):
            yield f"{named} must say what it reports and by which number if it is a report, and only then"
        if action in INTERNAL and not key.number:
            yield f"{named} must name the number that says which record is put or withdrawn"

    def _record_faults(self, record: type[Record]) -> Iterator[str]:
        if record.metadata.info.get("service") != self.name:
            yield f"{record_name(record)} belongs to {record.metadata.info.get('service')}"
        codes = [item.code for item in fields_of(record)]
        twice = sorted({code for code in codes if codes.count(code) > 1})
        yield from (f"{record_name(record)} declares {code} twice" for code in twice)
        known = {*codes, "ORI", "FCN", "NIC"}
        shown = (*record.brief, *record.cautions, *record.sole, *((record.photograph,) if record.photograph else ()))
        files = {(f.to, f.key, *sorted(f.follow.items())) for f in self.entry_forwards[record]}
        if len(files) > 1:
            yield f"{record_name(record)} goes on into several files: {files}; where it is could not be told later"
        yield from (f"{record_name(record)} names {c}, which it lacks" for c in shown if c not in known)
