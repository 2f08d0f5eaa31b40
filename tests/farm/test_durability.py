"""Nothing acknowledged is lost, however a farm ends, and nobody starts one on data that is not his."""

from __future__ import annotations

import shutil
import signal
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest

from shared.wire import Kind
from tests.cases.farm import FarmProcess, refused
from tests.cases.terminals import Came
from tests.farm.killing import ENOUGH, fcn_of, killed_while_entering
from tests.farm.line import Line, typed
from tests.farm.waiting import until

STOP_SECONDS = 2
TIMEOUT_SECONDS = 20
URGENT_SECONDS = 2
CONFIGURATION = f"[hit_confirmation]\nurgent_seconds = {URGENT_SECONDS}\n"
COMPLETE = "RAC/W HGT/511 WGT/180 HAI/BRO OFF/2202 DOW/20260105 TYP/F ENT/1"
MANY = "QW NAM/TRAINING,CASEY SEX/M"
UNREAD_MESSAGES = 900
PERSON = "NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"


@dataclass(frozen=True)
class Story:
    """What happened to a farm before it was killed, and the farm that goes on with its data.

    Attributes:
        acknowledged: file control numbers of the entries that were acknowledged.
        passed_on: that of the record that NCIC took only after the connection of its sender had gone.
        folder: its folder.
        farm: the farm.
    """

    acknowledged: list[str]
    passed_on: str
    folder: Path
    farm: FarmProcess


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """A farm with a running clock that leaves messages for SAC1 and LAX1, and is killed while it takes entries."""
    folder = tmp_path_factory.mktemp("killed")
    (folder / "config.toml").write_text(CONFIGURATION)
    options = ("--clock", "real", "--config", str(folder / "config.toml"))
    with FarmProcess(folder, *options) as farm:
        passed_on = _record_that_was_passed_on_late(farm)
        with Line(farm) as line:
            line.send(typed("LAX1", f"YQ CA0340000 RTY/WP RNO/1 PRI/U OCA/26-DUE {PERSON}"))
            assert line.receive().kind == Kind.ACK
            due = time.monotonic() + URGENT_SECONDS
        acknowledged = killed_while_entering(farm)
    until(lambda: time.monotonic() > due)
    with FarmProcess(folder, *options) as again:
        yield Story(acknowledged, passed_on, folder, again)


def _record_that_was_passed_on_late(farm: FarmProcess) -> str:
    farm.ask("POST", "/faults", {"match": {"source": "NCIC"}, "effect": {"down": True}})
    with Line(farm) as line:
        line.send(typed("SAC1", f"EW NAM/LATECOMER,LEA SEX/F DOB/19600101 {COMPLETE} WNO/W-L1 OCA/26-L1"))
        entered, told = line.take(2)
        assert (entered.kind, told.kind) == (Kind.ACK, Kind.ERROR)
    farm.ask("DELETE", "/faults")
    farm.ask("POST", "/clock/advance", {"seconds": 300})
    return fcn_of(entered)


def test_every_entry_that_was_acknowledged_is_found_after_a_kill(story: Story) -> None:
    assert len(story.acknowledged) >= ENOUGH
    with Line(story.farm) as line:
        for number, fcn in enumerate(story.acknowledged):
            line.send(typed("CHP1", f"QV FCN/{fcn}", number))
            assert fcn_of(line.receive()) == fcn


def test_a_number_that_was_given_before_a_kill_is_not_given_again(story: Story) -> None:
    with Line(story.farm) as line:
        line.send(typed("CHP1", "EP TYP/S SER/SERAFTER DOT/20260220 OCA/26-AFTER"))
        assert fcn_of(line.receive()) > max(story.acknowledged)


def test_what_waited_for_a_terminal_reaches_it_after_a_kill_and_only_once(story: Story) -> None:
    with Line(story.farm) as line:
        ack, request = line.all_there("SAC1")
    assert (ack.source, ack.kind, ack.header) == ("NCIC", "ACK", "SAC1000001")
    assert fcn_of(ack) == story.passed_on
    assert (request.source, request.kind, "OCA/26-DUE" in request.text) == ("CLETS", "MESSAGE", True)
    with Line(story.farm) as line:
        assert line.all_there("SAC1") == []


def test_what_fell_due_while_the_farm_was_down_happens_when_it_is_up_again(story: Story) -> None:
    with Line(story.farm) as line:
        (notice,) = line.all_there("LAX1")
    assert (notice.source, notice.kind, notice.key) == ("CLETS", "NOTICE", "YQ")
    assert "OCA/26-DUE" in notice.text
    with Line(story.farm) as line:
        assert line.all_there("LAX1") == []


