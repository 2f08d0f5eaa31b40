"""Names that look like California: by group, from Faker's locale lists and small tables of our own.

Faker's own calls are slow, so its lists are read as the plain data they are. Names are ASCII capitals, hyphen,
apostrophe and space.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Literal

from faker.providers.person.en_US import Provider as American
from faker.providers.person.es_MX import Provider as Mexican

from seed import name_tables as tables
from seed.chance import Weighted, weighted_words

Group = Literal["hispanic", "white", "asian", "black", "native", "other"]

LONGEST_NAME = 30
# Surnames that belong to records made by hand, so that a search for one finds just those.
RESERVED_SURNAMES = frozenset({"DOE", "EXAMPLE", "TEST", "TESTER", "SAMPLE", "TRAINING", "SCHULTZ", "SHUELS"})
_RARE = 0.00005  # weight of a surname that the American list, which has weights, does not hold


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name; middle and suffix may be empty."""

    last: str
    first: str
    middle: str
    suffix: str


def wire_name(last: str, first: str, middle: str = "", suffix: str = "") -> str:
    """A name as ``LAST,FIRST MIDDLE SUFFIX``, at most 30 characters: a long middle name is cut."""
    for shorter in (middle, middle[:1], ""):
        text = " ".join(part for part in (f"{last},{first}", shorter, suffix) if part)
        if len(text) <= LONGEST_NAME:
            return text
    return f"{last},{first}"[:LONGEST_NAME].rstrip(" -'")


def ascii_capitals(text: str) -> str:
    """A name in capitals without accents or anything but letters, hyphen, apostrophe and space."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Z' -]", "", plain.upper()).strip()


def _plain(elements: object) -> dict[str, float]:
    """A list of Faker's, with or without weights, as capitals and weights."""
    pairs: Iterable[tuple[str, float]]
    if isinstance(elements, Mapping):
        pairs = elements.items()
    elif isinstance(elements, Iterable):
        pairs = ((str(word), 1.0) for word in elements)
    else:
        raise TypeError(f"not a list of names: {elements!r}")
    return {name: weight for word, weight in pairs if (name := ascii_capitals(word)) and name not in RESERVED_SURNAMES}


def _words(text: str) -> Weighted[str]:
    """Words written in falling order of how common they are."""
    return Weighted((word.replace("_", " "), 1.0 / (1 + place)) for place, word in enumerate(text.split()))


_AMERICAN_LAST = _plain(American.last_names)
_MEXICAN_LAST = {name: _AMERICAN_LAST.get(name, _RARE) for name in _plain(Mexican.last_names)}
_ASIAN_LAST = {origin: _words(text) for origin, text in tables.ASIAN_SURNAMES.items()}
_HISPANIC = Weighted(
    [*_MEXICAN_LAST.items(), *((name.replace("_", " "), 0.0006) for name in tables.HISPANIC_SURNAMES.split())]
)
_EUROPEAN = Weighted(
    [
        *((name, weight) for name, weight in _AMERICAN_LAST.items() if name not in _MEXICAN_LAST),
        *((name, 0.0008) for name in tables.IRISH_SURNAMES.split()),
    ]
)
_ORIGINS = weighted_words(tables.ASIAN_ORIGINS)
_BLACK = weighted_words(tables.BLACK_SURNAMES)
_NATIVE = weighted_words(tables.NATIVE_SURNAMES)

_AMERICAN_FIRST = {
    "M": Weighted(_plain(American.first_names_male).items()),
    "F": Weighted(_plain(American.first_names_female).items()),
}
_MEXICAN_FIRST = {
    "M": Weighted(_plain(Mexican.first_names_male).items()),
    "F": Weighted(_plain(Mexican.first_names_female).items()),
}
_BLACK_FIRST = {"M": _words(tables.BLACK_MEN), "F": _words(tables.BLACK_WOMEN)}
_ASIAN_FIRST = {
    "M": {origin: _words(text) for origin, text in tables.ASIAN_MEN.items()},
    "F": {origin: _words(text) for origin, text in tables.ASIAN_WOMEN.items()},
}
_SUFFIXES = weighted_words("JR 70 SR 12 III 12 II 6")


def draw_surname(chance: Random, group: Group, origin: str = "") -> str:
    """A surname of a group; origin narrows the Asian ones."""
    if group == "hispanic":
        last = _HISPANIC.draw(chance)
        return f"{last}-{_HISPANIC.draw(chance)}" if chance.random() < 0.05 else last
    if group == "asian":
        return _ASIAN_LAST[origin or _ORIGINS.draw(chance)].draw(chance)
    if group == "black" and chance.random() < 0.3:
        return _BLACK.draw(chance)
    if group == "native" and chance.random() < 0.5:
        return _NATIVE.draw(chance)
    return _EUROPEAN.draw(chance)


def draw_first(chance: Random, group: Group, sex: Literal["M", "F"], origin: str = "") -> str:
    """A first name of a group and sex; many families of every group choose American ones."""
    if group == "hispanic" and chance.random() < 0.7:
        return _MEXICAN_FIRST[sex].draw(chance)
    if group == "asian" and chance.random() < 0.45:
        return _ASIAN_FIRST[sex][origin or _ORIGINS.draw(chance)].draw(chance)
    if group == "black" and chance.random() < 0.3:
        return _BLACK_FIRST[sex].draw(chance)
    return _AMERICAN_FIRST[sex].draw(chance)


def draw_name(chance: Random, group: Group, sex: Literal["M", "F"]) -> Name:
    """A whole name of a group and sex that fits into 30 characters."""
    origin = _ORIGINS.draw(chance) if group == "asian" else ""
    last = draw_surname(chance, group, origin)
    first = draw_first(chance, group, sex, origin)
    if len(last) + 1 + len(first) > LONGEST_NAME:
        last = last.split("-")[0]
    middle = draw_first(chance, group, sex, origin) if chance.random() < 0.6 else ""
    suffix = _SUFFIXES.draw(chance) if sex == "M" and chance.random() < 0.04 else ""
    return Name(last, first, "" if middle == first else middle, suffix)


def draw_alias(chance: Random, name: Name, group: Group) -> str:
    """Another name of the same person, as ``LAST,FIRST``: a diminutive, the middle name, half a surname, a new one."""
    if name.first in tables.DIMINUTIVES and chance.random() < 0.6:
        return wire_name(name.last, tables.DIMINUTIVES[name.first])
    if "-" in name.last and chance.random() < 0.6:
        return wire_name(name.last.split("-")[-1], name.first)
    if name.middle and chance.random() < 0.4:
        return wire_name(name.last, name.middle)
    return wire_name(draw_surname(chance, group), name.first)
