"""A journal as a file of JSON lines: what a world was told and what it answered, to be sent again or looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any

import orjson
from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.responses import StreamingResponse

from seed.agencies import agencies
from shared.world import in_zone, milliseconds
from switch.http.pages import pages
from switch.http.problems import Problem, field_problem, listed, model_faults
from switch.http.requests import Answer, InWorld, M, describes_text, farm_of
from switch.journal import IN, Entry
from switch.journal_search import Search
from switch.runner import Runner
from switch.world import World

router = APIRouter(prefix="/journal", tags=["journal"])

FORMAT = 1
"""The form of the file, as its first line says; it grows when older readers could not follow."""
MEDIA_TYPE = "application/x-ndjson"
_MADE_WITH = ("seed", "size", "date", "created")


class Head(BaseModel):
    """What an import looks at in the first line of a recording."""

    model_config = ConfigDict(extra="ignore")

    now: datetime | None = None
    dropped: int = Field(default=0, ge=0)
    dropped_until: datetime | None = None


class Line(BaseModel):
    """One line of a recording: an entry of a journal. What a reader adds for itself is passed over."""

    model_config = ConfigDict(extra="ignore")

    seq: int = Field(ge=1)
    at: datetime
    direction: str = Field(pattern="^(in|out)$")
    exchange: int = Field(ge=0)
    terminal: str = Field(max_length=4)
    header: str = Field(max_length=40)
    oif: str = Field(max_length=40)
    taf: str | None = Field(default=None, max_length=18)
    key: str = Field(max_length=40)
    ori: str = Field(max_length=40)
    source: str = Field(default="", max_length=12)
    kind: str = Field(default="", max_length=8)
    text: str = Field(max_length=65_536)
    records: list[dict[str, Any]] = []
    why: list[dict[str, str]] = []
    device: str | None = Field(default=None, max_length=60)
    delivered_at: datetime | None = None

    def entry(self, seq: int, exchange: int) -> Entry:
        """The entry under a number of another journal; it waits for nobody there."""
        plain = self.model_dump(exclude={"seq", "at", "exchange", "records", "why", "delivered_at"})
        return Entry(
            seq=seq,
            at=milliseconds(in_zone(self.at)),
            exchange=exchange,
            records=orjson.dumps(self.records).decode() if self.records else None,
            why=orjson.dumps(self.why).decode() if self.why else None,
            delivered_at=None if self.delivered_at is None else milliseconds(in_zone(self.delivered_at)),
            **plain,
        )


@router.get(
    "/export",
    summary="The whole journal as JSON lines",
    response_class=StreamingResponse,
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "The recording."}},
)
async def export_journal(request: Request, runner: InWorld) -> StreamingResponse:
    """First a line about the world (how it was made, who is known, which faults there were), then every entry."""
    version = farm_of(request).version
    head = await runner.run(lambda: heading(runner.world, version))
    return StreamingResponse(_lines(runner, head), media_type=MEDIA_TYPE)


@router.post(
    "/import",
    status_code=201,
    summary="Add the entries of a recording to the journal",
    openapi_extra=describes_text(MEDIA_TYPE, '{"recording":1}'),
)
async def import_journal(request: Request, runner: InWorld) -> Answer:
    """They get numbers of this journal and are shown and verified like its own; nothing is sent or delivered again.

    What the recorded journal had dropped by then is missing here too.
    """
    head, lines = _read((await request.body()).splitlines())
    first, count = await runner.run(lambda: _add(runner.world, head, lines), long=True)
    return Answer({"imported": count, "first": first}, 201)


def heading(world: World, version: str) -> dict[str, Any]:
    """The first line of a recording: what has to be the same where it is sent again."""
    held, directory = world.meta.read(), world.switch.directory
    usual = {one.ori: (one.profile.answer, one.profile.after_seconds) for one in agencies()}
    until = world.switch.journal.dropped_until()
    changed = (one for one in directory.agencies.all() if usual.get(one.ori) != (one.answer, one.after_seconds))
    return {
        "recording": FORMAT,
        "cjfarm": version,
        "world": {
            "name": world.name,
            "clock": held.get("clock_asked"),
            **{name: held.get(name) for name in _MADE_WITH},
        },
        "now": world.clock.now().isoformat(),
        "dropped": world.switch.journal.dropped_since(None),
        **({} if until is None else {"dropped_until": until.isoformat()}),
        "terminals": [one.model_dump(mode="json") for one in directory.terminals.all()],
        "operators": [one.model_dump(mode="json") for one in directory.operators.all()],
        "agencies": [one.model_dump(mode="json", exclude_none=True) for one in changed],
        "faults": [one.model_dump(mode="json", exclude_none=True) for one in world.switch.faults.remembered()],
    }


async def _lines(runner: Runner, head: dict[str, Any]) -> AsyncIterator[bytes]:
    yield orjson.dumps(head) + b"\n"
    last = runner.world.switch.journal.last
    async for page in pages(runner, Search()):
        yield b"".join(orjson.dumps(entry.line()) + b"\n" for entry in page if entry.seq <= last)
        if page[-1].seq >= last:
            return


def _read(raw: list[bytes]) -> tuple[Head, list[Line]]:
    if not raw:
        raise field_problem("body", "is empty", "a recording, as GET /journal/export gives it")
    head = _decoded(1, raw[0])
    if head.get("recording") != FORMAT:
        raise field_problem("line 1", "does not begin a recording", f'an object with "recording": {FORMAT}')
    lines = [_line(number, _decoded(number, text), Line) for number, text in enumerate(raw[1:], 2) if text.strip()]
    return _line(1, head, Head), lines


def _line(number: int, content: dict[str, Any], model: type[M]) -> M:
    try:
        return model.model_validate(content)
    except ValidationError as error:
        faults = [{**found, "field": f"line {number}, {found['field']}"} for found in model_faults(error, model)]
        raise Problem(422, listed(faults), faults) from error


def _decoded(number: int, text: bytes) -> dict[str, Any]:
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise field_problem(f"line {number}", f"is not JSON: {error}", "one JSON object a line") from error
    if not isinstance(found, dict):
        raise field_problem(f"line {number}", "is no object", "one JSON object a line")
    return found


def _add(world: World, head: Head, lines: list[Line]) -> tuple[int | None, int]:
    journal = world.switch.journal
    if head.dropped:
        journal.lacks(head.dropped, head.dropped_until or head.now or world.clock.now())
    first, renumbered = journal.last + 1, {0: 0}
    for place, line in enumerate(lines):
        if line.direction == IN:
            renumbered[line.seq] = first + place
    for place, line in enumerate(lines):
        journal.adopt(line.entry(first + place, renumbered.get(line.exchange, 0)))
    return (first if lines else None), len(lines)
