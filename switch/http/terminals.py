"""What was sent to a terminal: read page by page, waited for, or streamed as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Header, Query, Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import StreamingResponse

from switch.http.problems import field_problem
from switch.http.requests import PAGE_LIMIT, WAIT_LIMIT_SECONDS, Answer, InWorld, shows, wait_for
from switch.journal import Entry
from switch.runner import Runner

KEEP_ALIVE_SECONDS = 15.0
"""How often a stream says that it is still there."""
_READER = "http"

router = APIRouter(prefix="/terminals/{mnemonic}", tags=["terminals"])


class MailboxPage(BaseModel):
    """Which part of a mailbox is read."""

    model_config = ConfigDict(extra="forbid")

    after: int = Field(default=0, ge=0, le=2**53, description="The `seq` of the last message already read.")
    wait: float = Field(default=0, ge=0, le=WAIT_LIMIT_SECONDS, description="Seconds to wait where nothing is there.")
    limit: int = Field(default=PAGE_LIMIT, ge=1, le=PAGE_LIMIT)


@router.get("/messages", summary="What was sent to a terminal, solicited or not, oldest first")
async def read_mailbox(
    request: Request, mnemonic: str, page: Annotated[MailboxPage, Query()], runner: InWorld
) -> Answer:
    """A page of a mailbox; where it is empty, what comes within the wait."""
    terminal = mnemonic.upper()
    # Taken before the look, so that nothing can come unnoticed between the look and the wait.
    arrival = runner.mailbox(terminal)
    entries = await runner.run(lambda: look(request, runner, terminal, page.after, page.limit))
    if not entries and page.wait and await wait_for(request, runner, arrival, page.wait):
        entries = await runner.run(lambda: look(request, runner, terminal, page.after, page.limit))
    last = entries[-1].seq if entries else page.after
    return Answer({"messages": [entry.reply_json() for entry in entries], "next": last})


@router.get("/stream", summary="The same as server-sent events", response_class=StreamingResponse)
async def stream_mailbox(
    request: Request,
    mnemonic: str,
    runner: InWorld,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    last_event_id: Annotated[int | None, Header(ge=0, le=2**53)] = None,
) -> StreamingResponse:
    """Everything after a number, and then whatever comes."""
    terminal = mnemonic.upper()
    await runner.run(lambda: known(runner, terminal))
    start = after if last_event_id is None else last_event_id
    return StreamingResponse(
        events(request, runner, terminal, start), media_type="text/event-stream", headers={"Cache-Control": "no-store"}
    )


async def events(request: Request, runner: Runner, terminal: str, after: int) -> AsyncIterator[bytes]:
    """The messages of a terminal as they come, until the client goes, the farm stops, or the world or terminal ends."""
    stopping, ended = request.app.state.stopping, runner.ended
    yield b": stream\n\n"
    while shows(request) and not stopping.is_set() and not ended.is_set() and is_known(runner, terminal):
        arrival = runner.mailbox(terminal)
        entries = await runner.run(partial(look, request, runner, terminal, after, PAGE_LIMIT))
        for entry in entries:
            after = entry.seq
            yield event(entry)
        if not entries and not await _arrives(arrival, stopping):
            yield b": keep-alive\n\n"


async def _arrives(arrival: asyncio.Event, stopping: asyncio.Event) -> bool:
    # The client's going is seen by the response, which then ends the stream.
    tasks = [asyncio.ensure_future(waited) for waited in (arrival.wait(), stopping.wait())]
    try:
        done, _ = await asyncio.wait(tasks, timeout=KEEP_ALIVE_SECONDS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
    return bool(done)


def event(entry: Entry) -> bytes:
    """One message as a server-sent event."""
    return b"id: %d\ndata: %b\n\n" % (entry.seq, orjson.dumps(entry.reply_json()))


def look(request: Request, runner: Runner, terminal: str, after: int, limit: int) -> list[Entry]:
    """What was sent to a terminal; it counts as delivered from now on, unless only the head was asked for.

    Raises:
        Problem: there is no such terminal.
    """
    known(runner, terminal)
    switch = runner.world.switch
    entries = switch.journal.mailbox(terminal, after, limit)
    if shows(request):
        switch.journal.was_read(entries, _READER, switch.clock.stamp())
    return entries


def is_known(runner: Runner, terminal: str) -> bool:
    """Whether there is such a terminal."""
    return runner.world.switch.directory.terminals.get(terminal) is not None


def known(runner: Runner, terminal: str) -> None:
    """See that there is such a terminal.

    Raises:
        Problem: there is none.
    """
    if not is_known(runner, terminal):
        names: list[Any] = [item.mnemonic for item in runner.world.switch.directory.terminals.all()]
        raise field_problem("mnemonic", f"there is no terminal {terminal}", names[:100], status=404)
