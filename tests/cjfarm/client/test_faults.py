"""Faults as the client sees them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cjfarm import Client, Terminal, Unexpected, Unreachable, World
from cjfarm.client.queries import Effect
from switch import faults

JOHN = {"NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215"}


@pytest.fixture
def world(farm: Client) -> Iterator[World]:
    world = farm.world()
    yield world
    world.end_faults()


@pytest.fixture
def terminal(world: World) -> Terminal:
    terminal = world.terminal("LAX1")
    terminal.forget()
    return terminal


def test_the_client_knows_every_effect() -> None:
    assert set(Effect.__annotations__) == set(faults.Effect.model_fields)


def test_a_delayed_answer_comes_when_the_worlds_clock_says(world: World, terminal: Terminal) -> None:
    with world.fault(source="NCIC", key="QW", delay_seconds=5, times=1):
        sent = terminal.send("QW", wait=0, **JOHN)
        assert sent.pending == ("NCIC",)
        terminal.expect_none(source="NCIC", kind="HIT")
        world.clock.advance(5)
        terminal.expect(source="NCIC", kind="HIT", header=sent.header)


def test_a_late_answer_comes_after_the_sender_was_told_of_the_time_limit(world: World, terminal: Terminal) -> None:
    with world.fault(source="NCIC", key="QW", late=True, times=1):
        sent = terminal.send("QW", wait=0, **JOHN)
    world.clock.advance(10)
    terminal.expect(
        source="CLETS", kind="ERROR", header=sent.header, contains="NCIC HAS NOT ANSWERED WITHIN 10 SECONDS"
    )
    terminal.expect_none(source="NCIC")
    world.clock.advance(5)
    terminal.expect(source="NCIC", kind="HIT", header=sent.header)


def test_a_dropped_answer_never_comes_and_the_database_has_done_its_work(world: World, terminal: Terminal) -> None:
    with world.fault(source="SVS", drop=True, times=1):
        sent = terminal.send("EP", wait=0, TYP="S", SER="DROP1", DOT="20260220", OCA="26-DROP1")
    assert sent.pending == ("SVS",)
    world.clock.advance(minutes=10)
    terminal.expect(source="CLETS", kind="ERROR", header=sent.header, contains="SVS HAS NOT ANSWERED")
    terminal.expect_none(source="SVS")
    assert [found["SER"] for found in world.find("svs", OCA="26-DROP1")] == ["DROP1"]
    asked = world.journal(id_=sent.id)[0].message
    assert [why.text.partition(": ")[2] for why in asked.why] == ["answer dropped (SVS)"]


def test_a_dropped_question_never_reaches_the_database(world: World, terminal: Terminal) -> None:
    with world.fault(source="SVS", direction="in", drop=True, times=1):
        terminal.send("EP", wait=0, TYP="S", SER="DROP2", DOT="20260220", OCA="26-DROP2")
    assert world.find("svs", OCA="26-DROP2") == []


def test_an_answer_out_of_order_comes_after_the_next_one(world: World, terminal: Terminal) -> None:
    with world.fault(source="WPS", out_of_order=True, times=1) as fault:
        assert [reply.source for reply in terminal.send("QW", **JOHN).replies] == ["CARPOS", "WPS", "NCIC"]
        terminal.expect(source="CARPOS")
        late = terminal.expect(source="WPS", kind="HIT")
        assert f"fault {fault.id}: answer delivered after the next one (WPS)" in [why.text for why in late.why]


def test_a_cut_answer_has_its_first_line_and_not_its_end(world: World, terminal: Terminal) -> None:
    whole = terminal.send("QW", **JOHN).replies[0]
    with world.fault(source="WPS", cut=True, times=1):
        cut = terminal.send("QW", **JOHN).replies[0]
    first, *lines = whole.text.splitlines()
    assert (
        cut.text.splitlines()[:-1]
        == [first.replace(whole.header, cut.header), *lines][: len(cut.text.splitlines()) - 1]
    )
    assert len(cut.text) < len(whole.text)
    assert (cut.kind, cut.records) == ("HIT", ())


def test_a_duplicated_answer_comes_twice_and_a_garbled_one_is_another(world: World, terminal: Terminal) -> None:
    with world.fault(source="WPS", duplicate=True, times=1):
        terminal.send("QW", **JOHN)
        terminal.expect(source="WPS", kind="HIT")
        terminal.expect(source="WPS", kind="HIT")
    terminal.forget()
    with world.fault(source="WPS", terminal="LAX1", garble=True) as fault:
        assert fault.definition["effect"] == {"garble": True}
        whole = terminal.send("QW", **JOHN)
        with pytest.raises(Unexpected):
            terminal.expect(source="WPS", header=whole.header, NAM="DOE,JOHN", OCA="TEST-0101", within=0)


@pytest.mark.parametrize("when", ["before", "middle"])
def test_a_connection_that_is_closed_around_an_answer_is_seen(world: World, when: str) -> None:
    with world.line("DOJ1") as line, world.fault(source="SVS", close=when, times=1):
        line.send("QV", LIC="1NOPE31")
        line.expect_closed()
        with pytest.raises(Unreachable):
            line.expect(source="SVS")


def test_a_queue_that_is_held_is_released_in_order(world: World, terminal: Terminal) -> None:
    with world.fault(terminal="LAX1", hold=True):
        terminal.send("QV", wait=0, LIC="1NOPE32")
        terminal.send("QV", wait=0, LIC="1NOPE33")
        terminal.expect_none()
    assert [terminal.expect(source="SVS").header for _ in range(2)] == ["LAX1000001", "LAX1000002"]
