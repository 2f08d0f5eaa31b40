"""Effective dates: what is declared may begin and end on a day of the world's calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar


class Dated(Protocol):
    """Something declared that holds from one day on, or up to another, or always."""

    @property
    def since(self) -> date | None:
        """The first day on which it holds, or None."""

    @property
    def until(self) -> date | None:
        """The day from which it no longer holds, or None."""


D = TypeVar("D", bound=Dated)


def holds_on(day: date, item: Dated) -> bool:
    """Whether something declared is in force on a day."""
    return (item.since is None or item.since <= day) and (item.until is None or day < item.until)


def in_force(items: Iterable[D], day: date) -> tuple[D, ...]:
    """Those that are in force on a day."""
    return tuple([item for item in items if holds_on(day, item)])


def effective(item: Dated) -> str:
    """When something declared holds, as a reader sees it: ``since 2005-06-01, until 2014-01-01``; empty for always."""
    parts = (("since", item.since), ("until", item.until))
    return ", ".join(f"{word} {day.isoformat()}" for word, day in parts if day is not None)
