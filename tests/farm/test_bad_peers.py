"""Peers on the line that break the rules, and ones that only use them to the full: the farm lives on."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from shared.wire import MAXIMUM_BYTES, Framing, frame
from switch.intake import TURN_MESSAGES
from switch.line import UNREAD_LIMIT_BYTES
from tests.cases.farm import STOP_SECONDS, FarmProcess
from tests.cases.terminals import Came
from tests.farm.line import Line, framed, typed
from tests.farm.waiting import until

NOBODY = "QW OCA/26-NOBODY"
MANY = "QW NAM/TRAINING,CASEY SEX/M"
"""Draws twenty-five records, some five thousand characters."""
TOO_LONG = frame(b"A" * (MAXIMUM_BYTES + 1))
CONNECTIONS = 200
UNREAD_MESSAGES = 1500
FLOODING, FLOOD_MESSAGES = 20, 1000
"""How many clients ask very much at once, and how much each."""
MUCH = 300
"""Answers of that kind that are more than one may leave unread."""


def kinds(arrived: list[Came]) -> list[tuple[str, str]]:
    return [(one.source, one.kind) for one in arrived]


def is_served(line: Line, number: int = 1) -> bool:
    """Whether an inquiry is answered, and nothing else comes."""
    line.send(typed("SAC1", NOBODY, number))
    one = line.receive()
    return (one.header, one.source, one.kind) == (f"SAC1{number:06d}", "WPS", "NONE")


def test_rubbish_is_answered_with_an_error_and_the_line_goes_on(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send_bytes(bytes(range(4, 256)) * 10)
        line.send_bytes(frame(bytes(range(128, 256))))
        assert kinds(line.take(2)) == [("CLETS", "ERROR")] * 2
        assert is_served(line)


def test_a_frame_that_is_too_long_draws_an_error_that_names_the_limit(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send_bytes(TOO_LONG)
        assert "16384" in line.receive().text
        assert is_served(line)


def test_a_frame_that_never_ends_draws_one_error_and_the_next_frame_is_read(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send_bytes(b"\x02")
        for _ in range(64):
            line.send_bytes(b"A" * MAXIMUM_BYTES)
        assert line.receive().kind == "ERROR"
        assert is_served(line)


@pytest.mark.parametrize("hard", [False, True], ids=["closed", "reset"])
def test_half_a_frame_and_then_nothing_leaves_no_trace(farm: FarmProcess, hard: bool) -> None:
    before = farm.ask("GET", "/journal", contains="HALFAFRAME")["entries"]
    with Line(farm) as line:
        line.send_bytes(framed([typed("SAC1", "QW NAM/HALFAFRAME,A SEX/M")])[:-1])
        if hard:
            line.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with Line(farm) as line:
        assert is_served(line)
    assert farm.ask("GET", "/journal", contains="HALFAFRAME")["entries"] == before == []


@pytest.mark.parametrize("broken", [TOO_LONG, b"\x02cut\x02cut\x02cut\x02"], ids=["too long", "cut off"])
def test_three_broken_frames_in_a_row_close_the_line_after_the_errors(farm: FarmProcess, broken: bytes) -> None:
    with Line(farm) as line:
        line.send_bytes(broken if b"cut" in broken else broken * 3)
        assert kinds(line.until_closed()) == [("CLETS", "ERROR")] * 3


def test_a_good_frame_in_between_starts_the_count_anew(farm: FarmProcess) -> None:
    with Line(farm) as line:
        for number in range(1, 4):
            line.send_bytes(TOO_LONG * 2)
            assert kinds(line.take(2)) == [("CLETS", "ERROR")] * 2
            assert is_served(line, number)


def test_a_good_frame_in_the_same_packet_starts_the_count_anew(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send_bytes((TOO_LONG * 2 + framed([typed("SAC1", NOBODY)])) * 3)
        assert kinds(line.take(9)) == [("CLETS", "ERROR"), ("CLETS", "ERROR"), ("WPS", "NONE")] * 3
        assert is_served(line)


def test_a_client_that_closes_its_side_after_the_question_gets_the_answer(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send(typed("SAC1", NOBODY))
        line.socket.shutdown(socket.SHUT_WR)
        assert kinds(line.until_closed()) == [("WPS", "NONE")]


@pytest.fixture(scope="module")
def unread(farm: FarmProcess) -> list[str]:
    """What waits for CHP1 after a client there asked on and on and never read, until the farm closed the connection.

    The system takes some megabytes for it before anything waits in the farm.
    """
    with Line(farm, receive_buffer=4096) as line:
        line.send_bytes(framed([typed("CHP1", MANY)] * UNREAD_MESSAGES))
        until(lambda: is_closed(line))
    return [entry["text"] for entry in sent_to(farm, "CHP1") if entry["queued"]]


def is_closed(line: Line) -> bool:
    """Whether the farm takes no more from a connection."""
    try:
        line.send(typed("CHP1", NOBODY))
    except ConnectionError:
        return True
    return False


def sent_to(farm: FarmProcess, terminal: str) -> Iterator[dict[str, Any]]:
    """The lines of the journal about what was sent to a terminal."""
    cursor: int | None = 0
    while cursor is not None:
        page = farm.ask("GET", "/journal", terminal=terminal, direction="out", limit=1000, cursor=cursor)
        yield from page["entries"]
        cursor = page["next"]


def test_a_client_that_never_reads_is_closed_and_others_are_served(farm: FarmProcess, unread: list[str]) -> None:
    with Line(farm) as line:
        assert is_served(line)
    assert farm.ask("GET", "/health")


def test_what_a_client_did_not_read_reaches_the_next_connection_of_its_terminal(
    farm: FarmProcess, unread: list[str]
) -> None:
    """However much it is, and only once."""
    assert sum(map(len, unread)) > UNREAD_LIMIT_BYTES
    with Line(farm) as line:
        assert len(line.all_there("CHP1")) == len(unread)
    with Line(farm) as line:
        assert line.all_there("CHP1") == []


def test_what_a_client_did_not_read_reaches_another_connection_of_its_terminal(
    farm: FarmProcess, unread: list[str]
) -> None:
    with Line(farm) as other:
        other.all_there("CHP1")
        *_, last = sent_to(farm, "CHP1")
        with Line(farm, receive_buffer=4096) as line:
            line.send_bytes(framed([typed("CHP1", MANY)] * UNREAD_MESSAGES))
            until(lambda: is_closed(line))
        until(lambda: not any(entry["queued"] for entry in sent_to(farm, "CHP1")))
        came = [one for one in other.all_there("CHP1") if one.kind == "HIT"]
        sent = [entry for entry in sent_to(farm, "CHP1") if entry["seq"] > last["seq"] and entry["kind"] == "HIT"]
    passed_on = [entry["text"] for entry in sent if entry["device"] == last["device"]]
    assert passed_on
    assert len(came) == len(passed_on)


def test_a_client_that_asks_much_at_once_and_reads_gets_every_answer(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send(*(typed("SAC1", MANY, number) for number in range(MUCH)))
        answers = [one for one in line.take(2 * MUCH) if one.source == "WPS"]
        assert [one.header for one in answers] == [f"SAC1{number:06d}" for number in range(MUCH)]


def test_who_asks_once_need_not_wait_for_those_who_ask_thousands_of_times(farm: FarmProcess) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(Line(farm)) for _ in range(FLOODING)]
        for line in lines:
            line.send(*[typed("DOJ1", NOBODY)] * FLOOD_MESSAGES)
        with Line(farm) as one:
            assert is_served(one)
        for line in lines:
            assert len(line.take(FLOOD_MESSAGES)) == FLOOD_MESSAGES
    flood = [entry["seq"] for entry in sent_to(farm, "DOJ1")][-FLOODING * FLOOD_MESSAGES :]
    *_, answer = sent_to(farm, "SAC1")
    assert answer["seq"] < flood[len(flood) // 2]


def test_what_a_client_sent_before_it_hung_up_is_carried_out(farm: FarmProcess) -> None:
    """More than one turn of it; not so much that the system throws away a rest that the farm could not read yet."""
    before, number = len(list(sent_to(farm, "LAX1"))), 3 * TURN_MESSAGES
    with Line(farm) as line:
        line.send(*[typed("LAX1", NOBODY)] * number)
    until(lambda: len(list(sent_to(farm, "LAX1"))) == before + number)


def test_two_hundred_connections_are_served_at_once(farm: FarmProcess) -> None:
    with ExitStack() as stack:
        lines = [stack.enter_context(Line(farm)) for _ in range(CONNECTIONS)]
        for number, line in enumerate(lines):
            line.send(typed("SAC1", NOBODY, number))
        assert [line.receive().header for line in lines] == [f"SAC1{number:06d}" for number in range(CONNECTIONS)]


def test_a_message_that_comes_byte_by_byte_is_one_message(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in framed([typed("SAC1", NOBODY), typed("SAC1", NOBODY, 2)]):
            line.send_bytes(bytes([byte]))
        assert [one.header for one in line.take(2)] == ["SAC1000001", "SAC1000002"]


def test_every_message_of_one_packet_is_answered(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send(*(typed("SAC1", NOBODY, number) for number in range(500)))
        assert [one.header for one in line.take(500)] == [f"SAC1{number:06d}" for number in range(500)]


def test_small_letters_are_taken_and_header_and_operator_come_back_as_sent(farm: FarmProcess) -> None:
    with Line(farm) as line:
        line.send("sac1000001.*full01.qw.ca0340000.nam/doe,john.sex/m")
        one = line.receive()
        assert one.text.startswith("sac1000001.*full01.QW.CA0340000.WPS.HIT\nMKE/WANTED PERSON\n")
        assert "NAM/DOE,JOHN" in one.text


def test_what_nobody_asked_for_goes_to_every_connection_that_used_the_mnemonic(farm: FarmProcess) -> None:
    with Line(farm) as first, Line(farm) as second, Line(farm) as other, Line(farm) as silent:
        for line in (first, second):
            line.all_there("SAC1")
        other.all_there("SAC2")
        with Line(farm) as asking:
            asking.send(typed("LAX1", "YQ CA0340000 RTY/SV RNO/1 PRI/U OCA/26-B01 LIC/0ZZZ001 LIS/CA"))
            assert kinds([asking.receive()]) == [("CLETS", "ACK")]
        got = [first.receive(), second.receive()]
        assert ["OCA/26-B01" in one.text for one in got] == [True, True]
        assert [line.all_there("SAC1") for line in (first, second)] == [[], []]
        assert other.all_there("SAC2") == []
        assert silent.all_there("SAC1") == []


@pytest.fixture(scope="module")
def framed_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[Framing, FarmProcess]]:
    """A farm for each of the other framings; they start at the same time."""

    def start(framing: Framing) -> FarmProcess:
        folder = tmp_path_factory.mktemp(framing)
        dialect = folder / "dialect.toml"
        dialect.write_text(f'framing = "{framing}"\n')
        return FarmProcess(folder, "--dialect", str(dialect))

    framings = (Framing.LINE, Framing.LENGTH2, Framing.LENGTH4)
    with ThreadPoolExecutor(len(framings)) as pool:
        farms = dict(zip(framings, pool.map(start, framings), strict=True))
    yield farms
    for each in farms.values():
        each.stop()


@pytest.mark.parametrize("framing", [Framing.LINE, Framing.LENGTH2, Framing.LENGTH4])
def test_the_dialect_chooses_the_framing(framed_farms: dict[Framing, FarmProcess], framing: Framing) -> None:
    with Line(framed_farms[framing], framing) as line:
        for byte in framed([typed("SAC1", NOBODY)], framing):
            line.send_bytes(bytes([byte]))
        line.send(typed("SAC1", "QW NAM/DOE,JOHN SEX/M DOB/19800215", 2), typed("SAC1", NOBODY, 3))
        assert [(one.header, one.source, one.kind) for one in line.take(5)] == [
            ("SAC1000001", "WPS", "NONE"),
            ("SAC1000002", "WPS", "HIT"),
            ("SAC1000002", "CARPOS", "NONE"),
            ("SAC1000002", "NCIC", "HIT"),
            ("SAC1000003", "WPS", "NONE"),
        ]


@pytest.mark.parametrize("framing", [Framing.LENGTH2, Framing.LENGTH4])
def test_a_byte_count_that_cannot_be_right_is_answered_and_closes_the_line(
    framed_farms: dict[Framing, FarmProcess], framing: Framing
) -> None:
    with Line(framed_farms[framing], framing) as line:
        line.send_bytes(b"\xff" * 8)
        assert kinds(line.until_closed()) == [("CLETS", "ERROR")]
    with Line(framed_farms[framing], framing) as line:
        assert is_served(line)


def test_what_comes_right_after_a_client_hung_up_waits_for_its_next_connection(farm: FarmProcess) -> None:
    request = "YQ CA0349400 RTY/SV RNO/1 PRI/U OCA/26-B{} LIC/0ZZZ002 LIS/CA"
    with Line(farm) as asking:
        asking.all_there("LAX1")
        for number in range(10, 20):
            with Line(farm) as line:
                assert line.all_there("DOJ1") == []
            asking.send(typed("LAX1", request.format(number)))
            assert asking.receive().kind == "ACK"
            with Line(farm) as line:
                assert [f"OCA/26-B{number}" in one.text for one in line.all_there("DOJ1")] == [True]


def test_a_farm_stops_whatever_clients_that_are_gone_have_sent(tmp_path: Path) -> None:
    with FarmProcess(tmp_path) as farm:
        for _ in range(FLOODING):
            with Line(farm) as line:
                line.send(*[typed("DOJ1", NOBODY)] * FLOOD_MESSAGES)
        farm.process.terminate()
        assert farm.process.wait(STOP_SECONDS) == 0
