"""A database in a process of its own that is slow or dead delays only its own answers."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.farm import FarmProcess
from tests.farm.line import Line, typed

CONFIGURATION = "[limits]\nanswer_seconds = 2.0\n"
IDENTIFIED = "QW NAM/NOBODY,NELL SEX/F DOB/19700101"


@pytest.fixture(scope="module", params=["real", "frozen"])
def farm(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm whose databases are processes of their own."""
    folder = tmp_path_factory.mktemp("separate")
    (folder / "config.toml").write_text(CONFIGURATION)
    with FarmProcess(folder, "--separate", "--clock", request.param, "--config", str(folder / "config.toml")) as made:
        yield made


def process_of(farm: FarmProcess, database: str) -> int:
    """The number of a database's process."""
    parent = farm.process.pid
    for number in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        if f"\0serve\0{database}\0" in Path(f"/proc/{number}/cmdline").read_text():
            return int(number)
    raise AssertionError(f"{database} has no process")


def test_a_slow_database_is_told_and_its_late_answer_delivered_while_all_others_answer(farm: FarmProcess) -> None:
    slow = process_of(farm, "wps")
    os.kill(slow, signal.SIGSTOP)
    try:
        with Line(farm) as line:
            line.send(typed("SAC1", IDENTIFIED))
            assert sorted(one.source for one in line.take(2)) == ["CARPOS", "NCIC"]
            line.send(typed("SAC1", "QV LIC/1SLW999", 2))
            assert line.receive().source == "SVS"
            told = line.receive()
            assert (told.source, told.kind) == ("CLETS", "ERROR")
            assert "WPS HAS NOT ANSWERED WITHIN 2 SECONDS; A LATE ANSWER WILL BE DELIVERED" in told.text
            line.send(typed("SAC1", "QV LIC/1SLW999", 3))
            assert line.receive().source == "SVS"
            os.kill(slow, signal.SIGCONT)
            late = line.receive()
            assert (late.source, late.kind, late.header) == ("WPS", "NONE", told.header)
            assert line.all_there("SAC1") == []
    finally:
        os.kill(slow, signal.SIGCONT)


def test_a_dead_database_is_out_of_service_and_silences_no_other(farm: FarmProcess) -> None:
    os.kill(process_of(farm, "wps"), signal.SIGKILL)
    with Line(farm) as line:
        line.send(typed("SAC1", IDENTIFIED))
        came = line.take(3)
    assert sorted(one.source for one in came) in (["CARPOS", "CLETS", "NCIC"], ["CARPOS", "NCIC", "WPS"])


def test_what_was_on_its_way_when_the_farm_was_killed_is_answered_when_it_is_back(tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--separate") as killed, Line(killed) as line:
        slow = process_of(killed, "wps")
        os.kill(slow, signal.SIGSTOP)
        line.send(typed("SAC1", IDENTIFIED))
        assert sorted(one.source for one in line.take(2)) == ["CARPOS", "NCIC"]
        seen = killed.ask("GET", "/terminals/SAC1/messages")["next"]
        killed.kill()
        os.kill(slow, signal.SIGKILL)
    with FarmProcess(tmp_path, "--separate") as again:
        (found,) = again.ask("GET", "/terminals/SAC1/messages", after=seen, wait=20)["messages"]
        assert (found["source"], found["kind"]) == ("WPS", "NONE")
        with Line(again) as line:
            assert [one.source for one in line.all_there("SAC1")] == ["WPS"]
