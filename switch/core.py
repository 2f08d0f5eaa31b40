"""The message switch of one world: takes a message, asks the databases, journals and delivers the answers.

It knows no sockets. Messages leave by ``delivery``; what faults do to questions and answers is in ``striking``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from typing import Protocol

from shared.engine import Envelope, Forwarded, Notice, Outcome, Settlement, onward
from shared.spec import LIVE, Database
from shared.store.connection import Connection
from shared.wire import (
    DEFAULT,
    MAXIMUM_BYTES,
    Dialect,
    Kind,
    Message,
    ProtocolError,
    Reason,
    Reply,
    ReplyContext,
    Shape,
    parse,
    write_message,
)
from shared.world import Clock
from switch.authorise import Denied, authorise, authorise_key, denied
from switch.bounds import Bounds
from switch.delivery import Delivery, Effects
from switch.directory import Directory
from switch.exchange import NOBODY, SWITCH, Device, Exchange, nobody
from switch.faults import Fault, Place
from switch.hops import Asked, Hop, Unavailable
from switch.hopstore import HopStore
from switch.journal import Entry, Journal
from switch.limits import TimeLimits
from switch.planned import Planned
from switch.routes import Route, keyed
from switch.rules import FORM_RULE, reason
from switch.settings import HitConfirmation, Limits
from switch.striking import Striking
from switch.struck import said
from switch.timers import Timers

RETRY = "retry"
"""The kind of the timers that send a kept record again."""

_NOTHING = Outcome()

RULE_OF_PART = {"header": "CLETS-01", "oif": "CLETS-02", "taf": "CLETS-03", "ori": "CLETS-07"}
"""The rule behind each part of a message's head; behind anything else is that of its form."""


