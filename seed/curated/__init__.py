"""The test records: one for each situation that is worth practising or testing, alike in every world.

Their names, plates and numbers are fixed and occur nowhere in the drawn population; their case numbers begin with
TEST. Dates follow the reference date. They are entered on days on which the population enters nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from seed.curated import (
    births,
    life,
    many,
    names,
    near_numbers,
    near_plates,
    numbers,
    owners,
    parts,
    plates,
    remarks,
    sexes,
    vehicles,
    warrants,
)
from seed.databases import parts as database_parts
from seed.entries import Entry

Theme = Callable[[date], Iterator[Entry]]

THEMES: tuple[tuple[str, Theme], ...] = (
    ("Names", names.entries),
    ("Numbers of a person", numbers.entries),
    ("Dates of birth and ages", births.entries),
    ("Sex", sexes.entries),
    ("More hits than are shown", many.entries),
    ("Entry levels and NCIC", warrants.entries),
    ("What a warrant says", remarks.entries),
    ("Vehicles", vehicles.entries),
    ("Plates", plates.entries),
    ("Parts", parts.entries),
    ("Near misses of plates", near_plates.entries),
    ("Near misses of other numbers", near_numbers.entries),
    ("Agencies that answer a hit confirmation", owners.entries),
    ("What becomes of a record", life.entries),
)
"""What the test records are grouped by, in the order of the page that lists them."""

_BEGIN = timedelta(hours=8)
_THEME = timedelta(minutes=40)
_ENTRY = timedelta(seconds=30)
"""The time of day at which themes begin, and what each theme and each of its entries takes of it."""


def themes() -> tuple[tuple[str, Theme], ...]:
    """Every theme: those above, then those that a database brings itself."""
    return (*THEMES, *(theme for part in database_parts() for theme in getattr(part, "THEMES", ())))


def curated(day: date) -> tuple[Entry, ...]:
    """Every test record for a reference date, in order of time."""
    return tuple(sorted((entry for _, found in by_theme(day) for entry in found), key=lambda entry: entry.at))


def by_theme(day: date) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The test records for a reference date, theme by theme."""
    return tuple((title, _placed(theme(day), place)) for place, (title, theme) in enumerate(themes()))


def _placed(entries: Iterable[Entry], place: int) -> tuple[Entry, ...]:
    return tuple(_timed(entry, _BEGIN + place * _THEME + number * _ENTRY) for number, entry in enumerate(entries))


def _timed(entry: Entry, shift: timedelta) -> Entry:
    """The entry with a time of day: themes settle only the day."""
    then = tuple(replace(step, at=step.at + shift) for step in entry.then)
    return replace(entry, at=entry.at + shift, then=then)
