"""How answers are counted and judged."""

from __future__ import annotations

import pytest

from bench.cases import mistaken
from bench.figures import Wanted
from bench.load import Load, Messages, Meter
from bench.report import table

LOAD = Load(via="line", port=1, script="", connections=1, warm_seconds=0.0, seconds=3600.0, most=3)
INQUIRY = {"answer": "HIT", "texts": [".QW.A", ".QW.B"], "replies": [2, 1]}


def test_the_messages_of_a_script_come_in_turn_with_the_replies_they_draw() -> None:
    messages = Messages(INQUIRY)
    assert [messages.next() for _ in range(3)] == [(b".QW.A", 2), (b".QW.B", 1), (b".QW.A", 2)]


def test_no_two_messages_have_the_same_number() -> None:
    messages = Messages({"answer": "ACK", "texts": [".EV.LIC/ZZ{number}"], "replies": [1]})
    assert [messages.next()[0] for _ in range(2)] == [b".EV.LIC/ZZ000001", b".EV.LIC/ZZ000002"]


def test_a_measurement_ends_with_the_most_messages_that_it_may_send() -> None:
    meter = Meter(LOAD, Messages(INQUIRY))
    assert [meter.next() is None for _ in range(4)] == [False, False, False, True]


def test_a_wrong_answer_is_counted_and_shown() -> None:
    meter = Meter(LOAD, Messages(INQUIRY))
    first = meter._first
    meter.answered(first, first + 0.010, True, b"HIT")
    meter.answered(first + 0.010, first + 0.030, False, b"REJECT")
    sample = meter.sample()
    assert (sample.count, sample.wrong, sample.example) == (2, 1, "REJECT")
    assert sample.rate == pytest.approx(2 / 0.030)
    assert sample.p99_ms == pytest.approx(20)


def test_what_came_while_warming_up_does_not_count() -> None:
    meter = Meter(LOAD, Messages(INQUIRY))
    meter.answered(meter._first - 0.002, meter._first - 0.001, True, b"HIT")
    assert meter.sample().count == 0


@pytest.mark.parametrize(
    ("limit", "measured", "least", "met"),
    [(2.0, 1.9, False, True), (2.0, 2.1, False, False), (2.0, 2.1, True, True), (2.0, 1.9, True, False)],
)
def test_a_figure_is_met_on_its_side_of_the_limit(limit: float, measured: float, least: bool, met: bool) -> None:
    assert Wanted("x", limit, measured, "ms", least).met is met


def test_what_was_not_measured_is_neither_met_nor_missed() -> None:
    assert Wanted("x", 2.0, None, "MB").met is None


def test_a_plate_is_mistaken_in_its_last_character() -> None:
    assert [mistaken(plate) for plate in ("7ABC123", "7ABC128", "ABCDEF")] == ["7ABC128", "7ABC123", "ABCDEZ"]


def test_the_columns_of_a_table_are_aligned() -> None:
    lines = list(table("Title", ("", "ms"), [("one", "1.0"), ("three", "100.0")]))
    assert lines == ["Title", "            ms", "  one      1.0", "  three  100.0", ""]
