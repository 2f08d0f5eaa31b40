"""The numbers by which a change names its record, and what else any message may hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from shared.edits import fcn, identifier, nic, text
from shared.spec import Edit, Fault, Unacceptable, assumed

_FORM = assumed("how a change names its record")

REFERENCES: Mapping[str, Edit[Any]] = {"FCN": fcn, "NIC": nic}
"""The numbers that name a record."""

COMMON: Mapping[str, Edit[Any]] = {"RQR": text(1, 30)}
"""What any message may hold: the requester who is not the operator."""

CASE: Mapping[str, Edit[Any]] = {"OCA": identifier(1, 20)}
"""The sender's own case number, which a message that only names a record may hold."""


def read_codes(edits: Mapping[str, Edit[Any]], sent: Iterable[tuple[str, str]]) -> tuple[dict[str, str], list[Fault]]:
    """The values sent under some codes, each at most once, and the faults of those that are not accepted."""
    values: dict[str, str] = {}
    faults: list[Fault] = []
    for code, written in sent:
        edit = edits.get(code)
        if edit is None:
            continue
        try:
            values[code] = edit.write(read_once(values, code, edit, written))
        except Unacceptable as fault:
            faults.append(Fault(code, fault.fault, fault.reason, _FORM))
    return values, faults


def read_once(values: Mapping[str, object], code: str, edit: Edit[Any], written: str) -> Any:
    """The value of a code that may be sent only once; ``values`` holds what was sent before.

    Raises:
        Unacceptable: it was sent before, is empty, or breaks its edit.
    """
    if code in values:
        raise Unacceptable("REPEATED", "MAY APPEAR ONLY ONCE")
    if not written:
        raise Unacceptable("EMPTY", f"HAS NO VALUE: {edit.accepts}")
    return edit.read(written)
