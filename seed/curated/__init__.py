"""The test records: one for each situation that is worth practising or testing, alike in every world.

Their names, plates and numbers are fixed and occur nowhere in the drawn population; their case numbers begin with
TEST. Dates follow the reference date. They are entered on days on which the population enters nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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

_FIRST_HOUR = 8


def themes() -> tuple[tuple[str, Theme], ...]:
    """Every theme: those above, then those that a database brings itself."""
    return (*THEMES, *(theme for part in database_parts() for theme in getattr(part, "THEMES", ())))


def curated(day: date) -> tuple[Entry, ...]:
    """Every test record for a reference date, in order of time."""
    return tuple(sorted((entry for _, found in by_theme(day) for entry in found), key=lambda entry: entry.at))


def by_theme(day: date) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """The test records for a reference date, theme by theme."""
    return tuple(
        (title, tuple(_timed(entry, _FIRST_HOUR + place, minute) for minute, entry in enumerate(theme(day))))
        for place, (title, theme) in enumerate(themes())
    )


def _timed(entry: Entry, hour: int, minute: int) -> Entry:
    """The entry with a time of day: themes settle only the day."""
    shift = timedelta(hours=hour, minutes=minute)
    then = tuple(replace(step, at=step.at + shift) for step in entry.then)
    return replace(entry, at=entry.at + shift, then=then)
