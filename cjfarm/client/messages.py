"""From what a caller says to the message that a terminal sends, and from the text of a reply to a reply."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from cjfarm.client.values import Reply
from cjfarm.errors import FarmError

Value = str | int | date | Sequence[Any]
"""The value of a field: text, a whole number or a day; several for a field that is repeated; objects for parties."""

Single = str | int | date
"""A value that one line of a message shows."""

_FIRST_LINE = re.compile(r"(?P<before>.*?)(?P<source>[A-Z0-9]+)[^A-Za-z0-9]+(?P<kind>[A-Z]+)")
_WORD = re.compile(r"[A-Za-z0-9]+")
_PARTS_BEFORE_SOURCE = 4
"""Header, OIF, key and ORI, in the default dialect."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send.

    Attributes:
        header: the terminal's mnemonic and a number.
        oif: the operator.
        key: the message key.
        ori: the sender's agency.
        addresses: further addresses.
        fields: code to value.
        text: free text, or None.
        taf: the terminal address field, or None.
    """

    header: str
    oif: str
    key: str
    ori: str
    addresses: tuple[str, ...] = ()
    fields: Mapping[str, Value] = field(default_factory=dict)
    text: str | None = None
    taf: str | None = None

    def json(self) -> dict[str, Any]:
        """The message as the HTTP interface takes it."""
        plain = {"header": self.header, "oif": self.oif, "taf": self.taf, "key": self.key, "ori": self.ori}
        fields = plain_fields(self.fields)
        return {**plain, "addresses": list(self.addresses), "fields": fields, "text": self.text}

    def line(self) -> str:
        """The message as a terminal writes it, in the default dialect."""
        fields = (f"{code}/{value}" for code, value in pairs(plain_fields(self.fields)))
        taf = () if self.taf is None else (f"#{self.taf}",)
        parts = (f"{self.header}.*{self.oif}", *taf, self.key, self.ori, *self.addresses, *fields)
        return ".".join(parts) + ("" if self.text is None else f".TXT {self.text}")


def plain_fields(fields: Mapping[str, Value | None]) -> dict[str, Any]:
    """Fields as JSON takes them: numbers and days as text, and nothing for a value of None.

    Raises:
        FarmError: a value is none that a field can have.
    """
    return {code: _plain(code, value) for code, value in fields.items() if value is not None}


def shown(fields: Mapping[str, Single]) -> dict[str, str]:
    """Fields as the lines of a message show them.

    Raises:
        FarmError: a value is none that a field can have.
    """
    return {code: plain_value(code, value) for code, value in fields.items()}


def plain_value(code: str, value: Any) -> str:
    """One value as a message shows it; a day is CCYYMMDD.

    Raises:
        FarmError: it is none that a field can have.
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%Y%m%d}"
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    raise FarmError(f"{code}: {value!r} is no value of a field; text, a whole number, a day or a list is accepted")


def _plain(code: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(name, each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(code, each) for each in value]
    return plain_value(code, value)


def pairs(fields: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Code and value of each field, in the order given; those of parties one after the other."""
    for code, value in fields.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, Mapping):
                yield from pairs(each)
            else:
                yield code, each


def addresses_of(to: str | Iterable[str]) -> tuple[str, ...]:
    """One address, or several."""
    return (to,) if isinstance(to, str) else tuple(to)


def reply_of(text: str) -> Reply:
    """A reply from its text; what stands on the first line as in no reply we know stays empty.

    Source and kind are the last two words of the first line in every dialect whose layouts keep that line; key and
    header are told only where it is that of the default dialect, and the header else the first word.
    """
    first = text.partition("\r\n")[0]
    found = _FIRST_LINE.fullmatch(first)
    if found is None:
        return Reply("", "", "", "", text)
    before = found["before"].rstrip(".").split(".")
    word = _WORD.search(found["before"])
    key = before[2] if len(before) == _PARTS_BEFORE_SOURCE else ""
    return Reply(found["source"], found["kind"], key, word[0] if word else "", text)
