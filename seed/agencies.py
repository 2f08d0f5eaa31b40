"""The agencies of the population: sheriffs of all counties, police of larger cities, highway patrol, control terminal.

They stand in real counties and cities but carry TEST in their names. They do not depend on the seed. Identifiers have
the national form: CA, county, two digits of agency, two of unit; sheriffs 00, police from 01, control terminal 94,
highway patrol 99.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from random import Random
from typing import Literal

from seed.counties import COUNTIES, County

Answer = Literal["confirm", "deny", "later", "never"]

CONTROL_TERMINAL = "CA0349400"
LOS_ANGELES_SHERIFF = "CA0190000"
SACRAMENTO_SHERIFF = "CA0340000"
SACRAMENTO_PATROL = "CA0349900"
CONFIRMS = "CA0010000"
DENIES = "CA0020000"
ANSWERS_LATER = "CA0250000"
NEVER_ANSWERS = "CA0460000"

# How many out of a hundred records of a county the sheriff enters where cities have police of their own.
SHERIFF_PERCENT = 45
# Numbers of the table of agencies in file control numbers; room for ten cities a county.
_SHERIFF_NUMBER, _PATROL_NUMBER, _CONTROL_NUMBER, _POLICE_NUMBER = 100, 200, 299, 300


@dataclass(frozen=True, slots=True)
class Profile:
    """How a simulated agency answers a hit confirmation.

    Attributes:
        answer: confirm, deny, later (in process first, then confirm), or never.
        after_seconds: seconds from request to answer.
    """

    answer: Answer = "confirm"
    after_seconds: int = 120


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that enters records and answers hit confirmations.

    Attributes:
        ori: its nine-character identifier.
        name: its name in capitals, always with TEST.
        county: three digits of its county.
        number: its three digits at the front of file control numbers, 100 to 999.
        profile: how it answers hit confirmations while nobody sits at its terminals.
    """

    ori: str
    name: str
    county: str
    number: int
    profile: Profile = Profile()


_PROFILES = {
    DENIES: Profile("deny", 180),
    ANSWERS_LATER: Profile("later", 120),
    NEVER_ANSWERS: Profile("never"),
    "CA0080000": Profile("never"),
    "CA0140000": Profile("later", 300),
    "CA0530000": Profile("deny", 180),
    "CA0100300": Profile("deny", 180),
    "CA0190600": Profile("later", 240),
    "CA0340500": Profile("later", 120),
    "CA0370600": Profile("never"),
}


def _agency(ori: str, name: str, county: str, number: int) -> Agency:
    return Agency(ori, f"{name} TEST", county, number, _PROFILES.get(ori, Profile()))


def _of_county(county: County) -> list[Agency]:
    code, place = county.number, int(county.number)
    found = [_agency(f"CA{code}0000", f"{county.name} CO SHERIFF", code, _SHERIFF_NUMBER + place)]
    for order, city in enumerate(county.cities, start=1):
        number = _POLICE_NUMBER + 10 * (place - 1) + order
        found.append(_agency(f"CA{code}{order:02d}00", f"{city} POLICE", code, number))
    if county.patrolled:
        found.append(_agency(f"CA{code}9900", f"HIGHWAY PATROL {county.name}", code, _PATROL_NUMBER + place))
    return found


@lru_cache(maxsize=1)
def agencies() -> tuple[Agency, ...]:
    """Every agency, by identifier."""
    found = [agency for county in COUNTIES for agency in _of_county(county)]
    found.append(_agency(CONTROL_TERMINAL, "DEPARTMENT OF JUSTICE", "034", _CONTROL_NUMBER))
    return tuple(sorted(found, key=lambda agency: agency.ori))


@lru_cache(maxsize=64)
def _locals(county: str) -> tuple[str, ...]:
    return tuple(a.ori for a in agencies() if a.county == county and a.ori[5:7] < "90")


def draw_local(chance: Random, county: str) -> str:
    """A sheriff or police department of a county; never the highway patrol, which changes no warrants."""
    sheriff, *police = _locals(county)
    if not police or chance.random() * 100 < SHERIFF_PERCENT:
        return sheriff
    return police[int(len(police) * chance.random() ** 1.5)]
