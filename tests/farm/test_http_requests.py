"""HTTP requests that are odd, broken or too long: each is answered, and the farm lives on."""

from __future__ import annotations

import json
import socket
from http.client import HTTPConnection
from typing import Any

import pytest

from switch.http.reading import HEAD_LIMIT_BYTES
from tests.cases.farm import FarmProcess
from tests.farm.line import typed

MESSAGE = b"SAC1000001.*FULL01.QW.CA0340000.OCA/TEST-0101"
LENGTH = b"Content-Length: %d\r\n" % len(MESSAGE)
CHUNKS = b"7\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (MESSAGE[:7], len(MESSAGE) - 7, MESSAGE[7:])
OFFERS = {
    "http2": b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAAEAAAAIAAAAB\r\n",
    "websocket": b"Connection: Upgrade\r\nUpgrade: websocket\r\n",
    "nothing": b"",
}
TIMEOUT_SECONDS = 20


def head(*headers: bytes) -> bytes:
    """The head of a request that posts a message."""
    return b"POST /messages HTTP/1.1\r\nHost: farm\r\nContent-Type: text/plain\r\n" + b"".join(headers) + b"\r\n"


def answers(farm: FarmProcess, *pieces: bytes) -> list[tuple[int, Any]]:
    """Status and content of every answer to bytes that are sent in pieces; the last request ends the connection."""
    with socket.create_connection((farm.host, farm.http_port), timeout=TIMEOUT_SECONDS) as client:
        for piece in pieces:
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            client.sendall(piece)
        with client.makefile("rb") as stream:
            found = []
            while line := stream.readline():
                length = 0
                while (header := stream.readline()) != b"\r\n":
                    name, _, value = header.partition(b": ")
                    length = int(value) if name.lower() == b"content-length" else length
                found.append((int(line.split()[1]), json.loads(stream.read(length))))
            return found


def kinds(answered: list[tuple[int, Any]]) -> list[list[str]]:
    return [[reply["kind"] for reply in content["replies"]] for status, content in answered if status == 200]


@pytest.mark.parametrize("offer", OFFERS)
@pytest.mark.parametrize("body", [LENGTH, b"Transfer-Encoding: chunked\r\n"], ids=["counted", "chunked"])
def test_a_message_is_read_whatever_protocol_its_client_offers_to_go_over_to(
    farm: FarmProcess, offer: str, body: bytes
) -> None:
    sent = MESSAGE if body is LENGTH else CHUNKS
    first, last = head(OFFERS[offer], body), head(LENGTH, b"Connection: close\r\n") + MESSAGE
    assert kinds(answers(farm, first + sent + last)) == [["HIT"], ["HIT"]], "in one piece, and the next one follows"
    assert kinds(answers(farm, first[:-9], first[-9:], sent[:5], sent[5:], last)) == [["HIT"], ["HIT"]]


def test_a_request_without_a_body_may_offer_a_protocol_too(farm: FarmProcess) -> None:
    asked = b"GET /health HTTP/1.1\r\nHost: farm\r\n" + OFFERS["http2"] + b"\r\n"
    found = answers(farm, asked + head(LENGTH, b"Connection: close\r\n") + MESSAGE)
    assert [status for status, _ in found] == [200, 200]
    assert kinds(found[1:]) == [["HIT"]]


