"""What the journal says of a fault that struck."""

from __future__ import annotations

from shared.wire import Reason
from switch.faults import Fault, Place
from switch.rules import reason

_ANSWER = {
    "drop": "answer dropped",
    "late": "answer held back beyond the time limit",
    "out_of_order": "answer delivered after the next one",
    "duplicate": "sent twice",
    "garble": "text garbled",
    "cut": "text cut",
    "hold": "held in the terminal's queue",
}
_QUESTION = {"drop": "question dropped", "garble": "question garbled", "cut": "question cut"}
_CLOSED = {"before": "before", "middle": "in the middle of", "after": "after"}


def said(fault: Fault, source: str = "") -> Reason:
    """A step of why a message is as it is: the fault that struck it, by number."""
    return _step(fault, _what(fault), source)


def said_alone(fault: Fault, source: str) -> Reason:
    """The same of an answer out of order that nothing could come before."""
    return _step(fault, "answer delivered at once, no other was to come", source)


def said_at_limit(fault: Fault, source: str) -> Reason:
    """The same of an answer out of order that nothing came before in time."""
    return _step(fault, "answer delivered at the time limit, no other had come", source)


def _step(fault: Fault, what: str, source: str) -> Reason:
    of = f" ({source})" if source else ""
    return reason("FARM-FAULT", f"fault {fault.id}: {what}{of}")


def _what(fault: Fault) -> str:
    effect, asks = fault.effect, fault.place is Place.QUESTION
    if effect.down:
        return "out of service" if fault.match.source else "message key down"
    if effect.delay_seconds is not None:
        return f"{'question' if asks else 'answer'} delayed by {effect.delay_seconds:g} seconds"
    if effect.close:
        return f"connection closed {_CLOSED[effect.when]} this message"
    return (_QUESTION if asks else _ANSWER)[effect.name]
