"""What was entered into a database, and what came after: field codes and values as a terminal sends them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from seed.chance import spread, weighted_words

Fields = tuple[tuple[str, str], ...]

# Records by hour of entry. The hours in which clocks are changed stay empty, so that a local time means one instant.
_HOURS = weighted_words(
    "0 2 1 0 2 0 3 1 4 1 5 1 6 2 7 4 8 7 9 8 10 8 11 8 12 6 13 7 14 8 15 8 16 7 17 5 18 4 19 4 20 4 21 4 22 3 23 3"
)

QUIET_DAYS = 3
"""Days before the reference date on which nothing is drawn, as on New Year's Day: test records are entered then.

That keeps the file control numbers of the test records the same in every population, and in order of time.
"""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A later message about an entered record.

    Attributes:
        key: the message key, such as CV for a cleared vehicle.
        ori: the agency that sends it: the owner, except for a locate.
        at: when, local time of California; after the entry and before the reference date.
        fields: code and value pairs; the file control number is not among them, for only the database knows it.
    """

    key: str
    ori: str
    at: datetime
    fields: Fields = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An inquiry that a test record is there for.

    Attributes:
        text: the inquiry as it is typed, such as ``QV LIC/0QAA001``.
        shown: the replies that show the record, such as ``WPS HIT, NCIC HIT``; empty where none does.
    """

    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it was entered.

    Attributes:
        database: name of the database, such as wps.
        record_type: name of the record type in the catalog.
        ori: the entering agency, which owns the record.
        at: when, local time of California; before the reference date.
        fields: code and value pairs in order; a repeatable code appears several times.
        then: what followed, in order of time.
        title: what a curated record is called; empty in the drawn population.
        shows: what a curated record shows; empty in the drawn population.
        rules: ids of the rules that a curated record shows.
        asks: inquiries that a curated record is there for, and whether they find it.
    """

    database: str
    record_type: str
    ori: str
    at: datetime
    fields: Fields
    then: tuple[FollowUp, ...] = ()
    title: str = ""
    shows: str = ""
    rules: tuple[str, ...] = ()
    asks: tuple[Question, ...] = ()

    def value(self, code: str) -> str | None:
        """The first value under a field code, or None."""
        return next((value for name, value in self.fields if name == code), None)


def wire_date(day: date) -> str:
    """A date as eight digits, CCYYMMDD."""
    return f"{day.year:04d}{day.month:02d}{day.day:02d}"


def moment(chance: Random, day: date) -> datetime:
    """A time on a day when records are likely to be entered."""
    hour = int(_HOURS.draw(chance))
    return datetime.combine(day, time(hour, int(60 * chance.random()), int(60 * chance.random())))


def day_between(chance: Random, first: date, end: date, lean: float) -> date | None:
    """A day from first up to but not on end; None if there is none. A ``lean`` above 1 makes late days likelier.

    What would fall on New Year's Day falls on the day before it, even where that is before first.
    """
    days = (end - first).days
    if days < 1:
        return None
    found = end - timedelta(days=1 + int(days * chance.random() ** lean))
    return found - timedelta(days=1) if is_new_year(found) else found


def later(chance: Random, at: datetime, days: int, end: date) -> datetime | None:
    """A time some days after another, or None where that is not before the end: it has not happened yet."""
    found = moment(chance, at.date() + timedelta(days=max(days, 1)))
    return found if found.date() < end else None


def is_new_year(day: date) -> bool:
    """Whether a day is New Year's Day, on which the population enters nothing."""
    return (day.month, day.day) == (1, 1)


def case_number(seed: int, number: int, kind: int, day: date) -> str:
    """An agency's case number such as 24-0123456: year and a serial that no other record of the population has.

    Args:
        seed: the population's seed.
        number: number of the person or vehicle.
        kind: 0 to 7, one for each record that a number may have.
        day: the day of entry, which gives the year.
    """
    return f"{day.year % 100:02d}-{spread(seed, 'case', number * 8 + kind, 10_000_000):07d}"
