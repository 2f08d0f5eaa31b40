"""Records that were read lately are not read again, and are never seen as they no longer are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from shared.engine import Change
from shared.spec import Record
from shared.store.connection import Connection
from shared.store.records import KEPT, RecordStore

Make = Callable[..., Record]


@pytest.fixture
def held(records: RecordStore, person: Make, connection: Connection) -> Record:
    """A record that was read, and so is kept."""
    records.apply([Change(None, person())])
    connection.commit()
    found = records.with_identifier("person", "fcn", str(person().fcn), side=-1)
    assert found is not None
    loaded = records.load("person", found.id)
    assert loaded is not None
    return loaded


def changed(record: Record) -> Change:
    return Change(record, record.with_values(ori="CA0190000", version=record.version + 1))


def owner(records: RecordStore, record: Record) -> str | None:
    found = records.load("person", record.id)
    return None if found is None else found.ori


def test_a_record_that_did_not_change_is_the_same_object(records: RecordStore, held: Record) -> None:
    assert records.load("person", held.id) is held


def test_a_changed_record_is_read_anew(records: RecordStore, held: Record) -> None:
    records.apply([changed(held)])
    assert owner(records, held) == "CA0190000"


def test_a_removed_record_is_gone(records: RecordStore, held: Record) -> None:
    records.apply([Change(held, None)])
    assert owner(records, held) is None


def test_a_change_that_was_undone_with_its_step_is_not_seen(
    records: RecordStore, held: Record, connection: Connection
) -> None:
    connection.begin_step()
    records.apply([changed(held)])
    assert owner(records, held) == "CA0190000"
    connection.abort_step()
    assert owner(records, held) == held.ori


def test_a_change_that_was_rolled_back_is_not_seen(records: RecordStore, held: Record, connection: Connection) -> None:
    records.apply([changed(held)])
    assert owner(records, held) == "CA0190000"
    connection.rollback()
    assert owner(records, held) == held.ori


def test_a_change_that_was_only_tried_is_not_seen(records: RecordStore, held: Record, connection: Connection) -> None:
    with connection.trial():
        records.apply([changed(held)])
        assert owner(records, held) == "CA0190000"
    assert owner(records, held) == held.ori


def test_what_was_made_of_a_record_for_readers_is_not_made_of_its_successor(held: Record) -> None:
    day = held.entered_on()
    held.shown(day)["text"] = "as it was"
    assert held.shown(day) == {"text": "as it was"}
    assert held.with_values(ori="CA0190000").shown(day) == {}


def test_no_more_than_so_many_are_kept(records: RecordStore, person: Make) -> None:
    for number in range(KEPT + 10):
        records.apply([Change(None, person(fcn=f"90019001{number:05d}"))])
        records.load("person", number + 1)
    assert list(records._kept) == [("person", number + 1) for number in range(10, KEPT + 10)]
