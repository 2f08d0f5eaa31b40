"""Windows of birth dates for inquiries. Both ends of a window belong to it."""

from __future__ import annotations

from datetime import date

YEARS_EITHER_SIDE_OF_A_BIRTH_DATE = 1
YEARS_EITHER_SIDE_OF_A_BIRTH_YEAR = 3


def birth_window(born: date) -> tuple[date, date]:
    """The birth dates that an inquiry by date of birth searches: that date plus or minus one year.

    Where 29 February has no counterpart the window is opened outward, from 28 February to 1 March, so that no day
    within a year of the asked date is lost.

    Source: CLETS Operator Workbook 2011, C; the leap day is our reading.
    """
    span = YEARS_EITHER_SIDE_OF_A_BIRTH_DATE
    return _years_before(born, span), _years_after(born, span)


def age_window(age: int, today: date) -> tuple[date, date]:
    """The birth dates that an inquiry by age searches: seven calendar years, the birth year plus or minus three.

    The birth year is this year less the age in years.

    Source: CLETS Operator Workbook 2011, C; whole calendar years are our reading of "seven years".
    """
    birth_year = today.year - age
    span = YEARS_EITHER_SIDE_OF_A_BIRTH_YEAR
    return date(birth_year - span, 1, 1), date(birth_year + span, 12, 31)


def _years_before(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year - years, 2, 28)
    return day.replace(year=day.year - years)


def _years_after(day: date, years: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(day.year + years, 3, 1)
    return day.replace(year=day.year + years)
