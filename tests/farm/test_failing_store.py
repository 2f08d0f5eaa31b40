"""What a client on the line is told when the farm cannot carry out its message."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cases.farm import FarmProcess
from tests.farm.line import Line, typed

PLATE = "QV LIC/1FLR999"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Data whose main world has a file of its own; one that worlds share is not to be changed from outside."""
    with FarmProcess(tmp_path):
        pass
    path = tmp_path / "data" / "worlds" / "main.sqlite"
    shutil.copyfile(path, path.with_suffix(".copy"))
    path.with_suffix(".copy").replace(path)
    return tmp_path


def change(folder: Path, statement: str) -> None:
    """Change the store behind the farm's back."""
    with closing(sqlite3.connect(folder / "data" / "worlds" / "main.sqlite")) as store:
        store.execute(statement)
        store.commit()


def test_a_message_that_the_store_does_not_take_is_answered_and_the_connection_stays(folder: Path) -> None:
    with FarmProcess(folder) as farm, Line(farm) as line:
        change(folder, "ALTER TABLE switch_journal RENAME TO away")
        line.send(typed("SAC1", PLATE), typed("SAC1", PLATE, 2))
        told = line.take(2)
        assert [(one.source, one.kind, one.header) for one in told] == [
            ("CLETS", "ERROR", "SAC1000001"), ("CLETS", "ERROR", "SAC1000002"),
        ]  # fmt: skip
        assert "THE STORE FAILED, NOTHING WAS CHANGED, SEND THE MESSAGE AGAIN: ERROR " in told[0].text
        change(folder, "ALTER TABLE away RENAME TO switch_journal")
        line.send(typed("SAC1", PLATE, 3))
        assert line.receive().source == "SVS"
        assert farm.ask("POST", "/journal/verify", {"direction": "in"})["matched"] == 1


def test_a_message_at_which_the_farm_fails_is_answered_and_the_log_tells_more(folder: Path) -> None:
    person = "NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"
    with FarmProcess(folder) as farm, Line(farm) as line:
        line.send(typed("LAX1", f"YQ CA0340000 RTY/WP RNO/1 PRI/U OCA/26-BUG {person}"))
        assert line.receive().kind == "ACK"
        change(folder, "UPDATE switch_confirmation SET definition = 'nonsense'")
        line.send(typed("SAC1", "YR CA0190000 RTY/WP CON/Y OCA/26-BUG"))
        told = line.receive()
        assert "THE FARM FAILED, NOTHING WAS CHANGED, ITS LOG TELLS MORE: ERROR " in told.text
        number = told.text.rpartition(" ")[2]
        assert number in (folder / "log").read_text()
        line.send(typed("SAC1", PLATE))
        assert line.receive().source == "SVS"


def test_more_messages_than_one_commit_takes_are_all_answered_in_order(tmp_path: Path) -> None:
    with FarmProcess(tmp_path) as farm, Line(farm) as line:
        line.send(*(typed("SAC1", PLATE, number) for number in range(600)))
        assert [one.header for one in line.take(600)] == [f"SAC1{number:06d}" for number in range(600)]
