"""Cases in another dialect: what a case says is put into it, and what comes back is put into ours again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from shared.wire import Dialect, Framing, ProtocolError, load_dialect, parse, unfold, write_message
from shared.wire.grammar import PARTS
from tests.cases.script import Case, Step

LAKESIDE_FILE = Path(__file__).parents[2] / "examples" / "dialects" / "lakeside.toml"


class Tongue(Protocol):
    """How a farm is talked to."""

    @property
    def framing(self) -> Framing:
        """How frames are told apart on its line."""

    def said(self, message: str) -> str:
        """One of our messages as the farm is sent it."""

    def sent(self, message: str) -> str:
        """A message that the farm was sent, as we would have."""

    def heard(self, reply: str) -> str:
        """What the farm says, as ours does."""


class Ours:
    """The default dialect: nothing has to be put otherwise."""

    framing = Framing.STX_ETX

    def said(self, message: str) -> str:
        return message

    sent = heard = said


OURS = Ours()


class Lakeside:
    """The dialect of the example. What its layouts make of a record is read back here by hand."""

    _FIELD = re.compile(r"(?P<code>[A-Z0-9]{2,8}) *: ?(?P<value>.*)")
    _RULE = re.compile(r"-{10} (?P<heading>.*?)(?: \(NEAR\))?")

    def __init__(self, dialect: Dialect) -> None:
        self._dialect, self.framing = dialect, dialect.framing

    def said(self, message: str) -> str:
        return write_message(parse(message), self._dialect)

    def sent(self, message: str) -> str:
        return write_message(parse(message, self._dialect))

    def heard(self, reply: str) -> str:
        first, *lines = unfold(reply)
        if first.endswith("|REJECT"):
            lines = [self._renamed(line) for line in lines]
        return "\r\n".join((self._first(first), *self._lines(lines), *self._closing(lines))) + "\r\n"

    def _first(self, line: str) -> str:
        """The parts that stand in the dialect's order, in ours; what could not be read is left out in both."""
        *head, source, kind = line.split("|")
        if not head:
            return f"{source}.{kind}"
        ori, key, header, oif = head
        return f"{header}.*{oif.removeprefix('@')}.{self._dialect.our_key(key)}.{ori}.{source}.{kind}"

    def _lines(self, lines: list[str]) -> Iterator[str]:
        records = 0
        for line in lines:
            if found := self._RULE.fullmatch(line):
                if records:
                    yield ""
                records += 1
                yield f"MKE/{found['heading']}"
            elif found := self._FIELD.fullmatch(line):
                yield f"{self._dialect.codes_in.get(found['code'], found['code'])}/{found['value']}"
            elif not line.startswith("! "):
                yield line.removeprefix("* ")

    def _renamed(self, line: str) -> str:
        """A line of a refusal begins with the field at fault."""
        code, found, rest = line.partition(" ")
        return f"{self._dialect.codes_in.get(code, code)}{found}{rest}"

    @staticmethod
    def _closing(lines: list[str]) -> Iterator[str]:
        closing = [line.removeprefix("! ") for line in lines if line.startswith("! ")]
        yield from ("", *closing) if closing else ()


LAKESIDE = Lakeside(load_dialect(LAKESIDE_FILE))


def is_sayable(case: Case) -> bool:
    """Whether a case can be said in another dialect: a message that breaks the rules of ours cannot."""
    return all(map(_is_sayable, case.steps))


def _is_sayable(step: Step) -> bool:
    if "taf" in step.options and not PARTS["taf"].matches(step.options["taf"]):
        return False
    try:
        return step.kind != "raw" or bool(parse(str(step.what)))
    except ProtocolError:
        return False
