"""What a database's own HTTP interface takes and gives, as models: they check requests and describe themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from shared.engine import Considered, Envelope, Fired, Forwarded, Notice, Settlement
from shared.wire.message import Message, Reason, Reply
from shared.world import in_zone

MAIN = "main"
"""The world that a request without a name means."""

WorldName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$", description="The world's name.")]
RequestId = Annotated[
    str, Field(min_length=1, max_length=80, description="The request's number; a repeated one is answered from memory.")
]
Moment = Annotated[datetime, Field(description="The world's time; without an offset it is California's.")]


def _pairs(fields: object) -> object:
    if not isinstance(fields, dict):
        return fields
    return [(code, value) for code, held in fields.items() for value in (held if isinstance(held, list) else [held])]


Fields = Annotated[
    tuple[tuple[str, str], ...],
    BeforeValidator(_pairs, json_schema_input_type=dict[str, str | list[str]] | list[tuple[str, str]]),
    Field(description="Code and value: an object, or pairs in the order sent."),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MessageBody(_Body):
    """One message, its parts apart."""

    header: str
    oif: str
    key: str
    ori: str
    fields: Fields = ()
    addresses: tuple[str, ...] = ()
    taf: str | None = None
    text: str | None = None

    def message(self) -> Message:
        """The message as a value."""
        return Message(self.header, self.oif, self.key, self.ori, self.fields, self.addresses, self.taf, self.text)


class SettlementBody(_Body):
    """What became of a record that the database passed on."""

    id: RequestId
    world: WorldName
    now: Moment
    fcn: str = Field(description="The record that was passed on.")
    to: str = Field(description="The database that answered.")
    accepted: bool
    nic: str = Field("", description="The national number that it gave.")

    def settlement(self) -> Settlement:
        """The settlement as a value."""
        return Settlement(self.id, self.world, in_zone(self.now), self.fcn, self.to, self.accepted, self.nic)


class TransactionBody(_Body):
    """One message for the database, with the time and identity that the switch gives it."""

    id: RequestId
    world: WorldName
    now: Moment
    message: MessageBody
    side: int = Field(0, ge=0, le=1, description="0 the live side, 1 the training side.")
    agency_number: int = Field(100, ge=0, le=999, description="First digits of the agency's file control numbers.")
    origin: str = Field("", description="The database that passed the message on; empty where a terminal sent it.")
    dry: bool = Field(False, description="Only say what would follow: nothing is changed and nothing remembered.")
    settlement: SettlementBody | None = Field(
        None,
        description="With dry: what becomes of the record, after the message. The answer is what follows from this.",
    )

    def envelope(self) -> Envelope:
        """The transaction as a value."""
        message, now = self.message.message(), in_zone(self.now)
        return Envelope(self.id, self.world, now, message, self.side, self.agency_number, self.origin)


class FireBody(_Body):
    """The world's time, up to which the calendar is carried out."""

    world: WorldName
    now: Moment
    id: RequestId | None = None


class WorldQuery(_Body):
    """Which world is meant."""

    world: WorldName = MAIN


class PageQuery(_Body):
    """Which records are meant; any field code asks for its exact value, as do FCN, NIC, ORI, type, status and side."""

    model_config = ConfigDict(extra="allow", frozen=True)

    world: WorldName = MAIN
    limit: int = Field(100, ge=1, le=1000)
    cursor: str | None = Field(None, description="The next of the page before.")

    def filters(self) -> dict[str, str]:
        """What is asked for, by name."""
        sent = self.model_extra or {}
        return {name if name.islower() else name.upper(): str(text) for name, text in sent.items()}


class NumberPath(_Body):
    """Which record is meant."""

    number: str = Field(description="The record's file control number or national number.")


class OutcomeBody(BaseModel):
    """All that follows from one request, but for the records changed, which never leave the database."""

    replies: tuple[Reply, ...]
    forwards: tuple[Forwarded, ...]
    notices: tuple[Notice, ...]
    fired: tuple[Fired, ...]
    why: tuple[Reason, ...] = ()


class ExplainedBody(OutcomeBody):
    """What would follow from a message, and with dry the records that came near and were not found."""

    considered: tuple[Considered, ...] = ()


class NextBody(BaseModel):
    """When the calendar changes a record next; null where nothing is due."""

    next: datetime | None


class RecordBody(BaseModel):
    """One record with every field that it holds."""

    fcn: str | None
    nic: str | None
    type: str
    status: str
    ori: str
    entered_at: datetime
    side: str
    fields: dict[str, Any]


class PageBody(BaseModel):
    """Some records, and the cursor of the next page."""

    records: list[RecordBody]
    next: str | None


class HealthBody(BaseModel):
    """That the database answers, and which one it is."""

    status: str
    database: str


class FaultBody(BaseModel):
    """One thing that was not accepted."""

    field: str
    detail: str
    accepted: Any


class ProblemBody(BaseModel):
    """A problem document after RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    accepted: Any = None
    errors: list[FaultBody] | None = None
