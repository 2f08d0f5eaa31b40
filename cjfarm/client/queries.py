"""What is asked of a world about its journal, its faults and its catalog, in the farm's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal, TypedDict

from cjfarm.client.messages import Value, plain_fields
from cjfarm.client.values import Entry, Json
from cjfarm.errors import FarmError, Unexpected

PAGE_LIMIT = 1000
"""As much as the farm gives at once."""


class Effect(TypedDict, total=False):
    """What a fault does: exactly one of these."""

    down: bool
    delay_seconds: float
    late: bool
    drop: bool
    out_of_order: bool
    duplicate: bool
    garble: bool
    cut: bool
    close: bool | Literal["before", "middle", "after"]
    hold: bool


def said(**values: object) -> dict[str, Any]:
    """What is said of some things; what is None is not said, and times are ISO text."""
    known = {name.rstrip("_"): value for name, value in values.items() if value is not None}
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in known.items()}


def verify_body(
    criteria: Json, fields: Mapping[str, Value], count: Json, sequence: Sequence[Mapping[str, object]]
) -> dict[str, Any]:
    """What the journal is to be held against.

    A message and its replies have one key. So where neither a source, a kind nor a direction is named, only what came
    in is counted, unless a sequence says for itself what it is about.
    """
    body = dict(criteria)
    if not sequence and not {"source", "kind", "direction"} & set(body):
        body["direction"] = "in"
    if fields:
        body["fields"] = plain_fields(fields)
    if sequence:
        body["sequence"] = [dict(step) for step in sequence]
    elif not count:
        body["count"] = {"min": 1}
    return {**body, "count": dict(count)} if count else body


def held_against(body: Json, answer: Json) -> int:
    """How many messages were as expected.

    Raises:
        Unexpected: not as many as expected; the text shows the nearest ones and where they differ.
    """
    if answer["ok"]:
        return int(answer["matched"])
    wanted = _words(body)
    if "sequence" in body:
        found = f"the first {answer['matched']} of the {len(body['sequence'])} steps of the sequence"
        lines = [f"the journal holds {found}" + (f" with {wanted}" if wanted else "")]
        lines += [f"what comes next is missing: {_words(step)}" for step in body["sequence"][answer["matched"] :][:1]]
    else:
        lines = [f"the journal holds {answer['matched']} messages with {wanted}; {_counts(body['count'])} expected"]
    if answer.get("dropped"):
        lines.append(f"{answer['dropped']} older entries were dropped from the journal, so that nobody knows for sure")
    for near in answer.get("nearest", ()):
        lines += ["nearest:", f"  {Entry.of(near['entry'])}".replace("\n", "\n  ")]
        lines += [f"  {_difference(each)}" for each in near["differs"]]
    raise Unexpected("\n".join(lines))


def _words(expected: Json) -> str:
    return ", ".join(f"{name} {value}" for name, value in expected.items() if name not in ("count", "sequence"))


def _counts(count: Json) -> str:
    least, most = count.get("min", 0), count.get("max")
    if least == most:
        return f"exactly {least}"
    return f"at least {least}" if most is None else f"{least} to {most}"


def _difference(each: Json) -> str:
    return f"{each['field']} is {each['found'] or 'nothing'}, not {each['expected']}"


def only_type(catalog: Json, database: str) -> str:
    """The one record type that can be entered into a database.

    Raises:
        FarmError: there is no such database, or it has several types.
    """
    held = {one["code"]: one for one in catalog["databases"]}
    if database not in held:
        raise FarmError(f"there is no database {database}: {', '.join(held)} are there")
    keys = (key for key in held[database]["keys"] if key["action"] == "enter")
    types = list(dict.fromkeys(key["records"][0] for key in keys))
    if len(types) != 1:
        raise FarmError(f"{database} has several types of records: say type_= one of {', '.join(types)}")
    return str(types[0])
