"""The registrants of the population, as entered into the registry over four years and registered again ever since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from seed.agencies import draw_local
from seed.chance import Weighted, stream, weighted_words
from seed.counties import COUNTIES
from seed.entries import Entry, Fields, FollowUp, day_between, moment, wire_date
from seed.people import Person
from seed.vehicles import Vehicle

SHARE, SHARE_OF_SUPERVISED = 0.007, 0.05
"""How many register: of everybody, and of those under supervision."""

_YEARS_BACK = 4
_YOUNGEST, _GROWN = 15, 19
_KEPT = 0.9  # of ten registrations that fall due nine are made; after a missed one nobody comes again
_CATEGORIES = weighted_words("S 86 A 9 B 5")
_TIERS = weighted_words("1 40 2 30 3 30")
_POSTINGS = weighted_words("F 50 Z 25 N 20 X 5")
_WHEREABOUTS: Weighted[str | None] = Weighted([(None, 88), ("D", 3), ("I", 4), ("O", 2), ("U", 3)])
_INSTRUMENTS = weighted_words("S99 80 STB 10 LSC 10")
_STREETS = ("INVENTED STREET", "NOWHERE AVENUE", "MADE UP LANE", "TEST COURT", "EXAMPLE ROAD")
_WORK = ("INVENTED BAKERY TEST", "INVENTED GARAGE TEST", "INVENTED NURSERY TEST", "INVENTED WAREHOUSE TEST")


@dataclass(frozen=True, slots=True)
class _Case:
    """What is settled about a registrant before the fields are written."""

    person: Person
    category: str
    entered: date
    transient: bool
    predator: bool

    @property
    def interval(self) -> int:
        """Days between two registrations."""
        return 28 if self.transient else 88 if self.predator else 365


def registrations_of(seed: int, until: date, person: Person, vehicle: Vehicle, supervised: bool) -> tuple[Entry, ...]:
    """The registration of one person and how it was kept up, all before a day: mostly none, never two."""
    chance = stream(seed, "registrant", person.number)
    if chance.random() >= (SHARE_OF_SUPERVISED if supervised else SHARE) * (1.5 if person.sex == "M" else 0.2):
        return ()
    case = _settled(chance, person, until)
    if case is None:
        return ()
    ori, at = draw_local(chance, person.county), moment(chance, case.entered)
    fields = (*_described(chance, person), *_registered(chance, case), *_more(chance, case, vehicle))
    return (Entry("csar", "registrant", ori, at, fields, tuple(_again(chance, case, ori, at, until))),)


def _settled(chance: Random, person: Person, until: date) -> _Case | None:
    transient, predator = chance.random() < 0.12, chance.random() < 0.03
    days = 150 if transient else 400 if predator else 365 * _YEARS_BACK
    first = max(until - timedelta(days=days), person.dob + timedelta(days=366 * _YOUNGEST))
    entered = day_between(chance, first, until, 1.0)
    if entered is None:
        return None
    juvenile = person.age(entered) < _GROWN
    category = "J" if juvenile else _CATEGORIES.draw(chance)
    return _Case(person, category, entered, transient and not juvenile, predator and category in "SB")


def _described(chance: Random, person: Person) -> Iterator[tuple[str, str]]:
    yield from (("NAM", person.name), ("SEX", person.sex), ("RAC", person.race), ("DOB", wire_date(person.dob)))
    yield from (("HGT", person.height), ("WGT", person.weight), ("HAI", person.hair), ("EYE", person.eyes))
    yield from (("SMT", mark) for mark in person.smt)
    yield "CII", person.cii
    if chance.random() < 0.4:
        yield "FBI", person.fbi
    yield from (("AKA", alias) for alias in person.aliases)


def _registered(chance: Random, case: _Case) -> Iterator[tuple[str, str]]:
    yield from (("CAT", case.category), ("RDT", wire_date(case.entered)))
    yield from _residence(chance, case)
    yield "ADJ", wire_date(case.entered - timedelta(days=30 + int(300 * chance.random())))
    if case.category in "SB":
        yield "TIR", "3" if case.predator else _TIERS.draw(chance)
        yield "PST", _POSTINGS.draw(chance)
    if case.predator:
        yield "SVP", "Y"
    whereabouts = None if case.transient or case.predator else _WHEREABOUTS.draw(chance)
    if whereabouts:
        yield "WHB", whereabouts
    yield "OCA", f"{case.entered.year % 100:02d}-RG{case.person.number:06d}"


def _residence(chance: Random, case: _Case) -> Fields:
    if case.transient:
        return (("TRN", "Y"),)
    county = next(county for county in COUNTIES if county.number == case.person.county)
    city = chance.choice(county.cities) if county.cities else county.name
    street = f"{1 + int(9000 * chance.random())} {chance.choice(_STREETS)}"
    # No ZIP code begins with 000: nobody lives at such an address.
    return (("ADR", street), ("CTY", city), ("ZIP", f"00{county.number}"))


def _more(chance: Random, case: _Case, vehicle: Vehicle) -> Iterator[tuple[str, str]]:
    if case.category in "SB" and chance.random() < 0.6:
        yield from (("RSI", _INSTRUMENTS.draw(chance)), ("RSS", str(int(10 * chance.random()))))
    if chance.random() < 0.4:
        yield from (("EMP", chance.choice(_WORK)), ("EMA", f"{1 + int(900 * chance.random())} INVENTED PLAZA"))
    if vehicle.owner is not None and chance.random() < 0.5:
        yield from (("LIC", vehicle.plate), ("LIS", vehicle.plate_state), ("VYR", str(vehicle.year)))
        yield from (("VMA", vehicle.make), ("VCO", vehicle.color))
    yield "PHT", "Y" if chance.random() < 0.8 else "N"


def _again(chance: Random, case: _Case, ori: str, at: datetime, until: date) -> Iterator[FollowUp]:
    """The registrations that followed, some of them at a new address; who misses one may not be in compliance."""
    for day in _due_days(case, until):
        if chance.random() >= _KEPT:
            return
        moved = _residence(chance, case) if chance.random() < 0.2 else ()
        yield FollowUp("USA", ori, moment(chance, day), (("RDT", wire_date(day)), *moved))


def _due_days(case: _Case, until: date) -> Iterator[date]:
    day = case.entered
    while (day := day + timedelta(days=case.interval) if case.interval < 365 else _birthday(case.person, day)) < until:
        yield day


def _birthday(person: Person, after: date) -> date:
    """A day or two before the first birthday that is more than a week away."""
    for year in (after.year, after.year + 1, after.year + 2):
        found = date(year, person.dob.month, min(person.dob.day, 28)) - timedelta(days=1)
        if found > after + timedelta(days=8):
            return found
    raise LookupError(f"no birthday after {after}")
