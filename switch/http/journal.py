"""The journal of a world over HTTP: searched, and held against what a test expects."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from switch.http.requests import PAGE_LIMIT, Answer, InWorld, describes, read_model, read_object, read_time
from switch.http.values import KindName
from switch.http.verify import Criteria, nearest, verdict
from switch.journal import Search

router = APIRouter(prefix="/journal", tags=["journal"])


class JournalPage(BaseModel):
    """What is looked for; what is left out matches everything."""

    model_config = ConfigDict(extra="forbid")

    terminal: str | None = Field(default=None, description="The mnemonic.")
    key: str | None = None
    oif: str | None = None
    ori: str | None = None
    source: str | None = Field(default=None, description="Who answered: a database, or CLETS.")
    kind: KindName | None = None
    direction: Literal["in", "out"] | None = None
    first: str | None = Field(default=None, alias="from", description="An ISO time; without offset California's.")
    last: str | None = Field(default=None, alias="to", description="An ISO time; without offset California's.")
    contains: str | None = Field(default=None, description="Part of the text, in capitals or not.")
    limit: int = Field(default=100, ge=1, le=PAGE_LIMIT)
    cursor: int = Field(default=0, ge=0, le=2**53, description="The `next` of the page before.")

    def search(self) -> Search:
        """The same as the journal takes it.

        Raises:
            Problem: a time is none.
        """
        first = None if self.first is None else read_time("from", self.first)
        last = None if self.last is None else read_time("to", self.last)
        plain = self.model_dump(exclude={"first", "last"})
        return Search(**plain, first=first, last=last)


@router.get("", summary="Every message in and out")
async def read_journal(page: Annotated[JournalPage, Query()], runner: InWorld) -> Answer:
    """Entries, oldest first, with whether, when and to which device each was delivered."""
    search = page.search()
    entries = await runner.run(lambda: runner.world.switch.journal.find(search))
    more = entries[-1].seq if len(entries) == search.limit else None
    return Answer({"entries": [entry.line() for entry in entries], "next": more})


@router.post("/verify", summary="Whether the journal holds what is expected", openapi_extra=describes(Criteria))
async def verify_journal(request: Request, runner: InWorld) -> Answer:
    """How many entries match; where that is not the number expected, the entries that come nearest."""
    criteria = read_model(Criteria, await read_object(request))
    ok, matched = await verdict(runner, criteria)
    near = [] if ok else await runner.run(lambda: nearest(runner, criteria))
    return Answer({"ok": ok, "matched": matched, "nearest": near, "dropped": 0})
