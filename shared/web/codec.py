"""What crosses between switch and database, as JSON: nothing is lost on the way.

The one thing that stays behind is ``Outcome.changes``: records never leave their database.
"""

from __future__ import annotations

from dataclasses import fields, replace

import orjson

from shared.engine import Envelope, Explained, Outcome, Settlement
from shared.web.bodies import ExplainedBody, OutcomeBody
from shared.world import in_zone


def encode_envelope(envelope: Envelope) -> bytes:
    """A message for a database."""
    return orjson.dumps(envelope)


def encode_rehearsal(envelope: Envelope, settlement: Settlement | None = None) -> bytes:
    """A message for a database that is only to say what would follow, or what a settlement after it would do."""
    parts = {field.name: getattr(envelope, field.name) for field in fields(envelope)}
    return orjson.dumps({**parts, "dry": True, "settlement": settlement})


def encode_settlement(settlement: Settlement) -> bytes:
    """What became of a record that was passed on."""
    return orjson.dumps(settlement)


def encode_outcome(outcome: Outcome) -> bytes:
    """All that follows from a message, but for the changes."""
    return orjson.dumps(_parts(outcome), default=dict)


def _parts(outcome: Outcome) -> dict[str, object]:
    return {
        "replies": outcome.replies,
        "forwards": outcome.forwards,
        "notices": outcome.notices,
        "fired": outcome.fired,
        "why": outcome.why,
    }


def encode_explained(explained: Explained) -> bytes:
    """What would follow from a message, and which records came near."""
    return orjson.dumps({**_parts(explained.outcome), "considered": explained.considered}, default=dict)


def decode_explained(text: bytes) -> Explained:
    """Read what would follow from a message.

    Raises:
        ValidationError: the text is no outcome.
    """
    return Explained(decode_outcome(text), ExplainedBody.model_validate_json(text).considered)


def decode_outcome(text: bytes) -> Outcome:
    """Read all that follows from a message.

    Raises:
        ValidationError: the text is no outcome.
    """
    body = OutcomeBody.model_validate_json(text)
    fired = tuple(replace(item, at=in_zone(item.at)) for item in body.fired)
    forwards = tuple(item if item.at is None else replace(item, at=in_zone(item.at)) for item in body.forwards)
    return Outcome(replies=body.replies, forwards=forwards, notices=body.notices, fired=fired, why=body.why)
