"""The restraining orders of the population, as entered into the database of orders over five years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from seed.agencies import draw_local
from seed.chance import Weighted, spread, stream, weighted_words
from seed.entries import Entry, Fields, FollowUp, case_number, day_between, later, moment, wire_date
from seed.names import Group, draw_first, draw_surname, wire_name
from seed.people import Person

SHARE = 0.022
_DAYS_BACK = 5 * 365 - 30  # an order older than that could have left the history already
_YOUNGEST = 18
_LEAN = 1.6
_CASE_KIND = 7
_TYPES = weighted_words(
    "TRO 24 OAH 22 CPO 22 EPO 9 TCH 6 CHO 6 JUV 3 OOS 2 TGV 1 OGV 1 EGV 1 TEA 1 EAR 1 TWH 1 WHO 1 TSV 0.3 SVO 0.3"
)
_TEMPORARY = frozenset({"TRO", "TCH", "TEA", "TWH", "TSV"})
_NO_END = frozenset({"EPO", "EGV", "TGV"})
_CONDITIONS = (("01", 0.9), ("02", 0.4), ("03", 0.3), ("04", 0.85), ("05", 0.7), ("07", 0.6), ("09", 0.1))
_METHODS = weighted_words("P 70 H 22 O 6 M 2")
_GROUPS: Weighted[Group] = Weighted([("hispanic", 40), ("white", 38), ("asian", 12), ("black", 7), ("native", 3)])
_PLACES = ("INVENTED PARKING LOT", "FRONT YARD OF THE INVENTED HOME", "BY TEXT MESSAGE", "INVENTED SCHOOL GATE")


@dataclass(frozen=True, slots=True)
class _Order:
    """What is settled about an order before its fields are written."""

    person: Person
    kind: str
    issued: date
    expires: date | None
    court: str
    docket: str
    case: str


def orders_of(seed: int, until: date, person: Person) -> tuple[Entry, ...]:
    """The restraining orders against one person, all entered before a day: mostly none, never two."""
    chance = stream(seed, "order", person.number)
    if chance.random() >= SHARE * (1.4 if person.sex == "M" else 0.6):
        return ()
    first = max(until - timedelta(days=_DAYS_BACK), person.dob + timedelta(days=366 * _YOUNGEST))
    entered = day_between(chance, first, until, _LEAN)
    if entered is None:
        return ()
    order = _settled(seed, chance, person, entered)
    ori, at = draw_local(chance, person.county), moment(chance, entered)
    fields = (*_restrained(chance, person), *_terms(chance, order), *_protected(chance, person, entered))
    return (Entry("carpos", "restraining_order", ori, at, fields, _what_followed(chance, order, ori, at, until)),)


def _settled(seed: int, chance: Random, person: Person, entered: date) -> _Order:
    kind, issued = _TYPES.draw(chance), entered - timedelta(days=int(2 * chance.random()))
    days = 21 if kind in _TEMPORARY else 365 * chance.choice((1, 3, 3, 5))
    expires = None if kind in _NO_END else issued + timedelta(days=days)
    docket = spread(seed, "order court", person.number, 10_000_000)
    return _Order(
        person=person,
        kind=kind,
        issued=issued,
        expires=expires,
        court=f"{'NV' if kind == 'OOS' else 'CA'}{person.county}015J",
        docket=f"{issued.year % 100:02d}{'CR' if kind == 'CPO' else 'FL'}{docket:07d}",
        case=case_number(seed, person.number, _CASE_KIND, entered),
    )


def _restrained(chance: Random, person: Person) -> Iterator[tuple[str, str]]:
    yield from (("NAM", person.name), ("SEX", person.sex))
    if chance.random() < 0.9:
        yield "RAC", person.race
    yield from (("DOB", wire_date(person.dob)), ("HGT", person.height), ("WGT", person.weight), ("HAI", person.hair))
    yield "EYE", person.eyes
    if chance.random() < 0.3:
        yield from (("OLN", person.oln), ("OLS", person.ols))
    yield from (("AKA", alias) for alias in person.aliases)


def _terms(chance: Random, order: _Order) -> Iterator[tuple[str, str]]:
    yield from (("ORT", order.kind), ("CTI", order.court), ("CCN", order.docket), ("ISD", wire_date(order.issued)))
    if order.expires:
        yield "EXP", wire_date(order.expires)
    yield "OCA", order.case
    yield from (("PCO", code) for code, share in _CONDITIONS if chance.random() < share)
    yield "FRM", "N" if order.kind in ("TCH", "CHO") and chance.random() < 0.3 else "Y"
    if order.kind == "OOS":
        yield from (("RGC", f"CA{order.person.county}015J"), ("RGN", f"R{order.docket}"))


def _protected(chance: Random, person: Person, entered: date) -> Iterator[tuple[str, str]]:
    """One to three people; children of the family bear the restrained person's name."""
    group: Group = _GROUPS.draw(chance)
    for place in range(chance.choice((1, 1, 1, 2, 2, 3))):
        sex = "F" if chance.random() < (0.75 if place == 0 else 0.5) else "M"
        years = 19 + int(40 * chance.random()) if place == 0 else 1 + int(16 * chance.random())
        family = place > 0 or chance.random() < 0.4
        last = person.last if family else draw_surname(chance, group)
        yield "PNM", wire_name(last, draw_first(chance, group, "F" if sex == "F" else "M"))
        yield "PSX", sex
        if chance.random() < 0.8:
            yield "PDB", wire_date(entered - timedelta(days=years * 365 + int(300 * chance.random())))


def _what_followed(chance: Random, order: _Order, ori: str, at: datetime, until: date) -> tuple[FollowUp, ...]:
    """Served within days, as two of three are; at times violated, or cancelled; all while it is in effect."""
    last = order.expires or order.issued + timedelta(days=5)
    end = min(until, last)
    steps: list[FollowUp] = []
    served = later(chance, at, 1 + int(4 * chance.random()), end) if chance.random() < 0.68 else None
    if served is not None:
        steps.append(FollowUp("SRO", ori, served, _proof(chance, order, served)))
    violated = later(chance, at, 6 + int(60 * chance.random()), end) if chance.random() < 0.08 else None
    if violated is not None:
        fields = (("VDT", wire_date(violated.date())), ("VLO", chance.choice(_PLACES)))
        steps.append(FollowUp("VRO", ori, violated, fields))
    cancelled = later(chance, at, 80 + int(300 * chance.random()), end) if chance.random() < 0.07 else None
    if cancelled is not None:
        steps.append(FollowUp("XRO", ori, cancelled))
    return tuple(steps)


def _proof(chance: Random, order: _Order, served: datetime) -> Fields:
    return (
        ("SVM", _METHODS.draw(chance)),
        ("SVB", f"DEPUTY {draw_surname(chance, 'white')}"[:30]),
        ("SVD", wire_date(served.date())),
        ("SVT", f"{served:%H%M}"),
        ("SVA", f"SHERIFF {order.person.county} TEST"),
    )