class OwnKey(Protocol):
    """A key that the switch answers itself."""

    def take(self, exchange: Exchange, message: Message) -> None:
        """Carry out one message."""


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
        databases: Mapping[str, Database],
        destinations: Mapping[str, Asked],
        routes: Mapping[str, Route],
        shapes: Mapping[str, Shape],
        policy: Policy,
    ) -> None:
        self.world, self.connection, self.clock = world, connection, clock
        self.databases, self.destinations, self.routes, self.policy = databases, destinations, routes, policy
        limits = policy.limits
        self.journal = Journal(connection, shapes, Bounds(limits.journal_entries, limits.journal_days))
        self.directory = Directory(connection)
        self.timers = Timers(connection)
        self.hops = HopStore(connection)
        self.planned = Planned(self.timers)
        self.delivery = Delivery(connection, self.journal, self.directory, clock, policy.dialect)
        self.faults = self.delivery.faults
        self.limits = TimeLimits(self.timers, limits.answer_seconds)
        self.striking = Striking(self, self.faults, self.timers, self.limits, self.journal, clock)
        self.blocking = False
        """Ask remote databases at once and wait, as where the clock is moved and nothing else may happen."""
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
        shown = text[:MAXIMUM_BYTES].replace("\x00", "\\x00")
        message = error.partial or Message("", "", "", "")
        entry = self.journal.takes(message, self.clock.stamp(), shown, device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(error.partial), message.mnemonic, device)
        first, *others = dict.fromkeys(RULE_OF_PART.get(part, FORM_RULE.id) for part in error.parts or ("",))
        self.error(exchange, error.reason, first, *map(reason, others))
        return self.checked(exchange)

    def receive_message(self, message: Message, text: str, device: Device) -> Exchange:
        """Take one message: journal it, see whether it may be carried out, and ask where its key leads."""
        entry = self.journal.takes(message, self.clock.stamp(), text, device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(message), message.mnemonic, device)
        try:
            terminal, operator = authorise(message, self.directory)
            route = self._route(message)
            authorise_key(terminal, operator, route)
        except Denied as no:
            self.reply(exchange, Reply(SWITCH, Kind.ERROR, lines=(no.text,), why=no.why))
            return self.checked(exchange)
        exchange.side = route.side
        message = message if message.key == route.key_name else replace(message, key=route.key_name)
        if route.database is None:
            self.own_keys[route.key_name].take(exchange, message)
        else:
            for name in (route.database, *route.also):
                self._ask(exchange, name, message)
        return self.checked(exchange)

    def enter(self, database: str, message: Message, side: int, device: Device) -> Exchange:
        """Carry out a message for one database without asking who sent it, as test set-up does."""
        text = write_message(message, self.policy.dialect)
        entry = self.journal.takes(message, self.clock.stamp(), text, device.name)
        exchange = Exchange(entry.seq, ReplyContext.from_message(message), message.mnemonic, device, side)
        self._ask(exchange, database, message)
        return self.checked(exchange)

    def _route(self, message: Message) -> Route:
        key, today = message.key, self.clock.now().date()
        route = self.routes.get(key)
        if route is None:
            text = f"MESSAGE KEY {key} IS NOT KNOWN: THE CATALOG LISTS THE KEYS"
            raise denied(text, FORM_RULE.id)
        if route.since and today < route.since:
            raise denied(f"MESSAGE KEY {key} DOES NOT WORK YET: IT DOES FROM {route.since:%Y%m%d} ON", "CLETS-16")
        fault = self._key_down(message) if self.faults.in_force else None
        if fault is not None:
            raise denied("MESSAGE KEY IS DOWN", "CLETS-16", said(fault))
        if route.until and today >= route.until:
            raise denied("MESSAGE KEY IS DOWN", "CLETS-16")
        return route

    def _key_down(self, message: Message) -> Fault | None:
        return self.faults.strike(Place.MESSAGE, SWITCH, (message.key,), message.mnemonic)

    def checked(self, exchange: Exchange) -> Exchange:
        """A step is over for an exchange: what is asked last is asked, whoever waits is told, or a limit is set."""
        self._in_order(exchange)
        exchange.ask_held()
        self._in_order(exchange)
        if not exchange.pending:
            self.effects.finished.append(exchange)
        elif exchange.overtime and exchange.device is not NOBODY:
            self.limits.begin(exchange, self.clock.now())
        return exchange

    def _in_order(self, exchange: Exchange) -> None:
        if self.striking.behind:
            self.striking.ended(exchange)

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
        """Take a message to a database, unless a fault strikes on the way."""
        if self.faults.in_force:
            reaching = self.striking.question(hop)
            if reaching is None:
                return
            hop = reaching
        self.carry(hop)

    def carry(self, hop: Hop) -> None:
        """Take a message to a database: at once where it is in this process, else after this step."""
        destination = self.destinations.get(hop.to)
        if destination is None:
            self.not_there(hop)
        elif destination.remote and not self.blocking:
            hop = self.pass_on(hop)
            # It may be lost on its way with this process; then it is asked again when the farm is back.
            if not hop.stored:
                hop = self._store(hop)
            self.effects.post.append(hop)
        else:
            try:
                outcome = destination.transact(hop.envelope)
            except Unavailable:
                self.failed(hop)
            else:
                self.answered(hop, outcome)

    def pass_on(self, hop: Hop) -> Hop:
        """Ask at once whom the database would have asked: it may be slow or out of service, the others are not."""
        database = self.databases.get(hop.to)
        forwards = () if database is None or hop.passed_on else onward(database, hop.envelope)
        for forwarded in forwards:
            self._forward(hop.exchange, hop.to, forwarded)
        return replace(hop, passed_on=True) if forwards else hop

    def answered(self, hop: Hop, outcome: Outcome) -> None:
        """Take a database's answer, unless a fault strikes on the way."""
        if not self.faults.in_force or not self.striking.answer(hop, outcome):
            self.take(hop, outcome)

    def take(self, hop: Hop, outcome: Outcome, fault: Fault | None = None) -> None:
        """Take a database's answer: apply it at home, deliver the replies, pass on what it passes on."""
        settled = _NOTHING
        if hop.fcn:
            try:
                settled = self._settle(hop, outcome)
            except Unavailable:
                # Asked again later, the other database repeats its answer; the record at home follows it then.
                self.failed(hop)
                return
        self.forget(hop)
        source, exchange = hop.to.upper(), hop.exchange
        late = () if source in exchange.pending else (self._late(),)
        self._has_answered(exchange, source)
        for place, reply in enumerate(outcome.replies):
            # What the record at home became stands with the answer that it follows.
            more = (*settled.why, *late) if place == 0 else late
            self.delivery.send(exchange, replace(reply, why=(*reply.why, *more)) if more else reply, fault)
        if self.striking.behind:
            self.striking.overtaken(exchange)
        self.go_on(hop, outcome)
        for forwarded in settled.forwards:
            self._ask(exchange, forwarded.to, forwarded.message, hop.envelope.origin, forwarded.fcn)

    def go_on(self, hop: Hop, outcome: Outcome) -> None:
        """Tell others what follows from an answer, and pass on what goes on; nothing is passed on twice."""
        for notice in outcome.notices:
            self._notify(hop.exchange, notice)
        for forwarded in () if hop.passed_on else outcome.forwards:
            self._forward(hop.exchange, hop.to, forwarded)

    def _forward(self, exchange: Exchange, origin: str, forwarded: Forwarded) -> None:
        ask = partial(self._ask, exchange, forwarded.to, forwarded.message, origin, forwarded.fcn)
        if forwarded.at is not None:
            self.planned.add(origin, forwarded, forwarded.at, exchange.side)
        elif forwarded.last:
            exchange.holds(forwarded.to.upper(), ask)
        else:
            ask()

    def unasked(self, origin: str, forwards: Iterable[Forwarded]) -> None:
        """Pass on what nobody has asked for, as what follows from a calendar; nobody hears the answers."""
        for forwarded in forwards:
            name = f"{origin}.{forwarded.fcn}.{self.clock.stamp()}"
            exchange = nobody(name, forwarded.side or LIVE)
            self._forward(exchange, origin, forwarded)
            self.checked(exchange)

    def late(self, hop: Hop, outcome: Outcome | None) -> None:
        """Take what came of a hop that was made outside a step: an answer, or None where none came."""
        if outcome is None:
            self.failed(hop)
        else:
            self.answered(hop, outcome)
        self.checked(hop.exchange)

    def overdue(self, exchange: Exchange, source: str) -> str:
        """A database has not answered in time: the sender is told and waits no longer; says what for."""
        if source not in exchange.pending:
            return ""
        exchange.pending = [other for other in exchange.pending if other != source]
        self.limits.end(exchange, source)
        text = f"{source} HAS NOT ANSWERED WITHIN {self.limits.seconds:g} SECONDS; A LATE ANSWER WILL BE DELIVERED"
        self.error(exchange, text, "CLETS-24")
        self.checked(exchange)
        return f"time limit: {exchange.context.key} of {source}"

    def _has_answered(self, exchange: Exchange, source: str) -> None:
        exchange.has_answered(source)
        if exchange.overtime:
            self.limits.end(exchange, source)

    def _late(self) -> Reason:
        return reason("CLETS-24", f"came after the time limit of {self.limits.seconds:g} seconds")

    def failed(self, hop: Hop, *why: Reason) -> None:
        """A database is out of service: the sender is told, and a record on its way is kept and sent again."""
        source = hop.to.upper()
        self._has_answered(hop.exchange, source)
        if not hop.fcn:
            self.forget(hop)
            self.error(hop.exchange, f"{source} IS OUT OF SERVICE, MESSAGE NOT FORWARDED", "CLETS-24", *why)
            self.pass_on(hop)
            return
        if not hop.again:
            self.error(hop.exchange, f"{source} IS OUT OF SERVICE, MESSAGE WILL BE FORWARDED", "CLETS-24", *why)
        self.keep(hop)

    def keep(self, hop: Hop) -> None:
        """Keep a record on its way, and send it again later."""
        self._store(hop)
        due = hop.envelope.now + timedelta(seconds=self.policy.limits.retry_seconds)
        self.timers.add(max(due, self.clock.now()), RETRY, {"hop": hop.envelope.id})

    def forget(self, hop: Hop) -> None:
        """A message is on its way no longer: it is not sent again."""
        if hop.stored:
            self.hops.remove(hop.envelope.id)

    def not_there(self, hop: Hop) -> None:
        """Answer for a database that this farm does not have: nothing is kept, it will not come."""
        source = hop.to.upper()
        self.forget(hop)
        self._has_answered(hop.exchange, source)
        text = "FILE NOT AVAILABLE"
        self.reply(hop.exchange, Reply(source, Kind.ERROR, lines=(text,), why=(reason("CLETS-24", text),)))

    def _store(self, hop: Hop) -> Hop:
        stored = replace(hop, stored=True)
        self.hops.put(stored)
        return stored

    def _settle(self, hop: Hop, outcome: Outcome) -> Outcome:
        """Let the record at home follow the answer; gives that, and what has to be put right at the other database."""
        reply = next(iter(outcome.replies), None)
        if reply is None or reply.kind is not Kind.ACK:
            return _NOTHING
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
        """Deliver one answer of the switch itself to whoever asked."""
        self.delivery.reply(exchange, reply)

    def error(self, exchange: Exchange, text: str, rule: str, *why: Reason) -> None:
        """Answer that the message is not carried out, and why."""
        self.delivery.error(exchange, text, rule, *why)

    def unsolicited(self, terminal: str, context: ReplyContext, reply: Reply) -> Entry:
        """Send a terminal something that it did not ask for."""
        return self.delivery.unsolicited(terminal, context, reply)

    def _notify(self, exchange: Exchange, notice: Notice) -> None:
        terminal = self.directory.attended_terminal(notice.ori)
        if terminal is not None:
            exchange.notified.append(terminal.mnemonic)
            key = keyed(notice.key, exchange.side)
            context = replace(exchange.context, header=terminal.mnemonic, key=key)
            self.unsolicited(terminal.mnemonic, context, notice.reply)

    # -- steps ----------------------------------------------------------------------------------------------------

    @property
    def effects(self) -> Effects:
        """What has to be done outside."""
        return self.delivery.effects

    def reload(self) -> None:
        """Take up what the store holds, after a step that failed."""
        self.faults.reload()
        self.limits.reload()
        self.planned.reload()
        self.striking.reload()
