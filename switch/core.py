"""The message switch of one world: takes a message, asks the databases, journals and delivers the answers.

It knows no sockets. What has to leave the process (a reply for a device, a message for a database elsewhere) is
gathered as effects, which the edge carries out once everything is safely stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Protocol

from shared.engine import Envelope, Notice, Outcome, Settlement
from shared.store.connection import Connection
from shared.wire import (
    DEFAULT,
    Dialect,
    Kind,
    Message,
    ProtocolError,
    Reply,
    ReplyContext,
    parse,
    render,
    write_message,
)
from shared.world import Clock
from switch.authorise import Denied, authorise, authorise_key, denied
from switch.bounds import Bounds
from switch.directory import Directory
from switch.exchange import NOWHERE, Device, Exchange
from switch.faults import Faults
from switch.hops import Asked, Hop, Unavailable
from switch.hopstore import HopStore
from switch.journal import UNSOLICITED, Entry, Journal
from switch.routes import Route
from switch.rules import reason
from switch.settings import HitConfirmation, Limits
from switch.timers import Timers

SWITCH = "CLETS"
"""The source of the switch's own replies."""


RULE_OF_PART = {"header": "CLETS-01", "oif": "CLETS-02", "taf": "CLETS-03", "ori": "CLETS-07"}
"""The rule behind each part of a message's head."""


class OwnKey(Protocol):
    """A key that the switch answers itself."""

    def take(self, exchange: Exchange, message: Message) -> None:
        """Carry out one message."""


@dataclass(slots=True)
class Effects:
    """What has to be done outside, after the store has everything."""

    hand: list[tuple[Device, Entry]] = field(default_factory=list)
    post: list[Hop] = field(default_factory=list)
    filled: set[str] = field(default_factory=set)
    finished: list[Exchange] = field(default_factory=list)


@dataclass(frozen=True)
class Policy:
    """What is configured for the whole farm."""

    limits: Limits = field(default_factory=Limits)
    hit_confirmation: HitConfirmation = field(default_factory=HitConfirmation)
    dialect: Dialect = DEFAULT


