"""Worlds as the client's users meet them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cjfarm import Client, FarmError, Refused, World


@pytest.fixture
def world(farm: Client) -> Iterator[World]:
    made = farm.create_world("one", line=True)
    yield made
    made.drop()


def names(farm: Client) -> set[str]:
    return {world.name for world in farm.worlds()}


def test_what_is_done_in_a_world_is_seen_in_no_other(farm: Client, world: World) -> None:
    other = farm.create_world("two")
    world.clock.advance(days=1)
    world.terminal("SAC1").send("QV", LIC="1NOPE11")
    assert other.journal() == []
    assert (world.clock.now() - other.clock.now()).days == 1
    other.drop()
    assert "two" not in names(farm)


def test_a_world_that_is_reset_is_as_it_was_made(world: World) -> None:
    began = world.clock.now()
    world.terminal("SAC1").send("QV", LIC="1NOPE11")
    world.clock.advance(days=1)
    world.reset()
    assert world.clock.now() == began
    assert world.journal() == []


def test_a_snapshot_and_a_fork_begin_where_the_world_was(farm: Client, world: World) -> None:
    world.clock.advance(hours=5)
    kept = farm.create_world("later", from_=world.snapshot("five-hours"))
    fork = world.fork("fork")
    assert kept.clock.now() == fork.clock.now() == world.clock.now()
    for made in (kept, fork, farm.world("five-hours")):
        made.drop()


def test_a_world_has_people_a_day_and_a_clock_of_its_own(farm: Client) -> None:
    made = farm.create_world("summer", seed=7, size=20, date="2026-07-01", clock="frozen", ephemeral=True)
    assert made.info().size == 20
    assert made.clock.now().isoformat() == "2026-07-01T00:00:00-07:00"
    made.drop()


def test_a_world_is_spoken_to_on_its_own_line(farm: Client, world: World) -> None:
    assert world.line_port() not in (None, farm.world().line_port())
    with world.line("SAC1") as line:
        line.send("QV", LIC="1NOPE15")
        line.expect(source="SVS", kind="NONE")
    assert world.verify(key="QV", LIC="1NOPE15") == 1


def test_a_world_without_a_line_says_how_to_get_one(farm: Client) -> None:
    made = farm.create_world("lineless")
    with pytest.raises(FarmError, match="world lineless has no line: create it with line=True"):
        made.line("SAC1")
    made.drop()


def test_a_terminal_and_an_operator_of_ones_own(world: World) -> None:
    world.add_terminal("OWN1", "CA0340000", attended=False)
    world.add_operator("OWN001", access="inquiry")
    terminal = world.terminal("OWN1", "OWN001")
    assert terminal.send("QV", LIC="1NOPE16").replies[0].kind == "NONE"
    terminal.send("EV", TYP="S", LIC="1NOPE16", LIS="CA", VMA="FORD", OCA="26-1", DOT="20260220")
    terminal.expect(source="CLETS", kind="ERROR")


def test_a_name_that_is_taken_is_refused(farm: Client, world: World) -> None:
    with pytest.raises(Refused) as refused:
        farm.create_world(world.name)
    assert refused.value.status == 409


def test_a_terminal_begins_anew_when_its_world_is_reset(farm: Client) -> None:
    world = farm.create_world("anew")
    terminal = world.terminal("SAC1")
    seen = []
    for _ in range(2):
        sent = terminal.send("QW", NAM="DOE,JOHN", SEX="M", DOB="19800215")
        seen.append((sent.header, terminal.expect(source="NCIC", kind="HIT").seq))
        world.reset()
        terminal.expect_none()
    world.drop()
    assert seen[0] == seen[1]
