"""Near misses of plates, and tails of vehicle numbers."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.match import DifferenceKind, difference, fold, neighbourhood, one_slip, one_wrong, two_wrong, vin_tail

CHARACTERS = string.ascii_uppercase + string.digits
plates = st.text(alphabet=CHARACTERS, min_size=1, max_size=10)


@st.composite
def one_edit_apart(draw: st.DrawFn) -> tuple[str, str]:
    text = draw(plates)
    at = draw(st.integers(0, len(text) - 1))
    character = draw(st.sampled_from(CHARACTERS))
    edited = draw(
        st.sampled_from(
            [
                text[:at] + character + text[at + 1 :],
                text[:at] + text[at + 1 :],
                text[:at] + character + text[at:],
                text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
            ]
        )
    )
    return text, edited


@given(one_edit_apart())
def test_one_edit_apart_shares_a_hash_and_has_a_difference(pair: tuple[str, str]) -> None:
    asked, found = pair
    assert neighbourhood("LIC", asked) & neighbourhood("LIC", found)
    assert (difference(asked, found) is None) is (asked == found)


@given(plates, plates)
def test_texts_with_a_difference_share_a_hash(asked: str, found: str) -> None:
    if difference(asked, found):
        assert neighbourhood("LIC", asked) & neighbourhood("LIC", found)


@given(plates)
def test_hashes_fit_a_signed_column_of_64_bits(plate: str) -> None:
    assert all(-(2**63) <= value < 2**63 for value in neighbourhood("LIC", plate))
    assert len(neighbourhood("LIC", plate)) <= len(plate) + 1


def test_hashes_are_the_same_in_every_run() -> None:
    assert sorted(neighbourhood("LIC", "7TST123"))[:2] == [-9169221440508011746, -8250697236450462490]


def test_different_kinds_share_no_hash() -> None:
    assert not neighbourhood("LIC", "7TST123") & neighbourhood("VIN", "7TST123")


def test_confusable_characters_fold_together() -> None:
    assert fold("ODQ0") == "0000"
    assert fold("IL1") == "111"
    assert fold("2Z5S8BUV") == "225588UU"
    assert fold("ACE") == "ACE"


@pytest.mark.parametrize(
    ("asked", "found", "kind", "text"),
    [
        ("7TST12O", "7TST120", DifferenceKind.CONFUSABLE, "CHARACTER 7 IS 0, ASKED O"),
        ("7TST12G", "7TST126", DifferenceKind.WRONG, "CHARACTER 7 IS 6, ASKED G"),
        ("7TST1OO", "7TST100", DifferenceKind.CONFUSABLE, "CHARACTER 6 IS 0, ASKED O, CHARACTER 7 IS 0, ASKED O"),
        ("7TST132", "7TST123", DifferenceKind.SWAPPED, "CHARACTERS 6 AND 7 ARE SWAPPED"),
        ("7TST123", "7TST12", DifferenceKind.MISSING, "ASKED CHARACTER 7, 3, IS MISSING"),
        ("TST123", "7TST123", DifferenceKind.EXTRA, "CHARACTER 1, 7, WAS NOT ASKED"),
    ],
)
def test_a_near_miss_says_what_differs(asked: str, found: str, kind: DifferenceKind, text: str) -> None:
    found_difference = difference(asked, found)
    assert found_difference is not None
    assert (found_difference.kind, found_difference.text) == (kind, text)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("7TST123", "7TST123"), ("7TST123", "7TST1"), ("7TST123", "8TST124"), ("OOO", "000"), ("7TST12O", "8TST120")],
)
def test_equal_and_distant_texts_are_no_near_miss(asked: str, found: str) -> None:
    assert difference(asked, found) is None


def test_kinds_of_near_miss_are_ranked_with_confusable_first() -> None:
    ranks = [difference("7TST1O3", found) for found in ("7TST103", "7TSTO13", "7TST1X3", "7TST13", "7TST1O33")]
    assert [near.rank for near in ranks if near] == [0, 1, 2, 3, 4]


def test_the_tail_of_a_vehicle_number_is_its_rightmost_eight_characters() -> None:
    assert vin_tail("1TESTVIN000000042") == "00000042"
    assert vin_tail("TEST42") == "TEST42"


@pytest.mark.parametrize("slip", ["AB", "AXC", "ABCX", "BAC", "ACB", "XABC"])
def test_every_text_one_slip_away_is_listed(slip: str) -> None:
    assert slip in one_slip("ABC")
    assert "ABC" not in one_slip("ABC")


def test_a_slip_in_a_number_of_digits_is_a_digit() -> None:
    assert all(text.isdigit() for text in one_slip("123"))
    assert one_wrong("1") == list("023456789")
    assert "1B3" in one_wrong("1A3")


@pytest.mark.parametrize(
    ("asked", "found", "text"),
    [
        ("7TST123", "8TST124", "CHARACTER 1 IS 8, ASKED 7, CHARACTER 7 IS 4, ASKED 3"),
        ("7TST123", "8TSX124", ""),
        ("7TST123", "7TST1", ""),
    ],
)
def test_two_wrong_characters_are_told(asked: str, found: str, text: str) -> None:
    assert two_wrong(asked, found) == text
