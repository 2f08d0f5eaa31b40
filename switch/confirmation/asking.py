"""YQ: a request goes to the owners of a record, and waits for their answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from shared.engine import Refused, reject
from shared.wire import Kind, Message, Reply
from switch.confirmation.codes import Priority, RequestNumber
from switch.confirmation.forms import REQUEST_FORM, read
from switch.confirmation.hit_request import NO_TIMER, OVERDUE, HitRequest
from switch.confirmation.simulated import Simulated
from switch.confirmation.store import RequestStore
from switch.confirmation.words import duration, lines_of
from switch.core import Switch
from switch.exchange import SWITCH, Exchange
from switch.routes import RESPONSE, keyed
from switch.rules import reason

# No source lets the switch count requests. The one before may have been a telephone call, or have come another way.
NO_EARLIER = "no earlier request for this case waits for {owner} here; a request of any number is taken all the same"


class Requests:
    """Takes the YQ of one world."""

    def __init__(self, switch: Switch, store: RequestStore, simulated: Simulated) -> None:
        self._switch, self._store, self._simulated = switch, store, simulated

    def take(self, exchange: Exchange, message: Message) -> None:
        """Send a request to each owner, or say why it cannot be sent."""
        try:
            values = read(REQUEST_FORM, message, self._switch.clock.now().date())
        except Refused as refused:
            self._switch.reply(exchange, reject(SWITCH, refused.faults))
            return
        if self._cannot_hear(exchange.terminal):
            text = (
                f"TERMINAL {exchange.terminal} IS POOLED AND ITS AGENCY HAS NO FIXED ONE FOR THE ANSWER, NOTHING SENT"
            )
            self._switch.error(exchange, text, "CLETS-05")
            return
        unknown = [ori for ori in message.addresses if not self._switch.directory.knows_agency(ori)]
        if unknown:
            text = f"DESTINATION {' '.join(unknown)} IS NOT KNOWN, NOTHING SENT: THE ORI OF A KNOWN AGENCY IS ACCEPTED"
            self._switch.error(exchange, text, "CLETS-24")
            return
        alone = [] if values["RNO"] == RequestNumber.FIRST else self._without_earlier(exchange.side, message, values)
        requests = [self._open(exchange, message.ori, owner, values) for owner in message.addresses]
        copies = self._copied_to(values["RNO"], (message.ori, *message.addresses))
        self._acknowledge(exchange, requests, copies, alone)
        for request in requests:
            self._send(request, copies)

    def _cannot_hear(self, mnemonic: str) -> bool:
        """Whether the answer to a terminal's request could be delivered nowhere."""
        terminal = self._switch.directory.terminals.get(mnemonic)
        return terminal is not None and self._switch.directory.fixed_terminal(terminal) is None

    def _without_earlier(self, side: int, message: Message, values: dict[str, str]) -> list[str]:
        """The owners of whom nothing is known to have been asked about this case before."""
        case = values["RTY"], values["OCA"]
        waiting = self._store.waiting
        return [owner for owner in message.addresses if not waiting(message.ori, owner, side, *case)]

    def _open(self, exchange: Exchange, requester: str, owner: str, values: dict[str, str]) -> HitRequest:
        switch, limits = self._switch, self._switch.policy.hit_confirmation
        request = HitRequest(
            id=self._store.next_id(),
            requester=requester,
            owner=owner,
            terminal=exchange.terminal,
            header=exchange.context.header,
            oif=exchange.context.oif,
            side=exchange.side,
            seconds=limits.urgent_seconds if values["PRI"] == Priority.URGENT else limits.routine_seconds,
            fields=tuple(values.items()),
        )
        due = switch.clock.now() + timedelta(seconds=request.seconds)
        overdue = switch.timers.add(due, OVERDUE, {"request": request.id})
        simulate = NO_TIMER if switch.directory.attended_terminal(owner) else self._simulated.will_answer(request)
        request = replace(request, overdue_timer=overdue, simulate_timer=simulate)
        self._store.add(request)
        return request

    def _acknowledge(
        self, exchange: Exchange, requests: Iterable[HitRequest], copies: Iterable[str], alone: Iterable[str]
    ) -> None:
        sent = (f"REQUEST SENT TO {one.owner}, ANSWER DUE WITHIN {duration(one.seconds)}" for one in requests)
        lines = (*sent, *(f"COPY SENT TO {ori}" for ori in copies))
        unknown = (reason("WPS-06", NO_EARLIER.format(owner=owner)) for owner in alone)
        why = (reason("WPS-06"), reason("WPS-07"), reason("CLETS-10"), *unknown)
        self._switch.reply(exchange, Reply(SWITCH, Kind.ACK, lines=lines, why=why))

    def _copied_to(self, request_number: str, parties: Iterable[str]) -> list[str]:
        """The agencies that the configuration gives a copy and that have somebody to read it."""
        policy = self._switch.policy.hit_confirmation
        copies: dict[str, tuple[str, ...]] = {
            RequestNumber.SECOND: policy.copies_of_second,
            RequestNumber.THIRD: policy.copies_of_third,
        }
        attended = self._switch.directory.attended_terminal
        return [ori for ori in copies.get(request_number, ()) if ori not in parties and attended(ori)]

    def _send(self, request: HitRequest, copies: Iterable[str]) -> None:
        key, due = keyed(RESPONSE, request.side), duration(request.seconds)
        self._deliver(request, request.owner, f"ANSWER WITH {key} TO {request.requester} WITHIN {due}")
        for ori in copies:
            self._deliver(request, ori, f"COPY OF REQUEST {request.value('RNO')} TO {request.owner}")

    def _deliver(self, request: HitRequest, ori: str, closing: str) -> None:
        terminal = self._switch.directory.attended_terminal(ori)
        if terminal is None:
            return
        why = (reason("WPS-06"), reason("CLETS-10"))
        reply = Reply(SWITCH, Kind.MESSAGE, lines=lines_of(request.fields), closing=(closing,), why=why)
        context = replace(request.context(), header=terminal.mnemonic)
        self._switch.unsolicited(terminal.mnemonic, context, reply)
