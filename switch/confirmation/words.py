"""How hit confirmation puts things to people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from switch.confirmation.codes import Answer, RequestNumber

_UNITS = ((86_400, "DAY"), (3_600, "HOUR"), (60, "MINUTE"), (1, "SECOND"))

NEXT_STEP: Mapping[str, str] = {
    RequestNumber.FIRST: "SEND THE SECOND REQUEST: RNO/2",
    RequestNumber.SECOND: "SEND THE THIRD REQUEST: RNO/3",
    RequestNumber.THIRD: "TELEPHONE THE AGENCY AND RECORD THE CALL",
}
"""What the requester does when no answer came, by the number of the request."""

MEANING = {
    Answer.CONFIRMED: "HIT CONFIRMED BY {owner}",
    Answer.DENIED: "HIT DENIED BY {owner}",
    Answer.IN_PROCESS: "IN PROCESS AT {owner}, A FINAL ANSWER FOLLOWS",
    Answer.VALID: "RECORD VALID AT {owner}, TRANSPORT NOT DECIDED, A FINAL ANSWER FOLLOWS",
}
"""What each answer says, in words."""


def duration(seconds: int) -> str:
    """A time in the largest unit that divides it: 600 is ``10 MINUTES``."""
    length, unit = next((length, unit) for length, unit in _UNITS if seconds % length == 0)
    count = seconds // length
    return f"{count} {unit}" if count == 1 else f"{count} {unit}S"


def lines_of(fields: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Fields as lines of a reply."""
    return tuple(f"{code}/{value}" for code, value in fields)
