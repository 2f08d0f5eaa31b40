"""Records that come near to an inquiry: by name, and by number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from shared.engine import shortfalls
from shared.engine.inquiry import Inquiry
from shared.engine.keys import NO_BIRTH, Person, persons, searched, texts
from shared.engine.port import NameQuery, NumberCandidate, Records
from shared.engine.reasons import because, number_rule
from shared.engine.search import name_query
from shared.match import (
    difference,
    first_names_match,
    is_initial,
    neighbourhood,
    one_slip,
    one_wrong,
    sound_alike,
    split_name,
    two_wrong,
)
from shared.spec import CLOSED, LIVE, TEST, Database, Key, NameRules, Record
from shared.wire.message import Reason

LOOKED_AT = 250
"""Records that sound alike and are looked at."""

MOST_POINTS = 2
"""What a name may fall short of at the most: sound, first name, sex, dates. With more it is another person's."""

SAME, ALIKE, UNLIKE = 0, 1, 2
"""How two first names compare: forms of one name, of one sound, or neither; the last counts as a point of its own."""

LONGEST_TWO_WRONG = 8
"""Characters of the longest number of which two may be wrong: a longer one has too many neighbours."""

_NO_NEAR_MISS = "two wrong characters are no near miss"
_ONLY_THE_LIKELIEST = "a near miss is shown only where nothing matches exactly, and the likeliest few"


