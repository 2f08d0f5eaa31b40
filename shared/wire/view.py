"""Replies as JSON: the same records and reasons as values for ``json`` or ``orjson``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.wire.message import RecordView, Reply

PARTIES: Mapping[str, tuple[str, ...]] = {"parties": ("PNM", "PSX", "PDB")}
"""Fields that belong together, by the name of their array: each first code starts a new object."""


def records_json(
    reply: Reply, repeatable: frozenset[str] = frozenset(), groups: Mapping[str, tuple[str, ...]] = PARTIES
) -> list[dict[str, Any]]:
    """The records of a reply.

    Args:
        reply: the reply.
        repeatable: the field codes whose values are always arrays.
        groups: the fields that belong together, by the name of their array.
    """
    return [_record_json(record, repeatable, groups) for record in reply.records]


def _record_json(
    record: RecordView, repeatable: frozenset[str], groups: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    fields = fields_json(record.fields, repeatable, groups)
    kind = record.record_type
    return {"fcn": record.number, "nic": record.nic, "type": kind, "status": record.status, "fields": fields}


def fields_json(
    fields: Iterable[tuple[str, str]],
    repeatable: frozenset[str] = frozenset(),
    groups: Mapping[str, tuple[str, ...]] = PARTIES,
) -> dict[str, Any]:
    """Fields as an object, code to value; a code that is repeatable, or appears twice all the same, has an array."""
    group_of = {code: name for name, codes in groups.items() for code in codes}
    found: dict[str, Any] = {}
    for code, value in fields:
        if code in group_of:
            name = group_of[code]
            _add_to_group(found.setdefault(name, []), code, value, groups[name][0])
        elif code not in found:
            found[code] = [value] if code in repeatable else value
        elif isinstance(found[code], list):
            found[code].append(value)
        else:
            found[code] = [found[code], value]
    return found


def _add_to_group(members: list[dict[str, str]], code: str, value: str, first: str) -> None:
    if code == first or not members:
        members.append({})
    members[-1][code] = value


def why_json(reply: Reply) -> list[dict[str, str]]:
    """The steps that led to a reply, each with its rule and citation where it has them."""
    return [{"text": reason.text, "rule": reason.rule, "cite": reason.cite} for reason in reply.why]
