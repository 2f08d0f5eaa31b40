"""The values that a journal entry holds: in the message, or in the records that it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared.wire import Dialect, Kind, ProtocolError, parse, shown_fields
from switch.http.criteria import differs
from switch.journal import IN, Entry


def differing_fields(entry: Entry, fields: Mapping[str, str], dialect: Dialect) -> list[dict[str, Any]]:
    """Where the values of an entry are not as expected, code by code; each code must hold the value once."""
    held = _held_fields(entry, dialect)
    return [
        differs(f"fields.{code}", wanted, ", ".join(held.get(code.upper(), [])) or None)
        for code, wanted in fields.items()
        if wanted.upper() not in held.get(code.upper(), [])
    ]


def _held_fields(entry: Entry, dialect: Dialect) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for code, value in _pairs(entry, dialect):
        found.setdefault(code.upper(), []).append(value.upper())
    return found


def _pairs(entry: Entry, dialect: Dialect) -> list[tuple[str, str]]:
    if entry.direction == IN:
        try:
            return list(parse(entry.text, dialect).fields)
        except ProtocolError:
            return []
    shown = shown_fields(entry.text, dialect)
    if entry.kind == Kind.ACK:
        # Its record is the one that a change was about; it shows nothing of it but the numbers.
        return shown
    return shown + [pair for record in entry.reply()["records"] for pair in _record_pairs(record["fields"])]


def _record_pairs(fields: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for code, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            found += _record_pairs(item) if isinstance(item, dict) else [(code, item)]
    return found
