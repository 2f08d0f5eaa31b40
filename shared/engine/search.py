"""Finding records: names by sound and diminutive, numbers exactly, plates and the like also nearly."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shared.engine.inquiry import Inquiry
from shared.engine.keys import NO_BIRTH, persons, searched, texts
from shared.engine.port import NameCandidate, NameQuery, NumberCandidate, Records
from shared.engine.reasons import because, name_reasons, narrowing, not_meant, number_reason
from shared.match import difference, neighbourhood, split_name
from shared.spec import Database, Key, NameRules, NameSearch, Record
from shared.spec.values import value_class
from shared.wire.message import Reason

NEAR_LIMIT = 5
"""Near misses shown at the most."""


@value_class(frozen=True, slots=True)
class Hit:
    """A record that an inquiry found, with what is shown beside it and why it was found.

    Attributes:
        record: the record.
        matched: the code and value that matched where it is not the record's first name or date, to be shown.
        remarks: lines of plain text shown with the record.
        why: the steps by which it was found.
    """

    record: Record
    matched: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()


@value_class(frozen=True, slots=True)
class Found:
    """All that an inquiry found.

    Attributes:
        hits: the hits to show, best first.
        total: how many there are in all.
        query: the name search, where there was one.
        ruled_out: why records that hold the very number asked are not among the hits.
    """

    hits: tuple[Hit, ...]
    total: int
    query: NameQuery | None = None
    ruled_out: tuple[Reason, ...] = ()


def by_name(
    database: Database, key: Key, inquiry: Inquiry, records: Records, side: int, today: date, limit: int
) -> Found:
    """Records found by name and sex, narrowed by date of birth or age, best first."""
    rules = database.name_rules
    if rules is None or inquiry.name is None or inquiry.sex is None:
        return Found((), 0)
    query = name_query(rules, inquiry, side, today)
    if query is None:
        return Found((), 0)
    best: dict[tuple[str, int], NameCandidate] = {}
    candidates = records.by_name(query)
    if len(candidates) > 1:
        candidates = sorted(candidates, key=lambda candidate: _closeness(candidate, inquiry))
    for candidate in candidates:
        if database.record_by_name[candidate.record_type] in key.records:
            best.setdefault((candidate.record_type, candidate.record_id), candidate)
    # A race stands in the record alone: only where one narrows the search must every record be looked at.
    narrowed = bool(rules.races and inquiry.race)
    loaded = _loaded(database, best.values(), records, None if narrowed else limit, inquiry)
    hits = tuple(_name_hit(database, inquiry, query, candidate, record) for candidate, record in loaded[:limit])
    return Found(hits, len(loaded) if narrowed else len(best), query)


def name_query(rules: NameRules, inquiry: Inquiry, side: int, today: date) -> NameQuery | None:
    """The search that a name inquiry asks for; None where the database's rules do not search it."""
    if rules.needs_birth and inquiry.birth is None:
        return None
    parts = split_name(inquiry.name or "")
    window = None
    if inquiry.birth is not None:
        window = rules.birth_window(inquiry.birth)
    elif inquiry.age is not None and rules.age_window is not None:
        window = rules.age_window(inquiry.age, today)
    first, last = (int(f"{day:%Y%m%d}") for day in window) if window else (None, None)
    sexes = rules.sexes[inquiry.sex or "U"]
    return NameQuery(side, rules.codes(parts.last), rules.roots(parts.first), sexes, first, last)


def _closeness(candidate: NameCandidate, inquiry: Inquiry) -> tuple[object, ...]:
    asked, found = split_name(inquiry.name or ""), split_name(candidate.name)
    distance = 0 if inquiry.birth is None else abs(candidate.born - int(f"{inquiry.birth:%Y%m%d}"))
    return (asked.last != found.last, asked.first != found.first, distance, -candidate.record_id, candidate.name)


def _loaded(
    database: Database, candidates: Iterable[NameCandidate], records: Records, limit: int | None, inquiry: Inquiry
) -> list[tuple[NameCandidate, Record]]:
    found: list[tuple[NameCandidate, Record]] = []
    for candidate in candidates:
        if len(found) == limit:
            break
        record = records.load(candidate.record_type, candidate.record_id)
        if record is not None and not other_races(database, inquiry, record):
            found.append((candidate, record))
    return found


