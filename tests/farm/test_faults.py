"""Faults as a client on the line sees them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.cases.farm import FarmProcess
from tests.farm.line import Line, typed

NAME = "QW NAM/NOBODY,NINA SEX/F"


@pytest.fixture(autouse=True)
def mended(farm: FarmProcess) -> Any:
    """No fault outlives its test."""
    yield
    farm.ask("DELETE", "/faults")


def fault(farm: FarmProcess, match: dict[str, str], effect: dict[str, Any], **more: Any) -> int:
    added: int = farm.ask("POST", "/faults", {"match": match, "effect": effect, **more})["id"]
    return added


@pytest.mark.parametrize(
    ("when", "before", "again"),
    [("before", [], ["WPS", "CARPOS"]), ("middle", [], ["WPS", "CARPOS"]), ("after", ["WPS"], ["CARPOS"])],
)
def test_what_a_closed_connection_did_not_bring_whole_waits_for_the_next_one(
    farm: FarmProcess, when: str, before: list[str], again: list[str]
) -> None:
    fault(farm, {"source": "WPS"}, {"close": when}, times=1)
    with Line(farm) as line:
        line.send(typed("SAC2", NAME))
        assert [one.source for one in line.until_closed()] == before
    with Line(farm) as line:
        assert [one.source for one in line.all_there("SAC2")] == again
    with Line(farm) as line:
        assert line.all_there("SAC2") == []


def test_a_connection_closed_in_the_middle_of_an_answer_leaves_half_a_frame(farm: FarmProcess) -> None:
    fault(farm, {"source": "WPS"}, {"close": "middle"}, times=1)
    with Line(farm) as line:
        line.send(typed("CHP1", NAME))
        data = b""
        while part := line.socket.recv(65_536):
            data += part
    assert data.startswith(b"\x02CHP1")
    assert b"\x03" not in data
    with Line(farm) as line:
        line.all_there("CHP1")


def test_answers_come_twice_out_of_order_and_damaged(farm: FarmProcess) -> None:
    fault(farm, {"source": "CARPOS"}, {"duplicate": True}, times=1)
    fault(farm, {"source": "WPS"}, {"out_of_order": True}, times=1)
    fault(farm, {"source": "WPS"}, {"garble": True}, times=1)
    fault(farm, {"source": "CARPOS"}, {"cut": True}, times=1)
    with Line(farm) as line:
        line.send(typed("LAX1", NAME))
        carpos, twice, wps = line.take(3)
        assert (carpos, carpos.source, wps.source) == (twice, "CARPOS", "WPS")
        line.send(typed("LAX1", NAME))
        garbled, cut = line.take(2)
    assert (garbled.source, garbled.kind, len(garbled.text)) == ("WPS", "NONE", len(wps.text))
    assert garbled.text != wps.text
    assert carpos.text.startswith(cut.text)
    assert cut.text != carpos.text


def test_a_late_answer_comes_to_the_connection_that_asked(farm: FarmProcess) -> None:
    fault(farm, {"source": "WPS"}, {"late": True}, times=1)
    with Line(farm) as line:
        line.send(typed("SAC1", NAME))
        assert line.receive().source == "CARPOS"
        farm.ask("POST", "/clock/advance", {"seconds": 10})
        told = line.receive()
        assert (told.source, "WPS HAS NOT ANSWERED WITHIN 10 SECONDS" in told.text) == ("CLETS", True)
        farm.ask("POST", "/clock/advance", {"seconds": 5})
        assert (late := line.receive()).source == "WPS"
        assert late.header == told.header


def test_a_queue_that_is_held_is_released_to_the_line_in_order(farm: FarmProcess) -> None:
    held = fault(farm, {"terminal": "DOJ1"}, {"hold": True})
    with Line(farm) as line:
        for number in range(3):
            line.send(typed("DOJ1", "QV LIC/1HLD999", number))
        with Line(farm) as other:
            other.send(typed("SAC2", "QV LIC/1HLD999"))
            assert other.receive().source == "SVS"
        farm.ask("DELETE", f"/faults/{held}")
        assert [one.header for one in line.take(3)] == [f"DOJ100000{number}" for number in range(3)]


def test_faults_and_what_they_keep_back_survive_a_kill(tmp_path: Any) -> None:
    with FarmProcess(tmp_path) as killed, Line(killed) as line:
        fault(killed, {"source": "WPS"}, {"delay_seconds": 30}, times=2)
        line.send(typed("SAC1", NAME))
        assert line.receive().source == "CARPOS"
        killed.kill()
    with FarmProcess(tmp_path) as again, Line(again) as line:
        assert line.all_there("SAC1") == []
        fired = again.ask("POST", "/clock/advance", {"seconds": 60})["fired"]
        assert [one["what"] for one in fired] == ["time limit: QW of WPS", "answer: QW of WPS"]
        assert [one.source for one in line.take(2)] == ["CLETS", "WPS"]
        (left,) = again.ask("GET", "/faults")["faults"]
        assert (left["times"], left["struck"]) == (2, 1)
