"""Arrests over HTTP: what the criminal history would report, told to whoever supervises the person arrested."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import AfterValidator, AliasChoices, BaseModel, ConfigDict, Field, StrictStr, StringConstraints

from shared.spec import LIVE, Action, Database, Key
from shared.wire import Kind, Message
from switch.exchange import Exchange
from switch.http.problems import field_problem
from switch.http.records import OPERATOR, ask_database, header_of, not_carried_out
from switch.http.requests import (
    Answer,
    InWorld,
    describes,
    farm_of,
    read_model,
    read_object,
)
from switch.http.values import checked_message
from switch.runner import Runner
from switch.settings import Ori

EVENT = "arrest"
"""What the keys report that an arrest goes to."""

router = APIRouter(prefix="/arrests", tags=["arrests"])


def _is_day(text: str) -> str:
    """A day as it was sent.

    Raises:
        ValueError: it is none.
    """
    try:
        date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no date") from error
    return text


class Arrest(BaseModel):
    """An arrest that reaches the criminal history."""

    model_config = ConfigDict(extra="forbid")

    cii: Annotated[StrictStr, StringConstraints(pattern=r"^[A-Za-z][0-9]{8}$")] = Field(
        description="The CII number of the person arrested: a letter and eight digits."
    )
    date: Annotated[StrictStr, AfterValidator(_is_day)] = Field(
        description="The day of the arrest, not after the world's today: YYYY-MM-DD or CCYYMMDD."
    )
    ori: Ori = Field(
        validation_alias=AliasChoices("ori", "agency"),
        description="The agency that arrested: two letters, then seven letters or digits; `agency` is its other name.",
    )
    offense: Annotated[StrictStr, StringConstraints(pattern=r"^[ -\-/-~]{1,60}$")] | None = Field(
        None, description="The offense, as a code or in words: 1 to 60 printable characters, no period."
    )
    oca: Annotated[StrictStr, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")] | None = Field(
        None, description="The case number of the arresting agency: 1 to 20 letters, digits or hyphens."
    )


@router.post("", status_code=201, summary="Post an arrest", openapi_extra=describes(Arrest))
async def post_arrest(request: Request, runner: InWorld) -> Answer:
    """Whoever supervises a person with this CII number is told at the attended terminal; says who was."""
    arrest = read_model(Arrest, await read_object(request))
    day, today = date.fromisoformat(arrest.date), runner.world.clock.now().date()
    if day > today:
        raise field_problem("date", f"{day} lies after today", f"a date up to {today}")
    reports = reports_of(farm_of(request).databases.values(), arrest)
    exchanges = [await _report(request, runner, database, message) for database, message in reports]
    told = [terminal for exchange in exchanges for terminal in exchange.notified]
    return Answer({"ids": [exchange.id for exchange in exchanges], "notified": len(told), "terminals": told}, 201)


def reports_of(databases: Iterable[Database], arrest: Arrest) -> list[tuple[str, Message]]:
    """The report of an arrest for every database that wants one, as it takes it."""
    return [
        (database.name, _message(database, key, arrest))
        for database in databases
        for key in database.keys
        if key.action is Action.REPORT and key.reports == EVENT
    ]


def _message(database: Database, key: Key, arrest: Arrest) -> Message:
    day = f"{date.fromisoformat(arrest.date):%Y%m%d}"
    sent = ((key.number, arrest.cii), ("DOA", day), ("OFF", arrest.offense), ("OCA", arrest.oca))
    fields = tuple((code, text) for code, text in sent if text is not None)
    return checked_message(Message(header_of(database), OPERATOR, key.name, arrest.ori, fields))


async def _report(request: Request, runner: Runner, database: str, message: Message) -> Exchange:
    """Report to one database.

    Raises:
        Problem: it did not answer, or not as expected; nobody was told.
    """
    exchange = await ask_database(request, runner, database, message, LIVE)
    if not any(entry.kind == Kind.ACK for entry in exchange.replies):
        raise not_carried_out(database, exchange)
    return exchange
