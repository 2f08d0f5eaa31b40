"""Messages on their way out: rendered, journaled, and handed to whoever asked or kept for the terminal.

What has to leave the process is gathered as effects, which the edge carries out once everything is safely stored.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from shared.engine import keep_latest
from shared.store.connection import Connection
from shared.wire import Dialect, Kind, Reason, Reply, ReplyContext, render
from shared.world import Clock
from switch.damage import cut, garbled
from switch.directory import Directory
from switch.exchange import NOBODY, SWITCH, Device, Exchange, When
from switch.faults import Fault, Moment, Place
from switch.faultstore import Faults
from switch.hops import Hop
from switch.journal import UNSOLICITED, Entry, Journal
from switch.rules import reason
from switch.struck import said

log = logging.getLogger(__name__)

HAD = 1024
"""How many messages are remembered that went to several connections."""

_WHOLE: tuple[When | None, ...] = (None, "after")
"""The closings that leave the message whole."""


@dataclass(slots=True)
class Effects:
    """What has to be done outside, after the store has everything.

    A message is handed over with when its connection is to be closed, or None for not at all.
    """

    hand: list[tuple[Device, Entry, When | None]] = field(default_factory=list)
    post: list[Hop] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    finished: list[Exchange] = field(default_factory=list)
    orphaned: set[str] = field(default_factory=set)
    """Terminals for which something waits that a connection could not send; others may have it soon."""


class Delivery:
    """What goes out to the terminals of one world."""

    def __init__(
        self, connection: Connection, journal: Journal, directory: Directory, clock: Clock, dialect: Dialect
    ) -> None:
        self._journal, self._directory, self._clock, self._dialect = journal, directory, clock, dialect
        self.faults = Faults(connection, self._moment)
        self.effects = Effects()
        self.listeners: dict[str, list[Device]] = {}
        """For each terminal, the line connections that have sent a message with its mnemonic."""
        self._had: OrderedDict[int, frozenset[str]] = OrderedDict()
        """The latest messages that went to several connections, and to which: none gets them twice."""

    def _moment(self) -> Moment:
        return Moment(after=self._journal.last, at=self._clock.now().isoformat())

    # -- messages -------------------------------------------------------------------------------------------------

    def reply(self, exchange: Exchange, reply: Reply) -> None:
        """Deliver one answer of the switch itself."""
        self.send(exchange, reply, self._struck(exchange.terminal, exchange.context.key, reply))

    def send(self, exchange: Exchange, reply: Reply, fault: Fault | None = None) -> None:
        """Deliver one answer to whoever asked; where that is gone, it waits for the terminal."""
        if exchange.device is NOBODY:
            log.info("%s: %s %s: %s", exchange.id, reply.source, reply.kind, " / ".join(reply.lines))
            return
        when = closing(fault)
        exchange.numbers.setdefault(reply.source, reply.data)
        for _ in range(2 if fault is not None and fault.effect.duplicate else 1):
            entry, held = self._journaled(exchange.terminal, exchange.number, exchange.context, reply, fault)
            if held:
                continue
            lost = exchange.device.holds and when not in _WHOLE
            if not lost:
                exchange.replies.append(entry)
            if exchange.device.open and not lost:
                self._hand(exchange.device, entry, when)
            else:
                self._hand_to_listeners(exchange.terminal, entry, None if lost else when)

    def error(self, exchange: Exchange, text: str, rule: str, *why: Reason) -> None:
        """Answer that the message is not carried out, and why; the line is in capitals as all of them."""
        text = text.upper()
        self.reply(exchange, Reply(SWITCH, Kind.ERROR, lines=(text,), why=(reason(rule, text), *why)))

    def unsolicited(self, terminal: str, context: ReplyContext, reply: Reply) -> Entry:
        """Send a terminal something that it did not ask for; a pooled one's goes to its agency's attended terminal."""
        terminal = self._directory.unsolicited_terminal(terminal)
        fault = self._struck(terminal, context.key, reply)
        for _ in range(2 if fault is not None and fault.effect.duplicate else 1):
            entry, held = self._journaled(terminal, UNSOLICITED, context, reply, fault)
            if not held:
                self._hand_to_listeners(terminal, entry, closing(fault))
        return entry

    def _struck(self, terminal: str, key: str, reply: Reply) -> Fault | None:
        if not self.faults.in_force:
            return None
        return self.faults.strike(Place.DELIVERY, reply.source, (key,), terminal)

    def _journaled(
        self, terminal: str, exchange: int, context: ReplyContext, reply: Reply, fault: Fault | None
    ) -> tuple[Entry, bool]:
        """The journal's line for a message, and whether its terminal's queue is held."""
        text = render(context, reply, self._dialect)
        if fault is not None:
            reply, text = self._damaged(reply, text, fault)
        holding = self.faults.holds(terminal) if self.faults.in_force else None
        if holding is not None:
            reply = replace(reply, why=(*reply.why, said(holding)))
        entry = self._journal.sends(
            terminal, exchange, context, reply, self._clock.stamp(), text, held=holding is not None
        )
        if holding is None:
            self.effects.filled.add(terminal)
        return entry, holding is not None

    def _damaged(self, reply: Reply, text: str, fault: Fault) -> tuple[Reply, str]:
        reply = replace(reply, why=(*reply.why, said(fault)))
        if fault.effect.garble:
            return replace(reply, records=(), about=()), garbled(text, self.faults.chance.next())
        if fault.effect.cut:
            return replace(reply, records=(), about=()), cut(text)
        return reply, text

    # -- devices --------------------------------------------------------------------------------------------------

    def _hand(self, device: Device, entry: Entry, when: When | None = None) -> None:
        """Give a message to a device once it is stored; what it cannot send it gives back when it hangs up."""
        if when in _WHOLE:
            self._journal.delivered(entry, device.name, self._clock.stamp())
        if not device.holds:
            self.effects.hand.append((device, entry, when))

    def _hand_to_listeners(self, terminal: str, entry: Entry, when: When | None = None) -> None:
        had = self._had.get(entry.seq, frozenset())
        devices = [one for one in self.listeners.get(terminal, ()) if one.open and one.name not in had]
        for device in devices:
            self._hand(device, entry, when)
        if len(devices) > 1:
            keep_latest(self._had, entry.seq, frozenset(device.name for device in devices), HAD)

    def listen(self, terminal: str, device: Device) -> None:
        """A line connection has used a mnemonic: from now on it gets the terminal's traffic, and what waited for it."""
        listening = self.listeners.setdefault(terminal, [])
        if device in listening:
            return
        listening.append(device)
        if not self._is_held(terminal):
            for entry in self._journal.queue(terminal):
                self._hand(device, entry)

    def unlisten(self, device: Device) -> None:
        """A line connection gets no terminal's traffic any more, until it uses a mnemonic anew."""
        for listening in self.listeners.values():
            if device in listening:
                listening.remove(device)

    def hang_up(self, device: Device, unsent: list[Entry]) -> None:
        """A line connection is gone; what it could not send waits for another or the next one."""
        self._journal.requeue(unsent)
        self.unlisten(device)
        self.effects.orphaned.update(entry.terminal for entry in unsent)

    def offer(self, terminals: Iterable[str]) -> None:
        """Give what waits for terminals to the connections that listen for them."""
        for terminal in terminals:
            if any(device.open for device in self.listeners.get(terminal, ())) and not self._is_held(terminal):
                for entry in self._journal.queue(terminal):
                    self._hand_to_listeners(terminal, entry)

    def _is_held(self, terminal: str) -> bool:
        return bool(self.faults.in_force) and self.faults.held_by(terminal) is not None

    # -- faults ---------------------------------------------------------------------------------------------------

    def end_fault(self, number: int) -> bool:
        """End a fault; says whether there was one. A queue that it held is released, in order."""
        ended = self.faults.remove(number)
        if ended is None:
            return False
        terminal = ended.match.terminal
        if ended.place is Place.QUEUE and terminal is not None and not self._is_held(terminal):
            self._journal.release(terminal)
            self.effects.filled.add(terminal)
            self.offer((terminal,))
        return True

    def end_faults(self) -> None:
        """End every fault."""
        for fault in self.faults.all():
            self.end_fault(fault.id)

    def take_effects(self) -> Effects:
        """What has to be done outside; the caller does it after the commit."""
        effects, self.effects = self.effects, Effects()
        return effects


def closing(fault: Fault | None) -> When | None:
    """When a fault closes the connection, or None."""
    return fault.effect.when if fault is not None and fault.effect.close else None
