"""Days on which courts and offices are open, and the same day in another year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from holidays import country_holidays


@cache
def working_day_after(day: date, count: int) -> date:
    """The day on which offices have been open so many days after a day, which itself does not count.

    They are closed on Saturdays, Sundays and the State's public holidays.
    """
    return next(islice(_working_days(day, timedelta(days=1)), count - 1, None))


@cache
def working_day_before(day: date, count: int) -> date:
    """The day on which offices have been open so many days before a day, which itself does not count."""
    return next(islice(_working_days(day, timedelta(days=-1)), count - 1, None))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _working_days(start: date, step: timedelta) -> Iterator[date]:
    day = start
    while True:
        day += step
        if day.weekday() < 5 and day not in _public_holidays(day.year):
            yield day


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("US", subdiv="CA", years=year))
