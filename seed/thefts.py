"""Vehicles, plates and parts, stolen or held, as entered into the stolen vehicle database over six years."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from seed.agencies import draw_local
from seed.chance import spread, stream, weighted_words
from seed.counties import BY_THEFTS
from seed.entries import (
    Entry,
    Fields,
    FollowUp,
    case_number,
    day_between,
    is_new_year,
    later,
    moment,
    wire_date,
)
from seed.vehicles import Vehicle

VEHICLE_SHARE, PLATE_SHARE, PART_SHARE = 0.20, 0.025, 0.01
RECOVERED_SHARE = 0.85
SOUGHT_SHARE = 0.2  # of vehicles whose owner is wanted for a felony: sought because of that warrant
_YEARS_BACK = 6
_LEAN = 1.3
_VEHICLE_TYPES = weighted_words("S 72 F 2 L 3 N 3 E 3 P 1 I 7 T 6 R 3")
_PLATE_TYPES = weighted_words("S 62 L 24 N 8 E 4 F 2")
_PART_TYPES = weighted_words("S 80 L 6 N 8 E 6")
# Engine, transmission, radio, wheel, catalytic converter.
_CATEGORIES = weighted_words("EN 25 TN 15 RA 15 WH 20 CC 25")
# Whoever entered the record lost it (gone until found) or holds it (released after some days).
_RECOVERABLE = frozenset("SFL")
_RELEASED = frozenset("TIPR")
_FOLLOW_KEYS: dict[str, str] = {"vehicle": "V", "plate": "L", "part": "P"}
_CASE_KINDS: dict[str, int] = {"vehicle": 2, "plate": 3, "part": 4}
_REMARKS = (
    "DENT IN LEFT FRONT FENDER", "TINTED WINDOWS", "KEYS IN VEHICLE", "TAKEN FROM PARKING STRUCTURE", "ROOF RACK",
    "TAKEN WITH TOOLS IN BED", "CRACKED WINDSHIELD", "LOWERED SUSPENSION",
)  # fmt: skip


def thefts_of(seed: int, day: date, vehicle: Vehicle, warrants: Sequence[Entry]) -> tuple[Entry, ...]:
    """What was entered about one vehicle before the reference date: nothing, or a record of it, its plate or a part."""
    chance = stream(seed, "theft", vehicle.number)
    felonies = [warrant for warrant in warrants if warrant.value("TYP") == "F"]
    if vehicle.owner is not None and felonies and chance.random() < SOUGHT_SHARE:
        return _sought_with_owner(seed, day, vehicle, chance, felonies[0])
    draw = chance.random()
    if draw < VEHICLE_SHARE:
        kind = _VEHICLE_TYPES.draw(chance)
        return _recorded(seed, day, chance, vehicle, "vehicle", kind)
    if draw < VEHICLE_SHARE + PLATE_SHARE:
        return _recorded(seed, day, chance, vehicle, "plate", _PLATE_TYPES.draw(chance))
    if draw < VEHICLE_SHARE + PLATE_SHARE + PART_SHARE:
        return _recorded(seed, day, chance, vehicle, "part", _PART_TYPES.draw(chance))
    return ()


def _recorded(seed: int, day: date, chance: Random, vehicle: Vehicle, record_type: str, kind: str) -> tuple[Entry, ...]:
    first = max(day - timedelta(days=365 * _YEARS_BACK), date(vehicle.year, 1, 1))
    entered = day_between(chance, first, day, _LEAN)
    if entered is None:
        return ()
    taken = entered - timedelta(days=int(3 * chance.random() ** 2))
    ori = draw_local(chance, BY_THEFTS.draw(chance))
    at = moment(chance, entered)
    case = case_number(seed, vehicle.number, _CASE_KINDS[record_type], entered)
    head = (("TYP", kind), ("OCA", case), ("DOT", wire_date(taken)))
    body = {"vehicle": _vehicle_body, "plate": _plate_body, "part": _part_body}[record_type]
    fields = (*head, *body(seed, chance, vehicle, taken))
    return (Entry("svs", record_type, ori, at, fields, _what_followed(chance, record_type, kind, ori, at, day)),)


def _sought_with_owner(seed: int, day: date, vehicle: Vehicle, chance: Random, warrant: Entry) -> tuple[Entry, ...]:
    """A felony vehicle, entered by the agency that wants its owner the day after; MIS names the warrant's case."""
    next_day = warrant.at.date() + timedelta(days=1)
    at = later(chance, warrant.at, 2 if is_new_year(next_day) else 1, day)
    if at is None or warrant.then:
        return ()
    fields = (
        ("TYP", "F"), ("OCA", case_number(seed, vehicle.number, _CASE_KINDS["vehicle"], at.date())),
        ("DOT", wire_date(warrant.at.date())), *_described(vehicle, warrant.at.date()),
        ("MIS", f"SOUGHT WITH OWNER WANTED IN CASE {warrant.value('OCA')}"),
    )  # fmt: skip
    return (Entry("svs", "vehicle", warrant.ori, at, fields),)


