"""Records are found by name, number and near number while they are live, by what they hold now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from shared.engine import Change, NameQuery
from shared.match import first_name_roots, neighbourhood, surname_codes
from shared.spec import CLOSED, FINDABLE, Record, Status
from shared.store.records import RecordStore

Make = Callable[..., Record]


def enter(records: RecordStore, record: Record, kind: str = "person") -> Record:
    """Write a record and read it back."""
    records.apply([Change(None, record)])
    found = records.with_identifier(kind, "fcn", str(record.fcn), side=-1)
    assert found is not None
    return found


def asked(
    last: str, first: str, sexes: str = "M", born: tuple[int, int] = (19800229, 19800229), side: int = 0
) -> NameQuery:
    return NameQuery(side, surname_codes(last), first_name_roots(first), tuple(sexes), *born)


def names(records: RecordStore, query: NameQuery) -> list[str]:
    return sorted(candidate.name for candidate in records.by_name(query))


def near(records: RecordStore, plate: str, side: int = 0) -> list[tuple[str, str]]:
    found = records.by_neighbourhood(side, "LIC", sorted(neighbourhood("LIC", plate)))
    return sorted((candidate.record_type, candidate.value) for candidate in found)


def exact(records: RecordStore, code: str, value: str, side: int = 0) -> list[str]:
    return sorted(candidate.record_type for candidate in records.by_number(side, code, value))


def test_a_record_is_found_by_sound_diminutive_sex_and_birth(records: RecordStore, person: Make) -> None:
    record = enter(records, person(aliases=()))
    (candidate,) = records.by_name(asked("SAMPEL", "BOB", "MFU", (19790228, 19810301)))
    assert (candidate.record_type, candidate.record_id) == ("person", record.id)
    assert (candidate.name, candidate.born) == ("SAMPLE,ROBERT", 19800229)
    assert candidate.code in surname_codes("SAMPLE")


@pytest.mark.parametrize(
    "query",
    [
        asked("ROLAND", "ROBERT"),
        asked("SAMPLE", "WALTER"),
        asked("SAMPLE", "ROBERT", "F"),
        asked("SAMPLE", "ROBERT", born=(19800301, 19801231)),
        asked("SAMPLE", "ROBERT", side=1),
    ],
    ids=["other surname", "other first name", "other sex", "other birth", "other side"],
)
def test_a_name_search_leaves_out_what_differs(records: RecordStore, person: Make, query: NameQuery) -> None:
    enter(records, person(aliases=()))
    assert records.by_name(query) == []


def test_a_name_search_without_a_date_finds_every_date(records: RecordStore, person: Make) -> None:
    enter(records, person(aliases=()))
    enter(records, person(aliases=(), fcn="9001900100002", birth=None))
    query = NameQuery(0, surname_codes("SAMPLE"), first_name_roots("ROBERT"), ("M",))
    assert sorted(candidate.born for candidate in records.by_name(query)) == [0, 19800229]


def test_a_record_is_found_by_each_of_its_names(records: RecordStore, person: Make) -> None:
    enter(records, person(aliases=("OTHER,WALTER",)))
    assert names(records, asked("OTHER", "WALTER")) == ["OTHER,WALTER"]
    assert names(records, asked("SAMPLE", "ROBERT")) == ["SAMPLE,ROBERT"]


def test_a_number_is_found_exactly_under_its_code_and_side(records: RecordStore, person: Make, thing: Make) -> None:
    enter(records, person(nic="W000000017"))
    enter(records, thing(fcn="9001900100002"), "thing")
    assert exact(records, "LIC", "1ZZZ000") == ["person", "thing"]
    assert exact(records, "FCN", "9001900100001") == ["person"]
    assert exact(records, "NIC", "W000000017") == ["person"]
    assert exact(records, "LIC", "1ZZZ001") == exact(records, "VIN", "1ZZZ000") == []
    assert exact(records, "LIC", "1ZZZ000", side=1) == []


@pytest.mark.parametrize("slip", ["1ZZZ000", "1ZZZ00O", "1ZZZ001", "1ZZ0Z00", "1ZZZ00", "1ZZZ0000"])
def test_a_number_one_slip_away_is_found_once(records: RecordStore, person: Make, slip: str) -> None:
    enter(records, person())
    assert near(records, slip) == [("person", "1ZZZ000")]
    assert near(records, slip, side=1) == []


def test_a_number_far_away_is_not_found_nearly(records: RecordStore, person: Make) -> None:
    enter(records, person())
    assert near(records, "2XXX999") == []


def test_a_changed_record_is_found_by_what_it_holds_now(records: RecordStore, person: Make) -> None:
    before = enter(records, person(aliases=()))
    after = before.with_values(name="OTHER,WALTER", birth=date(1990, 1, 1), plate="2XXX999", version=2)
    records.apply([Change(before, after)])
    assert not names(records, asked("SAMPLE", "ROBERT"))
    assert not exact(records, "LIC", "1ZZZ000")
    assert not near(records, "1ZZZ000")
    assert names(records, asked("OTHER", "WALTER", born=(19900101, 19900101))) == ["OTHER,WALTER"]
    assert exact(records, "LIC", "2XXX999") == ["person"]
    assert near(records, "2XXX998") == [("person", "2XXX999")]


def test_a_change_leaves_the_keys_of_other_records_alone(records: RecordStore, person: Make, thing: Make) -> None:
    before, other = enter(records, person()), enter(records, thing(fcn="9001900100002"), "thing")
    assert before.id == other.id, "the two types count their rows apart"
    records.apply([Change(before, before.with_values(status=Status.CANCELLED, version=2))])
    assert exact(records, "LIC", "1ZZZ000") == ["thing"]
    assert near(records, "1ZZZ000") == [("thing", "1ZZZ000")]


@pytest.mark.parametrize("status", list(Status))
def test_a_record_is_found_only_while_its_status_is_live(records: RecordStore, person: Make, status: Status) -> None:
    before = enter(records, person())
    records.apply([Change(before, before.with_values(status=status, version=2))])
    found = [bool(names(records, asked("SAMPLE", "ROBERT"))), bool(exact(records, "LIC", "1ZZZ000"))]
    assert [*found, bool(near(records, "1ZZZ000"))] == [status in FINDABLE] * 3


def test_a_removed_record_is_not_found(records: RecordStore, person: Make) -> None:
    record = enter(records, person())
    records.apply([Change(record, None)])
    assert not names(records, asked("SAMPLE", "ROBERT"))
    assert not exact(records, "LIC", "1ZZZ000")
    assert not near(records, "1ZZZ000")


def places(records: RecordStore, query: NameQuery, most: int = 9) -> list[int]:
    return [number for _, number in records.nearly_by_name(query, most)]


def test_what_sounds_alike_and_misses_something_else_comes_near(records: RecordStore, person: Make) -> None:
    born = {"birth": date(1990, 1, 1), "aliases": ()}
    far = enter(records, person(fcn="9001900100003", **born | {"sex": "F"}))
    late = enter(records, person(fcn="9001900100004", **born))
    enter(records, person(aliases=()))
    enter(records, person(fcn="9001900100005", name="ROLAND,ROBERT", **born))
    assert places(records, asked("SAMPLE", "ROBERT")) == [late.id, far.id]
    assert places(records, asked("SAMPLE", "ROBERT"), most=1) == [late.id]


def test_closed_records_and_those_of_the_other_side_come_near(records: RecordStore, person: Make) -> None:
    before = enter(records, person(aliases=()))
    other = enter(records, person(aliases=(), fcn="9001900100003", side=1))
    records.apply([Change(before, before.with_values(status=Status.CANCELLED, version=2))])
    assert sorted(places(records, asked("SAMPLE", "ROBERT"))) == sorted([before.id, other.id])
    assert exact(records, "FCN", "9001900100001", side=CLOSED) == ["person"]


def test_a_record_that_is_closed_and_removed_leaves_no_keys(records: RecordStore, person: Make) -> None:
    before = enter(records, person(aliases=()))
    closed = before.with_values(status=Status.CANCELLED, version=2)
    records.apply([Change(before, closed), Change(closed, None)])
    assert not places(records, asked("SAMPLE", "ROBERT"))
    assert not exact(records, "FCN", "9001900100001", side=CLOSED)


def test_many_numbers_codes_and_hashes_are_asked_in_parts(records: RecordStore, person: Make) -> None:
    record = enter(records, person(aliases=()))
    plates = [f"1ZZZ{number:03d}" for number in range(450)]
    assert [found.value for found in records.by_numbers(0, "LIC", plates)] == ["1ZZZ000"]
    assert records.by_numbers(0, "LIC", []) == records.by_numbers(1, "LIC", plates) == []
    codes = (*(f"Z{number:03d}" for number in range(450)), *surname_codes("SAMPLE"))
    query = NameQuery(0, codes, first_name_roots("ROBERT"), ("M",))
    assert [found.record_id for found in records.by_codes(query)] == [record.id]
    hashes = [*range(450), *sorted(neighbourhood("LIC", "1ZZZ001"))]
    assert [found.value for found in records.by_neighbourhoods(0, "LIC", hashes)] == ["1ZZZ000"]
