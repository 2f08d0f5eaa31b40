"""Where a message key leads: to which databases, on which side, or to the switch itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from shared.spec import INTERNAL, LIVE, TEST, Action, Database

REQUEST, RESPONSE = "YQ", "YR"
CONFIRMATION_KEYS = (REQUEST, RESPONSE)
"""The keys that the switch answers itself: hit confirmation."""

TRAINING = "T"
"""What a message key begins with that works on the test side."""


@dataclass(frozen=True, slots=True, eq=False)
class Route:
    """Where a message key leads.

    Attributes:
        name: the key as sent.
        key_name: the key without the training letter.
        database: the database that it belongs to, or None where the switch answers.
        also: further databases that the message is sent to.
        side: LIVE or TEST.
        changes: whether it changes a record.
        open_to_inquiry: whether an operator who only inquires may send it all the same.
        since: the first day on which it works, or None.
        until: the day from which it no longer works, or None.
    """

    name: str
    key_name: str
    database: str | None
    also: tuple[str, ...]
    side: int
    changes: bool
    open_to_inquiry: bool = False
    since: date | None = None
    until: date | None = None


def keyed(key: str, side: int) -> str:
    """A message key as it is sent on a side."""
    return f"{TRAINING}{key}" if side else key


def routes_of(databases: Iterable[Database]) -> dict[str, Route]:
    """Every key that a terminal can send, from the declarations."""
    found: dict[str, Route] = {}
    for database in databases:
        if not database.direct:
            continue
        for key in database.keys:
            if key.action is Action.REPORT or key.action in INTERNAL:
                continue
            changes = key.action is not Action.INQUIRE
            for side, name in ((LIVE, key.name), (TEST, f"{TRAINING}{key.name}")):
                found[name] = Route(
                    name=name,
                    key_name=key.name,
                    database=database.name,
                    also=key.also,
                    side=side,
                    changes=changes,
                    open_to_inquiry=key.open_to_inquiry,
                    since=key.since,
                    until=key.until,
                )
    for key_name in CONFIRMATION_KEYS:
        for side, name in ((LIVE, key_name), (TEST, f"{TRAINING}{key_name}")):
            found[name] = Route(name, key_name, None, (), side, changes=False)
    return found