class Client:
    """An HTTP client that waits for what comes for SAC2."""

    def __init__(self, farm: FarmProcess, path: str) -> None:
        self.received = b""
        self._socket = socket.create_connection((farm.host, farm.http_port), TIMEOUT_SECONDS)
        self._socket.sendall(f"GET /terminals/SAC2/{path} HTTP/1.1\r\nHost: farm\r\n\r\n".encode())
        self._reading = Thread(target=self._read)
        self._reading.start()

    def _read(self) -> None:
        with self._socket:
            while data := self._socket.recv(65_536):
                self.received += data

    def all(self) -> bytes:
        """All that came until the farm closed the connection."""
        self._reading.join(TIMEOUT_SECONDS)
        return self.received


@dataclass(frozen=True)
class Stopped:
    """A farm that was told to stop while many waited for it.

    Attributes:
        folder: its folder.
        code: its exit code, or None where it did not end in time.
        poll: what the client of a long poll got.
        stream: what the reader of a stream got.
        lines: what came on the lines after the signal.
    """

    folder: Path
    code: int | None
    poll: bytes
    stream: bytes
    lines: list[list[Came]]


@pytest.fixture(scope="module")
def stopped(tmp_path_factory: pytest.TempPathFactory) -> Stopped:
    """A farm that was told to stop while a long poll, a stream and some lines were open."""
    folder = tmp_path_factory.mktemp("stopped")
    with FarmProcess(folder) as farm, Line(farm) as first, Line(farm) as second:
        lines = first, second
        assert [line.all_there("SAC1") for line in lines] == [[], []]
        poll, stream = Client(farm, "messages?wait=60"), Client(farm, "stream")
        until(lambda: b": stream" in stream.received)
        farm.process.send_signal(signal.SIGTERM)
        try:
            code: int | None = farm.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            code = None
        farm.kill()
        return Stopped(folder, code, poll.all(), stream.all(), [line.until_closed() for line in lines])


def test_a_farm_that_is_told_to_stop_ends_within_two_seconds_whoever_waits(stopped: Stopped) -> None:
    assert stopped.code == 0


def test_who_waits_when_a_farm_stops_is_answered(stopped: Stopped) -> None:
    assert stopped.poll.startswith(b"HTTP/1.1 200 ")
    assert stopped.poll.endswith(b'{"messages":[],"next":0}')
    assert stopped.stream.endswith(b"\r\n0\r\n\r\n")
    assert stopped.lines == [[], []]


def test_data_is_not_used_with_other_options_than_it_was_made_with(stopped: Stopped) -> None:
    asked = ("--seed", "2", "--size", "60", "--date", "2026-03-03", "--clock", "real")
    ended = refused(stopped.folder, *asked)
    assert ended.returncode == 2
    for said in ("--seed 2 (it has 1)", "--size 60 (it has 50)", "--date 2026-03-03 (it has 2026-03-02)",
                 "--clock real (it has frozen)", "Leave them out", "another --data", "remove it"):  # fmt: skip
        assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_data_that_another_farm_uses_is_not_used(story: Story) -> None:
    ended = refused(story.folder)
    assert ended.returncode == 2
    assert "another farm uses" in ended.stderr
    assert "stop it, or use another --data" in ended.stderr
    assert story.farm.ask("GET", "/health")


def test_data_of_a_newer_version_is_not_used(stopped: Stopped) -> None:
    folder = stopped.folder / "newer"
    shutil.copytree(stopped.folder / "data", folder / "data")
    with closing(sqlite3.connect(folder / "data" / "worlds" / "main.sqlite")) as store:
        store.execute("UPDATE alembic_version SET version_num = 'wps_0099' WHERE version_num LIKE 'wps%'")
        store.commit()
    ended = refused(folder)
    assert ended.returncode == 2
    for said in ("wps_0099", "made by a newer cjfarm", "upgrade cjfarm or use another --data"):
        assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_what_a_client_had_not_read_when_the_farm_stopped_reaches_it_after_the_start(tmp_path: Path) -> None:
    """What the system had taken for the client counts as read; what was answered beyond that is in the farm."""
    with FarmProcess(tmp_path) as farm, Line(farm, receive_buffer=4096) as line:
        line.send(*[typed("CHP1", MANY)] * UNREAD_MESSAGES)
        with Line(farm) as other:
            assert other.all_there("SAC1") == []
        farm.process.send_signal(signal.SIGTERM)
        assert farm.process.wait(STOP_SECONDS) == 0
        got = len(line.until_closed())
    with FarmProcess(tmp_path) as again, Line(again) as line:
        sent = again.ask("POST", "/journal/verify", {"terminal": "CHP1", "direction": "out"})["matched"]
        queued = len(line.all_there("CHP1"))
    assert got < sent <= got + queued
