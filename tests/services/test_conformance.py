"""What holds for every database, whichever there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services import discover
from shared.edits.codes import foreign_code
from shared.engine.validate import entry_values
from shared.spec import Action, Database, Field, ForwardEntry, ForwardInquiry, Record, Unacceptable, record_name

DATABASES = discover()
TODAY = date(2026, 7, 1)
NOT_YET = {"apps"}
"""Databases that are passed to although this farm does not have them: it answers that the file is not available."""
RECORDS = [
    pytest.param(database, record, id=f"{name}-{record_name(record)}")
    for name, database in DATABASES.items()
    for record in database.records
]
FIELDS = [
    pytest.param(item, id=f"{name}-{record_name(record)}-{item.code}")
    for name, database in DATABASES.items()
    for record, items in database.fields.items()
    for item in items.values()
]
every_database = pytest.mark.parametrize("database", DATABASES.values(), ids=DATABASES)
every_record = pytest.mark.parametrize(("database", "record"), RECORDS)
every_field = pytest.mark.parametrize("item", FIELDS)


def enough(database: Database, record: type[Record]) -> dict[str, str]:
    """An example of every required field."""
    return {code: item.edit.good[0] for code, item in database.fields[record].items() if item.required}


def declared(database: Database) -> Iterator[Any]:
    """Everything in a declaration that has a citation and a title of its own."""
    yield database
    yield from (item for items in database.fields.values() for item in items.values())
    yield from (*database.keys, *database.levels, *database.checks, *database.rules)
    yield from [database.name_rules] if database.name_rules else []


def test_databases_are_found_in_the_order_of_their_names() -> None:
    assert list(DATABASES) == sorted(DATABASES)
    assert all(name == database.name for name, database in DATABASES.items())


@every_database
def test_everything_declared_says_what_it_is_and_where_it_comes_from(database: Database) -> None:
    for item in declared(database):
        assert item.title.strip(), item
        assert str(item.cite).strip(), item
    assert all(str(item.cite).strip() for item in (database.identifier, *database.forwards))
    assert all(edit.accepts for edit in (item.edit for items in database.fields.values() for item in items.values()))


@every_database
def test_rules_and_checks_have_ids_of_their_own(database: Database) -> None:
    for ids in ([rule.id for rule in database.rules], [check.id for check in database.checks]):
        assert len(ids) == len(set(ids))


@every_database
def test_every_rule_referred_to_is_among_the_rules(database: Database) -> None:
    names = database.name_rules
    number = database.identifier
    referred = {rule for key in database.keys for rule in (key.rule, key.name_rule, key.near_rule, key.narrow_rule)}
    referred |= {default.rule for key in database.keys for default in key.defaults}
    referred |= {forward.rule for forward in database.forwards}
    referred |= {f.prepare_rule for f in database.forwards if isinstance(f, ForwardEntry)}
    if names:
        assert names.sex_rule
        referred |= {names.sound_rule, names.first_name_rule, names.spelling_rule, names.initial_rule, names.sex_rule}
        referred |= {names.birth_rule, names.age_rule}
    referred |= {database.tail_rule, number.limit_rule, number.entry_rule, number.search_rule, number.owner_rule}
    assert referred - {""} <= database.rule_by_id.keys()


@every_database
def test_every_inquiry_names_the_rules_by_which_it_finds(database: Database) -> None:
    asked = [key for key in database.keys if key.action is Action.INQUIRE]
    assert all(key.rule for key in asked)
    assert all(key.name_rule for key in asked if set(key.records) & database.search_by_record.keys())
    assert database.identifier.entry_rule
    assert database.identifier.search_rule
    assert bool(database.tail_rule) is bool(database.tail_numbers)


@every_database
def test_every_key_works_on_records(database: Database) -> None:
    assert all(key.records for key in database.keys)
    entered = {record for key in database.keys if key.action is Action.ENTER for record in key.records}
    asked = {record for key in database.keys if key.action is Action.INQUIRE for record in key.records}
    added = {key.adds for key in database.keys if key.adds is not None}
    assert entered | asked | added == set(database.records)


@every_database
def test_every_forward_names_a_key_that_its_destination_has(database: Database) -> None:
    for forward in (item for item in database.forwards if item.to not in NOT_YET):
        keys = DATABASES[forward.to].key_by_name
        if isinstance(forward, ForwardInquiry):
            assert keys[forward.key].action is Action.INQUIRE
        if isinstance(forward, ForwardEntry):
            assert keys[forward.key].action is Action.ENTER
            assert all(keys[name].action is action for action, name in forward.follow.items())


def test_what_is_not_there_yet_is_not_there() -> None:
    assert not NOT_YET & DATABASES.keys()


@every_database
def test_an_answer_ends_with_what_must_be_done_before_acting(database: Database) -> None:
    closings = (database.confirm, *(key.near_closing for key in database.keys if key.near_rule))
    assert all(closings)
    assert all(0 < len(line) <= 80 for lines in closings for line in lines)


@every_record
def test_what_is_shown_is_declared(database: Database, record: type[Record]) -> None:
    assert {*record.brief, *record.cautions} <= database.fields[record].keys()
    assert record.title == record.title.upper()
    assert record.__doc__


@every_record
def test_an_example_of_every_required_field_is_enough(database: Database, record: type[Record]) -> None:
    values, faults = entry_values(database.fields[record], enough(database, record).items(), TODAY, lenient=False)
    assert not faults
    assert values.keys() == {item.attribute for item in database.fields[record].values()}


@every_record
def test_each_required_field_left_out_is_named(database: Database, record: type[Record]) -> None:
    for left_out in enough(database, record):
        sent = {code: text for code, text in enough(database, record).items() if code != left_out}
        _, faults = entry_values(database.fields[record], sent.items(), TODAY, lenient=False)
        assert [(fault.field, fault.code) for fault in faults] == [(left_out, "MISSING")]


@every_record
def test_a_field_that_the_record_lacks_is_refused(database: Database, record: type[Record]) -> None:
    sent = (*enough(database, record).items(), ("QQQ", "1"))
    _, faults = entry_values(database.fields[record], sent, TODAY, lenient=False)
    assert [(fault.field, fault.code) for fault in faults] == [("QQQ", "UNKNOWN")]


@every_field
def test_good_examples_are_read_and_bad_ones_refused(item: Field) -> None:
    assert item.edit.good
    assert item.edit.bad
    for text in item.edit.good:
        assert item.edit.read(item.edit.write(item.edit.read(text))) == item.edit.read(text)
    for text in item.edit.bad:
        with pytest.raises(Unacceptable):
            item.edit.read(text)


@every_field
def test_each_code_of_a_table_passes_and_a_neighbour_fails(item: Field) -> None:
    if item.edit.codes is None:
        return
    for code in item.edit.codes:
        assert item.edit.write(item.edit.read(code)) == code
    with pytest.raises(Unacceptable):
        item.edit.read(foreign_code(item.edit.codes))
