"""Records changed over HTTP, the way a terminal's message would change them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from pydantic import BaseModel, ConfigDict, Field, StrictStr

from shared.spec import Action, Database, Key
from shared.store.browse import SIDES
from switch.http.problems import Problem
from switch.http.records import carried_out, database_of, message_for, record_of
from switch.http.requests import Answer, InWorld, describes, read_model, read_object

router = APIRouter(prefix="/{database}/records", tags=["records"])


class ChangedRecord(BaseModel):
    """Fields of a record that are replaced; the others stay as they are."""

    model_config = ConfigDict(extra="forbid")

    ori: StrictStr = Field(description="The agency that owns the record.")
    fields: dict[str, Any] = Field(description="Code to value; an array for a repeatable code.")


@router.put("/{number}", summary="Change a record", openapi_extra=describes(ChangedRecord))
async def change_record(request: Request, database: str, number: str, runner: InWorld) -> Answer:
    """The same path as the message that modifies, passing on included; answers the record as it is then."""
    known = database_of(request, database)
    change = read_model(ChangedRecord, await read_object(request))
    held = await record_of(runner, known, number)
    key = modify_key(known, held["type"])
    message = message_for(known, key, change.ori, change.fields, number.upper())
    await carried_out(request, runner, known, message, SIDES[held["side"]])
    return Answer(await record_of(runner, known, number))


def modify_key(database: Database, record_type: str) -> Key:
    """The key that modifies a type of record.

    Raises:
        Problem: there is none: such records are never modified.
    """
    record = database.record_by_name[record_type]
    for key in database.keys:
        if key.action is Action.MODIFY and record in key.records:
            return key
    raise Problem(409, f"{database.name} does not modify records of the type {record_type}")
