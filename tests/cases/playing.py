"""Plays a case at the terminals of a farm and holds what comes against what the case expects."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

import yaml

from cjfarm.compose import Sender, compose
from shared.wire import unfold
from tests.cases.script import DEFAULT_OPERATOR, DEFAULT_TERMINAL, Case, Step
from tests.cases.terminals import ORIS, Came, Terminals

_serials = count(1)
"""Every message has a header of its own, so that its answers are told from all others."""


class Player:
    """Plays one case."""

    def __init__(self, case: Case, terminals: Terminals) -> None:
        self._case, self._terminals = case, terminals
        self._words: dict[str, str] = dict(case.words)
        self._at = ""

    def play(self) -> None:
        """Do every step; the first thing that is not as expected fails."""
        doers: Mapping[str, Callable[[Step], None]] = {
            "send": self._send,
            "raw": self._raw,
            "inbox": lambda step: self._look(step, self._terminals.inbox(step.what)),
            "advance": lambda step: self._terminals.advance(int(step.what)),
            "fault": self._fault,
            "mend": lambda step: self._terminals.mend(),
            "agency": self._agency,
            "arrest": lambda step: self._terminals.arrest(step.what),
            "journal": self._journal,
        }
        for number, step in enumerate(self._case.steps, start=1):
            self._at = f"step {number}, {step.kind}: {step.what}"
            doers[step.kind](step)

    # -- steps ----------------------------------------------------------------------------------------------------

    def _send(self, step: Step) -> None:
        options = step.options
        terminal = options.get("from", DEFAULT_TERMINAL)
        for time in range(int(options.get("times", 1))):
            self._words["n"] = f"{time + 1:02d}"
            number = f"{next(_serials) % 1_000_000:06d}"
            ori = options.get("ori", ORIS.get(terminal, ORIS[DEFAULT_TERMINAL]))
            sender = Sender(terminal, options.get("as", DEFAULT_OPERATOR), ori, number)
            message = compose(self._filled(step.what), sender)
            if "taf" in options:
                message = message.replace(f".*{sender.operator}.", f".*{sender.operator}.#{options['taf']}.", 1)
            pending = tuple(options.get("pending", "").split())
            self._look(step, self._terminals.send(terminal, message, pending))

    def _raw(self, step: Step) -> None:
        terminal = step.options.get("from", DEFAULT_TERMINAL)
        self._look(step, self._terminals.send(terminal, self._filled(step.what).replace("\n", "\r\n")))

    def _fault(self, step: Step) -> None:
        times = {"times": int(step.options["times"])} if "times" in step.options else {}
        effect = yaml.safe_load(step.options.get("effect", "{down: true}"))
        self._terminals.fault({"match": step.what, "effect": effect, **times})

    def _agency(self, step: Step) -> None:
        definition = dict(step.what)
        if "after_seconds" in definition:
            definition["after_seconds"] = int(definition["after_seconds"])
        self._terminals.agency(definition)

    def _journal(self, step: Step) -> None:
        lines = self._terminals.journal({name: self._filled(value) for name, value in step.what.items()})
        found = [line | {"text": "\n".join(unfold(line["text"]))} for line in lines]
        self._compare(step, found)

    # -- what comes back --------------------------------------------------------------------------------------------

    def _look(self, step: Step, arrived: Sequence[Came]) -> None:
        self._compare(step, [{name: getattr(one, name) for name in Came.__slots__} for one in arrived])
        for code, name in step.options.get("keep", {}).items():
            self._words[name] = self._value(code, arrived)

    def _value(self, code: str, arrived: Sequence[Came]) -> str:
        for one in arrived:
            if found := re.search(rf"^{code}/(.*)$", one.text, re.MULTILINE):
                return found[1]
        raise AssertionError(self._report(f"no {code}/ came", [{"text": one.text} for one in arrived]))

    def _compare(self, step: Step, found: list[dict[str, Any]]) -> None:
        if step.expect is None:
            return
        left = list(found)
        for wanted in step.expect:
            candidates = left[:1] if step.options.get("ordered") == "true" else left
            match = next((one for one in candidates if not self._faults(wanted, one)), None)
            if match is None:
                raise AssertionError(self._report(self._why(wanted, candidates), found))
            left.remove(match)
        if left:
            names = ", ".join(f"{one['source']} {one['kind']}" for one in left)
            raise AssertionError(self._report(f"came and was not expected: {names}", found))

    def _why(self, wanted: Mapping[str, Any], candidates: list[dict[str, Any]]) -> str:
        tried = [self._faults(wanted, one) for one in candidates]
        nearest = min(tried, key=len, default=["nothing came"])
        name = f"{wanted.get('source', '')} {wanted.get('kind', '')}".strip() or dict(wanted)
        return f"expected {name}; the nearest fails in: {'; '.join(nearest)}"

    def _faults(self, wanted: Mapping[str, Any], one: Mapping[str, Any]) -> list[str]:
        """Where a message differs from what is wanted of it."""
        text = one["text"]
        faults = []
        for name in ("source", "kind", "key", "direction", "oif", "delivered"):
            if name in wanted and str(wanted[name]).lower() != str(one[name]).lower():
                faults.append(f"{name} is {one[name]}, not {wanted[name]}")
        if "first" in wanted and (first := self._filled(wanted["first"])) != text.split("\n")[0]:
            faults.append(f"first line is {text.split(chr(10))[0]}, not {first}")
        faults += [f"has no {part!r}" for part in self._parts(wanted, "has") if part not in text]
        faults += [f"has {part!r}" for part in self._parts(wanted, "lacks") if part in text]
        patterns = self._parts(wanted, "matches")
        faults += [f"does not match {part!r}" for part in patterns if not re.search(part, text, re.DOTALL)]
        if "records" in wanted and (held := text.count("\nMKE/")) != int(wanted["records"]):
            faults.append(f"shows {held} records, not {wanted['records']}")
        return faults

    def _parts(self, wanted: Mapping[str, Any], name: str) -> list[str]:
        parts = wanted.get(name, [])
        return [self._filled(part) for part in ([parts] if isinstance(parts, str) else parts)]

    def _filled(self, text: str) -> str:
        """The text with what each word stands for in its place; a word may stand for text that holds words."""
        for _ in range(2):
            for name, value in self._words.items():
                text = text.replace(f"{{{name}}}", value)
        return text

    def _report(self, what: str, found: list[dict[str, Any]]) -> str:
        texts = "\n\n".join(one["text"] for one in found) or "(nothing)"
        return f"{self._case}\n{self._at}\n{what}\n--- what came:\n{texts}"