@pytest.mark.parametrize(
    "piece",
    [b"X-Long: ", b"X-Many: 1\r\n" * 10],
    ids=["one header", "many headers"],
)
def test_a_head_that_never_ends_is_refused(farm: FarmProcess, piece: bytes) -> None:
    with socket.create_connection((farm.host, farm.http_port), timeout=TIMEOUT_SECONDS) as client:
        client.sendall(head()[:-2] + piece + piece * (HEAD_LIMIT_BYTES // len(piece)))
        answer = b"".join(iter(lambda: client.recv(65_536), b""))
    told = json.loads(answer.partition(b"\r\n\r\n")[2])
    assert told["status"] == 431
    assert str(HEAD_LIMIT_BYTES) in told["detail"]


@pytest.mark.parametrize(
    "broken",
    [
        b"\x00\x01rubbish",
        b"BREW /messages HTTP/1.1\r\n\r\n",
        head(b"Content-Length: -5\r\n") + MESSAGE,
        head(LENGTH, b"Content-Length: 3\r\n") + MESSAGE,
        head(b"Transfer-Encoding: chunked\r\n") + b"zz\r\n",
    ],
    ids=["rubbish", "method", "negative", "two lengths", "chunk"],
)
def test_what_cannot_be_read_is_refused_as_a_problem_that_says_why(farm: FarmProcess, broken: bytes) -> None:
    [(status, told)] = answers(farm, broken)
    assert (status, told["status"]) == (400, 400)
    assert "Content-Length" in told["detail"]


def test_rubbish_after_a_message_does_not_take_its_answer_away(farm: FarmProcess) -> None:
    assert kinds(answers(farm, head(LENGTH) + MESSAGE + b"rubbish\r\n\r\n")) == [["HIT"]]


def test_a_client_that_hangs_up_in_the_middle_is_no_failure_of_the_farm(farm: FarmProcess) -> None:
    for body in (LENGTH, b"Transfer-Encoding: chunked\r\n"):
        with socket.create_connection((farm.host, farm.http_port), timeout=TIMEOUT_SECONDS) as client:
            client.sendall(head(body) + MESSAGE[:5])
    with socket.create_connection((farm.host, farm.http_port), timeout=TIMEOUT_SECONDS) as client:
        client.sendall(b"POST /explain HTTP/1.1\r\nHost: farm\r\n" + LENGTH + b"\r\n" + MESSAGE[:5])
    assert farm.request("GET", "/health")[0] == 200
    assert "Traceback" not in farm.log()


def test_a_type_that_only_begins_like_text_is_refused(farm: FarmProcess) -> None:
    status, _ = farm.request("POST", "/messages", MESSAGE.decode(), headers={"Content-Type": "text/plainx"})
    assert status == 415


def test_many_requests_in_one_packet_are_no_long_head(farm: FarmProcess) -> None:
    """They are cut off in the middle of a head, as where the system hands over what has come so far."""
    whole = head(LENGTH) + MESSAGE
    many = 2 * HEAD_LIMIT_BYTES // len(whole)
    last = head(LENGTH, b"Connection: close\r\n") + MESSAGE
    assert kinds(answers(farm, whole * many + last[:20], last[20:])) == [["HIT"]] * (many + 1)


def test_any_number_of_requests_may_offer_a_protocol_in_one_packet(farm: FarmProcess) -> None:
    asked, many = b"GET /health HTTP/1.1\r\nHost: farm\r\n" + OFFERS["websocket"] + b"\r\n", 1500
    found = answers(farm, asked * many + head(LENGTH, b"Connection: close\r\n") + MESSAGE)
    assert len(found) == many + 1
    assert kinds(found[-1:]) == [["HIT"]]


def test_a_body_that_cannot_be_read_does_not_take_away_the_answers_before_it(farm: FarmProcess) -> None:
    whole, broken = head(LENGTH) + MESSAGE, head(b"Transfer-Encoding: chunked\r\n") + b"zz\r\n"
    for many in (1, 3):
        assert kinds(answers(farm, whole * many + broken)) == [["HIT"]] * many


def test_who_asks_for_the_head_of_a_mailbox_reads_nothing_and_waits_for_nothing(farm: FarmProcess) -> None:
    sent = typed("LAX1", "YQ CA0340000 RTY/SV RNO/1 PRI/U OCA/26-HEAD LIC/0ZZZ001 LIS/CA")
    assert farm.request("POST", "/messages", sent)[0] == 200
    connection = HTTPConnection(farm.host, farm.http_port, timeout=TIMEOUT_SECONDS)
    for path in ("stream", "messages"):
        connection.request("HEAD", f"/terminals/SAC1/{path}")
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, b"")
    connection.close()
    [asked] = farm.ask("GET", "/journal", terminal="SAC1", contains="26-HEAD")["entries"]
    assert not asked["delivered"]
