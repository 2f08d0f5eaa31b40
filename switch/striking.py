"""Faults that strike between switch and database: questions and answers that are lost, late or in disorder.

What is kept back is kept in the store, so that neither a restart nor the end of the process loses it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from shared.engine import Outcome
from shared.web.codec import decode_outcome, encode_outcome
from shared.wire import Reason
from shared.world import Clock
from switch.damage import cut_question, garbled_question
from switch.exchange import Exchange
from switch.faults import ON_DELIVERY, Fault, Place
from switch.faultstore import Faults
from switch.hops import Hop
from switch.hopstore import hop_of, hop_parts
from switch.journal import Journal
from switch.limits import TimeLimits
from switch.struck import said, said_alone, said_at_limit
from switch.timers import Timer, Timers

ANSWER, QUESTION = "answer", "question"
"""The kinds of the timers: an answer that is kept back, and a question."""
LATE_SECONDS = 5
"""How long after its time limit an answer comes that is late."""


class Asking(Protocol):
    """What the switch does with questions and answers when no fault strikes."""

    def carry(self, hop: Hop) -> None:
        """Take a question to its database."""

    def pass_on(self, hop: Hop) -> Hop:
        """Ask at once whom the database would have asked, so that nothing waits for it."""

    def keep(self, hop: Hop) -> None:
        """Keep a record on its way, and send it again later."""

    def forget(self, hop: Hop) -> None:
        """A message is on its way no longer."""

    def failed(self, hop: Hop, *why: Reason) -> None:
        """The database is out of service."""

    def take(self, hop: Hop, outcome: Outcome, fault: Fault | None = None) -> None:
        """Take an answer."""

    def go_on(self, hop: Hop, outcome: Outcome) -> None:
        """Send what follows from an answer to others than the sender."""


@dataclass(slots=True)
class Behind:
    """An answer that a fault lets wait for the next one; with the timer that delivers it where none comes.

    The timer is set at the end of the step, where the answer still waits then.
    """

    hop: Hop
    outcome: Outcome
    fault: Fault
    timer: int | None = None

    def told(self, says: Callable[[Fault, str], Reason]) -> Outcome:
        """The answer as it is delivered: it says what the fault did to it."""
        return _because(self.outcome, says(self.fault, self.hop.to.upper()))


class Striking:
    """What the faults of one world do to questions and answers."""

    def __init__(
        self, asking: Asking, faults: Faults, timers: Timers, limits: TimeLimits, journal: Journal, clock: Clock
    ) -> None:
        self._asking, self._faults, self._timers = asking, faults, timers
        self._limits, self._journal, self._clock = limits, journal, clock
        self._kept: dict[int, Hop] = {}
        """What is kept back, by timer, while the exchange is still in memory."""
        self.behind: dict[int, list[Behind]] = {}
        """The answers that wait for the next one, by exchange."""

    def reload(self) -> None:
        """Forget what a step that failed had kept back."""
        for number, waiting in list(self.behind.items()):
            self.behind[number] = [one for one in waiting if one.timer is not None]

    # -- striking -------------------------------------------------------------------------------------------------

    def question(self, hop: Hop) -> Hop | None:
        """The question as it reaches its database, or None where it does not do so now."""
        fault = self._strikes(Place.QUESTION, hop)
        if fault is None:
            return hop
        why = said(fault, hop.to.upper())
        self._journal.remark(hop.exchange.number, why)
        effect, message = fault.effect, hop.envelope.message
        if effect.garble:
            message = garbled_question(message, self._faults.chance.next())
        elif effect.cut:
            message = cut_question(message)
        elif effect.down:
            self._asking.failed(hop, why)
            return None
        else:
            self._keep_question(self._asking.pass_on(hop), effect.delay_seconds)
            return None
        return replace(hop, envelope=replace(hop.envelope, message=message))

    def answer(self, hop: Hop, outcome: Outcome) -> bool:
        """Strike an answer; says whether a fault did. What goes on to others goes on at once."""
        fault = self._strikes(Place.ANSWER, hop)
        if fault is None:
            return False
        if fault.effect.name in ON_DELIVERY:
            self._asking.take(hop, outcome, fault)
            return True
        rest = replace(outcome, forwards=(), notices=())
        if fault.effect.drop:
            self._journal.remark(hop.exchange.number, said(fault, hop.to.upper()))
            self._lose(hop, rest)
        else:
            self._keep_back(hop, rest, fault)
        self._asking.go_on(hop, outcome)
        return True

    def _keep_back(self, hop: Hop, outcome: Outcome, fault: Fault) -> None:
        if fault.effect.out_of_order:
            self.behind.setdefault(hop.exchange.number, []).append(Behind(hop, outcome, fault))
        else:
            seconds = fault.effect.delay_seconds or self._limits.seconds + LATE_SECONDS
            self._keep_answer(hop, _because(outcome, said(fault, hop.to.upper())), seconds)

    def _strikes(self, place: Place, hop: Hop) -> Fault | None:
        keys = (hop.exchange.context.key, hop.envelope.message.key)
        return self._faults.strike(place, hop.to.upper(), keys, hop.exchange.terminal)

    def _keep_question(self, hop: Hop, seconds: float | None) -> None:
        hop.exchange.overtime.add(hop.to.upper())
        if seconds is not None:
            self._keep(hop, seconds, QUESTION, {"hop": hop_parts(hop)})
        elif hop.fcn:
            self._asking.keep(hop)

    def _lose(self, hop: Hop, outcome: Outcome) -> None:
        hop.exchange.overtime.add(hop.to.upper())
        if hop.fcn:
            # Sent again, the database gives the answer that it gave before, and does nothing twice.
            self._asking.keep(replace(hop, answer=outcome))
        else:
            self._asking.forget(hop)

    def _keep_answer(self, hop: Hop, outcome: Outcome, seconds: float) -> int:
        hop.exchange.overtime.add(hop.to.upper())
        subject: dict[str, Any] = {"hop": hop_parts(hop), "outcome": encode_outcome(outcome).decode()}
        return self._keep(hop, seconds, ANSWER, subject)

    def _keep(self, hop: Hop, seconds: float, kind: str, subject: dict[str, Any]) -> int:
        timer = self._timers.add(self._clock.now() + timedelta(seconds=seconds), kind, subject)
        self._kept[timer] = hop
        return timer

    # -- afterwards -----------------------------------------------------------------------------------------------

    def fire(self, timer: Timer) -> tuple[Hop, str]:
        """Let go of what was kept back; gives where it belonged, and says what it was."""
        hop = self._kept.pop(timer.id, None) or hop_of(timer.subject["hop"], self._limits.exchange)
        source = hop.to.upper()
        if timer.kind == QUESTION:
            self._asking.carry(replace(hop, envelope=replace(hop.envelope, now=self._clock.now())))
            return hop, f"question: {hop.envelope.message.key} to {source}"
        waiting = self.behind.get(hop.exchange.number, [])
        waiting[:] = [one for one in waiting if one.timer != timer.id]
        # One of before a restart may stand in the store without knowing it.
        self._asking.take(replace(hop, stored=True), decode_outcome(timer.subject["outcome"].encode()))
        return hop, f"answer: {hop.envelope.message.key} of {source}"

    def overtaken(self, exchange: Exchange, says: Callable[[Fault, str], Reason] = said) -> None:
        """An answer was delivered: what waited for the next one follows."""
        for one in self.behind.pop(exchange.number, ()):
            if one.timer is not None:
                self._timers.remove(one.timer)
                self._kept.pop(one.timer, None)
            self._asking.take(one.hop, one.told(says))

    def ended(self, exchange: Exchange) -> None:
        """A step is over: where nothing else is expected, nothing can overtake; else what waits is kept safe."""
        waiting = self.behind.get(exchange.number, [])
        if len(waiting) >= len(exchange.pending) - len(exchange.held):
            self.overtaken(exchange, said_alone)
            return
        for one in waiting:
            if one.timer is None:
                one.timer = self._keep_answer(one.hop, one.told(said_at_limit), self._limits.seconds)


def _because(outcome: Outcome, why: Reason) -> Outcome:
    """An answer that says one reason more."""
    return replace(outcome, replies=tuple(replace(reply, why=(*reply.why, why)) for reply in outcome.replies))
