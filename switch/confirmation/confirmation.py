"""Hit confirmation of one world: requests, answers, and what happens when time passes."""

from __future__ import annotations

from dataclasses import replace

from shared.wire import Kind, Reply
from switch.confirmation.answering import Responses
from switch.confirmation.asking import Requests
from switch.confirmation.hit_request import NO_TIMER, OVERDUE, HitRequest, State
from switch.confirmation.simulated import Simulated
from switch.confirmation.store import RequestStore
from switch.confirmation.words import NEXT_STEP, duration, lines_of
from switch.core import Switch
from switch.exchange import SWITCH
from switch.rules import reason
from switch.timers import Timer


class Confirmation:
    """Hit confirmation of one world.

    Attributes:
        requests: takes the messages of the key YQ.
        responses: takes the messages of the key YR.
    """

    def __init__(self, switch: Switch) -> None:
        """Take up the requests that the switch's store holds."""
        self._switch = switch
        self._store = RequestStore(switch.connection)
        self.responses = Responses(switch, self._store)
        self._simulated = Simulated(switch, self._store, self.responses)
        self.requests = Requests(switch, self._store, self._simulated)

    def fire(self, timer: Timer) -> str:
        """Carry out a timer of the kinds ``overdue`` and ``simulate``; says what happened, or nothing."""
        return self._overdue(timer) if timer.kind == OVERDUE else self._simulated.fire(timer)

    def _overdue(self, timer: Timer) -> str:
        request = self._store.get(timer.subject["request"])
        if request is None or request.state not in (State.OPEN, State.IN_PROCESS):
            return ""
        self._store.put(replace(request, state=State.OVERDUE, overdue_timer=NO_TIMER))
        self._switch.unsolicited(request.terminal, request.context(), _overdue_notice(request))
        return f"{request.name} overdue"


def _overdue_notice(request: HitRequest) -> Reply:
    repeated = tuple((code, request.value(code)) for code in ("RTY", "RNO", "OCA"))
    missing = "NO FINAL ANSWER" if request.state is State.IN_PROCESS else "NO ANSWER"
    late = f"{missing} FROM {request.owner} WITHIN {duration(request.seconds)}"
    return Reply(
        SWITCH,
        Kind.NOTICE,
        lines=lines_of((*repeated, *request.lead)),
        closing=(late, NEXT_STEP[request.value("RNO")]),
        why=(reason("WPS-07"), reason("WPS-06")),
    )
