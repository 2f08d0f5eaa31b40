"""What single edits read, and what they say when they refuse."""

from __future__ import annotations

import string
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared import edits
from shared.edits import CodeTable, Sex, WireNumber, code
from shared.spec.cite import assumed
from shared.spec.edit import Unacceptable


class EntryLevel(WireNumber):
    """Levels as warrants have them."""

    STATE_AND_NATIONAL = 1, "both"
    NATIONAL = 2, "national"


def refusal(read: object, text: str) -> tuple[str, str]:
    assert callable(read)
    with pytest.raises(Unacceptable) as caught:
        read(text)
    return caught.value.fault, caught.value.reason


def test_a_code_of_an_enumeration_is_read_as_its_member() -> None:
    assert code(Sex).read("m") is Sex.MALE
    assert code(EntryLevel).read("2") is EntryLevel.NATIONAL
    assert code(EntryLevel).write(EntryLevel.NATIONAL) == "2"
    assert code(EntryLevel).name == "entry_level"
    assert code(EntryLevel).codes == {"1": "both", "2": "national"}
    assert EntryLevel.NATIONAL > 1


def test_a_short_table_lists_its_codes_when_it_refuses() -> None:
    assert refusal(edits.national_sex.read, "X") == ("TABLE", "one of M, F, U")


def test_a_long_table_says_how_many_codes_it_has() -> None:
    assert refusal(edits.county.read, "059") == ("TABLE", "one of 58 codes, see the catalog")


def test_a_code_table_reads_as_a_mapping_and_keeps_its_citation() -> None:
    table = CodeTable("shade", assumed("for this test"), {"A": "light"})
    assert dict(table) == {"A": "light"}
    assert code(table).codes is table
    assert code(table).name == "shade"
    assert code({"P": "plain"}).read("p") == "P"


def test_nebraska_is_nb() -> None:
    assert edits.state.read("NB") == "NB"
    assert refusal(edits.state.read, "NE")[0] == "TABLE"


def test_an_impossible_date_is_a_date_fault() -> None:
    assert refusal(edits.calendar_date.read, "19800230")[0] == "DATE"
    assert refusal(edits.calendar_date.read, "17000101")[0] == "DATE"
    assert refusal(edits.calendar_date.read, "1980021")[0] == "LENGTH"
    assert refusal(edits.calendar_date.read, "1980FEB1")[0] == "FORMAT"


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_a_date_written_is_read_back(day: date) -> None:
    assert edits.calendar_date.read(edits.calendar_date.write(day)) == day


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_written_is_read_back(hour: int, minute: int) -> None:
    moment = time(hour, minute)
    assert edits.clock_time.read(edits.clock_time.write(moment)) == moment


@given(st.text(alphabet=string.printable, max_size=24))
def test_what_an_identifier_accepts_it_writes_back_in_capitals(text: str) -> None:
    edit = edits.identifier(1, 20)
    try:
        value = edit.read(text)
    except Unacceptable:
        return
    assert edit.write(value) == text.strip(" ").upper()
    assert 1 <= len(value) <= 20


@given(st.text(max_size=40))
def test_a_name_once_read_is_read_the_same_again(text: str) -> None:
    try:
        name = edits.person_name.read(text)
    except Unacceptable:
        return
    assert edits.person_name.read(name) == name


def test_spaces_in_a_name_are_settled() -> None:
    assert edits.person_name.read(" de la  cruz , ana   maria ") == "DE LA CRUZ,ANA MARIA"


def test_a_name_needs_exactly_one_comma_and_both_sides() -> None:
    for text in ("DOE JOHN", "DOE,JOHN,M", "DOE,", ",JOHN", "DOE, -"):
        refusal(edits.person_name.read, text)


@given(st.integers(0, 120))
def test_an_age_is_shown_with_two_digits_at_least(years: int) -> None:
    text = edits.age.write(years)
    assert len(text) >= 2
    assert edits.age.read(text) == years


def test_an_offense_must_be_of_a_listed_group() -> None:
    assert edits.offense.read("1299") == "1299"
    assert refusal(edits.offense.read, "9912")[0] == "TABLE"
    assert edits.needs_description("1299")
    assert not edits.needs_description("1201")


def test_two_colors_may_be_joined_by_a_slash() -> None:
    assert edits.vehicle_color.read("blk/sil") == "BLK/SIL"
    assert edits.vehicle_color.read("MUL/COL") == "MUL/COL"
    assert refusal(edits.vehicle_color.read, "BLK/QQQ")[0] == "TABLE"


def test_yes_is_true_and_no_is_false() -> None:
    assert edits.yes_no.read("Y") is True
    assert edits.yes_no.read("N") is False
    assert edits.yes_no.write(False) == "N"


def test_a_refused_length_says_which_lengths_pass() -> None:
    assert refusal(edits.identifier(1, 20).read, "A" * 21) == ("LENGTH", "1 to 20 letters, digits or hyphens")
    assert refusal(edits.social_security.read, "9000") == ("LENGTH", "nine digits")
