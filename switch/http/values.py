"""Fields of a message or record as JSON: code to value, an array for a repeatable, and the parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import AfterValidator, Field, StrictStr

from shared.wire import Groups, Kind, Message, ProtocolError, checked
from switch.http.problems import Fault, Problem, fault

KINDS = [kind.value for kind in Kind]


def read_kind(text: str) -> str:
    """The kind of a reply, in capitals or not.

    Raises:
        ValueError: there is no such kind.
    """
    if text.upper() not in KINDS:
        raise ValueError(f"there is no kind {text}")
    return text.upper()


KindName = Annotated[StrictStr, AfterValidator(read_kind), Field(json_schema_extra={"enum": list(KINDS)})]
"""What a reply is, as a criterion of a search."""

Pairs = tuple[tuple[str, str], ...]

_VALUE = "a string, or an array of strings for a code that is repeated"


def pairs(fields: Mapping[str, object], groups: Groups) -> tuple[Pairs, list[Fault]]:
    """Code and value pairs in the order given, and what cannot be one; ``groups`` are arrays of objects."""
    found: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for code, value in fields.items():
        for name, item in _spread(code, value, groups):
            if isinstance(item, str):
                found.append((name.rpartition(".")[2], item))
            else:
                accepted = f"an object of {' '.join(groups[code])}, all strings" if code in groups else _VALUE
                faults.append(fault(f"fields.{name}", "is not accepted", accepted))
    return tuple(found), faults


def _spread(code: str, value: object, groups: Groups) -> Iterator[tuple[str, object]]:
    """Every value by the place where it stands; the last part of the place is its code."""
    items = value if isinstance(value, list) else [value]
    if code not in groups:
        yield from ((code, item) for item in items)
        return
    for place, party in enumerate(items):
        known = groups[code]
        if not isinstance(party, dict) or known[0] not in party:
            yield f"{code}.{place}", None
            continue
        # In their own order: on the wire each value belongs to the name before it.
        yield from ((f"{code}.{place}.{name}", party[name]) for name in known if name in party)
        yield from ((f"{code}.{place}.{name}", None) for name in party if name not in known)


def checked_message(message: Message) -> Message:
    """A message made of JSON values, raised to capitals like one that came as text.

    Raises:
        Problem: a part could not have been sent as text.
    """
    try:
        return checked(message)
    except ProtocolError as error:
        part, _, accepted = error.reason.partition(": ")
        name = part.split()[0].lower() if part else ""
        field = name if name in ("header", "oif", "taf", "key", "ori") else {"address": "addresses"}.get(name, "fields")
        raise Problem(422, error.reason, [fault(field, error.reason, accepted or error.reason)]) from error
