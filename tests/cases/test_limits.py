"""What a conversation is too short to show: how many entries a database takes in a day."""

from __future__ import annotations

from sqlalchemy import Table

from services import discover
from shared.store.schema import key_tables
from switch.world import World
from tests.cases.over_engine import EngineFarm, EngineTerminals

DAY_SECONDS = 86_400
MOST_A_DAY = 99_999
ENTRY = "SAC1{n:06d}.*FULL01.{key}.CA0340000.TYP/S.SER/SERLIMIT.DOT/20260220.OCA/26-LIMIT"


def entered_today(world: World, count: int) -> None:
    """Let a world's stolen vehicle system have taken so many entries today."""
    serials: Table = key_tables(discover()["svs"]).serials
    statement = world.connection.prepare(serials.insert())
    world.connection.write(statement, {"name": f"fcn {world.clock.now():%Y%m%d}", "value": count})


def test_the_hundred_thousandth_entry_of_a_day_is_refused(engine: EngineFarm) -> None:
    """CJIS-02, over all agencies and both sides of the database."""
    with engine.world() as world:
        entered_today(world, MOST_A_DAY - 1)
        terminals = EngineTerminals(world)
        (last,) = terminals.send("SAC1", ENTRY.format(n=1, key="EP"))
        (refused,) = terminals.send("SAC1", ENTRY.format(n=2, key="EP"))
        (again,) = terminals.send("LAX1", ENTRY.format(n=3, key="EP").replace("SAC1", "LAX1").replace("CA034", "CA019"))
        assert (last.kind, "FCN/1342606199999" in last.text) == ("ACK", True)
        assert (refused.kind, "FCN FULL" in refused.text) == ("REJECT", True)
        assert again.kind == "REJECT"


def test_the_next_day_entries_are_taken_again_from_one_on(engine: EngineFarm) -> None:
    with engine.world() as world:
        entered_today(world, MOST_A_DAY)
        terminals = EngineTerminals(world)
        terminals.advance(DAY_SECONDS)
        (first,) = terminals.send("SAC1", ENTRY.format(n=1, key="EP"))
        assert "FCN/1342606200001" in first.text


def test_a_full_database_leaves_the_others_open(engine: EngineFarm) -> None:
    with engine.world() as world:
        entered_today(world, MOST_A_DAY)
        message = (
            "SAC1000001.*FULL01.EW.CA0340000.NAM/LIMIT,LEO.SEX/M.DOB/19700101.OFF/2202.DOW/20260105.TYP/F.ENT/3"
            ".WNO/W-LIMIT.OCA/26-LIMIT"
        )
        (entered,) = EngineTerminals(world).send("SAC1", message)
        assert entered.kind == "ACK"
