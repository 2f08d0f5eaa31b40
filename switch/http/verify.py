"""Holding the journal against what a test expects of it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from shared.wire import Dialect
from switch.http.criteria import Head, Window, searched_values
from switch.http.held import differing_fields
from switch.http.pages import pages
from switch.journal import Entry
from switch.journal_search import Search
from switch.runner import Runner

NEAREST = 3
"""How many entries are shown that come near."""
LOOKED_AT = 1000
"""Among how many of the newest entries the nearest ones are looked for."""


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

    def holds(self, matched: int, dropped: int) -> bool:
        """Whether so many are as many as expected, also where every entry that is gone would have been one of them."""
        return self.min <= matched and (self.max is None or matched + dropped <= self.max)


class _Fields(BaseModel):
    fields: dict[str, StrictStr] = Field(default={}, description="Code to value; the message must hold each.")


class Step(Head, _Fields):
    """What the next entry of a sequence must have; other entries may come in between."""

    def differing(self, entry: Entry, dialect: Dialect) -> list[dict[str, Any]]:
        """Where an entry is not as expected."""
        return self.differing_heads(entry) + (differing_fields(entry, self.fields, dialect) if self.fields else [])


class Expectation(Window, Step):
    """What entries must have; what is left out is not looked at."""

    count: Count = Count(min=1)
    sequence: list[Step] = Field(
        default=[],
        description="What must come one after the other among the entries that match the rest.",
    )

    @model_validator(mode="after")
    def _counted_or_in_order(self) -> Expectation:
        if "sequence" in self.model_fields_set and not self.sequence:
            raise PydanticCustomError("empty", "an empty sequence expects nothing", {"accepted": "one step or more"})
        if self.sequence and "count" in self.model_fields_set:
            context = {"accepted": "a count or a sequence; ask twice for both"}
            raise PydanticCustomError("both", "a count means nothing beside a sequence", context)
        return self


async def verify(runner: Runner, expected: Expectation) -> dict[str, Any]:
    """Whether the journal is as expected, how many entries match, and where it is not, which come nearest.

    Of a sequence, each step that was found counts as one match, and the nearest are those to the first that was not.
    What was dropped never makes an expectation hold, and undoes only what it could: more of what there may not be too
    many of. A sequence that is found stays found, whatever came before it.
    """
    journal, dialect = runner.world.switch.journal, runner.world.switch.policy.dialect
    dropped = await runner.run(lambda: journal.dropped_since(expected.since()))
    matched, found, after = 0, 0, 0
    async for entry in _entries(runner, expected):
        if expected.differing(entry, dialect):
            continue
        matched += 1
        if found < len(expected.sequence) and not expected.sequence[found].differing(entry, dialect):
            found, after = found + 1, entry.seq
    steps = expected.sequence
    ok = found == len(steps) if steps else expected.count.holds(matched, dropped)
    missing = steps[found] if found < len(steps) else expected
    near = [] if ok else await runner.run(lambda: _nearest(runner, missing, after))
    return {"ok": ok, "matched": found if steps else matched, "nearest": near, "dropped": dropped}


async def _entries(runner: Runner, expected: Expectation) -> AsyncIterator[Entry]:
    search = Search(**expected.looked_for(), values=searched_values(expected.fields))
    async for page in pages(runner, search):
        for entry in page:
            yield entry


def _nearest(runner: Runner, missing: Step, after: int) -> list[dict[str, Any]]:
    """The entries that miss the fewest expectations, the newest first among equals."""
    switch = runner.world.switch
    first = max(after, switch.journal.last - LOOKED_AT)
    newest = switch.journal.find(Search(cursor=first, limit=LOOKED_AT))
    compared = [(missing.differing(entry, switch.policy.dialect), entry) for entry in newest]
    missed = sorted((pair for pair in compared if pair[0]), key=lambda pair: (len(pair[0]), -pair[1].seq))
    return [{"entry": entry.line(), "differs": found} for found, entry in missed[:NEAREST]]
