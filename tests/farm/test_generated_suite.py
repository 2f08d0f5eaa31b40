"""Generated tests, each in a world of its own: in any order and side by side their journals are the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.page import ROOT

COUNT = 200
SUITE = f"""
import os
import pathlib
import random

import pytest

WARRANT = {{"SEX": "M", "DOW": "20260105", "TYP": "F", "DOB": "19700101", "OFF": "2202"}}
NAMES = ("ROE,RALPH", "DOE,JOHN", "ACORN,ABEL", "BIRCH,BASIL")


def enter(chance, world, terminal):
    number = chance.randrange(10_000)
    fields = {{**WARRANT, "NAM": chance.choice(NAMES), "WNO": f"W-{{number}}", "OCA": f"26-{{number}}"}}
    world.enter("wps", ENT=chance.choice([2, 3, 4]), RAC="W", HGT="510", WGT="170", HAI="BRO", **fields)


def ask(chance, world, terminal):
    terminal.send("QW", wait=0, NAM=chance.choice(NAMES), SEX="M", DOB="19700101")


def confirm(chance, world, terminal):
    world.agency("CA0300000").answers(chance.choice(["confirm", "deny", "never"]), after_seconds=chance.randrange(900))
    terminal.send("YQ", to="CA0300000", RTY="WP", RNO=1, PRI="U", OCA=f"26-{{chance.randrange(99)}}", NAM="ROE,RALPH")


def move(chance, world, terminal):
    world.clock.advance(minutes=chance.randrange(30))


def spoil(chance, world, terminal):
    effect = chance.choice(EFFECTS)
    with world.fault(source=chance.choice(["WPS", "NCIC", "CARPOS"]), times=chance.choice([None, 1, 2]), **effect):
        ask(chance, world, terminal)
        move(chance, world, terminal)


def perhaps(chance, world, terminal):
    world.fault(source="CARPOS", probability=0.5, garble=True)
    ask(chance, world, terminal)


def lose(chance, world, terminal):
    world.fault(source="NCIC", direction="in", drop=True, times=1)
    enter(chance, world, terminal)


def hold(chance, world, terminal):
    with world.fault(terminal="SAC1", hold=True):
        ask(chance, world, terminal)
        move(chance, world, terminal)


def break_off(chance, world, terminal):
    with world.fault(source="WPS", close=chance.choice(["before", "middle", "after"]), times=1):
        ask(chance, world, terminal)


def put_back(chance, world, terminal):
    world.reset()


EFFECTS = (
    {{"down": True}}, {{"delay_seconds": 40}}, {{"late": True}}, {{"drop": True}}, {{"out_of_order": True}},
    {{"duplicate": True}}, {{"garble": True}}, {{"cut": True}},
)
ACTIONS = (enter, enter, ask, confirm, move, spoil, spoil, spoil, perhaps, lose, hold, break_off, put_back)


@pytest.mark.parametrize("number", range({COUNT}))
def test_generated(number, world, terminal):
    chance = random.Random(number)
    for action in chance.choices(ACTIONS, k=5):
        action(chance, world, terminal)
    world.end_faults()
    ask(chance, world, terminal)
    terminal.expect(source="WPS", within=0)
    entries = world.recording().split("\\n", 1)[1]
    pathlib.Path(os.environ["JOURNALS"], str(number)).write_text(entries)
"""
FAULTS = (
    "out of service", "answer delayed", "beyond the time limit", "answer dropped", "question dropped",
    "after the next one", "sent twice", "text garbled", "text cut", "held in the terminal's queue",
    "closed before", "closed in the middle of", "closed after",
)  # fmt: skip
SHUFFLED = """
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.name[::-1])
"""


def journals(folder: Path, *options: str, conftest: str = "") -> dict[str, str]:
    """The journals of the tests, run in some way."""
    (folder / "journals").mkdir(parents=True)
    (folder / "test_generated.py").write_text(SUITE, encoding="utf-8")
    (folder / "conftest.py").write_text(conftest, encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST", "CJFARM"))}
    further = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT), "JOURNALS": str(folder / "journals")}
    plugins = ("-p", "cjfarm.pytest_plugin", "-p", "no:cacheprovider")
    command = [sys.executable, "-m", "pytest", "-q", *plugins, "--cjfarm-size", "50", *options]
    environment = {**kept, **further}
    ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert f"{COUNT} passed" in ran.stdout, ran.stdout[-5000:]
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "journals").iterdir()}


@pytest.fixture(scope="module")
def one_after_the_other(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return journals(tmp_path_factory.mktemp("generated") / "in-order")


def test_in_another_order_on_four_workers_the_journals_are_the_same(
    one_after_the_other: dict[str, str], tmp_path: Path
) -> None:
    assert journals(tmp_path / "workers", "-p", "xdist", "-n", "4", conftest=SHUFFLED) == one_after_the_other


def test_the_journals_are_of_many_kinds(one_after_the_other: dict[str, str]) -> None:
    whole = "".join(one_after_the_other.values())
    assert all(f'"{kind}"' in whole for kind in ("HIT", "NONE", "ACK", "ERROR", "MESSAGE", "NOTICE"))
    assert len(set(one_after_the_other.values())) > COUNT * 0.9


def test_the_journals_tell_of_faults_of_every_kind(one_after_the_other: dict[str, str]) -> None:
    whole = "".join(one_after_the_other.values())
    assert [what for what in FAULTS if what not in whole] == []
