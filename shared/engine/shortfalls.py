"""What a record falls short of that an inquiry did not find: each point in words, with its rule."""

from __future__ import annotations

from datetime import date, datetime

from shared.engine.inquiry import Inquiry
from shared.engine.keys import NO_BIRTH, Person, spellings, texts
from shared.engine.port import NameQuery
from shared.engine.reasons import because
from shared.engine.search import other_races
from shared.match import is_initial, sound_alike, split_name
from shared.records import SIDE_RULE, STATUS_RULE
from shared.spec import TEST, Database, Key, NameRules, Record
from shared.wire.message import Reason


def of_record(record: Record, side: int) -> list[Reason]:
    """What keeps a record from being found whatever was asked: its side, its status."""
    found = []
    if record.side != side:
        place = (
            "test side, where only training keys look"
            if record.side == TEST
            else "live side, where no training key looks"
        )
        found.append(Reason(f"on the {place}", SIDE_RULE.id, str(SIDE_RULE.cite)))
    if not record.findable():
        found.append(Reason(f"{record.status}: found no more", STATUS_RULE.id, str(STATUS_RULE.cite)))
    return found


def of_name(
    database: Database, key: Key, inquiry: Inquiry, query: NameQuery, person: Person, name: str, born: int
) -> list[Reason]:
    """What one name and date of birth of a record fall short of: sound, first name, sex, dates."""
    rules = database.name_rules
    if rules is None:
        return []
    asked, found = split_name(inquiry.name or ""), split_name(name)
    points: list[tuple[str, str]] = []
    if not {code for code, _ in spellings(rules, name)} & set(query.codes):
        codes = " ".join(rules.codes(found.last))
        said = f"{found.last} has the phonetic code {codes}, {asked.last} has {' '.join(query.codes)}"
        points.append((said, rules.sound_rule))
    if not {root for _, root in spellings(rules, name)} & set(query.roots):
        points.append(_of_first_name(rules, asked.first, found.first))
    if not set(person.sexes) & set(query.sexes):
        said = f"SEX/{person.sexes[0]}, and SEX/{inquiry.sex} searches {' '.join(query.sexes)}"
        points.append((said, key.name_rule))
    if query.first is not None and not query.first <= born <= (query.last or 0):
        rule = rules.birth_rule if inquiry.birth is not None else rules.age_rule
        points.append((_of_dates(born, query.first, query.last or query.first), rule))
    return [because(database, said, rule, rules.cite) for said, rule in points]


def _of_first_name(rules: NameRules, asked: str, found: str) -> tuple[str, str]:
    if is_initial(asked):
        return f"first name {found} does not begin with {asked}", rules.initial_rule
    if sound_alike(asked, found):
        return f"first name {found} is another spelling than {asked}, and spellings count", rules.spelling_rule
    return f"first name {_rooted(rules, found)} is no form of {_rooted(rules, asked)}", rules.first_name_rule


def _rooted(rules: NameRules, first: str) -> str:
    roots = rules.roots(first)
    return first if roots == (first,) else f"{first} ({' '.join(roots)})"


def _of_dates(born: int, first: int, last: int) -> str:
    searched = f"searched {first} to {last}"
    if born == NO_BIRTH:
        return f"no date of birth; {searched}"
    edge, way = (first, "before") if born < first else (last, "after")
    days = abs((_day(born) - _day(edge)).days)
    return f"born {born}, {days} {'day' if days == 1 else 'days'} {way} {edge}; {searched}"


def _day(number: int) -> date:
    return datetime.strptime(str(number), "%Y%m%d").date()


def of_race(database: Database, key: Key, inquiry: Inquiry, record: Record) -> list[Reason]:
    """That a record names another race than those searched."""
    wanted, rules = other_races(database, inquiry, record), database.name_rules
    if not wanted or rules is None:
        return []
    search = database.search_by_record[type(record)]
    held = " ".join(texts(record, database.fields[search.record][search.race]))
    said = f"{search.race}/{held}, and {search.race}/{inquiry.race} searches {' '.join(wanted)}"
    return [Reason(said, key.name_rule, str(rules.cite))]


def of_qualifiers(database: Database, key: Key, inquiry: Inquiry, code: str, record: Record) -> list[Reason]:
    """That a record holds the number asked and is not meant, because of what was asked beside it."""
    if key.narrow is None or key.narrow(record, code, inquiry.values) is not None:
        return []
    meant = {default.code: default.value for default in key.defaults} | dict(inquiry.values)
    fields = database.fields[type(record)]
    looked_at = [code for code in key.qualifiers if code in fields and code not in key.unsearched]
    held = {qualifier: " ".join(texts(record, fields[qualifier])) for qualifier in looked_at}
    differs = [f"{q}/{text}, asked {q}/{meant[q]}" for q, text in held.items() if q in meant and text != meant[q]]
    return [because(database, "; ".join(differs), key.narrow_rule, key.cite)]
