"""What a case needs of a farm, whichever way it is reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shared.wire import Kind, unfold
from switch.settings import DEFAULT_TERMINALS

UNSOLICITED = (Kind.MESSAGE, Kind.NOTICE)
ORIS = {terminal.mnemonic: terminal.ori for terminal in DEFAULT_TERMINALS}
"""Each terminal's agency."""


MARK = "MARKER"
"""What follows the mnemonic in the header of a marker."""


def marker(terminal: str) -> str:
    """A message that is always answered with one error, and changes nothing."""
    return f"{terminal}{MARK}.*FULL01.NOTAKEY.{ORIS.get(terminal, 'CA0340000')}"


@dataclass(frozen=True, slots=True)
class Came:
    """A message that came from the farm.

    Attributes:
        text: all of it, folded lines put together again.
        source: who answers.
        kind: what kind of answer it is.
        key: the message key that it answers.
        header: the header on its first line.
    """

    text: str
    source: str
    kind: str
    key: str
    header: str


def came(text: str) -> Came:
    """A message from its text: everything that is told apart stands on the first line."""
    lines = unfold(text)
    parts = lines[0].split(".")
    key = parts[2] if len(parts) == 6 else ""
    header = parts[0] if len(parts) > 2 else ""
    return Came("\n".join(lines), parts[-2], parts[-1], key, header)


class Terminals(Protocol):
    """A farm as seen from its terminals, for the time of one case."""

    def send(self, terminal: str, message: str, pending: tuple[str, ...] = ()) -> list[Came]:
        """Send a message; gives the answers to it that come at once, all but those of the pending sources."""

    def inbox(self, terminal: str) -> list[Came]:
        """What came to a terminal that did not answer a message, since the case began or this was last asked."""

    def advance(self, seconds: int) -> None:
        """Move the clock forward."""

    def fault(self, definition: Mapping[str, Any]) -> None:
        """Put a fault in force."""

    def mend(self) -> None:
        """End every fault."""

    def agency(self, definition: Mapping[str, Any]) -> None:
        """Say how a simulated agency answers hit confirmations."""

    def arrest(self, arrest: Mapping[str, Any]) -> None:
        """Post an arrest."""

    def journal(self, search: Mapping[str, str]) -> list[dict[str, Any]]:
        """The lines of the journal that a search finds."""

    def close(self) -> None:
        """The case is over."""
