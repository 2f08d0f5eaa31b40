"""The agencies at whose terminals nobody sits: they answer by their profile, after a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from switch.confirmation.answering import Responses
from switch.confirmation.codes import Answer, answer_code
from switch.confirmation.hit_request import NO_TIMER, REPEATED, SIMULATE, HitRequest, State
from switch.confirmation.store import RequestStore
from switch.core import Switch
from switch.settings import Agency
from switch.timers import Timer

LATER_HOURS = 1
"""After how many hours an agency that answers later gives its final answer."""

_FIRST_ANSWER = {"confirm": Answer.CONFIRMED, "deny": Answer.DENIED, "later": Answer.IN_PROCESS}


class Simulated:
    """Answers for the simulated agencies of one world."""

    def __init__(self, switch: Switch, store: RequestStore, responses: Responses) -> None:
        self._switch, self._store, self._responses = switch, store, responses

    def will_answer(self, request: HitRequest) -> int:
        """Set the timer of the owner's answer; gives its number, or none where the owner never answers."""
        agency = self._switch.directory.agencies.get(request.owner) or Agency.model_validate({"ori": request.owner})
        answer = _FIRST_ANSWER.get(agency.answer)
        return NO_TIMER if answer is None else self._set(request, answer, agency.after_seconds)

    def fire(self, timer: Timer) -> str:
        """Answer a request; says what was answered, or nothing where nobody waits any more."""
        request = self._store.get(timer.subject["request"])
        if request is None or request.state is State.CLOSED:
            return ""
        answer = answer_code.read(timer.subject["answer"])
        follow_up = NO_TIMER
        if answer is Answer.IN_PROCESS:
            follow_up = self._set(request, Answer.CONFIRMED, LATER_HOURS * 3600)
        request = replace(request, simulate_timer=follow_up)
        self._store.put(request)
        self._responses.answer(request, _answer_fields(request, answer))
        return f"{request.name} answered {answer.meaning.partition(';')[0]}"

    def _set(self, request: HitRequest, answer: Answer, seconds: int) -> int:
        due = self._switch.clock.now() + timedelta(seconds=seconds)
        return self._switch.timers.add(due, SIMULATE, {"request": request.id, "answer": answer.value})


def _answer_fields(request: HitRequest, answer: Answer) -> dict[str, str]:
    fields = {code: value for code, value in request.fields if code in REPEATED}
    fields["CON"] = answer.value
    if answer is Answer.IN_PROCESS:
        fields["HRS"] = str(LATER_HOURS)
    return fields
