"""Records that were added to another one, and how they are shown with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from shared.engine.keys import pairs
from shared.engine.port import Records
from shared.spec import Database, Record, record_name
from shared.wire.message import RecordView


def added_to(database: Database, record: Record, records: Records) -> list[Record]:
    """What was added to a record, in the order of entry: the two share their file control number."""
    kinds = {record_name(cls) for cls in database.added_to[type(record)]}
    if not kinds or not record.fcn:
        return []
    places = [(c.record_type, c.record_id) for c in records.by_number(record.side, "FCN", record.fcn)]
    found = (records.load(*place) for place in sorted(places) if place[0] in kinds)
    return [one for one in found if one is not None]


def with_added(database: Database, view: RecordView, added: Sequence[Record], today: date) -> RecordView:
    """A whole record with what was added to it: the codes that each shows in brief, and its remarks."""
    fields, remarks = list(view.fields), list(view.remarks)
    for one in added:
        known = database.fields[type(one)]
        fields += pairs(one, (known[code] for code in one.brief or known))
        remarks += one.remarks(today)
    return replace(view, fields=tuple(fields), remarks=tuple(remarks))


def counting(view: RecordView, added: Sequence[Record]) -> RecordView:
    """An abbreviated record with how many records were added to it, where there are any."""
    titles = dict.fromkeys(one.title for one in added)
    counts = tuple(f"{title}S ON FILE: {sum(one.title == title for one in added)}" for title in titles)
    return replace(view, remarks=(*view.remarks, *counts)) if counts else view
