"""From what a person types to the message that a terminal sends."""

from __future__ import annotations

import re
from dataclasses import dataclass

RAW_MARK = ".*"
"""Stands between header and operator of a whole message, and in nothing else that can be sent."""

_FIELD = r"[A-Za-z][A-Za-z0-9]{1,7}/"
# A space belongs to the value before it, unless a field follows: NAM/DOE,JOHN MICHAEL SEX/M are two fields.
_FIELD_STARTS = re.compile(rf"(?:^|\s+)(?={_FIELD})")
_KEY = re.compile(r"[A-Za-z0-9]{1,8}")
_ADDRESS = re.compile(r"[A-Za-z0-9]{1,10}")
_FREE_TEXT = re.compile(r"(?:^|\s+)TXT\s", re.IGNORECASE)

EXAMPLE = "QW NAM/DOE,JOHN SEX/M DOB/19800215"


class ComposeError(ValueError):
    """What was typed is no message; the text says what would be."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends.

    Attributes:
        terminal: the mnemonic of the terminal.
        operator: the operator, six letters or digits.
        ori: the agency.
        number: what follows the mnemonic in the header, up to six letters or digits.
    """

    terminal: str
    operator: str
    ori: str
    number: str

    @property
    def header(self) -> str:
        """The header of the message."""
        return f"{self.terminal}{self.number}"


def compose(typed: str, sender: Sender) -> str:
    """The message for what was typed: a key, addresses and fields with spaces between, or a whole message as it is.

    Raises:
        ComposeError: it is neither.
    """
    if RAW_MARK in typed:
        return typed
    key, _, rest = typed.strip().partition(" ")
    if not _KEY.fullmatch(key):
        raise ComposeError(f"{key!r} is no message key: a key comes first and then its fields, as in {EXAMPLE!r}")
    fields, text = _free_text(rest)
    message = ".".join((f"{sender.header}{RAW_MARK}{sender.operator}", key, sender.ori, *_parts(fields)))
    return message if text is None else f"{message}.TXT {text}"


def _free_text(typed: str) -> tuple[str, str | None]:
    """What stands before the word TXT and what after it; a TXT inside a value is a word like any other."""
    mark = _FREE_TEXT.search(typed)
    if mark is None:
        return typed, None
    before = typed[: mark.start()]
    # Only a requester can stand before free text; any other field that is open there goes on past the word.
    if not all(part.upper().startswith("RQR/") for part in _FIELD_STARTS.split(before)[1:]):
        return typed, None
    return before, typed[mark.end() :]


def _parts(typed: str) -> tuple[str, ...]:
    """Addresses, then fields."""
    first, *rest = _FIELD_STARTS.split(typed.strip())
    for address in first.split():
        if not _ADDRESS.fullmatch(address):
            raise ComposeError(f"{address!r} is neither a field, CODE/value, nor an address: {EXAMPLE!r} is a message")
    for part in rest:
        if "." in part:
            raise ComposeError(f"{part!r} holds a period, which ends a field: leave it out, or send a whole message")
    return (*first.split(), *(part.strip() for part in rest))