def _described(vehicle: Vehicle, taken: date) -> Fields:
    """A whole description: plate, VIN and looks."""
    return (*_plate(vehicle, taken), ("VIN", vehicle.vin), *_looks(vehicle))


def _plate(vehicle: Vehicle, taken: date) -> Fields:
    """The plate, its year as it was when taken: registration runs out that year or the next."""
    year = taken.year + (vehicle.number % 2)
    return (("LIC", vehicle.plate), ("LIS", vehicle.plate_state), ("LIY", str(year)), ("LIT", vehicle.plate_type))


def _looks(vehicle: Vehicle) -> Fields:
    return (
        ("VYR", str(vehicle.year)), ("VMA", vehicle.make), ("VMO", vehicle.model), ("VST", vehicle.style),
        ("VCO", vehicle.color),
    )  # fmt: skip


def _vehicle_body(seed: int, chance: Random, vehicle: Vehicle, taken: date) -> Fields:
    """Usually whole; at times without VIN, without plate, or with the engine number as the only number."""
    draw = chance.random()
    extra: list[tuple[str, str]] = [("OAN", vehicle.oan)] if vehicle.oan else []
    if chance.random() < 0.15:
        extra.append(("MIS", chance.choice(_REMARKS)))
    engine = (("ENG", vehicle.engine),) if vehicle.plate_type in ("MC", "CO") or draw >= 0.97 else ()
    plate = _plate(vehicle, taken) if draw < 0.9 else ()
    number = () if 0.82 <= draw < 0.9 or draw >= 0.97 else (("VIN", vehicle.vin),)
    return (*plate, *number, *engine, *_looks(vehicle), *extra)


def _plate_body(seed: int, chance: Random, vehicle: Vehicle, taken: date) -> Fields:
    plate = _plate(vehicle, taken)
    return plate if chance.random() < 0.85 else plate[:2]


def _part_body(seed: int, chance: Random, vehicle: Vehicle, taken: date) -> Fields:
    serial = f"ZP{spread(seed, 'part', vehicle.number, 1_000_000):06d}"
    return (("SER", serial), ("BRA", vehicle.make), ("CAT", _CATEGORIES.draw(chance)))


def _what_followed(
    chance: Random, record_type: str, kind: str, ori: str, at: datetime, day: date
) -> tuple[FollowUp, ...]:
    """Most of what was lost is found: at times another agency locates it first, then the owner clears it."""
    draw = chance.random()
    if kind not in _RECOVERABLE | _RELEASED or draw >= RECOVERED_SHARE or record_type == "part":
        return ()
    days = 1 + int(chance.expovariate(1 / (12 if kind in _RECOVERABLE else 30)))
    located = later(chance, at, days, day)
    finder = draw_local(chance, BY_THEFTS.draw(chance))
    cleared = later(chance, at, days + 1, day)
    letter = _FOLLOW_KEYS[record_type]
    locate = FollowUp(f"L{letter}", finder, located) if located else None
    clear = FollowUp(f"C{letter}", ori, cleared) if cleared else None
    placed = locate if kind in _RECOVERABLE and finder != ori and draw < 0.25 else None
    return tuple(step for step in (placed, clear) if step is not None)
