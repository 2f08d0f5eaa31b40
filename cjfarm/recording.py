"""A recorded conversation: read from a file of JSON lines, sent again, and held against what was answered then.

What has to come back is the text of every answer, message by message, and of everything that came unasked, terminal by
terminal. Times are not compared: a clock that ran by itself gave others then.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path
from typing import Any

from cjfarm.http import FarmAddress

Entry = Mapping[str, Any]
SET_UP = "HTTP"
"""What the header of messages begins with that one database was given over HTTP; the database follows."""
_PAGE = 1000
_WAIT_SECONDS = 10.0


class RecordingError(Exception):
    """The file is no recording, or cannot be sent again; the text says why."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded conversation.

    Attributes:
        head: how the world was made, who was known there, which faults were in force.
        entries: every message in and out, in order.
    """

    head: Mapping[str, Any]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a conversation went another way.

    Attributes:
        seq: the number of the recorded message at which it did.
        asked: the message that was answered otherwise; empty where something came unasked.
        expected: what was answered then; empty where something came in addition.
        got: what is answered now; empty where nothing came.
    """

    seq: int
    asked: str
    expected: str
    got: str

    def lines(self) -> Iterator[str]:
        """The difference as a reader sees it."""
        yield f"message {self.seq}: {self.asked or 'what came unasked'}"
        old, new = self.expected.splitlines(), self.got.splitlines()
        yield from unified_diff(old, new, "then", "now", n=100, lineterm="")


def read_recording(path: Path) -> Recording:
    """Read a file.

    Raises:
        RecordingError: it is no recording.
    """
    try:
        head, *entries = (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())
    except (OSError, ValueError) as error:
        raise RecordingError(f"{path} is no recording: {error}") from error
    if not isinstance(head, dict) or head.get("recording") != 1:
        raise RecordingError(f'{path} is no recording: its first line has no "recording": 1')
    if head.get("dropped"):
        raise RecordingError(f"{path} does not hold the beginning: the journal had dropped {head['dropped']} entries")
    return Recording(head, tuple(entries))


def set_up(farm: FarmAddress, recording: Recording) -> None:
    """Give a new world the terminals, operators, agencies and faults of the recorded one."""
    for kind, key in (("terminals", "mnemonic"), ("operators", "oif"), ("agencies", "ori")):
        for one in recording.head.get(kind, ()):
            farm.put(kind, str(one[key]), body={name: value for name, value in one.items() if name != key})
    for fault in recording.head.get("faults", ()):
        farm.post("faults", body={name: value for name, value in fault.items() if name != "id"})


def replay(farm: FarmAddress, recording: Recording) -> Difference | None:
    """Send a conversation again, each message at its time; gives the first difference, or None."""
    before = _last(farm)
    databases = {one["code"] for one in farm.get("catalog")["databases"]}
    for entry in recording.entries:
        if entry["direction"] == "in":
            _move_to(farm, entry["at"])
            _send(farm, entry, databases)
    _move_to(farm, recording.head["now"])
    return first_difference(recording.entries, tuple(_journal(farm, before)))


def first_difference(then: Sequence[Entry], now: Sequence[Entry]) -> Difference | None:
    """The first message that was answered otherwise, or that came unasked and differs."""
    asked_then, asked_now = _conversations(then), _conversations(now)
    found = [
        Difference(place[1], asked, expected, got)
        for place, (asked, answers) in asked_then.items()
        for expected, got in _unlike(answers, asked_now.get(place, ("", []))[1])
    ]
    found += [
        Difference(then[-1]["seq"] if then else 0, asked, "", "\n".join(answers))
        for place, (asked, answers) in asked_now.items()
        if place not in asked_then and answers
    ]
    return min(found, key=lambda one: one.seq, default=None)


def _conversations(entries: Iterable[Entry]) -> dict[tuple[str, int], tuple[str, list[str]]]:
    """What was answered to each message, the messages counted from one, and what came to each terminal unasked."""
    found: dict[tuple[str, int], tuple[str, list[str]]] = {}
    places: dict[int, tuple[str, int]] = {}
    for entry in entries:
        if entry["direction"] == "in":
            places[entry["seq"]] = ("", len(places) + 1)
            found[places[entry["seq"]]] = (entry["text"], [])
        else:
            place = places.get(entry["exchange"], (entry["terminal"], 0))
            found.setdefault(place, ("", []))[1].append(entry["text"])
    return found


def _unlike(then: list[str], now: list[str]) -> Iterator[tuple[str, str]]:
    for place in range(max(len(then), len(now))):
        pair = (then[place] if place < len(then) else "", now[place] if place < len(now) else "")
        if pair[0] != pair[1]:
            yield pair
            return


def _send(farm: FarmAddress, entry: Entry, databases: Container[str]) -> None:
    database = str(entry["header"]).removeprefix(SET_UP).lower()
    path = (database, "messages") if database in databases else ("messages",)
    farm.post(*path, body=entry["text"], wait=_WAIT_SECONDS)


def _move_to(farm: FarmAddress, moment: str) -> None:
    if moment > farm.get("clock")["now"]:
        farm.put("clock", body={"now": moment})


def _last(farm: FarmAddress) -> int:
    return max((entry["seq"] for entry in _journal(farm, 0)), default=0)


def _journal(farm: FarmAddress, after: int) -> Iterator[Entry]:
    cursor: int | None = after
    while cursor is not None:
        page = farm.get("journal", cursor=cursor, limit=_PAGE)
        yield from page["entries"]
        cursor = page["next"]
