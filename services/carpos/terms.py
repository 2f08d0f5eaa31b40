"""How long an order lasts where it does not say so itself.

An emergency protective order lives five court days or seven days, whichever ends first; a gun violence order that is
made at once lives 21 days. Every other order without a date of expiration stays until it is cancelled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice

from holidays import country_holidays

from services.carpos.codes import OrderType
from shared.spec import PUBLIC_RECORD, assumed

COURT_DAYS, CALENDAR_DAYS = 5, 7
GUN_VIOLENCE_DAYS = 21
HISTORY_YEARS = 5

CITE = PUBLIC_RECORD["how long orders last"] + assumed(
    "courts are closed on Saturdays, Sundays and the State's public holidays; judicial holidays differ in a few days"
)

_GUN_VIOLENCE = (OrderType.EMERGENCY_GUN_VIOLENCE, OrderType.GUN_VIOLENCE_TEMPORARY)


def last_day(kind: OrderType, issued: date, expires: date | None) -> date | None:
    """The last day on which an order is in effect; None where it stays until it is cancelled."""
    if expires is not None:
        return expires
    if kind is OrderType.EMERGENCY:
        return min(court_day_after(issued, COURT_DAYS), issued + timedelta(days=CALENDAR_DAYS))
    return issued + timedelta(days=GUN_VIOLENCE_DAYS) if kind in _GUN_VIOLENCE else None


@cache
def court_day_after(issued: date, count: int) -> date:
    """The day on which courts have been open so many days after a day, which itself does not count."""
    return next(islice(_court_days(issued), count - 1, None))


def years_after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _court_days(after: date) -> Iterator[date]:
    day = after
    while True:
        day += timedelta(days=1)
        if day.weekday() < 5 and day not in _public_holidays(day.year):
            yield day


@cache
def _public_holidays(year: int) -> frozenset[date]:
    return frozenset(country_holidays("US", subdiv="CA", years=year))
