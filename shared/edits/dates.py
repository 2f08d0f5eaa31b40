"""Edits for dates and times of day: CCYYMMDD and HHMM, read as ``date`` and ``time``."""

from __future__ import annotations

import re
from datetime import date, time

from shared.edits.columns import DateText, TimeText, date_of, date_text, time_of
from shared.edits.plain import clean
from shared.spec.edit import Edit, Unacceptable

FIRST_YEAR = 1800
LAST_YEAR = 2199

_DATE = f"a date as CCYYMMDD, {FIRST_YEAR} to {LAST_YEAR}"
_TIME = "a time of day as HHMM, 0000 to 2359"
_eight_digits = re.compile(r"[0-9]{8}").fullmatch
_hours_and_minutes = re.compile(r"([01][0-9]|2[0-3])[0-5][0-9]").fullmatch


def _read_date(value: str) -> date:
    cleaned = clean(value)
    if _eight_digits(cleaned) is None:
        raise Unacceptable("LENGTH" if len(cleaned) != 8 else "FORMAT", _DATE)
    try:
        found = date_of(cleaned)
    except ValueError:
        raise Unacceptable("DATE", f"{_DATE}, that is in the calendar") from None
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unacceptable("DATE", _DATE)
    return found


def _write_date(value: object) -> str:
    if not isinstance(value, date):
        raise TypeError(f"expected a date, got {value!r}")
    return date_text(value)


def _read_time(value: str) -> time:
    cleaned = clean(value)
    if len(cleaned) != 4:
        raise Unacceptable("LENGTH", _TIME)
    found = time_of(cleaned) if _hours_and_minutes(cleaned) else None
    if found is None:
        raise Unacceptable("FORMAT", _TIME)
    return found


def _write_time(value: object) -> str:
    if not isinstance(value, time):
        raise TypeError(f"expected a time, got {value!r}")
    return value.strftime("%H%M")


calendar_date: Edit[date] = Edit(
    name="calendar_date",
    accepts=_DATE,
    read=_read_date,
    write=_write_date,
    column=DateText,
    width=8,
    good=("19800215", "20000229", "18000101", "21991231"),
    bad=("", "1980215", "198002155", "1980-2-1", "19800230", "19000229", "17991231", "22000101"),
)
"""A day of the calendar as eight digits: century, year, month, day."""

clock_time: Edit[time] = Edit(
    name="clock_time",
    accepts=_TIME,
    read=_read_time,
    write=_write_time,
    column=TimeText,
    width=4,
    good=("0000", "0930", "2359"),
    bad=("", "930", "2400", "1260", "9:30"),
)
"""A time of day to the minute on the 24-hour clock, local to the sender."""
