"""The records of a database over HTTP: read, entered the way a terminal's message would, removed without trace."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StrictStr
from starlette.responses import Response

from shared.spec import LIVE, Action, Database, Key, record_name
from shared.store.browse import OWN_FILTERS, BadFilter
from shared.wire import Kind, Message, groups_of, shape_of
from shared.world import Mode
from switch.exchange import Exchange
from switch.http.messages import HttpRequest
from switch.http.problems import Fault, Problem, fault, field_problem, listed
from switch.http.requests import (
    PAGE_LIMIT,
    WAIT_LIMIT_SECONDS,
    Answer,
    InWorld,
    describes,
    farm_of,
    read_model,
    read_object,
    wait_for,
)
from switch.http.values import checked_message, pairs
from switch.journal import Entry
from switch.runner import Runner

OPERATOR = "HTTP00"
"""What the journal shows in place of an operator."""
DEFAULT_LIMIT = 100
AGENCIES_ACCEPTED = "the ORI of an agency (GET /agencies lists them, POST /agencies adds one) or of a terminal"

router = APIRouter(prefix="/{database}/records", tags=["records"])


class NewRecord(BaseModel):
    """A record to enter; its fields are those of the entry message."""

    model_config = ConfigDict(extra="forbid")

    ori: StrictStr = Field(description="The agency that will own it.")
    type: StrictStr = Field(description="The catalog's name of the record type.")
    fields: dict[str, Any] = Field(description="Code to value; an array for a repeatable code.")


@router.get("", summary="Records that have all of the values asked")
async def list_records(
    request: Request, database: str, runner: InWorld, limit: int = DEFAULT_LIMIT, cursor: str | None = None
) -> Answer:
    """Full records; any field code filters by its exact value, as do FCN, NIC, ORI, type, status and side."""
    known = database_of(request, database)
    if not 1 <= limit <= PAGE_LIMIT:
        raise field_problem("limit", f"{limit} is not accepted", f"1 to {PAGE_LIMIT}")
    sent = [(name, text) for name, text in request.query_params.multi_items() if name not in ("limit", "cursor")]
    filters = {name if name in OWN_FILTERS else name.upper(): text for name, text in sent}
    source, world = runner.world.destinations[known.name], runner.world.name
    try:
        return Answer(await runner.run(lambda: source.page(filters, cursor, limit, world), long=True))
    except BadFilter as error:
        raise field_problem(error.name, str(error), error.accepted) from error


@router.get("/{number}", summary="One record by its number")
async def read_record(request: Request, database: str, number: str, runner: InWorld) -> Answer:
    """The whole record, whatever its status and side."""
    return Answer(await record_of(runner, database_of(request, database), number))


@router.post("", status_code=201, summary="Enter a record", openapi_extra=describes(NewRecord))
async def enter_record(request: Request, database: str, runner: InWorld) -> Answer:
    """The same path as the entry message, passing on included; only nobody is asked for a terminal and an operator."""
    known = database_of(request, database)
    message = entry_message(known, read_model(NewRecord, await read_object(request)))
    check_agency(message.ori, runner)
    numbers = await carried_out(request, runner, known, message, LIVE)
    # Not read from the text of the answer: a dialect may lay that out in any way.
    number = numbers[known.identifier.code]
    return Answer(await record_of(runner, known, number), 201)


@router.delete("/{number}", status_code=204, summary="Remove a record without trace")
async def erase_record(request: Request, database: str, number: str, runner: InWorld) -> Response:
    """It is gone also where it was passed on to, such as at NCIC. Nobody is told."""
    known = database_of(request, database)
    remote = runner.world.destinations[known.name].remote
    if not await runner.run(lambda: runner.world.erase(known.name, number.upper()), long=remote):
        raise missing(known, number)
    return Response(status_code=204)


async def carried_out(
    request: Request, runner: Runner, database: Database, message: Message, side: int
) -> Mapping[str, str]:
    """Have an entry or a change carried out; gives the numbers that an entry was given, by field code.

    Raises:
        Problem: its key does not work over HTTP yet, or the database did not take it or did not answer.
    """
    check_web(database.key_by_name[message.key], runner)
    return numbers_given(database, await ask_database(request, runner, database.name, message, side))


async def ask_database(request: Request, runner: Runner, database: str, message: Message, side: int) -> Exchange:
    """Give one database a message, whoever sent it, and wait for what answers it."""
    device, done = HttpRequest(), asyncio.Event()
    try:
        exchange = await runner.run(lambda: enter(runner, database, message, side, device, done))
        if not done.is_set():
            await wait_for(request, runner, done, patience_seconds(runner))
    finally:
        device.open = False
    return exchange


def patience_seconds(runner: Runner) -> float:
    """How long to wait for what has not been answered at once.

    Where time stands still and every database is in this process, nothing comes by itself any more.
    """
    world = runner.world
    elsewhere = any(destination.remote for destination in world.destinations.values())
    return WAIT_LIMIT_SECONDS if elsewhere or world.clock.mode is Mode.REAL else 0


def check_agency(ori: str, runner: Runner) -> None:
    """See whether there is an agency that can own a record: nobody could ask an unknown one to confirm a hit.

    Raises:
        Problem: there is none.
    """
    if not runner.world.switch.directory.knows_agency(ori):
        raise field_problem("ori", f"there is no agency {ori}", AGENCIES_ACCEPTED)


def check_web(key: Key, runner: Runner) -> None:
    """See whether what a key does can be done over HTTP by now.

    Raises:
        Problem: it cannot.
    """
    today = runner.world.clock.now().date()
    if key.web_since is not None and today < key.web_since:
        raise Problem(409, f"over HTTP this works from {key.web_since} on; until then {key.name} does it over CLETS")


def enter(
    runner: Runner, database: str, message: Message, side: int, device: HttpRequest, done: asyncio.Event
) -> Exchange:
    """Give an entry or a change to the switch."""
    exchange = runner.world.switch.enter(database, message, side, device)
    exchange.done = done.set
    return exchange


def database_of(request: Request, name: str) -> Database:
    """A database by its name.

    Raises:
        Problem: there is none of this name.
    """
    databases = farm_of(request).databases
    if name not in databases:
        raise field_problem("database", f"there is no database {name}", sorted(databases), status=404)
    return databases[name]


async def record_of(runner: Runner, database: Database, number: str) -> dict[str, Any]:
    """One record by its number.

    Raises:
        Problem: there is none.
    """
    source, world = runner.world.destinations[database.name], runner.world.name
    record = await runner.run(lambda: source.record(number.upper(), world), long=source.remote)
    if record is None:
        raise missing(database, number)
    return record


def missing(database: Database, number: str) -> Problem:
    """What is answered where there is no such record."""
    own = database.identifier
    form = "a letter and 9 digits" if own.letters else "13 digits"
    accepted = f"the number given when the record was entered ({form})"
    return field_problem("number", f"no record has the {own.code} {number}", accepted, status=404)


def entry_message(database: Database, new: NewRecord) -> Message:
    """The message that enters a record.

    Raises:
        Problem: the type is unknown, or a part could not have been sent as a message.
    """
    key = entry_keys(database).get(new.type)
    if key is None:
        raise field_problem("type", f"{database.name} has no {new.type} to enter", sorted(entry_keys(database)))
    return message_for(database, key, new.ori, new.fields)


def message_for(database: Database, key: Key, ori: str, fields: Mapping[str, Any], number: str = "") -> Message:
    """The message that asks for what an HTTP request asks for.

    Args:
        database: the database.
        key: the key.
        ori: the agency.
        fields: code to value.
        number: the number of the record that it is about, where there is one.

    Raises:
        Problem: a part could not have been sent as a message.
    """
    found, faults = pairs(fields, groups_of(shape_of(database, record) for record in key.records))
    if faults:
        raise Problem(422, listed(faults), faults)
    named = ((database.identifier.code, number),) if number else ()
    return checked_message(Message(header_of(database), OPERATOR, key.name, ori, (*named, *found)))


def header_of(database: Database) -> str:
    """What the journal shows in place of a terminal's header: that it came over HTTP, and for which database."""
    return f"HTTP{database.source}"