@dataclass(frozen=True, slots=True)
class Near:
    """A record that came near to an inquiry.

    Attributes:
        record: the record.
        fell_short: what it fell short of; at least one point.
        distance: how far it is from what was asked, among records that fall short of as many points.
        name: the name that came near, or else the one that it has.
        number: code and value of the number that came near.
    """

    record: Record
    fell_short: tuple[Reason, ...]
    distance: tuple[int, ...]
    name: str | None = None
    number: str | None = None

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place among others: the fewest points first, then the nearest."""
        record = self.record
        return (
            len(self.fell_short),
            self.distance,
            record.fcn or "",
            record.nic or "",
            type(record).__name__,
            record.id,
        )


def by_name(database: Database, key: Key, inquiry: Inquiry, records: Records, side: int, today: date) -> list[Near]:
    """Records whose name comes near: alike in sound, or one slip of the hand away."""
    rules = database.name_rules
    if rules is None or inquiry.name is None or inquiry.sex is None:
        return []
    query = name_query(rules, inquiry, side, today)
    if query is None or not query.codes:
        return []
    places = dict.fromkeys((*records.nearly_by_name(query, LOOKED_AT), *_misspelled(rules, inquiry, query, records)))
    loaded = (records.load(*place) for place in places)
    found = (
        _nearest_name(database, key, inquiry, query, r) for r in loaded if r is not None and type(r) in key.records
    )
    return [near for near in found if near is not None]


def _misspelled(rules: NameRules, inquiry: Inquiry, query: NameQuery, records: Records) -> list[tuple[str, int]]:
    """Records of a surname that is one slip away from the one asked and sounds different."""
    last = split_name(inquiry.name or "").last
    slips = set(one_slip(last))
    codes = {code for spelling in slips for code in rules.codes(spelling)} - set(query.codes)
    candidates = records.by_codes(replace(query, codes=tuple(sorted(codes))))
    return sorted((c.record_type, c.record_id) for c in candidates if split_name(c.name).last in slips)


def _nearest_name(database: Database, key: Key, inquiry: Inquiry, query: NameQuery, record: Record) -> Near | None:
    """The record by the one of its names and dates that falls short of the least; None where it is found by one."""
    always = (
        *shortfalls.of_race(database, key, inquiry, record),
        *shortfalls.of_record(record, query.side),
    )
    found = []
    for person, name, born in _variants(database, record):
        short = shortfalls.of_name(database, key, inquiry, query, person, name, born)
        apart = _apart(inquiry, query, name, born)
        if len(short) + (apart[0] == UNLIKE) <= MOST_POINTS:
            found.append(Near(record, (*short, *always), apart, name))
    nearest = min(found, key=lambda near: near.rank, default=None)
    return nearest if nearest is not None and nearest.fell_short else None


def _variants(database: Database, record: Record) -> Iterator[tuple[Person, str, int]]:
    """Every person, name and date of birth under which a record is found."""
    for search in database.searches_by_record[type(record)]:
        for person in persons(database, record, search):
            yield from ((person, name, born) for name in person.names for born in person.births or (NO_BIRTH,))


def _apart(inquiry: Inquiry, query: NameQuery, name: str, born: int) -> tuple[int, ...]:
    """How far a name is from the one asked: by its first name, its last name, its date of birth."""
    asked, found = split_name(inquiry.name or ""), split_name(name)
    first_name = _compared(asked.first, found.first)
    inside = query.first is None or query.first <= born <= (query.last or 0)
    days = 0 if inside else min(abs(born - edge) for edge in (query.first or 0, query.last or 0))
    return first_name, int(found.last != asked.last), days


def _compared(asked: str, found: str) -> int:
    if first_names_match(asked, found) or (is_initial(asked) and found.startswith(asked)):
        return SAME
    return ALIKE if sound_alike(asked, found) else UNLIKE


def by_number(database: Database, key: Key, inquiry: Inquiry, records: Records, side: int) -> list[Near]:
    """Records that hold a number asked and are not meant, or a number one slip away, or two wrong characters."""
    found: list[Near] = []
    for code, text in inquiry.numbers:
        asked = searched(database, code, text)
        for candidate in dict.fromkeys(_candidates(database, records, side, code, asked)):
            record = records.load(candidate.record_type, candidate.record_id)
            if record is not None and type(record) in key.records:
                found += _near_number(database, key, inquiry, side, asked, candidate, record)
    return found


def _candidates(database: Database, records: Records, side: int, code: str, asked: str) -> Iterator[NumberCandidate]:
    for place in (side, TEST if side == LIVE else LIVE, side + CLOSED):
        yield from records.by_number(place, code, asked)
    yield from records.by_numbers(side, code, one_slip(asked))
    if code in database.near_codes:
        yield from records.by_neighbourhood(side, code, sorted(neighbourhood(code, asked)))
        if len(asked) <= LONGEST_TWO_WRONG:
            yield from _two_wrong(records, side, code, asked)


def _two_wrong(records: Records, side: int, code: str, asked: str) -> Iterable[NumberCandidate]:
    hashes = sorted({value for text in one_wrong(asked) for value in neighbourhood(code, text)})
    return records.by_neighbourhoods(side, code, hashes)


def _near_number(
    database: Database,
    key: Key,
    inquiry: Inquiry,
    side: int,
    asked: str,
    candidate: NumberCandidate,
    record: Record,
) -> list[Near]:
    code, value = candidate.code, candidate.value
    differs = _differs(database, key, code, asked, value)
    if differs is None:
        return []
    points = (
        *differs,
        *shortfalls.of_qualifiers(database, key, inquiry, code, record),
        *shortfalls.of_record(record, side),
    )
    distance = 0 if value == asked else 1 if difference(asked, value) else 2
    return [Near(record, points, (distance,), _own_name(database, record), f"{code}/{value}")] if points else []


def _differs(database: Database, key: Key, code: str, asked: str, value: str) -> list[Reason] | None:
    """How a number differs from the one asked: not at all, nearly, or None where too much."""
    if value == asked:
        return []
    slip = difference(asked, value)
    text = slip.text if slip is not None else two_wrong(asked, value)
    if not text:
        return None
    if code not in database.near_codes or not key.near_rule:
        return [because(database, f"{code}/{value}: {text}", number_rule(database, key, code), key.cite)]
    said = f"{code}/{value}: {text}; {_NO_NEAR_MISS if slip is None else _ONLY_THE_LIKELIEST}"
    return [because(database, said, key.near_rule, key.cite)]


def _own_name(database: Database, record: Record) -> str | None:
    search = database.search_by_record.get(type(record))
    names = texts(record, database.fields[type(record)][search.names[0]]) if search else ()
    return names[0] if names else None
