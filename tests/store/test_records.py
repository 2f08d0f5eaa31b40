"""Records go in and come out as the same typed values, and change under a version."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, time

import pytest

from shared.edits import Sex
from shared.engine import Change
from shared.spec import Record, Status
from shared.store.connection import Connection, StoreError
from shared.store.records import RecordStore

Make = Callable[..., Record]


def values(record: Record) -> dict[str, object]:
    return {name: value for name, value in vars(record).items() if name != "id"}


def enter(records: RecordStore, record: Record) -> Record:
    """Write a record and read it back."""
    records.apply([Change(None, record)])
    kind = "person" if hasattr(record, "level") else "thing"
    found = records.with_identifier(kind, "fcn", str(record.fcn), side=-1)
    assert found is not None
    return found


def test_a_record_of_every_column_type_comes_back_as_it_went_in(records: RecordStore, person: Make) -> None:
    found = enter(records, person())
    assert values(found) == values(person())
    assert found.birth == date(1980, 2, 29)  # type: ignore[attr-defined]
    assert found.seen_at == time(23, 5)  # type: ignore[attr-defined]
    assert found.sex is Sex.MALE  # type: ignore[attr-defined]
    assert found.level.meaning == "high"  # type: ignore[attr-defined]
    assert found.armed is False  # type: ignore[attr-defined]


def test_a_record_of_empty_fields_comes_back_as_it_went_in(records: RecordStore, person: Make) -> None:
    empty = person(birth=None, seen_at=None, armed=None, bail=None, plate=None, aliases=())
    assert values(enter(records, empty)) == values(empty)


def test_a_record_is_loaded_by_its_row_number(records: RecordStore, person: Make) -> None:
    found = enter(records, person())
    loaded = records.load("person", found.id)
    assert loaded is not None
    assert vars(loaded) == vars(found)
    assert records.load("person", found.id + 1) is None
    assert records.load("thing", found.id) is None


def test_a_record_is_found_by_its_identifier_on_its_own_side_or_on_either(records: RecordStore, person: Make) -> None:
    enter(records, person(fcn="9001900100007", side=1))
    asked = {side: records.with_identifier("person", "fcn", "9001900100007", side) for side in (-1, 0, 1)}
    assert {side: record is not None for side, record in asked.items()} == {-1: True, 0: False, 1: True}


def test_a_record_is_found_by_its_national_number(records: RecordStore, person: Make) -> None:
    enter(records, person(nic="W000000017"))
    assert records.with_identifier("person", "nic", "W000000017", side=0) is not None
    assert records.with_identifier("person", "nic", "W000000025", side=0) is None


def test_a_change_replaces_the_record(records: RecordStore, person: Make) -> None:
    before = enter(records, person())
    after = before.with_values(status=Status.LOCATED, bail=5, aliases=(), version=2)
    records.apply([Change(before, after)])
    found = records.load("person", before.id)
    assert found is not None
    assert vars(found) == vars(after)


def test_of_two_writers_of_one_version_the_second_is_refused(records: RecordStore, person: Make) -> None:
    before = enter(records, person())
    records.apply([Change(before, before.with_values(bail=1, version=2))])
    with pytest.raises(StoreError, match="9001900100001 was changed by another writer"):
        records.apply([Change(before, before.with_values(bail=2, version=2))])
    found = records.load("person", before.id)
    assert found is not None
    assert found.bail == 1  # type: ignore[attr-defined]


def test_a_refused_change_leaves_the_rest_of_its_step_undone(
    records: RecordStore, connection: Connection, person: Make
) -> None:
    before = enter(records, person())
    stale = before.with_values(version=7)
    with pytest.raises(StoreError), connection.step():
        records.apply([Change(None, person(fcn="9001900100008")), Change(stale, stale)])
    assert records.with_identifier("person", "fcn", "9001900100008", side=0) is None
    assert records.load("person", before.id) is not None


def test_a_removed_record_is_gone(records: RecordStore, person: Make) -> None:
    record = enter(records, person())
    records.apply([Change(record, None)])
    assert records.load("person", record.id) is None


def test_a_series_counts_from_one_and_apart_from_others(records: RecordStore) -> None:
    assert [records.next_serial("fcn 20190102") for _ in range(3)] == [1, 2, 3]
    assert records.next_serial("fcn 20190103") == 1


def test_a_number_taken_in_a_failed_step_is_given_again(records: RecordStore, connection: Connection) -> None:
    assert records.next_serial("nic W") == 1
    with suppress(ValueError), connection.step():
        assert records.next_serial("nic W") == 2
        raise ValueError("refused after the number was given")
    assert records.next_serial("nic W") == 2


def test_records_are_due_from_their_day_on_the_earliest_first(records: RecordStore, person: Make, thing: Make) -> None:
    for fcn, day in (("9001900100003", "20200103"), ("9001900100002", "20200102"), ("9001900100009", None)):
        enter(records, person(fcn=fcn, due_on=day))
    enter(records, thing(fcn="9001900100001", due_on="20191231"))
    assert records.due("20191230") == []
    assert [record.fcn for record in records.due("20200102")] == ["9001900100001", "9001900100002"]
    assert [record.due_on for record in records.due("20200103")] == ["20191231", "20200102", "20200103"]


def test_the_next_due_day_is_the_earliest_of_all_record_types(records: RecordStore, person: Make, thing: Make) -> None:
    assert records.next_due() is None
    enter(records, person(due_on="20200103"))
    enter(records, thing(due_on="20191231"))
    assert records.next_due() == "20191231"
