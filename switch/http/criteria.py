"""What a search of the journal and an expectation have in common: the parts of a head, a window of time, a text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictStr

from switch.http.requests import read_time
from switch.http.values import KindName
from switch.journal import Entry
from switch.journal_search import PLAIN

_ONE_LINE = 60
"""So long a value always stands in one line of a reply, in characters."""


class Head(BaseModel):
    """The parts of a message's head, in capitals or not; what is left out is not looked at."""

    model_config = ConfigDict(extra="forbid")

    header: StrictStr | None = Field(default=None, description="The whole header as sent.")
    terminal: StrictStr | None = Field(default=None, description="The mnemonic.")
    oif: StrictStr | None = None
    taf: StrictStr | None = None
    key: StrictStr | None = None
    ori: StrictStr | None = None
    source: StrictStr | None = Field(default=None, description="Who answered: a database, or CLETS.")
    kind: KindName | None = None
    direction: Literal["in", "out"] | None = None
    device: StrictStr | None = Field(default=None, description="Where it came from or was delivered to, such as http.")
    contains: StrictStr | None = Field(default=None, description="Part of the text, in capitals or not.")

    def heads(self) -> dict[str, str]:
        """The parts of the head that are looked at, by name."""
        return {name: wanted for name in PLAIN if (wanted := getattr(self, name)) is not None}

    def differing_heads(self, entry: Entry) -> list[dict[str, Any]]:
        """Where the head or the text of an entry is not as expected."""
        found = [
            differs(name, wanted, getattr(entry, name))
            for name, wanted in self.heads().items()
            if wanted.upper() != (getattr(entry, name) or "").upper()
        ]
        if self.contains is not None and self.contains.upper() not in entry.text.upper():
            found.append(differs("contains", self.contains, None))
        return found


class Window(Head):
    """A head and a window of time."""

    first: StrictStr | None = Field(default=None, alias="from", description="An ISO time; without offset California's.")
    last: StrictStr | None = Field(default=None, alias="to", description="An ISO time; without offset California's.")

    def looked_for(self) -> dict[str, Any]:
        """Head, text and times as the journal searches them.

        Raises:
            Problem: a time is none.
        """
        return {**self.heads(), "contains": self.contains, "first": self.since(), "last": self.until()}

    def since(self) -> datetime | None:
        """The beginning of the window, or None.

        Raises:
            Problem: it is no time.
        """
        return None if self.first is None else read_time("from", self.first)

    def until(self) -> datetime | None:
        """The end of the window, or None.

        Raises:
            Problem: it is no time.
        """
        return None if self.last is None else read_time("to", self.last)


def searched_values(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The values that the journal can look for as text: a longer one may stand there in several lines."""
    return tuple(value for value in fields.values() if len(value) <= _ONE_LINE)


def differs(name: str, expected: str, found: str | None) -> dict[str, Any]:
    """One difference."""
    return {"field": name, "expected": expected, "found": found}