def entry_keys(database: Database) -> dict[str, Key]:
    """The key that enters each record type."""
    return {record_name(key.records[0]): key for key in database.keys if key.action is Action.ENTER}


def numbers_given(database: Database, exchange: Exchange) -> Mapping[str, str]:
    """The numbers that the database gave to an entry, by field code; none where it only changed a record.

    Raises:
        Problem: it did not take it, or did not answer.
    """
    reply = next((entry for entry in exchange.replies if entry.source == database.source), None)
    if reply is not None and reply.kind == Kind.ACK:
        return exchange.numbers[database.source]
    if reply is not None and reply.kind == Kind.REJECT:
        faults = refusals(reply)
        raise Problem(422, "; ".join(found["detail"] for found in faults), faults)
    raise not_carried_out(database.name, exchange)


def not_carried_out(database: str, exchange: Exchange) -> Problem:
    """A message that a database did not carry out: what was answered in its place, without first lines."""
    said = [entry.text.partition("\r\n")[2].strip() for entry in exchange.replies]
    return Problem(503, "; ".join(said) or f"{database} did not answer")


def refusals(reply: Entry) -> list[Fault]:
    """Every fault that a database found in an entry."""
    found = []
    for why in reply.reply()["why"]:
        field, code, text = [*why["text"].split(" ", 2), "", ""][:3]
        more = {"code": code, "text": text, "rule": why["rule"], "cite": why["cite"]}
        found.append({**fault(field, why["text"], accepted_in(code, text)), **more})
    return found


def accepted_in(code: str, text: str) -> str | list[str]:
    """What would be accepted, from the text of a fault."""
    if code == "UNKNOWN":
        return text.rpartition(": ")[2].split() if ": " in text else text
    if code in ("MISSING", "EMPTY", "FUTURE"):
        return text.partition(": ")[2].removesuffix(" IS ACCEPTED") or text
    return "ONE VALUE" if code == "REPEATED" else text
