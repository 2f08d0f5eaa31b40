"""The client as its users meet it: against a farm in a process of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from cjfarm import AsyncClient, AsyncTerminal, Client, FarmError, Refused, Unexpected, Unreachable
from tests.cases.farm import FarmProcess

JOHN = {"NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215"}
ROE = {"SEX": "M", "OFF": "2202", "DOW": "20260101", "TYP": "F", "ENT": 3, "DOB": "19700101"}


def test_one_inquiry_draws_replies_from_several_databases(farm: Client) -> None:
    terminal = farm.world().terminal("SAC1")
    sent = terminal.send("QW", **JOHN)
    assert [reply.source for reply in sent.replies] == ["WPS", "CARPOS", "NCIC"]
    assert sent.pending == ()
    hit = terminal.expect(source="NCIC", kind="HIT", header=sent.header)
    assert hit["NIC"] == "W000000019"
    assert hit.records[0].type == "wanted_person"
    assert hit.records[0]["OCA"] == "TEST-0101"


def test_what_does_not_come_explains_itself(farm: Client) -> None:
    terminal = farm.world().terminal("SAC2")
    terminal.forget()
    terminal.send("QV", LIC="1NOPE12")
    with pytest.raises(Unexpected, match=r"no SVS.HIT came to SAC2 within 0 s(?s:.*)kind is NONE, not HIT(?s:.*)why: "):
        terminal.expect(source="SVS", kind="HIT", within=0)


def test_what_must_not_come_is_shown_where_it_does(farm: Client) -> None:
    terminal = farm.world().terminal("SAC2")
    terminal.forget()
    terminal.expect_none(kind="NONE")
    terminal.send("QV", LIC="1NOPE13")
    with pytest.raises(Unexpected, match=r"none was expected: SVS\.NONE"):
        terminal.expect_none(kind="NONE")


def test_unsolicited_messages_are_expected_like_replies(farm: Client) -> None:
    world = farm.world()
    world.agency("CA0300000").answers("deny", after_seconds=60)
    terminal = world.terminal("SAC1")
    terminal.forget()
    terminal.send("YQ", to="CA0300000", RTY="WP", RNO=1, PRI="U", OCA="26-9", NAM="ROE,RALPH")
    terminal.expect(source="CLETS", kind="ACK")
    terminal.expect_none(kind="MESSAGE")
    moved = world.clock.advance(minutes=1)
    assert moved.count >= 1
    assert terminal.expect(kind="MESSAGE", key="YR")["CON"] == "N"


def test_a_terminal_the_farm_does_not_know_is_told_with_those_it_knows(farm: Client) -> None:
    with pytest.raises(Refused, match="there is no terminal NOPE"):
        farm.world().terminal("NOPE").send("QW", **JOHN)


def test_records_are_entered_read_found_and_removed(farm: Client) -> None:
    world = farm.world()
    entered = world.enter("wps", NAM="ROE,REGINALD", WNO="W-1", OCA="26-C1", SMT=["SC FACE"], **ROE)
    assert entered.fcn is not None
    assert (entered.status, entered.ori, entered["SMT"]) == ("active", "CA0340000", ["SC FACE"])
    assert world.record("wps", entered.fcn) == entered
    assert world.find("wps", NAM="ROE,REGINALD") == [entered]
    assert world.modify("wps", entered.fcn, HAI="GRY")["HAI"] == "GRY"
    world.remove("wps", entered.fcn)
    assert world.find("wps", NAM="ROE,REGINALD") == []


def test_a_record_that_is_refused_names_every_field(farm: Client) -> None:
    with pytest.raises(Refused, match=r"NAM LENGTH(?s:.*)SEX MISSING") as refused:
        farm.world().enter("wps", NAM="X")
    assert refused.value.status == 422
    assert {fault["field"] for fault in refused.value.problem["errors"]} >= {"NAM", "SEX"}


@pytest.mark.parametrize(
    ("database", "said"), [("svs", "say type_= one of vehicle, plate, part"), ("nope", "there is no database nope: ")]
)
def test_a_database_of_several_types_is_not_guessed(farm: Client, database: str, said: str) -> None:
    with pytest.raises(FarmError, match=said):
        farm.world().enter(database, OCA="1")


def test_a_fault_ends_with_its_block(farm: Client) -> None:
    world = farm.world()
    terminal = world.terminal("SAC1")
    with world.fault(source="NCIC", down=True) as fault:
        terminal.send("QW", **JOHN)
        terminal.expect(source="CLETS", kind="ERROR", contains="NCIC IS OUT OF SERVICE")
    fault.end()
    sent = terminal.send("QW", **JOHN)
    terminal.expect(source="NCIC", kind="HIT", header=sent.header)


def test_the_faults_in_force_are_told_with_how_often_they_have_struck(farm: Client) -> None:
    world = farm.world()
    with world.fault(source="SVS", cut=True) as fault:
        world.terminal("SAC1").send("QV", LIC="1NOPE14")
        (found,) = world.faults()
        assert (fault.struck, found.id, found.struck) == (0, fault.id, 1)
    assert world.faults() == []


def test_numbers_and_days_are_expected_and_searched_like_text(farm: Client) -> None:
    world = farm.world()
    terminal = world.terminal("SAC1")
    terminal.send("QW", NAM="DOE,JOHN", SEX="M", DOB=date(1980, 2, 15))
    terminal.expect(source="WPS", kind="HIT", DOB=date(1980, 2, 15), ENT=2)
    assert world.journal(direction="in", DOB=date(1980, 2, 15))
    assert {record["OCA"] for record in world.find("wps", NAM="DOE,JOHN", ENT=2)} == {"TEST-0101"}


def test_the_journal_is_searched_and_verified(farm: Client) -> None:
    world = farm.world()
    world.terminal("LAX1", "FULL02").send("QV", LIC="1NOPE14")
    inward, outward = world.journal(terminal="LAX1", oif="FULL02", key="QV")
    assert (inward.direction, outward.direction, outward.message.kind) == ("in", "out", "NONE")
    assert "from LAX1\n    LAX1000001.*FULL02.QV.CA0190000.LIC/1NOPE14" in str(inward)
    assert world.verify(key="QV", terminal="LAX1", oif="FULL02", count=1, LIC="1NOPE14") == 1
    assert world.verify(source="SVS", terminal="LAX1", oif="FULL02", at_least=1, at_most=1) == 1
    with pytest.raises(Unexpected, match=r"exactly 2 expected\nnearest:(?s:.*)LIC is 1NOPE14, not 1NOPE99"):
        world.verify(key="QV", terminal="LAX1", oif="FULL02", count=2, LIC="1NOPE99")


def test_the_journal_is_recorded(farm: Client) -> None:
    world = farm.world()
    world.terminal("CHP1").send("QV", LIC="1NOPE77")
    head, *entries = world.recording().splitlines()
    assert '"world"' in head
    assert "LIC/1NOPE77" in entries[-2]


def test_a_sequence_in_the_journal_is_verified(farm: Client) -> None:
    world = farm.world()
    sent = world.terminal("DOJ1", "FULL02").send("QW", **JOHN)
    assert {entry.direction for entry in world.journal(id_=sent.id)} == {"in", "out"}
    steps = [{"source": "WPS", "kind": "HIT"}, {"source": "NCIC", "fields": {"NIC": "W000000019"}}]
    assert world.verify(terminal="DOJ1", oif="FULL02", sequence=steps) == 2
    with pytest.raises(Refused, match="a count means nothing beside a sequence"):
        world.verify(terminal="DOJ1", oif="FULL02", sequence=steps, count=1)
    with pytest.raises(Unexpected, match="the first 1 of the 2 steps of the sequence with terminal DOJ1") as told:
        world.verify(terminal="DOJ1", oif="FULL02", sequence=steps[::-1])
    assert f"what comes next is missing: {', '.join(f'{name} {value}' for name, value in steps[0].items())}" in str(
        told.value
    )


def test_a_message_is_explained_without_being_sent(farm: Client) -> None:
    world = farm.world()
    before = len(world.journal())
    by_key = world.explain("QW", NAM="DOE,JOHN", SEX="M", DOB="19820101")
    whole = world.explain("SAC1000000.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19820101")
    assert by_key == whole
    assert {reply.source for reply in whole.replies} == {"WPS", "CARPOS", "NCIC"}
    assert all(reply.why for reply in whole.replies)
    assert any(near.name == "DOE,JOHN" and near.fell_short for near in whole.considered)
    assert len(world.journal()) == before


def test_the_clock_is_read_set_and_advanced(farm: Client) -> None:
    clock = farm.world().clock
    before = clock.freeze().now
    assert clock.advance(30, minutes=1).now - before == timedelta(seconds=90)
    assert clock.set(before + timedelta(hours=1)).now == clock.now() == before + timedelta(hours=1)
    with pytest.raises(Refused, match="only moves forward"):
        clock.set(before)


def test_a_line_has_the_same_interface(farm: Client) -> None:
    with farm.world().line("SAC2", "FULL02") as line:
        sent = line.send("QW", **JOHN)
        assert sent.replies == ()
        assert line.expect(source="NCIC", kind="HIT", header=sent.header)["OCA"] == "TEST-0101"
        line.expect(source="WPS", kind="HIT", NAM="doe,john")
        line.send_text("nonsense")
        line.expect(kind="ERROR")
        line.expect_none(kind="HIT", within=0.05)
        with pytest.raises(Unexpected, match="did not close"):
            line.expect_closed(within=0.05)


def test_a_line_that_the_farm_closes_is_seen(farm: Client) -> None:
    with farm.world().line("SAC2") as line:
        for _ in range(3):
            line.send_text("\x07")
        line.expect_closed()
        line.expect(kind="ERROR", within=0)
        with pytest.raises(Unreachable, match="closed the line of SAC2"):
            line.expect(kind="HIT")


def test_a_world_that_is_not_there_is_told(farm: Client) -> None:
    with pytest.raises(Refused, match="there is no world t9"):
        farm.world("t9").clock.now()
    with pytest.raises(FarmError, match="there is no world t9: main"):
        farm.world("t9").info()


def test_a_connection_that_the_farm_has_closed_is_opened_again(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("restarted")
    with FarmProcess(folder) as first:
        farm = Client(f"http://{first.host}:{first.http_port}")
        assert farm.ready()
        port = str(first.http_port)
    with pytest.raises(Unreachable, match="Is it running"):
        farm.ready()
    with FarmProcess(folder, "--http-port", port):
        assert farm.ready()


def test_where_nothing_answers_the_client_says_so() -> None:
    with pytest.raises(FarmError, match="http://HOST:PORT is accepted"):
        Client("localhost:8400")


def over_asyncio(url: str, claim: Callable[[AsyncClient], Awaitable[None]]) -> None:
    async def run() -> None:
        async with AsyncClient(url) as farm:
            await claim(farm)

    asyncio.run(run())


def test_calls_of_one_client_overlap_under_asyncio(url: str) -> None:
    async def claim(farm: AsyncClient) -> None:
        terminal = farm.world().terminal("DOJ1")
        await terminal.forget()
        waiting = asyncio.create_task(terminal.expect(kind="HIT", source="NCIC", within=10))
        await asyncio.gather(*(terminal.send("QW", **JOHN) for _ in range(5)))
        await waiting
        for _ in range(4):
            await terminal.expect(kind="HIT", source="NCIC")
        await terminal.expect_none(kind="HIT", source="NCIC")

    over_asyncio(url, claim)


def test_a_line_and_a_fault_work_under_asyncio(url: str) -> None:
    async def claim(farm: AsyncClient) -> None:
        world = farm.world()
        async with await world.fault(source="NCIC", down=True), await world.line("CHP1") as line:
            await line.send("QW", **JOHN)
            await line.expect(kind="ERROR", contains="NCIC")

    over_asyncio(url, claim)


def test_a_client_may_be_used_in_one_event_loop_after_the_other(url: str) -> None:
    farm = AsyncClient(url)
    assert asyncio.run(farm.ready())
    assert asyncio.run(farm.ready())


def test_both_clients_have_the_same_methods() -> None:
    assert [name for name in vars(Client) if not name.startswith("__")] == [
        name for name in vars(AsyncClient) if not name.startswith("__")
    ]
    assert AsyncTerminal.__doc__
