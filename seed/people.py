"""The people: names, descriptors and numbers that look right and belong to nobody.

How each number is kept from belonging to anyone:

* SOC: 900 to 999 in front, which were never issued, and 00 to 49 in the middle, which taxpayer numbers do not use.
* OLN: California licenses are one letter and seven digits; ours begin with two letters, XX.
* FBI: issued numbers do not begin with two letters followed only by digits; ours begin with ZZ.
* CII: begins with A99; A00 is left to records made by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal, overload

from seed.chance import Weighted, spread, stream, weighted_words
from seed.counties import BY_INHABITANTS
from seed.looks import Looks, draw_looks
from seed.names import Group, Name, draw_alias, draw_name, wire_name

LARGEST_SIZE = 1_000_000  # as many people as there are numbers CII A99000000 to A99999999
_DAYS_A_YEAR = 365.2425

_GROUPS: Weighted[Group] = Weighted(
    [("hispanic", 40), ("white", 35), ("asian", 15), ("black", 6), ("native", 1.5), ("other", 2.5)]
)
_SEXES = weighted_words("M 60 F 39.6 U 0.4")
# Youngest age, age not reached, and share: the people police meet, not everybody.
_AGES = Weighted(
    [
        *(((14, 18), 4), ((18, 25), 18), ((25, 35), 27), ((35, 45), 22)),
        *(((45, 55), 14), ((55, 65), 9), ((65, 75), 4), ((75, 90), 2)),
    ]
)


@dataclass(frozen=True, slots=True)
class Person:
    """One invented person.

    Attributes:
        number: place in the population, from 0.
        last, first, middle, suffix: the parts of the name; middle and suffix may be empty.
        sex: M, F or U.
        race: A, B, I, W or U.
        dob: date of birth.
        height: feet and two digits of inches, such as 511.
        weight: pounds, three digits.
        hair, eyes, skin: national codes.
        soc, oln, ols, fbi, cii: numbers, see the module.
        county: three digits of the county lived in.
        aliases: other names as ``LAST,FIRST``.
        other_births: other dates of birth that were given.
        smt: scars, marks and tattoos.
    """

    number: int
    last: str
    first: str
    middle: str
    suffix: str
    sex: str
    race: str
    dob: date
    height: str
    weight: str
    hair: str
    eyes: str
    skin: str
    soc: str
    oln: str
    ols: str
    fbi: str
    cii: str
    county: str
    aliases: tuple[str, ...] = ()
    other_births: tuple[date, ...] = ()
    smt: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as ``LAST,FIRST MIDDLE SUFFIX``, at most 30 characters."""
        return wire_name(self.last, self.first, self.middle, self.suffix)

    def age(self, day: date) -> int:
        """Age in whole years on a day."""
        return day.year - self.dob.year - ((day.month, day.day) < (self.dob.month, self.dob.day))


def person(seed: int, day: date, number: int) -> Person:
    """Person number k of the population with a seed and a reference date; nobody else has a say in it.

    Raises:
        ValueError: the number is not in 0 to 999,999.
    """
    chance = stream(seed, "person", number)
    group = _GROUPS.draw(chance)
    sex = _SEXES.draw(chance)
    body: Literal["M", "F"] = "F" if sex == "F" or (sex == "U" and chance.random() < 0.5) else "M"
    youngest, limit = _AGES.draw(chance)
    years = youngest + (limit - youngest) * chance.random()
    dob = day - timedelta(days=2 + int(years * _DAYS_A_YEAR))
    name = draw_name(chance, group, body)
    looks = draw_looks(chance, group, body, int(years))
    return _assembled(seed, number, chance, group, name, sex, dob, looks)


def _assembled(
    seed: int, number: int, chance: Random, group: Group, name: Name, sex: str, dob: date, looks: Looks
) -> Person:
    return Person(
        number, name.last, name.first, name.middle, name.suffix, sex, looks.race, dob,
        looks.height, looks.weight, looks.hair, looks.eyes, looks.skin,
        soc=_social_security(seed, number),
        oln=f"XX{spread(seed, 'oln', number, 10_000_000):07d}",
        ols="CA",
        fbi=f"ZZ{spread(seed, 'fbi', number, 10_000_000):07d}",
        cii=f"A99{spread(seed, 'cii', number, LARGEST_SIZE):06d}",
        county=BY_INHABITANTS.draw(chance),
        aliases=_aliases(chance, name, group),
        other_births=_other_births(chance, dob),
        smt=looks.smt,
    )  # fmt: skip


def _social_security(seed: int, number: int) -> str:
    front, rest = divmod(spread(seed, "soc", number, 50_000_000), 500_000)
    return f"{900 + front}{rest:06d}"


def _aliases(chance: Random, name: Name, group: Group) -> tuple[str, ...]:
    draw = chance.random()
    wanted = 2 if draw < 0.03 else 1 if draw < 0.15 else 0
    found = {draw_alias(chance, name, group): None for _ in range(wanted)}
    return tuple(alias for alias in found if alias != wire_name(name.last, name.first))


def _other_births(chance: Random, dob: date) -> tuple[date, ...]:
    """Mostly none; else the year before or after, or a few days off: what people say when asked again."""
    if chance.random() >= 0.06:
        return ()
    days = chance.choice((-366, -365, 365, 366, -10, -1, 1, 10, 30))
    return (dob + timedelta(days=days),)


class People(Sequence[Person]):
    """All people of a population in order; made when asked for and not kept, so a million of them need no memory."""

    def __init__(self, seed: int, day: date, size: int) -> None:
        self._seed, self._day, self._size = seed, day, size

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, index: int) -> Person: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Person, ...]: ...
    def __getitem__(self, index: int | slice) -> Person | tuple[Person, ...]:
        numbers = range(self._size)[index]
        if isinstance(numbers, int):
            return person(self._seed, self._day, numbers)
        return tuple(person(self._seed, self._day, number) for number in numbers)
