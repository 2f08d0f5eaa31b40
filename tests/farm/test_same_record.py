"""Two terminals change one record at the same time: one wins, and the other is told."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest

from shared.wire import Kind
from tests.cases.farm import FarmProcess
from tests.cases.terminals import Came
from tests.farm.line import Line, typed

LOCAL = "SEX/M DOB/19500101 OFF/2202 DOW/20260105 TYP/F ENT/3"
ROUNDS = range(8)


@pytest.fixture
def lines(farm: FarmProcess) -> Iterator[tuple[Line, Line]]:
    """The lines of SAC1 and SAC2, both of the agency that owns what is entered here."""
    with Line(farm) as first, Line(farm) as second:
        yield first, second


def entered(line: Line, number: int) -> str:
    """Enter a warrant; gives its file control number."""
    line.send(typed("SAC1", f"EW NAM/RIVAL,RAY {LOCAL} WNO/W-R{number} OCA/26-R{number}"))
    one = line.receive()
    assert one.kind == Kind.ACK, one.text
    return one.text.split("FCN/")[1].split()[0]


def at_once(lines: tuple[Line, Line], first: str, second: str) -> tuple[Came, Came]:
    """Send a change from either terminal at the same moment; gives the two answers."""
    gate = Barrier(2)

    def send(line: Line, message: str) -> None:
        gate.wait()
        line.send(message)

    messages = typed("SAC1", first), typed("SAC2", second)
    threads = [Thread(target=send, args=pair) for pair in zip(lines, messages, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return lines[0].receive(), lines[1].receive()


def is_on_file(line: Line, fcn: str) -> bool:
    line.send(typed("SAC1", f"QW FCN/{fcn}"))
    return line.receive().kind == Kind.HIT


@pytest.mark.parametrize(("first", "second"), [("CW", "CW"), ("XW", "XW"), ("CW", "XW")])
def test_of_two_terminals_that_end_a_record_one_wins_and_the_other_is_told(
    lines: tuple[Line, Line], first: str, second: str
) -> None:
    for number in ROUNDS:
        fcn = entered(lines[0], number)
        answers = at_once(lines, f"{first} FCN/{fcn}", f"{second} FCN/{fcn}")
        assert sorted(one.kind for one in answers) == [Kind.ACK, Kind.REJECT]
        winner, loser = sorted(answers, key=lambda one: one.kind)
        assert f"FCN {'CLEARED' if winner.key == 'CW' else 'CANCELLED'} " in loser.text
        assert not is_on_file(lines[0], fcn)


def test_a_record_that_is_cancelled_while_another_modifies_it_ends_cancelled(lines: tuple[Line, Line]) -> None:
    for number in ROUNDS:
        fcn = entered(lines[0], number)
        cancelled, modified = at_once(lines, f"XW FCN/{fcn}", f"MW FCN/{fcn} HAI/GRY")
        assert cancelled.kind == Kind.ACK
        assert modified.kind == Kind.ACK or "FCN CANCELLED" in modified.text
        assert not is_on_file(lines[0], fcn)


def test_two_terminals_that_modify_different_fields_lose_nothing(lines: tuple[Line, Line]) -> None:
    for number in ROUNDS:
        fcn = entered(lines[0], number)
        answers = at_once(lines, f"MW FCN/{fcn} HAI/GRY", f"MW FCN/{fcn} EYE/BLU")
        assert [one.kind for one in answers] == [Kind.ACK, Kind.ACK]
        lines[0].send(typed("SAC1", f"QW FCN/{fcn}"))
        shown = lines[0].receive().text
        assert "HAI/GRY" in shown
        assert "EYE/BLU" in shown


def test_a_full_day_of_entries_at_once_gives_every_record_a_number_of_its_own(farm: FarmProcess) -> None:
    count = 100
    with Line(farm) as first, Line(farm) as second:
        for place in range(count):
            for line, terminal in ((first, "SAC1"), (second, "LAX1")):
                line.send(typed(terminal, f"EP TYP/S SER/SERR{place} DOT/20260220 OCA/26-R{place}", place))
        got = first.take(count) + second.take(count)
    numbers = {one.text.split("FCN/")[1].split()[0] for one in got}
    assert len(numbers) == 2 * count
