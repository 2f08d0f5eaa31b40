"""A farm that is killed while it takes entries."""

from __future__ import annotations

from tests.cases.farm import FarmProcess
from tests.cases.terminals import Came
from tests.farm.line import Line, typed

ENOUGH = 60
_UNDER_WAY = 30


def killed_while_entering(farm: FarmProcess) -> list[str]:
    """Enter parts on the line, many at a time, and kill the farm while some are under way.

    Gives the file control numbers that it had acknowledged.
    """
    with Line(farm) as line:
        line.send(*map(_entry, range(_UNDER_WAY)))
        arrived = []
        for number in range(ENOUGH):
            line.send(_entry(_UNDER_WAY + number))
            arrived += [line.receive()]
        farm.kill()
        arrived += line.until_closed()
    return [fcn_of(one) for one in arrived]


def fcn_of(one: Came) -> str:
    """The file control number in an answer."""
    assert one.kind in ("ACK", "HIT"), one.text
    return one.text.split("\nFCN/")[1].split()[0]


def _entry(number: int) -> str:
    return typed("SAC2", f"EP TYP/S SER/SERK{number} DOT/20260220 OCA/26-K{number}", number)
