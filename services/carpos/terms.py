"""How long an order lasts.

An emergency protective order lives five court days or seven days, whichever ends first, or less where it says so. A gun
violence order that is made at once lives 21 days where it says nothing else. Every other order without a date of
expiration stays until it is cancelled.
"""

from __future__ import annotations

from datetime import date, timedelta

from services.carpos.codes import OrderType
from shared.records import court_day_after
from shared.spec import CALIFORNIA_RECORD, assumed

COURT_DAYS, CALENDAR_DAYS = 5, 7
GUN_VIOLENCE_DAYS = 21
HISTORY_YEARS = 5

CITE = CALIFORNIA_RECORD["how long orders last"] + assumed(
    "the day of issue does not count; courts are closed on Saturdays, Sundays and California's judicial holidays"
)

_GUN_VIOLENCE = (OrderType.EMERGENCY_GUN_VIOLENCE, OrderType.GUN_VIOLENCE_TEMPORARY)


def last_day(kind: OrderType, issued: date, expires: date | None) -> date | None:
    """The last day on which an order is in effect; None where it stays until it is cancelled."""
    if kind is OrderType.EMERGENCY:
        longest = min(court_day_after(issued, COURT_DAYS), issued + timedelta(days=CALENDAR_DAYS))
        return longest if expires is None else min(longest, expires)
    if expires is not None:
        return expires
    return issued + timedelta(days=GUN_VIOLENCE_DAYS) if kind in _GUN_VIOLENCE else None
