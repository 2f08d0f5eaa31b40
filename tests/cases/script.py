"""Reads message cases: YAML files that say what a terminal sends, what comes back, and which rules that shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
DEFAULT_TERMINAL, DEFAULT_OPERATOR = "SAC1", "FULL01"
STEPS = ("send", "raw", "inbox", "advance", "fault", "mend", "agency", "arrest", "journal")
"""What a step can be; its first key says which."""
_ABOUT_A_MESSAGE = ("from", "as", "ori", "taf", "keep", "times", "pending", "expect", "ordered")
_ALLOWED = {
    "send": _ABOUT_A_MESSAGE,
    "raw": ("from", "keep", "expect", "ordered"),
    "fault": ("effect", "times"),
    "inbox": ("keep", "expect", "ordered"),
    "journal": ("expect", "ordered"),
}
_EXPECTED = ("source", "kind", "key", "first", "has", "lacks", "matches", "records", "direction", "oif", "delivered")


class CaseError(ValueError):
    """A case file says something that cannot be played; the text names the case and what is accepted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a case.

    Attributes:
        kind: one of ``STEPS``.
        what: what stands behind the kind: a message, a terminal, seconds, or a table.
        options: the rest of the step.
        expect: what has to come back, all of it; None where the step does not look.
    """

    kind: str
    what: Any
    options: Mapping[str, Any]
    expect: tuple[Mapping[str, Any], ...] | None


@dataclass(frozen=True, slots=True)
class Case:
    """One conversation and what it shows.

    Attributes:
        title: the claim.
        place: folder and file, such as ``wps/entry``.
        rules: ids of the published rules that it shows.
        steps: what is done, in order.
        words: texts that stand for ``{NAME}`` in the steps.
        day: the day on which it begins, where that is not the usual one.
    """

    title: str
    place: str
    rules: tuple[str, ...]
    steps: tuple[Step, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    day: date | None = None

    @property
    def moves_clock(self) -> bool:
        """Whether it needs a farm whose clock may be moved."""
        return any(step.kind == "advance" for step in self.steps)

    @property
    def terminals(self) -> frozenset[str]:
        """The mnemonics of the terminals that take part."""
        inboxes = (step.what for step in self.steps if step.kind == "inbox")
        senders = (step.options.get("from", DEFAULT_TERMINAL) for step in self.steps if step.kind in ("send", "raw"))
        return frozenset((*inboxes, *senders))

    def __str__(self) -> str:
        return f"{self.place}: {self.title}"


@cache
def cases() -> tuple[Case, ...]:
    """Every case, by file and in the order of each file.

    Raises:
        CaseError: a file cannot be played.
    """
    return tuple(case for path in sorted(FOLDER.glob("*/*.yaml")) for case in _read(path))


def _read(path: Path) -> Iterator[Case]:
    place = f"{path.parent.name}/{path.stem}"
    words: dict[str, str] = {}
    day: date | None = None
    for item in yaml.load(path.read_text(encoding="ascii"), Loader=yaml.CBaseLoader):
        if "words" in item:
            words |= item["words"]
            continue
        if "day" in item:
            day = date.fromisoformat(item["day"])
            continue
        where = f"{place}: {item.get('case')}"
        _refuse_others(where, item, ("case", "rules", "steps"))
        steps = tuple(_step(where, step) for step in item["steps"])
        yield Case(item["case"], place, tuple(item.get("rules", ())), steps, words, day)


def _step(where: str, item: Mapping[str, Any]) -> Step:
    kind = next(iter(item))
    _refuse_others(where, [kind], STEPS)
    options = {key: value for key, value in item.items() if key != kind}
    _refuse_others(where, options, _ALLOWED.get(kind, ()))
    expect = options.pop("expect", None)
    for one in expect or ():
        _refuse_others(where, one, _EXPECTED)
    return Step(kind, item[kind], options, None if expect is None else tuple(expect or ()))


def _refuse_others(where: str, found: Any, accepted: tuple[str, ...]) -> None:
    strangers = [str(key) for key in found if key not in accepted]
    if strangers:
        raise CaseError(f"{where}: {', '.join(strangers)} not known; {', '.join(accepted)} are accepted")
