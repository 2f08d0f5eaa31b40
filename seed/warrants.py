"""The warrants of the population, as entered into the wanted persons database over ten years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from seed.agencies import draw_local
from seed.chance import spread, stream, weighted_words
from seed.counties import BY_INHABITANTS
from seed.entries import Entry, Fields, FollowUp, case_number, day_between, later, moment, wire_date
from seed.offenses import FELONIES, MISDEMEANORS, Offense
from seed.people import Person

FELONY_SHARE = 0.35
_YEARS_BACK = 10
_YOUNGEST = 16  # nobody was younger when the warrant was entered
_LEAN = 2.0  # most open warrants are recent
_LEVELS = {"F": weighted_words("1 62 2 14 3 14 4 10"), "M": weighted_words("1 34 2 1 3 35 4 30")}
_CAUTIONS = weighted_words("A 40 E 18 M 20 S 10 X 12")
_CAUTION_WORDS = ("CAUTION DOGS AT RESIDENCE", "CAUTION FIGHTS OFFICERS", "CAUTION BITES", "CAUTION RUNS FROM OFFICERS")
_REMARKS = (
    "LAST SEEN ON FOOT NEAR TRANSIT STATION", "WEARS PROSTHETIC LEFT FOOT", "MAY BE IN COMPANY OF BROTHER",
    "FREQUENTS SWAP MEETS", "NO BAIL ON FAILURE TO APPEAR", "WORKS NIGHTS", "MAY HAVE SHAVED HEAD",
)  # fmt: skip
_NUMBER_CODES = ("SOC", "OLN", "FBI", "CII")


@dataclass(frozen=True, slots=True)
class _Warrant:
    """What is settled about a warrant before its fields are written."""

    person: Person
    kind: str
    level: str
    offense: Offense
    case: str
    number: str
    issued: date


def warrants_of(seed: int, day: date, person: Person) -> tuple[Entry, ...]:
    """The warrants of one person, all entered before the reference date: mostly none, at times two."""
    chance = stream(seed, "warrant", person.number)
    if chance.random() >= _likelihood(person, day):
        return ()
    wanted = 2 if chance.random() < 0.07 else 1
    found = (_warrant(seed, day, person, chance, place) for place in range(wanted))
    return tuple(entry for entry in found if entry is not None)


def _likelihood(person: Person, day: date) -> float:
    """How likely a person has a warrant: about 18 % over all, more for men and from 18 to 60."""
    age = person.age(day)
    by_age = 0.04 if age < 18 else 0.218 if age < 45 else 0.185 if age < 60 else 0.05
    return by_age * (0.72 if person.sex == "F" else 1.12)


def _warrant(seed: int, day: date, person: Person, chance: Random, place: int) -> Entry | None:
    first = max(day - timedelta(days=365 * _YEARS_BACK), person.dob + timedelta(days=366 * _YOUNGEST))
    entered = day_between(chance, first, day, _LEAN)
    if entered is None:
        return None
    kind = "F" if chance.random() < FELONY_SHARE else "M"
    issued = entered - timedelta(days=int(21 * chance.random() ** 2))
    docket = spread(seed, "court", 2 * person.number + place, 10_000_000)
    number = f"{issued.year % 100:02d}{'FE' if kind == 'F' else 'MI'}{docket:07d}"
    level = _LEVELS[kind].draw(chance)
    offense = (FELONIES if kind == "F" else MISDEMEANORS).draw(chance)
    case = case_number(seed, person.number, place, entered)
    settled = _Warrant(person, kind, level, offense, case, number, issued)
    ori = draw_local(chance, person.county if chance.random() < 0.88 else BY_INHABITANTS.draw(chance))
    at = moment(chance, entered)
    fields = (*_person_fields(chance, settled), *_warrant_fields(chance, settled))
    return Entry("wps", "wanted_person", ori, at, fields, _what_followed(chance, ori, at, day))


def _person_fields(chance: Random, settled: _Warrant) -> Iterator[tuple[str, str]]:
    """Descriptors: whole where NCIC is meant to get the record, else with gaps."""
    person = settled.person
    whole = settled.level == "2" or chance.random() < (0.5 if settled.kind == "F" else 0.35)
    gap = "" if whole else chance.choice(("RAC", "HGT", "WGT", "HAI"))
    numeric = chance.choice(_NUMBER_CODES)
    unborn = not whole and chance.random() < 0.06  # no date of birth known: a number stands in
    described = {
        "NAM": person.name, "SEX": person.sex, "RAC": person.race, "DOB": wire_date(person.dob), "HGT": person.height,
        "WGT": person.weight, "HAI": person.hair, "EYE": person.eyes, "SKN": person.skin,
    }  # fmt: skip
    for code, value in described.items():
        left_out = code == gap or (code == "DOB" and unborn) or (code == "SKN" and chance.random() < 0.4)
        if not left_out:
            yield code, value
    yield from (("SMT", mark) for mark in person.smt)
    yield from _numbers(chance, person, numeric if unborn else "")
    yield from (("AKA", alias) for alias in person.aliases)
    yield from (("ADB", wire_date(birth)) for birth in person.other_births)


def _numbers(chance: Random, person: Person, needed: str) -> Iterator[tuple[str, str]]:
    """Numbers known to the agency; the needed one is always among them."""
    for code, value, share in (("SOC", person.soc, 0.45), ("OLN", person.oln, 0.6)):
        if code == needed or chance.random() < share:
            yield code, value
            if code == "OLN":
                yield "OLS", person.ols
    for code, value, share in (("FBI", person.fbi, 0.35), ("CII", person.cii, 0.55)):
        if code == needed or chance.random() < share:
            yield code, value


def _warrant_fields(chance: Random, settled: _Warrant) -> Iterator[tuple[str, str]]:
    offense = settled.offense
    yield "OFF", offense.code
    yield "DOW", wire_date(settled.issued)
    yield "WNO", settled.number
    yield "TYP", settled.kind
    yield "OCA", settled.case
    yield "ENT", settled.level
    if offense.bail and chance.random() < 0.85:
        yield "BAL", str(int(offense.bail * chance.choice((0.5, 1, 1, 1, 2))))
    if settled.kind == "M" or chance.random() < 0.3:
        yield "NSV", "Y" if chance.random() < (0.25 if settled.kind == "M" else 0.9) else "N"
    yield from _cautions_and_remarks(chance, settled)


def _cautions_and_remarks(chance: Random, settled: _Warrant) -> Fields:
    """Caution codes and MIS, which explains caution X and every offense that ends in 99."""
    cautions: list[str] = []
    if chance.random() < (0.3 if settled.kind == "F" else 0.08):
        cautions = sorted({_CAUTIONS.draw(chance) for _ in range(chance.choice((1, 1, 1, 2)))})
    remarks = [settled.offense.words] if settled.offense.code.endswith("99") else []
    if "X" in cautions:
        remarks.append(chance.choice(_CAUTION_WORDS))
    if chance.random() < 0.12:
        remarks.append(chance.choice(_REMARKS))
    return (*(("CAU", code) for code in cautions), *((("MIS", ", ".join(remarks)),) if remarks else ()))


def _what_followed(chance: Random, ori: str, at: datetime, day: date) -> tuple[FollowUp, ...]:
    """An arrest (clear), a withdrawn warrant (cancel), or a locate elsewhere that the owner has not yet acted on."""
    draw = chance.random()
    key = "CW" if draw < 0.08 else "XW" if draw < 0.095 else "LW" if draw < 0.115 else ""
    when = later(chance, at, int(chance.expovariate(1 / 200)) if key != "LW" else (day - at.date()).days - 2, day)
    sender = draw_local(chance, BY_INHABITANTS.draw(chance)) if key == "LW" else ori
    if not key or when is None or (key == "LW" and (sender == ori or when <= at)):
        return ()
    return (FollowUp(key, sender, when),)
