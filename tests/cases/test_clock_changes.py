"""Deadlines on the nights on which California changes its clocks: seconds are seconds."""

from __future__ import annotations

import pytest

from switch.world import World
from tests.cases.over_engine import EngineFarm, EngineTerminals

REQUEST = "LAX1000001.*FULL01.YQ.CA0190000.CA0340000.RTY/WP.RNO/1.PRI/{priority}.OCA/26-NIGHT.NAM/EXAMPLE,EDGAR.SEX/M"


def at(world: World, now: str) -> EngineTerminals:
    """The terminals of a world whose clock was moved to a time."""
    world.set_clock(None, type(world.clock.now()).fromisoformat(now))
    return EngineTerminals(world)


@pytest.mark.parametrize(
    ("asked", "priority", "seconds", "overdue"),
    [
        ("2026-03-08T01:55:00-08:00", "U", 600, "2026-03-08T03:05:00-07:00"),
        ("2026-03-08T01:30:00-08:00", "R", 3600, "2026-03-08T03:30:00-07:00"),
        ("2026-11-01T01:55:00-07:00", "U", 600, "2026-11-01T01:05:00-08:00"),
        ("2026-11-01T01:30:00-07:00", "R", 3600, "2026-11-01T01:30:00-08:00"),
    ],
)
def test_a_deadline_is_kept_when_the_clocks_are_changed(
    engine: EngineFarm, asked: str, priority: str, seconds: int, overdue: str
) -> None:
    with engine.world() as world:
        terminals = at(world, asked)
        terminals.send("LAX1", REQUEST.format(priority=priority))
        terminals.advance(seconds - 1)
        assert terminals.inbox("LAX1") == []
        terminals.advance(1)
        assert [one.kind for one in terminals.inbox("LAX1")] == ["NOTICE"]
        assert world.clock.now().isoformat() == overdue


def test_a_day_of_seconds_is_a_day_later_by_the_clock_but_for_the_hour_that_is_left_out(engine: EngineFarm) -> None:
    with engine.world() as world:
        at(world, "2026-03-07T12:00:00-08:00").advance(86_400)
        assert world.clock.now().isoformat() == "2026-03-08T13:00:00-07:00"


def test_the_farm_moves_to_a_time_that_comes_twice_and_on(engine: EngineFarm) -> None:
    with engine.world() as world:
        at(world, "2026-11-01T01:59:00-07:00").advance(120)
        assert world.clock.now().isoformat() == "2026-11-01T01:01:00-08:00"
