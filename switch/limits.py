"""Time limits: a database that does not answer in time keeps nobody waiting.

A limit runs on the world's clock, and only where an answer will not come within the step that asked: so a message that
is answered at once costs nothing. A database in another process is given the same time in real seconds, by the runner.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from shared.wire import ReplyContext
from switch.exchange import NOWHERE, Exchange, nobody
from switch.timers import Timer, Timers

LIMIT = "limit"
"""The kind of the timers."""


class TimeLimits:
    """The time limits of one world."""

    def __init__(self, timers: Timers, seconds: float) -> None:
        self._timers, self.seconds = timers, seconds
        self._set: dict[tuple[int, str], int] = {}
        self._exchanges: dict[int, Exchange] = {}
        self.reload()

    def reload(self) -> None:
        """Take up the limits that the store holds."""
        self._set = {(timer.subject["exchange"], timer.subject["source"]): timer.id for timer in self._timers.of(LIMIT)}
        numbers = {number for number, _ in self._set}
        self._exchanges = {number: known for number, known in self._exchanges.items() if number in numbers}

    def begin(self, exchange: Exchange, now: datetime) -> None:
        """Set a limit for every source that still has to answer and will not do so by itself."""
        for source in sorted(exchange.overtime.intersection(exchange.pending)):
            if (exchange.number, source) not in self._set:
                due = now + timedelta(seconds=self.seconds)
                self._set[exchange.number, source] = self._timers.add(due, LIMIT, parts_of(exchange, source=source))
                self._exchanges[exchange.number] = exchange

    def end(self, exchange: Exchange, source: str) -> None:
        """A source has answered, or will not any more."""
        if source in exchange.pending:
            return
        timer = self._set.pop((exchange.number, source), None)
        if timer is not None:
            self._timers.remove(timer)
        if not exchange.pending:
            self._exchanges.pop(exchange.number, None)

    def passed(self, timer: Timer) -> tuple[Exchange, str]:
        """The exchange and the source whose limit has passed."""
        source = timer.subject["source"]
        return self.exchange(timer.subject), source

    def exchange(self, parts: dict[str, Any]) -> Exchange:
        """The exchange that something kept belongs to: the one that still waits, or else one that nobody waits for."""
        if parts.get("name"):
            return nobody(parts["name"], parts["side"])
        number = parts["exchange"]
        known = self._exchanges.get(number)
        if known is not None:
            return known
        context = ReplyContext(**parts["context"])
        exchange = Exchange(number, context, parts["terminal"], NOWHERE, parts["side"])
        exchange.pending = [source for of, source in self._set if of == number]
        exchange.overtime = set(exchange.pending)
        return exchange


def parts_of(exchange: Exchange, **more: object) -> dict[str, Any]:
    """What has to be kept of an exchange so that answers still find where they belong."""
    return {
        "exchange": exchange.number,
        "name": exchange.name,
        "context": exchange.context,
        "terminal": exchange.terminal,
        "side": exchange.side,
        **more,
    }
