"""Days on which courts and offices are open, and the same day in another year."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from holidays import country_holidays
from holidays.countries.united_states import UnitedStates

Holidays = Callable[[int], frozenset[date]]
"""The holidays of a year."""

_OPEN_ALL_THE_SAME = ("Susan B. Anthony Day", "Diwali")
"""What the library counts among California's holidays, and on which no office is closed."""


class _Courts(UnitedStates):
    """The judicial holidays of California (Code of Civil Procedure 135): the federal ones and the State's own.

    One that falls on a Saturday is kept on the Friday before, one that falls on a Sunday on the Monday after.
    """

    def _populate_subdiv_ca_public_holidays(self) -> None:
        self._add_observed(self._add_holiday_feb_12("Lincoln's Birthday"))
        self._add_holiday_3rd_mon_of_feb("Presidents' Day")
        self._add_observed(self._add_holiday_mar_31("Cesar Chavez Day"))
        if self._year >= 2022:
            self._add_holiday_4th_fri_of_sep("Native American Day")
        else:
            self._add_holiday_2nd_mon_of_oct("Columbus Day")
        self._add_holiday_1_day_past_4th_thu_of_nov("Day After Thanksgiving")


@cache
def court_day_after(day: date, count: int) -> date:
    """The day on which courts have been open so many days after a day, which itself does not count.

    They are closed on Saturdays, Sundays and California's judicial holidays.
    """
    return _nth(_open_days(day, timedelta(days=1), _judicial_holidays), count)


@cache
def working_day_after(day: date, count: int) -> date:
    """The day on which offices have been open so many days after a day, which itself does not count.

    They are closed on Saturdays, Sundays and the State's public holidays.
    """
    return _nth(_open_days(day, timedelta(days=1), _public_holidays), count)


@cache
def working_day_before(day: date, count: int) -> date:
    """The day on which offices have been open so many days before a day, which itself does not count."""
    return _nth(_open_days(day, timedelta(days=-1), _public_holidays), count)


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _nth(days: Iterator[date], count: int) -> date:
    return next(islice(days, count - 1, None))


def _open_days(start: date, step: timedelta, holidays: Holidays) -> Iterator[date]:
    day = start
    while True:
        day += step
        if day.weekday() < 5 and day not in holidays(day.year):
            yield day


@cache
def _judicial_holidays(year: int) -> frozenset[date]:
    return frozenset(_Courts(subdiv="CA", years=year))  # type: ignore[no-untyped-call]


@cache
def _public_holidays(year: int) -> frozenset[date]:
    found = country_holidays("US", subdiv="CA", years=year)
    for name in _OPEN_ALL_THE_SAME:
        if found.get_named(name):
            found.pop_named(name)
    return frozenset(found)
