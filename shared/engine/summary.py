"""Summaries that other databases keep of records: what a change means for them, and when they hear of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

from shared.engine.envelope import Change, Forwarded, Outcome
from shared.engine.keys import pairs
from shared.spec import Database, Record, Summary, in_force
from shared.wire.message import Message
from shared.world import in_zone

Pairs = tuple[tuple[str, str], ...]


def summarised(database: Database, outcome: Outcome, now: datetime) -> Outcome:
    """An outcome together with the summaries that its changes call for."""
    sent = tuple(summaries(database, outcome.changes, now))
    return replace(outcome, forwards=(*outcome.forwards, *sent)) if sent else outcome


def summaries(database: Database, changes: Iterable[Change], now: datetime) -> Iterator[Forwarded]:
    """What other databases have to hear of some changes, each at the next of its times; only what differs there."""
    for change in changes:
        record = change.after or change.before
        for summary in in_force(database.summaries_of(type(record)), now.date()) if record is not None else ():
            before, after = (_content(database, summary, one) for one in (change.before, change.after))
            if record is not None and after != before:
                yield _forwarded(database, summary, record, after, now)


def _content(database: Database, summary: Summary, record: Record | None) -> Pairs | None:
    """What a summary says of a record, or None where there is no summary of it."""
    if record is None or not record.changeable() or not summary.when(record):
        return None
    fields = database.fields[type(record)]
    return (*pairs(record, (fields[code] for code in summary.codes)), *summary.prepare(record).items())


def _forwarded(database: Database, summary: Summary, record: Record, content: Pairs | None, now: datetime) -> Forwarded:
    key = summary.key if content else summary.withdraw
    named = pairs(record, (database.fields[type(record)][summary.by],))
    message = Message("", "", key, record.ori, fields=content or tuple(named))
    return Forwarded(summary.to, message, fcn=record.fcn or "", at=next_time(now, summary.at), side=record.side)


def next_time(now: datetime, times: Iterable[time]) -> datetime:
    """The first moment after now at one of the times of day."""
    days = (now.date(), now.date() + timedelta(days=1))
    moments = (in_zone(datetime.combine(day, at)) for day in days for at in sorted(times))
    return next(moment for moment in moments if moment > now)
