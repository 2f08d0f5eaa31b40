"""One message from a terminal and everything that comes back for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from shared.wire import ReplyContext
from switch.journal import Entry

SWITCH = "CLETS"
"""The source of the switch's own replies."""

When = Literal["before", "middle", "after"]
"""When a connection is closed: before a message, in the middle of it, or after it."""


class Device(Protocol):
    """Where a message came from and its replies go: a line connection or an HTTP request."""

    @property
    def name(self) -> str:
        """What the journal calls it."""

    @property
    def open(self) -> bool:
        """Whether a reply can still be handed to it."""

    @property
    def holds(self) -> bool:
        """Whether it collects the replies itself, as an HTTP request does that is still waiting."""

    def hand(self, entries: list[Entry]) -> None:
        """Give it messages; called when they are safely stored."""

    def break_off(self, entry: Entry, when: When) -> None:
        """Close the connection around a message; what did not come whole is given back."""


class _Nowhere:
    """The device of a message whose sender has gone: nothing can be handed to it."""

    name = "none"
    open = False
    holds = False

    def hand(self, entries: list[Entry]) -> None:
        """Nothing is ever handed to it."""

    def break_off(self, entry: Entry, when: When) -> None:
        """Nothing is ever handed to it."""


NOWHERE: Device = _Nowhere()
"""Where replies cannot be handed over: they wait for the terminal."""


class _Nobody(_Nowhere):
    """The device of a message that no terminal sent: its replies are not kept either."""

    name = "nobody"


NOBODY: Device = _Nobody()
"""Where replies are of no use: databases keep each other up to date without being asked."""


@dataclass(slots=True)
class Exchange:
    """A message on its way through the farm.

    Attributes:
        number: its number in the journal; 0 where no terminal has sent anything.
        context: what replies repeat of it.
        terminal: the terminal that sent it.
        device: where it came from.
        side: LIVE or TEST.
        replies: what was answered so far.
        numbers: the numbers that a database gave to what it entered, by source and then by field code.
        pending: sources that still have to answer, one entry for each expected answer.
        held: what is asked only when nothing else is pending, as source and how to ask it.
        notified: terminals that were told of something without having asked.
        overtime: sources whose answer will not come by itself within this step, so that a time limit is needed.
        done: called when nothing is pending any more.
        name: its identifier where it has no number.
    """

    number: int
    context: ReplyContext
    terminal: str
    device: Device
    side: int = 0
    replies: list[Entry] = field(default_factory=list)
    numbers: dict[str, Mapping[str, str]] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    held: list[tuple[str, Callable[[], None]]] = field(default_factory=list)
    notified: list[str] = field(default_factory=list)
    overtime: set[str] = field(default_factory=set)
    done: Callable[[], None] | None = None
    name: str = ""
    id: str = field(init=False)
    """The message's identifier, as clients see it."""

    def __post_init__(self) -> None:
        """Write the identifier once: everything that is asked for the message repeats it."""
        self.id = self.name or message_id(self.number)

    def expects(self, source: str) -> None:
        """Wait for one more answer."""
        self.pending.append(source)

    def holds(self, source: str, ask: Callable[[], None]) -> None:
        """Wait for an answer that is asked for last."""
        self.expects(source)
        self.held.append((source, ask))

    def ask_held(self) -> None:
        """Ask what was held back, one after the other, as soon as nothing else is pending."""
        while self.held and len(self.pending) == len(self.held):
            source, ask = self.held.pop(0)
            self.has_answered(source)
            ask()

    def has_answered(self, source: str) -> None:
        """One expected answer came, or will not come any more."""
        if source in self.pending:
            self.pending.remove(source)


def message_id(number: int) -> str:
    """The identifier of the message that opened an exchange."""
    return f"M{number:010d}"


def nobody(name: str, side: int) -> Exchange:
    """The exchange of a message that no terminal sent; its name is its own among all of them."""
    return Exchange(0, ReplyContext(), "", NOBODY, side, name=name)