class Switch:
    """The message switch of one world. One message is handled at a time."""

    def __init__(
        self,
        world: str,
        connection: Connection,
        clock: Clock,
        destinations: Mapping[str, Asked],
        routes: Mapping[str, Route],
        repeatable: frozenset[str],
        policy: Policy,
    ) -> None:
        self.world, self.connection, self.clock = world, connection, clock
        self.destinations, self.routes, self.policy = destinations, routes, policy
        limits = policy.limits
        self.journal = Journal(connection, repeatable, Bounds(limits.journal_entries, limits.journal_days))
        self.directory = Directory(connection)
        self.faults = Faults(connection)
        self.timers = Timers(connection)
        self.hops = HopStore(connection)
        self.effects = Effects()
        self.blocking = False
        """Ask remote databases at once and wait, as where the clock is moved and nothing else may happen."""
        self.listeners: dict[str, list[Device]] = {}
        """For each terminal, the line connections that have sent a message with its mnemonic."""
        self.own_keys: dict[str, OwnKey] = {}
        """The keys that the switch answers itself."""

    # -- messages in ----------------------------------------------------------------------------------------------

    def receive(self, payload: bytes | str, device: Device) -> Exchange:
        """Take one frame from a device."""
        try:
            message = parse(payload, self.policy.dialect)
        except ProtocolError as error:
            return self.receive_broken(payload, error, device)
        text = payload if isinstance(payload, str) else payload.decode("ascii")
        return self.receive_message(message, text, device)

    def receive_broken(self, payload: bytes | str, error: ProtocolError, device: Device) -> Exchange:
        """Take a frame that is no message: it is journaled and answered with what is wrong."""
        text = payload if isinstance(payload, str) else payload.decode("ascii", "backslashreplace")
        partial = error.partial or Message("", "", "", "")
        entry = self.journal.took(partial, self.clock.now(), text[:16_384].replace("\x00", "\\x00"), device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(error.partial), partial.mnemonic, device)
        rule = next((RULE_OF_PART[part] for part in error.parts if part in RULE_OF_PART), "CLETS-01")
        self.error(exchange, error.reason, rule)
        return self._checked(exchange)

    def receive_message(self, message: Message, text: str, device: Device) -> Exchange:
        """Take one message: journal it, see whether it may be carried out, and ask where its key leads."""
        entry = self.journal.took(message, self.clock.now(), text, device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(message), message.mnemonic, device)
        try:
            terminal, operator = authorise(message, self.directory)
            route = self._route(message.key)
            authorise_key(terminal, operator, route)
        except Denied as denied:
            self.reply(exchange, Reply(SWITCH, Kind.ERROR, lines=(denied.text,), why=(denied.why,)))
            return self._checked(exchange)
        exchange.side = route.side
        message = message if message.key == route.key_name else replace(message, key=route.key_name)
        if route.database is None:
            self.own_keys[route.key_name].take(exchange, message)
        else:
            for name in (route.database, *route.also):
                self._ask(exchange, name, message)
        return self._checked(exchange)

    def enter(self, database: str, message: Message, side: int, device: Device) -> Exchange:
        """Carry out a message for one database without asking who sent it, as test set-up does."""
        text = write_message(message, self.policy.dialect)
        entry = self.journal.took(message, self.clock.now(), text, device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(message), message.mnemonic, device, side)
        self._ask(exchange, database, message)
        return self._checked(exchange)

    def _route(self, key: str) -> Route:
        route = self.routes.get(key)
        if route is None:
            text = f"MESSAGE KEY {key} IS NOT KNOWN: THE CATALOG LISTS THE KEYS"
            raise denied(text, "CLETS-08")
        if route.since and self.clock.now().date() < route.since:
            raise denied(f"MESSAGE KEY {key} DOES NOT WORK YET: IT DOES FROM {route.since:%Y%m%d} ON", "CLETS-16")
        if self.faults.key_is_down(key) or (route.until and self.clock.now().date() >= route.until):
            text = "MESSAGE KEY IS DOWN"
            raise denied(text, "CLETS-16")
        return route

    def _checked(self, exchange: Exchange) -> Exchange:
        exchange.ask_held()
        if not exchange.pending:
            self.effects.finished.append(exchange)
        return exchange

    # -- databases ------------------------------------------------------------------------------------------------

    def _ask(self, exchange: Exchange, to: str, message: Message, origin: str = "", fcn: str = "") -> None:
        number = f"{exchange.id}.{origin or 'terminal'}.{to}.{message.key}"
        envelope = Envelope(
            id=number,
            world=self.world,
            now=self.clock.now(),
            message=message,
            side=exchange.side,
            agency_number=self.directory.agency_number(message.ori),
            origin=origin,
        )
        exchange.expects(to.upper())
        self.make(Hop(exchange, to, envelope, fcn))

    def make(self, hop: Hop) -> None:
        """Take a message to a database: at once where it is in this process, else after this step."""
        destination = self.destinations.get(hop.to)
        if destination is None:
            self.not_there(hop)
        elif self.faults.is_down(hop.to.upper(), hop.envelope.message.key):
            self.failed(hop)
        elif destination.remote and not self.blocking:
            if hop.fcn and not hop.stored:
                hop = self._store(hop)
            self.effects.post.append(hop)
        else:
            try:
                outcome = destination.transact(hop.envelope)
            except Unavailable:
                self.failed(hop)
            else:
                self.answered(hop, outcome)

    def answered(self, hop: Hop, outcome: Outcome) -> None:
        """Take a database's answer: apply it at home, deliver the replies, pass on what it passes on."""
        settled = Outcome()
        if hop.fcn:
            try:
                settled = self._settle(hop, outcome)
            except Unavailable:
                # Asked again later, the other database repeats its answer; the record at home follows it then.
                self.failed(hop)
                return
        if hop.stored:
            self.hops.remove(hop.envelope.id)
        hop.exchange.has_answered(hop.to.upper())
        for place, reply in enumerate(outcome.replies):
            # What the record at home became stands with the answer that it follows.
            more = settled.why if place == 0 else ()
            self.reply(hop.exchange, replace(reply, why=(*reply.why, *more)) if more else reply)
        for notice in outcome.notices:
            self._notify(hop.exchange, notice)
        for forwarded in outcome.forwards:
            ask = partial(self._ask, hop.exchange, forwarded.to, forwarded.message, hop.to, forwarded.fcn)
            if forwarded.last:
                hop.exchange.holds(forwarded.to.upper(), ask)
            else:
                ask()
        for forwarded in settled.forwards:
            self._ask(hop.exchange, forwarded.to, forwarded.message, hop.envelope.origin, forwarded.fcn)

    def late(self, hop: Hop, outcome: Outcome | None) -> None:
        """Take what came of a hop that was made outside a step: an answer, or None where none came."""
        if outcome is None:
            self.failed(hop)
        else:
            self.answered(hop, outcome)
        self._checked(hop.exchange)

    def failed(self, hop: Hop) -> None:
        """A database is out of service: the sender is told, and a record on its way is kept and sent again."""
        source = hop.to.upper()
        hop.exchange.has_answered(source)
        if not hop.fcn:
            self.error(hop.exchange, f"{source} IS OUT OF SERVICE, MESSAGE NOT FORWARDED", "CLETS-24")
            return
        if not hop.stored:
            hop = self._store(hop)
            self.error(hop.exchange, f"{source} IS OUT OF SERVICE, MESSAGE WILL BE FORWARDED", "CLETS-24")
        due = self.clock.now() + timedelta(seconds=self.policy.limits.retry_seconds)
        self.timers.add(due, "retry", {"hop": hop.envelope.id})

    def not_there(self, hop: Hop) -> None:
        """Answer for a database that this farm does not have: nothing is kept, it will not come."""
        source = hop.to.upper()
        if hop.stored:
            self.hops.remove(hop.envelope.id)
        hop.exchange.has_answered(source)
        text = "FILE NOT AVAILABLE"
        self.reply(hop.exchange, Reply(source, Kind.ERROR, lines=(text,), why=(reason("CLETS-24", text),)))

    def retry(self, hop_id: str) -> str:
        """Send a kept record again; says what for."""
        hop = self.hops.get(hop_id, self.hop_exchange)
        if hop is None:
            return ""
        hop.exchange.expects(hop.to.upper())
        self.make(replace(hop, envelope=replace(hop.envelope, now=self.clock.now())))
        return f"{hop.envelope.message.key} {hop.fcn} to {hop.to.upper()}"

    def hop_exchange(self, number: int, context: ReplyContext, terminal: str, side: int) -> Exchange:
        """The exchange of a hop that was kept: its device has long gone, replies go to the terminal."""
        return Exchange(number, context, terminal, NOWHERE, side)

    def _store(self, hop: Hop) -> Hop:
        stored = replace(hop, stored=True)
        self.hops.add(stored)
        return stored

    def _settle(self, hop: Hop, outcome: Outcome) -> Outcome:
        """Let the record at home follow the answer; gives that, and what has to be put right at the other database."""
        reply = next(iter(outcome.replies), None)
        if reply is None or reply.kind is not Kind.ACK:
            return Outcome()
        envelope = hop.envelope
        settlement = Settlement(
            id=f"{envelope.id}.settled",
            world=self.world,
            now=self.clock.now(),
            fcn=hop.fcn,
            to=hop.to,
            accepted=True,
            nic=str(reply.data.get("NIC", "")),
        )
        return self.destinations[envelope.origin].settle(settlement)

    # -- messages out ---------------------------------------------------------------------------------------------

    def reply(self, exchange: Exchange, reply: Reply) -> None:
        """Deliver one answer to whoever asked; where that is gone, it waits for the terminal."""
        now = self.clock.now()
        text = render(exchange.context, reply, self.policy.dialect)
        entry = self.journal.sends(exchange.terminal, exchange.number, exchange.context, reply, now, text)
        exchange.replies.append(entry)
        self.effects.filled.add(exchange.terminal)
        if exchange.device.open:
            self._hand(exchange.device, entry)
        else:
            self._hand_to_listeners(exchange.terminal, entry)

    def error(self, exchange: Exchange, text: str, rule: str) -> None:
        """Answer that the message is not carried out, and why; the line is in capitals as all of them."""
        text = text.upper()
        self.reply(exchange, Reply(SWITCH, Kind.ERROR, lines=(text,), why=(reason(rule, text),)))

    def unsolicited(self, terminal: str, context: ReplyContext, reply: Reply) -> Entry:
        """Send a terminal something that it did not ask for; a pooled one's goes to its agency's attended terminal."""
        terminal = self.directory.unsolicited_terminal(terminal)
        text = render(context, reply, self.policy.dialect)
        entry = self.journal.sends(terminal, UNSOLICITED, context, reply, self.clock.now(), text)
        self.effects.filled.add(terminal)
        self._hand_to_listeners(terminal, entry)
        return entry

    def _notify(self, exchange: Exchange, notice: Notice) -> None:
        terminal = self.directory.attended_terminal(notice.ori)
        if terminal is not None:
            exchange.notified.append(terminal.mnemonic)
            context = replace(exchange.context, header=terminal.mnemonic, key=notice.key)
            self.unsolicited(terminal.mnemonic, context, notice.reply)

    def _hand(self, device: Device, entry: Entry) -> None:
        """Give a message to a device once it is stored; what it cannot send it gives back when it hangs up."""
        self.journal.delivered(entry, device.name, self.clock.now())
        if not device.holds:
            self.effects.hand.append((device, entry))

    def _hand_to_listeners(self, terminal: str, entry: Entry) -> None:
        for device in self.listeners.get(terminal, ()):
            if device.open:
                self._hand(device, entry)

    # -- line connections -----------------------------------------------------------------------------------------

    def listen(self, terminal: str, device: Device) -> None:
        """A line connection has used a mnemonic: from now on it gets the terminal's traffic, and what waited for it."""
        listening = self.listeners.setdefault(terminal, [])
        if device in listening:
            return
        listening.append(device)
        for entry in self.journal.queue(terminal):
            self._hand(device, entry)

    def hang_up(self, device: Device, unsent: list[Entry]) -> None:
        """A line connection is gone; what it could not send goes to another or waits for the next one."""
        self.journal.requeue(unsent)
        for listening in self.listeners.values():
            if device in listening:
                listening.remove(device)
        for entry in unsent:
            self._hand_to_listeners(entry.terminal, entry)

    def take_effects(self) -> Effects:
        """What has to be done outside; the caller does it after the commit."""
        effects, self.effects = self.effects, Effects()
        return effects
