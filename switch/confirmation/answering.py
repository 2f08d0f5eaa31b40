"""YR: an answer finds the request that it answers, and goes to whoever asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from shared.engine import Refused, reject
from shared.spec import WORKBOOK, Fault, assumed
from shared.wire import Kind, Message, Reply
from switch.confirmation.codes import FINAL, Answer, answer_code
from switch.confirmation.forms import RESPONSE_FORM, read
from switch.confirmation.hit_request import IDENTIFYING, NO_TIMER, OVERDUE, REPEATED, HitRequest, State, agree
from switch.confirmation.store import RequestStore
from switch.confirmation.words import MEANING, lines_of
from switch.core import Switch
from switch.exchange import SWITCH, Exchange
from switch.routes import RESPONSE
from switch.rules import reason

_MATCH = WORKBOOK["E"] + assumed("which request an answer belongs to")


class Responses:
    """Takes the YR of one world."""

    def __init__(self, switch: Switch, store: RequestStore) -> None:
        self._switch, self._store = switch, store

    def take(self, exchange: Exchange, message: Message) -> None:
        """Bring an answer to the requester, or say why it cannot be taken."""
        try:
            values = read(RESPONSE_FORM, message, self._switch.clock.now().date())
            request = self._find(exchange.side, message.ori, message.addresses[0], values)
        except Refused as refused:
            self._switch.reply(exchange, reject(SWITCH, refused.faults))
            return
        why = (reason("WPS-06"), reason("WPS-08"))
        self._switch.reply(exchange, Reply(SWITCH, Kind.ACK, lines=(f"ANSWER SENT TO {request.requester}",), why=why))
        self.answer(request, values)

    def answer(self, request: HitRequest, values: Mapping[str, str]) -> None:
        """Bring the answer to one request to the terminal that asked, and note it on every request for the same hit."""
        answer = answer_code.read(values["CON"])
        hours = int(values.get("HRS", "0")) if answer is Answer.IN_PROCESS else 0
        for other in self._of_same_hit(request, values):
            self._note(other, answer, hours)
        reply = Reply(
            SWITCH,
            Kind.MESSAGE,
            lines=lines_of(values.items()),
            closing=(MEANING[answer].format(owner=request.owner),),
            why=(reason("WPS-06"), reason("WPS-08", f"{answer.value} is {answer.meaning}")),
        )
        self._switch.unsolicited(request.terminal, request.context(RESPONSE, request.owner), reply)

    def _find(self, side: int, owner: str, requester: str, values: Mapping[str, str]) -> HitRequest:
        """The newest request that an answer fits; nothing that both hold may differ.

        Raises:
            Refused: none waits for such an answer.
        """
        waiting = self._store.waiting(requester, owner, side, values["RTY"], values["OCA"])
        for request in waiting:
            if agree(values, dict(request.fields), ("RNO", *IDENTIFYING)):
                return request
        raise Refused(self._no_request(side, owner, requester, values))

    def _no_request(self, side: int, owner: str, requester: str, values: Mapping[str, str]) -> Fault:
        listed = self._store.listed(requester, owner, side)
        waiting = ", ".join(_reference(dict(request.fields)) for request in listed) or "NONE"
        text = f"NO REQUEST OF {requester} WITH {_reference(values)} WAITS FOR {owner}: WAITING {waiting}"
        return Fault("OCA", "NOREQUEST", text, _MATCH, "WPS-06")

    def _of_same_hit(self, request: HitRequest, answer: Mapping[str, str]) -> list[HitRequest]:
        # The number of the request is no part of the hit: an answer to the second request settles the first one too.
        hit = request.value("RTY"), request.value("OCA")
        waiting = self._store.waiting(request.requester, request.owner, request.side, *hit)
        others = ((other, dict(other.fields)) for other in waiting)
        asked = dict(request.fields)
        return [other for other, held in others if agree(asked, held) and agree(answer, held)]

    def _note(self, request: HitRequest, answer: Answer, hours: int) -> None:
        """Note an answer; one that is in process gives its owner a new deadline, in hours from now."""
        self._switch.timers.remove(request.overdue_timer)
        if answer in FINAL:
            self._switch.timers.remove(request.simulate_timer)
            closed = replace(request, state=State.CLOSED, simulate_timer=NO_TIMER, overdue_timer=NO_TIMER)
            self._store.put(closed)
            return
        overdue = NO_TIMER
        if hours:
            due = self._switch.clock.now() + timedelta(hours=hours)
            overdue = self._switch.timers.add(due, OVERDUE, {"request": request.id})
            request = replace(request, seconds=hours * 3600)
        self._store.put(replace(request, state=State.IN_PROCESS, overdue_timer=overdue))


def _reference(values: Mapping[str, str]) -> str:
    return " ".join(f"{code}/{values[code]}" for code in REPEATED if code in values)
