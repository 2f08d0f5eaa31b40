"""Records of a reply as JSON, as values for ``json`` or ``orjson``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shared.wire.message import RecordView
from shared.wire.shapes import Shape


def record_json(record: RecordView, shape: Shape) -> dict[str, Any]:
    """One record of a reply."""
    fields = fields_json(record.fields, shape)
    kind = record.record_type
    return {"fcn": record.number, "nic": record.nic, "type": kind, "status": record.status, "fields": fields}


def fields_json(fields: Iterable[tuple[str, str]], shape: Shape) -> dict[str, Any]:
    """Fields as an object, code to value; a code that appears twice where one is expected has an array all the same."""
    group_of = {code: name for name, codes in shape.groups.items() for code in codes}
    found: dict[str, Any] = {}
    for code, value in fields:
        if code in group_of:
            name = group_of[code]
            _add_to_group(found.setdefault(name, []), code, value, shape.groups[name][0])
        elif code not in found:
            found[code] = [value] if code in shape.arrays else value
        elif isinstance(found[code], list):
            found[code].append(value)
        else:
            found[code] = [found[code], value]
    return found


def _add_to_group(members: list[dict[str, str]], code: str, value: str, first: str) -> None:
    if code == first or not members:
        members.append({})
    members[-1][code] = value
