"""What databases send each other at a set time of day: kept until then, on the world's clock."""

from __future__ import annotations

from datetime import datetime

from shared.engine import Forwarded
from shared.wire import Message
from switch.timers import Timer, Timers

PLANNED = "planned"
"""The kind of the timers at which it is sent."""


class Planned:
    """The messages of one world that wait for their time, at most one for each record and destination."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._waiting: dict[str, int] = {}
        self.reload()

    def reload(self) -> None:
        """Take up the messages that the store holds."""
        self._waiting = {timer.subject["name"]: timer.id for timer in self._timers.of(PLANNED)}

    def add(self, origin: str, forwarded: Forwarded, at: datetime, side: int) -> None:
        """Keep a message until its time; it takes the place of one about the same record.

        Args:
            origin: the database that sends it.
            forwarded: the message.
            at: when it goes.
            side: the side that it is for where it does not say so itself.
        """
        side = side if forwarded.side is None else forwarded.side
        name = f"{_about(origin, forwarded.fcn)}{forwarded.to}.{side}"
        held = self._waiting.pop(name, None)
        if held is not None:
            self._timers.remove(held)
        message = forwarded.message
        plan = {"name": name, "origin": origin, "to": forwarded.to, "side": side, "fcn": forwarded.fcn}
        content = {"key": message.key, "ori": message.ori, "fields": message.fields}
        self._waiting[name] = self._timers.add(at, PLANNED, plan | content)

    def take(self, timer: Timer) -> tuple[str, Forwarded]:
        """The database that sends a message whose time has come, and the message; it is not kept any longer."""
        plan = timer.subject
        self._waiting.pop(plan["name"], None)
        fields = tuple((code, value) for code, value in plan["fields"])
        message = Message("", "", plan["key"], plan["ori"], fields=fields)
        return plan["origin"], Forwarded(plan["to"], message, fcn=plan["fcn"], side=plan["side"])

    def forget(self, origin: str, number: str) -> None:
        """Keep nothing that is still to be sent about a record."""
        for name in [name for name in self._waiting if name.startswith(_about(origin, number))]:
            self._timers.remove(self._waiting.pop(name))


def _about(origin: str, number: str) -> str:
    return f"{origin}.{number}."
