"""What an order must hold, and when it goes on to NCIC."""

from __future__ import annotations

from typing import Any

from services.carpos.codes import OrderType
from services.carpos.records import RestrainingOrder, Violation
from shared.records import needs_identifier


def ends_after_issue(order: RestrainingOrder) -> list[tuple[str, str]]:
    """An order does not expire before it is issued."""
    if order.expires is None or order.expires >= order.issued:
        return []
    return [("EXP", f"LIES BEFORE THE DATE OF ISSUE: A DATE FROM {order.issued:%Y%m%d} ON IS ACCEPTED")]


def out_of_state_is_registered(order: RestrainingOrder) -> list[tuple[str, str]]:
    """An out-of-state order is entered with the California court and number of its registration."""
    if order.order_type is not OrderType.OUT_OF_STATE:
        return []
    held = {"RGC": order.registered_court, "RGN": order.registration}
    return [
        (code, "REQUIRED FOR ORT/OOS: IT MUST BE REGISTERED WITH A CALIFORNIA COURT")
        for code, value in held.items()
        if not value
    ]


def service_is_whole(order: RestrainingOrder) -> list[tuple[str, str]]:
    """A proof of service says how, by whom, on what date, at what time and by which agency."""
    held = {
        "SVM": order.served_how,
        "SVB": order.served_by,
        "SVD": order.served_on,
        "SVT": order.served_at,
        "SVA": order.served_agency,
    }
    missing = [code for code, value in held.items() if value is None]
    if len(missing) == len(held):
        return []
    return [(code, f"REQUIRED: A PROOF OF SERVICE HOLDS ALL OF {' '.join(held)}") for code in missing]


def served_after_issue(order: RestrainingOrder) -> list[tuple[str, str]]:
    """An order is not served before it is issued."""
    if order.served_on is None or order.served_on >= order.issued:
        return []
    return [("SVD", f"LIES BEFORE THE DATE OF ISSUE: A DATE FROM {order.issued:%Y%m%d} ON IS ACCEPTED")]


def violated_in_effect(violation: Violation, order: RestrainingOrder) -> list[tuple[str, str]]:
    """Nobody violates an order before it is issued, or after its last day."""
    if violation.violated_on < order.issued:
        return [("VDT", f"LIES BEFORE THE DATE OF ISSUE: A DATE FROM {order.issued:%Y%m%d} ON IS ACCEPTED")]
    last = order.last_day()
    if last is not None and violation.violated_on > last:
        return [("VDT", f"LIES AFTER THE LAST DAY OF THE ORDER: A DATE UP TO {last:%Y%m%d} IS ACCEPTED")]
    return []


def meets_ncic_criteria(order: RestrainingOrder) -> bool:
    """An order with race, a date of birth or other number, a date of expiration and at least one condition."""
    return bool(order.race and order.expires and order.conditions) and not needs_identifier(order)


def as_it_is(order: RestrainingOrder) -> dict[str, str]:
    """Nothing of an order differs on the way to NCIC but the codes that NCIC does not know."""
    return {}


def stays_as_it_is(order: RestrainingOrder) -> dict[str, Any]:
    """An order that NCIC has taken gets its number there and nothing else."""
    return {}
