"""What falls due in the switch: records that are sent again, time limits, and what faults kept back."""

from __future__ import annotations

from dataclasses import replace

from switch.core import RETRY, Switch
from switch.limits import LIMIT
from switch.planned import PLANNED
from switch.striking import ANSWER, QUESTION
from switch.timers import Timer

KINDS = (RETRY, LIMIT, PLANNED, QUESTION, ANSWER)
"""The kinds of the switch's own timers."""


class Due:
    """Carries out the switch's own timers."""

    def __init__(self, switch: Switch) -> None:
        self._switch = switch

    def fire(self, timer: Timer) -> str:
        """Carry out a timer; says what was done, or nothing."""
        switch = self._switch
        if timer.kind == RETRY:
            return self._retry(timer.subject["hop"])
        if timer.kind == LIMIT:
            return switch.overdue(*switch.limits.passed(timer))
        if timer.kind == PLANNED:
            return self._planned(timer)
        hop, what = switch.striking.fire(timer)
        switch.checked(hop.exchange)
        return what

    def _planned(self, timer: Timer) -> str:
        """Send what was to go at this time; says what."""
        origin, forwarded = self._switch.planned.take(timer)
        self._switch.unasked(origin, (forwarded,))
        return f"summary: {forwarded.message.key} {forwarded.fcn} to {forwarded.to.upper()}"

    def resume(self) -> None:
        """Send again, as soon as anything is done, every message that was on its way when the farm ended.

        A database that had it already answers from memory. Whoever sent it finds the answer at the terminal.
        """
        switch = self._switch
        for hop_id in self.unfinished():
            switch.timers.add(switch.clock.now(), RETRY, {"hop": hop_id})

    def unfinished(self) -> list[str]:
        """The records on their way that nothing will send again by itself, by their hop."""
        switch = self._switch
        waiting = {timer.subject["hop"] for timer in switch.timers.of(RETRY)}
        waiting |= {timer.subject["hop"]["id"] for kind in (QUESTION, ANSWER) for timer in switch.timers.of(kind)}
        return [hop_id for hop_id in switch.hops.ids() if hop_id not in waiting]

    def _retry(self, hop_id: str) -> str:
        """Send a kept message again; says what for."""
        switch = self._switch
        hop = switch.hops.get(hop_id, switch.limits.exchange)
        if hop is None:
            return ""
        hop.exchange.expects(hop.to.upper())
        if hop.answer is not None:
            switch.answered(hop, hop.answer)
        else:
            switch.make(replace(hop, envelope=replace(hop.envelope, now=switch.clock.now())))
        return " ".join(filter(None, ("retry:", hop.envelope.message.key, hop.fcn, "to", hop.to.upper())))
