"""Messages for one database without a terminal, an operator or an authorisation: a test's way to any state."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request

from shared.spec import LIVE, Database
from shared.wire import Message, ProtocolError, parse
from switch.http.messages import DEFAULT_WAIT_SECONDS, exchanged, wait_seconds
from switch.http.problems import field_problem
from switch.http.records import OPERATOR, database_of, header_of
from switch.http.requests import WAIT_LIMIT_SECONDS, Answer, InWorld, describes_text

router = APIRouter(prefix="/{database}/messages", tags=["records"])


EXAMPLE = "SETUP1.*SETUP1.EW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"


@router.post(
    "",
    summary="Have one database carry out a message, whoever sent it",
    openapi_extra=describes_text("text/plain", EXAMPLE),
)
async def post_database_message(
    request: Request,
    database: str,
    runner: InWorld,
    wait: Annotated[float, Query(ge=0, le=WAIT_LIMIT_SECONDS)] = DEFAULT_WAIT_SECONDS,
) -> Answer:
    """The body is one message as text, whose header and operator are not looked at.

    Only the database is asked, and what it passes on goes on.
    """
    wait_seconds(request)  # refuses whatever else is asked
    known, switch = database_of(request, database), runner.world.switch
    message = _message(known, await request.body(), runner)
    answer = await exchanged(request, runner, lambda device: switch.enter(known.name, message, LIVE, device), wait)
    return Answer(answer)


def _message(database: Database, body: bytes, runner: InWorld) -> Message:
    try:
        message = parse(body, runner.world.switch.policy.dialect)
    except ProtocolError as error:
        raise field_problem("body", error.reason, "one message as text") from error
    if message.key not in database.key_by_name:
        text = f"{database.name} has no key {message.key}"
        raise field_problem("key", text, sorted(database.key_by_name))
    return replace(message, header=header_of(database), oif=OPERATOR)
