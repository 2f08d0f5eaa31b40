"""Who of the population is supervised: on parole, on probation, released or watched under another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from seed.agencies import draw_local
from seed.chance import Weighted, stream, weighted_words
from seed.entries import Entry, Fields, FollowUp, case_number, day_between, later, moment, wire_date
from seed.names import Group, draw_surname
from seed.people import Person

SHARE, SHARE_OF_WANTED = 0.06, 0.16
"""How many are supervised: of everybody, and of those with a warrant, who often have been in custody before."""

_DAYS_BACK = 4 * 365
_YOUNGEST = 18
_LEAN = 1.3
_CASE_KIND = 6
_CATEGORIES = weighted_words("CP 62 SP 27 FP 6 CC 3 MH 2")
_OLDEST_IN_JUVENILE_PAROLE, _JUVENILE_SHARE = 22, 0.12
_YEARS: dict[str, tuple[int, ...]] = {"SP": (3, 3, 3, 5), "CP": (2, 3, 3, 5), "FP": (3, 5), "CC": (5,), "MH": (2, 3, 5)}
_CONDITIONS = (
    ("NO ALCOHOL", 0.4), ("SEARCH AND SEIZURE", 0.7), ("NO WEAPONS", 0.5), ("NO CONTACT WITH CODEFENDANTS", 0.15),
    ("DRUG TESTING", 0.35), ("CURFEW 2200 TO 0600", 0.12), ("STAY IN THE COUNTY", 0.2),
)  # fmt: skip
_CIRCUMSTANCES = weighted_words("R 40 F 35 C 12 S 6 B 4 W 3")
_PLACES = ("INVENTED PARKING LOT", "1 INVENTED STREET", "INVENTED TRANSIT STATION", "INVENTED PARK")
_GROUPS: Weighted[Group] = Weighted([("hispanic", 35), ("white", 40), ("asian", 13), ("black", 9), ("native", 3)])


def supervision_of(seed: int, until: date, person: Person, others: Iterable[Entry]) -> tuple[Entry, ...]:
    """The supervision of one person, entered before a day: mostly none, never two.

    Args:
        seed: the population's seed.
        until: the day before which everything was entered.
        person: the person.
        others: what else is known of the same person; who has a warrant is supervised more often.
    """
    chance = stream(seed, "supervision", person.number)
    wanted = any(entry.record_type == "wanted_person" for entry in others)
    if chance.random() >= (SHARE_OF_WANTED if wanted else SHARE) * (1.25 if person.sex == "M" else 0.6):
        return ()
    first = max(until - timedelta(days=_DAYS_BACK), person.dob + timedelta(days=366 * _YOUNGEST))
    entered = day_between(chance, first, until, _LEAN)
    if entered is None:
        return ()
    category = _category(chance, person, entered)
    ends = entered + timedelta(days=365 * chance.choice(_YEARS.get(category, (2, 3))))
    ori, at = draw_local(chance, person.county), moment(chance, entered)
    fields = (
        *_subject(chance, person),
        *_supervision(chance, person, category),
        ("OCA", case_number(seed, person.number, _CASE_KIND, entered)),
        ("BEG", wire_date(entered - timedelta(days=int(9 * chance.random())))),
        ("END", wire_date(ends)),
    )
    return (
        Entry("srf", "supervised_person", ori, at, fields, _what_followed(chance, person, ori, at, min(until, ends))),
    )


def _category(chance: Random, person: Person, entered: date) -> str:
    young = person.age(entered) <= _OLDEST_IN_JUVENILE_PAROLE and chance.random() < _JUVENILE_SHARE
    return "YP" if young else _CATEGORIES.draw(chance)


def _subject(chance: Random, person: Person) -> Iterator[tuple[str, str]]:
    """Who it is: supervising agencies know their subjects well."""
    yield from (("NAM", person.name), ("SEX", person.sex), ("RAC", person.race), ("DOB", wire_date(person.dob)))
    yield from (("HGT", person.height), ("WGT", person.weight), ("HAI", person.hair), ("EYE", person.eyes))
    yield from (("SMT", mark) for mark in person.smt)
    if chance.random() < 0.85:
        yield "CII", person.cii
    if chance.random() < 0.4:
        yield "FBI", person.fbi
    if chance.random() < 0.5:
        yield from (("OLN", person.oln), ("OLS", person.ols))
    yield from (("AKA", alias) for alias in person.aliases)


def _supervision(chance: Random, person: Person, category: str) -> Iterator[tuple[str, str]]:
    national = chance.random() < {"SP": 0.8, "FP": 0.9, "MH": 0.6, "YP": 0.5}.get(category, 0.25)
    yield from (("CAT", category), ("ENT", "2" if national else "1"))
    yield "AGT", f"AGENT {draw_surname(chance, _GROUPS.draw(chance))}"[:30]
    # Telephone numbers that are kept free for fiction, under the area code of no place in California.
    yield "PHO", f"55555501{int(100 * chance.random()):02d}"
    yield from (("COND", words) for words, share in _CONDITIONS if chance.random() < share)


def _what_followed(chance: Random, person: Person, ori: str, at: datetime, end: date) -> tuple[FollowUp, ...]:
    """Met by other agencies now and then; at times discharged early."""
    steps: list[FollowUp] = []
    met = later(chance, at, 5 + int(300 * chance.random()), end) if chance.random() < 0.3 else None
    if met is not None:
        steps.append(FollowUp("CMS", draw_local(chance, person.county), met, _contact(chance, met)))
    discharged = later(chance, at, 310 + int(500 * chance.random()), end) if chance.random() < 0.15 else None
    if discharged is not None:
        steps.append(FollowUp("XSR", ori, discharged))
    return tuple(steps)


def _contact(chance: Random, met: datetime) -> Fields:
    return (
        ("CIR", _CIRCUMSTANCES.draw(chance)),
        ("CDT", wire_date(met.date())),
        ("CTM", f"{met:%H%M}"),
        ("LOC", chance.choice(_PLACES)),
    )
