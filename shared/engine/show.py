"""Turning records into what a reply shows: everything, or the abbreviated form of an answer by name."""

from __future__ import annotations

from datetime import date

from shared.engine.keys import pairs
from shared.spec import Database, Record, Status, record_name
from shared.wire.message import RecordView


def full(database: Database, record: Record, today: date, remarks: tuple[str, ...] = ()) -> RecordView:
    """Every field that the record holds."""
    made = record.shown(today)
    view: RecordView | None = made.get(("full", remarks))
    if view is None:
        codes = tuple(database.fields[type(record)])
        view = made["full", remarks] = _view(database, record, codes, (), (), (*record.remarks(today), *remarks))
    return view


def plain(database: Database, record: Record) -> RecordView:
    """Every field that the record holds, and nothing that depends on the day."""
    return _view(database, record, tuple(database.fields[type(record)]), (), (), ())


def brief(
    database: Database,
    record: Record,
    today: date,
    matched: tuple[tuple[str, str], ...] = (),
    remarks: tuple[str, ...] = (),
) -> RecordView:
    """The abbreviated form: the codes that the record type declares for it, what matched, and the cautions."""
    made = record.shown(today)
    view: RecordView | None = made.get((matched, remarks))
    if view is None:
        codes = record.brief or tuple(database.fields[type(record)])
        said = (*record.remarks(today), *remarks)
        view = made[matched, remarks] = _view(database, record, codes, record.cautions, matched, said)
    return view


def _view(
    database: Database,
    record: Record,
    codes: tuple[str, ...],
    cautions: tuple[str, ...],
    matched: tuple[tuple[str, str], ...],
    remarks: tuple[str, ...],
) -> RecordView:
    heading = record.heading()
    if record.status == Status.LOCATED:
        heading = f"LOCATED {heading}"
    shown = (
        ("ORI", record.ori),
        *_with_match(database, record, codes, matched),
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
        remarks=remarks,
    )


def _with_match(
    database: Database, record: Record, codes: tuple[str, ...], matched: tuple[tuple[str, str], ...]
) -> list[tuple[str, str]]:
    if not matched:
        return _fields(database, record, codes)
    # The alias or other date that matched stands right behind the name and dates of the record itself.
    search = database.search_by_record[type(record)]
    last = max((place for place, code in enumerate(codes) if code in (*search.names, *search.births)), default=-1)
    before, after = codes[: last + 1], codes[last + 1 :]
    return [*_fields(database, record, before), *matched, *_fields(database, record, after)]


def _fields(database: Database, record: Record, codes: tuple[str, ...]) -> list[tuple[str, str]]:
    fields = database.fields[type(record)]
    return pairs(record, (fields[code] for code in codes))
