"""A recorded conversation: read from a file of JSON lines, sent again, and held against what was answered then.

What has to come back is the text of every answer, message by message, and of everything that came unasked, terminal by
terminal. Times are not compared: a clock that ran by itself gave others then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from difflib import unified_diff
from functools import partial
from pathlib import Path
from typing import Any

from cjfarm.http import FarmAddress

Entry = Mapping[str, Any]
SET_UP = "HTTP"
"""What the header of messages begins with that one database was given over HTTP; the database follows."""
_OF_A_FAULT = ("match", "effect", "times", "probability")
_PAGE = 1000
_WAIT_SECONDS = 10.0
_PROMPT = timedelta(seconds=2)
"""Within how much of the world's time an answer came at once; one that came later waits for the clock to be moved."""

Step = Callable[[FarmAddress], None]


class RecordingError(Exception):
    """The file is no recording, or cannot be sent again; the text says why."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A recorded conversation.

    Attributes:
        head: how the world was made, who was known there, which faults there were and when.
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
        # Not splitlines: what a message holds may look like the end of a line to it.
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise RecordingError(f"{path} is no recording: {error}") from error
    found = [_decoded(path, number, line) for number, line in enumerate(lines, 1) if line.strip()]
    if not found:
        raise RecordingError(f"{path} is no recording: it is empty")
    head, *entries = found
    if not isinstance(head, dict) or head.get("recording") != 1:
        raise RecordingError(f'{path} is no recording: its first line has no "recording": 1')
    if head.get("dropped"):
        raise RecordingError(f"{path} does not hold the beginning: the journal had dropped {head['dropped']} entries")
    return Recording(head, tuple(entries))


def _decoded(path: Path, number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise RecordingError(f"{path} is no recording: line {number} is not JSON; has the file been cut?") from error


def made_as(recording: Recording) -> dict[str, Any]:
    """What to make a world of so that it is as the recorded one was at first; its clock is moved by hand.

    Raises:
        RecordingError: no clock can be put where it stood then.
    """
    made = recording.head["world"]
    if datetime.fromisoformat(made["created"]).date() < date.fromisoformat(made["date"]):
        raise RecordingError(
            f"the recorded world began on {made['created']}, before the reference date of its people, {made['date']}, "
            "and no new world does: make one like it, and name it with --world"
        )
    return {"seed": int(made["seed"]), "size": int(made["size"]), "date": made["date"], "clock": "frozen"}


def set_up(farm: FarmAddress, recording: Recording) -> None:
    """Give a new world the terminals, operators and agencies of the recorded one."""
    for kind, key in (("terminals", "mnemonic"), ("operators", "oif"), ("agencies", "ori")):
        wanted = {str(one[key]): one for one in recording.head.get(kind, ())}
        for name, one in wanted.items():
            farm.put(kind, name, body={part: value for part, value in one.items() if part != key})
        if kind != "agencies":  # Of these the file has only those that are not as in every world.
            for one in farm.get(kind)[kind]:
                if one[key] not in wanted:
                    farm.delete(kind, str(one[key]))


def replay(farm: FarmAddress, recording: Recording, own_world: bool) -> Difference | None:
    """Send a conversation again, each message at its time; gives the first difference, or None.

    Args:
        farm: the world that it is sent to.
        recording: the conversation.
        own_world: whether that world was made for it, and so gets the faults of then when they were in force then.
    """
    before = _last(farm)
    steps = [*_messages(farm, recording, own_world), *(_faults(recording) if own_world else ())]
    for _, at, take in sorted(steps, key=lambda step: step[:2]):
        _move_to(farm, at)
        take(farm)
    _move_to(farm, datetime.fromisoformat(recording.head["now"]))
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


def _messages(farm: FarmAddress, recording: Recording, own_world: bool) -> Iterator[tuple[int, datetime, Step]]:
    """Every message that came in, with its place and its time."""
    databases = {one["code"] for one in farm.get("catalog")["databases"]}
    last = {entry["exchange"]: _time(entry) for entry in recording.entries}
    for entry in recording.entries:
        if entry["direction"] == "in":
            # A world made for it has its databases in the farm's process, and they have answered when the farm does.
            waits = not own_world and last[entry["exchange"]] - _time(entry) < _PROMPT
            yield entry["seq"], _time(entry), partial(_send, entry, databases, _WAIT_SECONDS if waits else 0)


def _faults(recording: Recording) -> Iterator[tuple[int, datetime, Step]]:
    """Every fault as it was put in force and as it was ended, after the entry that came before."""
    numbers: dict[int, int] = {}
    for fault in recording.head.get("faults", ()):
        began, ended = fault.get("began"), fault.get("ended")
        if began is not None:
            yield began["after"], datetime.fromisoformat(began["at"]), partial(_begin, fault, numbers)
        if ended is not None and fault["struck"] != fault.get("times"):
            yield ended["after"], datetime.fromisoformat(ended["at"]), partial(_end, fault, numbers)


def _send(entry: Entry, databases: Container[str], wait: float, farm: FarmAddress) -> None:
    database = str(entry["header"]).removeprefix(SET_UP).lower()
    path = (database, "messages") if database in databases else ("messages",)
    farm.post(*path, body=entry["text"], wait=wait)


def _begin(fault: Entry, numbers: dict[int, int], farm: FarmAddress) -> None:
    asked = {name: fault[name] for name in _OF_A_FAULT if name in fault}
    numbers[fault["id"]] = farm.post("faults", body=asked)["id"]


def _end(fault: Entry, numbers: Mapping[int, int], farm: FarmAddress) -> None:
    farm.delete("faults", str(numbers[fault["id"]]))


def _time(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry["at"])


def _move_to(farm: FarmAddress, moment: datetime) -> None:
    if moment > datetime.fromisoformat(farm.get("clock")["now"]):
        farm.put("clock", body={"now": moment.isoformat()})


def _last(farm: FarmAddress) -> int:
    return max((entry["seq"] for entry in _journal(farm, 0)), default=0)


def _journal(farm: FarmAddress, after: int) -> Iterator[Entry]:
    cursor: int | None = after
    while cursor is not None:
        page = farm.get("journal", cursor=cursor, limit=_PAGE)
        yield from page["entries"]
        cursor = page["next"]
