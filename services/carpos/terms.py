"""How long an order lasts where it does not say so itself.

An emergency protective order lives five court days or seven days, whichever ends first; a gun violence order that is
made at once lives 21 days. Every other order without a date of expiration stays until it is cancelled.
"""

from __future__ import annotations

from datetime import date, timedelta

from services.carpos.codes import OrderType
from shared.records import working_day_after
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
        return min(working_day_after(issued, COURT_DAYS), issued + timedelta(days=CALENDAR_DAYS))
    return issued + timedelta(days=GUN_VIOLENCE_DAYS) if kind in _GUN_VIOLENCE else None
