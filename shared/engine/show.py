"""Turning records into what a reply shows: everything, or the abbreviated form of an answer by name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from shared.engine.keys import texts
from shared.spec import Database, Record, Status, record_name
from shared.wire.message import RecordView


def full(database: Database, record: Record, today: date, remarks: tuple[str, ...] = ()) -> RecordView:
    """Every field that the record holds."""
    return _view(database, record, tuple(database.fields[type(record)]), (), (), today, remarks)


def brief(
    database: Database,
    record: Record,
    today: date,
    matched: tuple[tuple[str, str], ...] = (),
    remarks: tuple[str, ...] = (),
) -> RecordView:
    """The abbreviated form: the codes that the record type declares for it, what matched, and the cautions."""
    codes = record.brief or tuple(database.fields[type(record)])
    return _view(database, record, codes, record.cautions, matched, today, remarks)


def _view(
    database: Database,
    record: Record,
    codes: tuple[str, ...],
    cautions: tuple[str, ...],
    matched: tuple[tuple[str, str], ...],
    today: date,
    remarks: tuple[str, ...],
) -> RecordView:
    heading = record.heading()
    if record.status == Status.LOCATED:
        heading = f"LOCATED {heading}"
    shown = (
        *(("ORI", record.ori),),
        *_fields(database, record, codes),
        *matched,
        *((code, value) for code, value in (("FCN", record.fcn), ("NIC", record.nic)) if value),
        *_fields(database, record, cautions),
    )
    return RecordView(
        record_type=record_name(type(record)),
        heading=heading,
        status=record.status,
        number=record.fcn,
        nic=record.nic,
        fields=shown,
        remarks=(*record.remarks(today), *remarks),
    )


def _fields(database: Database, record: Record, codes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    fields = database.fields[type(record)]
    for code in codes:
        for text in texts(record, fields[code]):
            yield code, text
