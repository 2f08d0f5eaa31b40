"""Every edit keeps its own promises: its examples, its width, its column."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select

from shared import edits
from shared.edits import WireCode, WireNumber, code
from shared.spec.edit import Edit, Unacceptable


class WarrantKind(WireCode):
    """An enumeration of codes."""

    FELONY = "F", "felony"
    MISDEMEANOR = "M", "misdemeanor"


class Tier(WireNumber):
    """An enumeration of numbers."""

    LOW = 1, "ten years"
    HIGH = 3, "life"


MADE = (
    edits.text(1, 500),
    edits.identifier(1, 20),
    edits.alphanumeric(1, 10),
    edits.digits(2, 4),
    code(WarrantKind),
    code(Tier),
)
EDITS: tuple[Edit[Any], ...] = (*(v for v in vars(edits).values() if isinstance(v, Edit)), *MADE)
by_name = pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)


@by_name
def test_good_examples_pass_and_are_read_back_the_same(edit: Edit[Any]) -> None:
    assert edit.good
    for text in edit.good:
        value = edit.read(text)
        assert edit.read(edit.write(value)) == value
        assert edit.read(text.lower()) == value
        assert len(text) <= edit.width


@by_name
def test_bad_examples_are_refused_with_what_would_be_accepted(edit: Edit[Any]) -> None:
    assert edit.bad
    for text in edit.bad:
        with pytest.raises(Unacceptable) as refusal:
            edit.read(text)
        assert refusal.value.fault in {"FORMAT", "LENGTH", "TABLE", "DATE"}
        assert refusal.value.reason


@by_name
def test_every_code_passes_and_has_a_meaning(edit: Edit[Any]) -> None:
    for wire, meaning in (edit.codes or {}).items():
        assert edit.write(edit.read(wire)) == wire
        assert meaning


@by_name
def test_no_value_holds_a_period_or_what_is_not_printable(edit: Edit[Any]) -> None:
    for text in (".", "A.B", "DOE,JOHN\u0131", "12\n", "\u00df"):
        with pytest.raises(Unacceptable):
            edit.read(text)


@by_name
def test_a_row_of_a_core_statement_holds_the_typed_value(edit: Edit[Any]) -> None:
    table = Table("t", MetaData(), Column("id", Integer, primary_key=True), Column("value", edit.column()))
    values = [edit.read(text) for text in edit.good] + [None]
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        table.create(connection)
        connection.execute(insert(table), [{"value": value} for value in values])
        stored = connection.execute(select(table.c.value).order_by(table.c.id)).scalars().all()
        found = connection.execute(select(table.c.id).where(table.c.value == values[0])).scalars().all()
    engine.dispose()
    assert stored == values
    assert [type(value) for value in stored] == [type(value) for value in values]
    assert found[0] == 1


@by_name
def test_two_columns_of_one_edit_share_a_statement_cache(edit: Edit[Any]) -> None:
    one, other = edit.column(), edit.column()
    assert one._static_cache_key == other._static_cache_key