def other_races(database: Database, inquiry: Inquiry, record: Record) -> tuple[str, ...]:
    """The races that are searched where the record is of none of them; otherwise nothing."""
    widened = (database.name_rules.races or {}) if database.name_rules else {}
    wanted = widened.get(inquiry.race or "", ())
    search = database.search_by_record[type(record)]
    held = texts(record, database.fields[search.record][search.race]) if search.race else ()
    return wanted if wanted and held and held[0] not in wanted else ()


def _name_hit(database: Database, inquiry: Inquiry, query: NameQuery, candidate: NameCandidate, record: Record) -> Hit:
    search, rules = _matching(database, candidate, record), database.name_rules
    fields = database.fields[search.record]
    matched = []
    if candidate.name not in texts(record, fields[search.names[0]]):
        matched.append((search.names[-1], candidate.name))
    dated = inquiry.birth is not None or inquiry.age is not None
    if dated and str(candidate.born) not in texts(record, fields[search.births[0]]):
        matched.append((search.births[-1], str(candidate.born)))
    remarks = (search.remark,) if search.remark else ()
    return Hit(record, tuple(matched), remarks, name_reasons(rules, inquiry, query, candidate) if rules else ())


def _matching(database: Database, candidate: NameCandidate, record: Record) -> NameSearch:
    """The search that found a record: whose name and date of birth the candidate has."""
    every = database.searches_by_record[type(record)]
    for search in every if len(every) > 1 else ():
        for person in persons(database, record, search):
            if candidate.name in person.names and candidate.born in (person.births or (NO_BIRTH,)):
                return search
    return every[0]


def by_numbers(database: Database, key: Key, inquiry: Inquiry, records: Records, side: int) -> Found:
    """Records that hold one of the numbers asked, in the order asked."""
    found: dict[tuple[str, int], Hit | None] = {}
    ruled_out: list[Reason] = []
    for code, text in inquiry.numbers:
        for candidate in records.by_number(side, code, searched(database, code, text)):
            place = (candidate.record_type, candidate.record_id)
            if found.get(place) is None:
                found[place] = _number_hit(database, key, inquiry, records, candidate, ruled_out)
    hits = tuple(hit for hit in found.values() if hit is not None)
    return Found(hits, len(hits), ruled_out=tuple(ruled_out))


def _number_hit(
    database: Database,
    key: Key,
    inquiry: Inquiry,
    records: Records,
    candidate: NumberCandidate,
    ruled_out: list[Reason],
) -> Hit | None:
    record = records.load(candidate.record_type, candidate.record_id)
    if record is None or type(record) not in key.records:
        return None
    caveats = key.narrow(record, candidate.code, inquiry.values) if key.narrow else ()
    if caveats is None:
        ruled_out.append(not_meant(database, key, candidate.code, candidate.value, record))
        return None
    found = number_reason(database, key, candidate.code, candidate.value)
    return Hit(record, (), caveats, (found, *narrowing(database, key, caveats)))


def nearly(database: Database, key: Key, inquiry: Inquiry, records: Records, side: int) -> list[Hit]:
    """Records whose number is one slip away from the one asked, the likeliest first, at most five."""
    ranked: dict[tuple[str, int], tuple[tuple[int, str], NumberCandidate, str]] = {}
    for code, asked in inquiry.numbers:
        if code not in database.near_codes:
            continue
        for candidate in records.by_neighbourhood(side, code, sorted(neighbourhood(code, asked))):
            slip = difference(asked, candidate.value)
            if slip is not None:
                place = (candidate.record_type, candidate.record_id)
                ranked.setdefault(place, ((slip.rank, candidate.value), candidate, slip.text))
    hits: list[Hit] = []
    for _, candidate, text in sorted(ranked.values(), key=lambda entry: (entry[0], -entry[1].record_id)):
        hit = _number_hit(database, key, inquiry, records, candidate, [])
        if hit is not None and len(hits) < NEAR_LIMIT:
            said = f"{candidate.code} {candidate.value}: {text}"
            why = because(database, said, key.near_rule, key.cite)
            hits.append(Hit(hit.record, (), (f"{candidate.code} DIFFERS: {text}", *hit.remarks), (why,)))
    return hits
