"""A request as it waits for its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from shared.wire import ReplyContext
from switch.confirmation.identifiers import LEADS
from switch.routes import REQUEST, keyed

OVERDUE, SIMULATE = "overdue", "simulate"
"""The kinds of timer that hit confirmation sets."""

NO_TIMER = 0
IDENTIFYING = ("FCN", "NIC", *LEADS)
"""What tells one hit from another of the same case."""
REPEATED = ("RTY", "RNO", "OCA", *IDENTIFYING)
"""What an answer repeats of its request, and a refusal names requests by."""


class State(StrEnum):
    """How far a request has come."""

    OPEN = "open"
    OVERDUE = "overdue"
    IN_PROCESS = "in_process"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class HitRequest:
    """One request to one agency.

    Attributes:
        id: its number in the world.
        requester: ORI of the agency that asks.
        owner: ORI of the agency that entered the record.
        terminal: mnemonic of the terminal that asked.
        header: header of the message that asked.
        oif: operator of the message that asked.
        side: LIVE or TEST.
        seconds: how long the owner has to answer, or to answer finally once it is in process.
        fields: code and value pairs of the request.
        state: how far it has come.
        overdue_timer: the timer that reports it overdue, while that is set.
        simulate_timer: the timer that answers for a simulated owner, while that is set.
    """

    id: int
    requester: str
    owner: str
    terminal: str
    header: str
    oif: str
    side: int
    seconds: int
    fields: tuple[tuple[str, str], ...]
    state: State = State.OPEN
    overdue_timer: int = NO_TIMER
    simulate_timer: int = NO_TIMER

    @property
    def name(self) -> str:
        """What it is called where timers are listed."""
        return f"hit confirmation {self.value('OCA')} of {self.owner}"

    @property
    def lead(self) -> tuple[tuple[str, str], ...]:
        """The field that identifies the person or thing, such as the name."""
        return tuple((code, value) for code, value in self.fields if code in LEADS)[:1]

    def value(self, code: str) -> str:
        """The value of a field, or nothing."""
        return next((value for name, value in self.fields if name == code), "")

    def context(self, key: str = REQUEST, ori: str = "") -> ReplyContext:
        """What a message about this request repeats of it; ``ori`` is the sender, by default the requester."""
        return ReplyContext(self.header, self.oif, keyed(key, self.side), ori or self.requester)


def agree(values: Mapping[str, str], others: Mapping[str, str], codes: tuple[str, ...] = IDENTIFYING) -> bool:
    """Whether two sets of fields can mean the same hit: no reference or identifier that both hold differs."""
    return all(values[code] == others[code] for code in codes if code in values and code in others)
