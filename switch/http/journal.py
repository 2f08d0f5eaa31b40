"""The journal of a world over HTTP: searched, and held against what a test expects."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field, StringConstraints

from switch.http.criteria import Window, searched_values
from switch.http.held import differing_fields
from switch.http.requests import PAGE_LIMIT, Answer, InWorld, describes, read_model, read_object
from switch.http.verify import Expectation, verify
from switch.journal import Entry
from switch.journal_search import Search
from switch.runner import Runner

router = APIRouter(prefix="/journal", tags=["journal"])

FieldText = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]{2,4}/.+$"),
    Field(description="A code and its value, such as NAM/DOE,JOHN."),
]


class JournalPage(Window):
    """What is looked for; what is left out matches everything."""

    id: Annotated[str, StringConstraints(pattern=r"^[Mm][0-9]{1,18}$")] | None = Field(
        default=None, description="The id of a message, to see it with all that was answered to it."
    )
    delivered: bool | None = None
    field: list[FieldText] = Field(
        default=[], description="CODE/value that the message or a record in it must hold; may be repeated."
    )
    limit: int = Field(default=100, ge=1, le=PAGE_LIMIT)
    cursor: int = Field(default=0, ge=0, le=2**53, description="The `next` of the page before.")

    def search(self) -> Search:
        """The same as the journal takes it.

        Raises:
            Problem: a time is none.
        """
        return Search(
            **self.looked_for(),
            exchange=None if self.id is None else int(self.id[1:]),
            delivered=self.delivered,
            values=searched_values(self.fields),
            cursor=self.cursor,
            limit=self.limit,
        )

    @property
    def fields(self) -> dict[str, str]:
        """The values wanted, by code."""
        return {code: value for code, _, value in (text.partition("/") for text in self.field)}


@router.get("", summary="Every message in and out")
async def read_journal(page: Annotated[JournalPage, Query()], runner: InWorld) -> Answer:
    """Entries, oldest first, with whether, when and to which device each was delivered.

    `dropped` says how many entries the journal no longer has that the search would have looked at.
    """
    search = page.search()
    journal = runner.world.switch.journal
    entries = await runner.run(lambda: journal.find(search))
    dropped = await runner.run(lambda: journal.dropped_since(search.first))
    more = entries[-1].seq if len(entries) == search.limit else None
    shown = [entry.line() for entry in _with_fields(runner, entries, page.fields)]
    return Answer({"entries": shown, "next": more, "dropped": dropped})


@router.post("/verify", summary="Whether the journal holds what is expected", openapi_extra=describes(Expectation))
async def verify_journal(request: Request, runner: InWorld) -> Answer:
    """How many entries match; where that is not the number expected, the entries that come nearest.

    Where the journal has dropped entries that could have matched, nothing passes, and `dropped` says how many they are.
    """
    return Answer(await verify(runner, read_model(Expectation, await read_object(request))))


def _with_fields(runner: Runner, entries: list[Entry], fields: dict[str, str]) -> Iterator[Entry]:
    dialect = runner.world.switch.policy.dialect
    return (entry for entry in entries if not (fields and differing_fields(entry, fields, dialect)))
