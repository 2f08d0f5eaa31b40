"""Numbers that only one record may hold at a time."""

from __future__ import annotations

from shared.engine.keys import texts
from shared.engine.port import Records
from shared.spec import Database, Fault, Record


def sole_faults(database: Database, record: Record, records: Records) -> list[Fault]:
    """The faults of a record that shares a number with another one where its type allows that to one alone."""
    fields = database.fields[type(record)]
    faults = []
    for code in record.sole:
        for number in texts(record, fields[code]):
            other = _other(record, code, number, records)
            if other is not None:
                text = f"{code} {number} IS ON FILE UNDER {database.identifier.code} {other.fcn}: CHANGE THAT RECORD"
                faults.append(Fault(code, "ONFILE", text, fields[code].cite))
    return faults


def _other(record: Record, code: str, number: str, records: Records) -> Record | None:
    found = (records.load(c.record_type, c.record_id) for c in records.by_number(record.side, code, number))
    alike = (one for one in found if one is not None and type(one) is type(record) and one.id != record.id)
    return next((one for one in alike if one.changeable()), None)
