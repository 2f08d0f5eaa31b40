"""Answering an inquiry: hits, near misses, or no record."""

from __future__ import annotations

from shared.engine.added import added_to, counting, with_added
from shared.engine.envelope import Envelope, Forwarded, Outcome, Refused
from shared.engine.forward import inquiry_forwards
from shared.engine.inquiry import Inquiry, accepted_by, read_inquiry
from shared.engine.port import Records
from shared.engine.reasons import alone, nothing_found, taken_for
from shared.engine.search import Found, Hit, by_name, by_numbers, nearly
from shared.engine.show import brief, full
from shared.spec import Action, Database, Key
from shared.wire.message import Kind, Reason, RecordView, Reply

HIT_LIMIT = 25
"""Records shown in one answer; the rest are only counted."""


def inquire(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Answer an inquiry and pass it on where a rule says so.

    Raises:
        Refused: with every fault of the message.
    """
    inquiry = _read(database, key, envelope)
    found = find(database, key, inquiry, records, envelope)
    why, forwards = inquiry_forwards(database, envelope, inquiry)
    why = (*found.ruled_out, *taken_for(database, key, inquiry), *why)
    reply = _reply(database, key, inquiry, found, records, envelope, why)
    return Outcome(replies=(reply,), forwards=forwards)


def onward(database: Database, envelope: Envelope) -> tuple[Forwarded, ...]:
    """Where a database would pass an inquiry on to, without asking it; nowhere what is no inquiry or breaks rules."""
    key = database.key_by_name.get(envelope.message.key)
    if key is None or key.action is not Action.INQUIRE:
        return ()
    try:
        inquiry = _read(database, key, envelope)
    except Refused:
        return ()
    return inquiry_forwards(database, envelope, inquiry)[1]


def _read(database: Database, key: Key, envelope: Envelope) -> Inquiry:
    today, lenient = envelope.now.date(), bool(envelope.origin)
    return read_inquiry(accepted_by(database, key), envelope.message.fields, today, lenient)


def find(database: Database, key: Key, inquiry: Inquiry, records: Records, envelope: Envelope) -> Found:
    """The records that an inquiry finds exactly: by its own identifier alone, else by numbers and by name."""
    numbered = by_numbers(database, key, inquiry, records, envelope.side)
    hits, ruled_out = numbered.hits, numbered.ruled_out
    if alone(database, inquiry):
        return Found(hits[:HIT_LIMIT], len(hits), None, ruled_out)
    named = by_name(database, key, inquiry, records, envelope.side, envelope.now.date(), HIT_LIMIT)
    seen = {hit.record.id for hit in hits}
    more = [hit for hit in named.hits if hit.record.id not in seen]
    total = len(hits) + named.total - (len(named.hits) - len(more))
    return Found((*hits, *more)[:HIT_LIMIT], total, named.query, ruled_out)


def _reply(
    database: Database,
    key: Key,
    inquiry: Inquiry,
    found: Found,
    records: Records,
    envelope: Envelope,
    why: tuple[Reason, ...],
) -> Reply:
    if found.total:
        return _hits(database, key, inquiry, found, records, envelope, why)
    near = nearly(database, key, inquiry, records, envelope.side)
    today = envelope.now.date()
    if near:
        views = tuple(brief(database, hit.record, today, hit.matched, hit.remarks) for hit in near)
        reasons = tuple(reason for hit in near for reason in hit.why)
        closing = key.near_closing
        return Reply(database.source, Kind.NEAR, records=views, closing=closing, why=(*reasons, *why))
    none = nothing_found(database, key, inquiry, found.query)
    return Reply(database.source, Kind.NONE, lines=(f"NO RECORD FOUND IN {database.source}",), why=(none, *why))


def _hits(
    database: Database,
    key: Key,
    inquiry: Inquiry,
    found: Found,
    records: Records,
    envelope: Envelope,
    why: tuple[Reason, ...],
) -> Reply:
    views = tuple(_view(database, key, inquiry, hit, records, envelope) for hit in found.hits)
    reasons = tuple(reason for hit in found.hits for reason in hit.why)
    counted: tuple[str, ...] = ()
    if found.total > len(views):
        counted = (f"{found.total} RECORDS FOUND, THE FIRST {len(views)} ARE SHOWN",)
    return Reply(
        database.source,
        Kind.HIT,
        records=views,
        closing=(*counted, *database.confirm),
        why=(*reasons, *why),
    )


def _view(database: Database, key: Key, inquiry: Inquiry, hit: Hit, records: Records, envelope: Envelope) -> RecordView:
    today = envelope.now.date()
    added = added_to(database, hit.record, records)
    if inquiry.values.keys() & {database.identifier.code, *key.whole} or not database.direct:
        return with_added(database, full(database, hit.record, today, hit.remarks), added, today)
    return counting(brief(database, hit.record, today, hit.matched, hit.remarks), added)
