"""Holding the journal against what a test expects of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from shared.wire import Dialect, ProtocolError, parse, unfold
from switch.http.requests import PAGE_LIMIT
from switch.http.values import KindName
from switch.journal import IN, Entry, Search
from switch.runner import Runner

NEAREST = 3
"""How many entries are shown that come near."""
LOOKED_AT = 1000
"""Among how many of the newest entries the nearest ones are looked for."""

_PLAIN = ("key", "terminal", "oif", "source", "kind", "direction")


class Count(BaseModel):
    """How many entries are expected."""

    model_config = ConfigDict(extra="forbid")

    min: StrictInt = Field(default=0, ge=0)
    max: StrictInt | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _in_order(self) -> Count:
        if self.max is not None and self.max < self.min:
            context = {"max": self.max, "min": self.min, "accepted": "a max that is not less than min"}
            raise PydanticCustomError("order", "max {max} is less than min {min}", context)
        return self


class Criteria(BaseModel):
    """What entries must have; what is left out is not looked at."""

    model_config = ConfigDict(extra="forbid")

    key: StrictStr | None = None
    terminal: StrictStr | None = None
    oif: StrictStr | None = None
    source: StrictStr | None = None
    kind: KindName | None = None
    direction: Literal["in", "out"] | None = None
    fields: dict[str, StrictStr] = Field(default={}, description="Code to value; the message must hold each.")
    contains: StrictStr | None = Field(default=None, description="Part of the text, in capitals or not.")
    count: Count = Count(min=1)

    def differing(self, entry: Entry, dialect: Dialect) -> list[dict[str, Any]]:
        """Where an entry is not as expected."""
        found = [
            differs(name, wanted, getattr(entry, name))
            for name in _PLAIN
            if (wanted := getattr(self, name)) is not None and wanted.upper() != getattr(entry, name).upper()
        ]
        if self.contains is not None and self.contains.upper() not in entry.text.upper():
            found.append(differs("contains", self.contains, None))
        held = held_fields(entry, dialect) if self.fields else {}
        for code, wanted in self.fields.items():
            values = held.get(code.upper(), [])
            if wanted.upper() not in values:
                found.append(differs(f"fields.{code}", wanted, ", ".join(values) or None))
        return found


def differs(name: str, expected: str, found: str | None) -> dict[str, Any]:
    """One difference."""
    return {"field": name, "expected": expected, "found": found}


def held_fields(entry: Entry, dialect: Dialect) -> dict[str, list[str]]:
    """The values in an entry's text, by code."""
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
    lines = (line.partition("/") for line in unfold(entry.text))
    shown = [(code, value) for code, found, value in lines if found and code.isalnum()]
    return shown + [pair for record in entry.reply()["records"] for pair in _record_pairs(record["fields"])]


def _record_pairs(fields: dict[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for code, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            found += _record_pairs(item) if isinstance(item, dict) else [(code, item)]
    return found


async def verdict(runner: Runner, criteria: Criteria) -> tuple[bool, int]:
    """Whether as many entries match as are expected, and how many do."""
    search = {name: getattr(criteria, name) for name in _PLAIN}
    matched = cursor = 0
    while True:
        page = Search(**search, cursor=cursor, limit=PAGE_LIMIT)
        # A step for each page, so that others get their turn in between.
        entries = await runner.run(lambda wanted=page: runner.world.switch.journal.find(wanted))  # type: ignore[misc]
        matched += sum(not criteria.differing(entry, runner.world.switch.policy.dialect) for entry in entries)
        if len(entries) < PAGE_LIMIT:
            break
        cursor = entries[-1].seq
    most = criteria.count.max
    return criteria.count.min <= matched and (most is None or matched <= most), matched


def nearest(runner: Runner, criteria: Criteria) -> list[dict[str, Any]]:
    """The entries that miss the fewest expectations, the newest first among equals."""
    switch = runner.world.switch
    newest = switch.journal.find(Search(cursor=max(0, switch.journal.last - LOOKED_AT), limit=LOOKED_AT))
    compared = [(criteria.differing(entry, switch.policy.dialect), entry) for entry in newest]
    missed = sorted((pair for pair in compared if pair[0]), key=lambda pair: (len(pair[0]), -pair[1].seq))
    return [{"entry": entry.line(), "differs": found} for found, entry in missed[:NEAREST]]
