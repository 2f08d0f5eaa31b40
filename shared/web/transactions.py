"""Messages, settlements and the calendar over HTTP: what the switch asks of a database."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response
from flask_openapi3.models.tag import Tag
from flask_openapi3.openapi import OpenAPI
from flask_openapi3.types import ResponseDict

from shared.engine import Outcome
from shared.store.service import Service
from shared.web.bodies import (
    ExplainedBody,
    FireBody,
    NextBody,
    OutcomeBody,
    SettlementBody,
    TransactionBody,
    WorldQuery,
)
from shared.web.meter import Meter
from shared.web.worlds import Worlds
from shared.world import in_zone, midnight

FROM_MEMORY = "Cjfarm-From-Memory"
"""The header of an answer that was given before."""

_OUTCOME: ResponseDict = {200: OutcomeBody}
_SWITCH = [Tag(name="switch", description="What the message switch asks.")]
_CALENDAR = [Tag(name="calendar", description="What falls due by itself.")]

Work = Callable[[Service], Outcome]


def add_transactions(app: OpenAPI, worlds: Worlds, meter: Meter) -> None:
    """Serve messages, settlements and the calendar."""

    def carry_out(request: str, world: str, request_id: str | None, work: Work) -> Response:
        with meter.time(request).time(), worlds.use(world) as held:
            outcome, from_memory = held.once(request_id, lambda: work(held.service))
        meter.answered(request, from_memory)
        answer = Response(outcome, content_type="application/json")
        if from_memory:
            answer.headers[FROM_MEMORY] = "yes"
        return answer

    def rehearse(body: TransactionBody) -> Response:
        settlement = body.settlement.settlement() if body.settlement else None
        with meter.time("rehearsal").time(), worlds.use(body.world) as held:
            outcome = held.rehearse(body.envelope(), settlement)
        meter.answered("rehearsal", from_memory=False)
        return Response(outcome, content_type="application/json")

    @app.post("/transactions", summary="Answer one message", tags=_SWITCH, responses={200: ExplainedBody})
    def transact(body: TransactionBody) -> Response:
        if body.dry:
            return rehearse(body)
        envelope = body.envelope()
        return carry_out("transaction", body.world, body.id, lambda service: service.transact(envelope))

    @app.post("/settlements", summary="Take what became of a record passed on", tags=_SWITCH, responses=_OUTCOME)
    def settle(body: SettlementBody) -> Response:
        settlement = body.settlement()
        return carry_out("settlement", body.world, body.id, lambda service: service.settle(settlement))

    @app.post("/timers/fire", summary="Carry out what is due", tags=_CALENDAR, responses=_OUTCOME)
    def fire(body: FireBody) -> Response:
        now = in_zone(body.now)
        return carry_out("fire", body.world, body.id, lambda service: service.fire(now))

    @app.get("/timers/next", summary="When something falls due next", tags=_CALENDAR, responses={200: NextBody})
    def next_due(query: WorldQuery) -> dict[str, str | None]:
        with worlds.use(query.world) as held:
            day = held.service.next_due()
        return {"next": None if day is None else midnight(day).isoformat()}
