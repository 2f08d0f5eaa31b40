"""What happened elsewhere, reported by another system: the owners of the records that it concerns are told."""

from __future__ import annotations

from collections.abc import Iterator

from shared.engine.change import DONE
from shared.engine.envelope import Envelope, Notice, Outcome
from shared.engine.keys import searched
from shared.engine.port import Records
from shared.engine.reasons import because
from shared.engine.references import COMMON, read_codes
from shared.engine.show import brief
from shared.engine.validate import refuse
from shared.spec import Database, Edit, Fault, Key, Record, assumed, record_name
from shared.wire.message import Kind, Reply

_FORM = assumed("how a report is checked")


def report(database: Database, key: Key, envelope: Envelope, records: Records) -> Outcome:
    """Tell the owner of every active record that holds the number; no record is changed.

    Raises:
        Refused: with every fault of the message; nobody is told.
    """
    sent = _read(database, key, envelope)
    number = searched(database, key.number, sent[key.number])
    found = list(_concerned(key, envelope, records, number))
    lines = (key.title.upper(), *(f"{code}/{text}" for code, text in sent.items()), f"BY {envelope.message.ori}")
    today = envelope.now.date()
    said = f"records with {key.number}/{number}: {len(found)}, whose owners are told"
    why = (because(database, said, key.rule, key.cite),)
    notices = tuple(
        Notice(
            record.ori,
            key.name,
            Reply(database.source, Kind.NOTICE, lines=lines, records=(brief(database, record, today),), why=why),
        )
        for record in found
    )
    done = (key.done or DONE[key.action], f"RECORDS CONCERNED: {len(found)}")
    return Outcome(replies=(Reply(database.source, Kind.ACK, lines=done, why=why),), notices=notices)


def _read(database: Database, key: Key, envelope: Envelope) -> dict[str, str]:
    options = {option.code: option.edit for option in key.options}
    number = next(fields[key.number].edit for fields in database.fields.values() if key.number in fields)
    accepted: dict[str, Edit[str]] = {key.number: number, **options}
    values, faults = read_codes({**accepted, **COMMON}, envelope.message.fields)
    if key.number not in {code for code, _ in envelope.message.fields}:
        faults.append(Fault(key.number, "MISSING", f"REQUIRED: {number.accepts}", _FORM))
    strangers = (code for code, _ in envelope.message.fields if code not in accepted and code not in COMMON)
    if not envelope.origin:
        faults += (Fault(code, "UNKNOWN", f"THIS MESSAGE TAKES {' '.join(accepted)}", _FORM) for code in strangers)
    refuse(faults)
    return {code: values[code] for code in accepted if code in values}


def _concerned(key: Key, envelope: Envelope, records: Records, number: str) -> Iterator[Record]:
    """The active records that hold the number, in the order of entry."""
    names = {record_name(cls) for cls in key.records}
    places = {(c.record_type, c.record_id) for c in records.by_number(envelope.side, key.number, number)}
    for name, place in sorted(places):
        record = records.load(name, place) if name in names else None
        if record is not None and record.changeable():
            yield record
