from __future__ import annotations

import pytest

from cjfarm.client.http1 import BrokenHttp, Response, ResponseReader, request_bytes

COUNTED = b'HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{"now":"x"}'
CHUNKED = b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4;a=b\r\n{"no\r\n7\r\nw":"x"}\r\n0\r\n\r\n'
EARLY = b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + COUNTED
UNTIL_CLOSED = b'HTTP/1.0 200 OK\r\n\r\n{"now":"x"}'


def read(data: bytes, size: int) -> Response | None:
    reader = ResponseReader()
    for start in range(0, len(data), size):
        if (found := reader.feed(data[start : start + size])) is not None:
            return found
    return reader.feed(b"")


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
@pytest.mark.parametrize("data", [COUNTED, CHUNKED, EARLY, UNTIL_CLOSED])
def test_a_response_is_whole_however_it_is_cut(data: bytes, size: int) -> None:
    found = read(data, size)
    assert found is not None
    assert (found.status, found.body) == (200, b'{"now":"x"}')
    assert found.keeps_open is (data is not UNTIL_CLOSED)


def test_a_response_without_content_does_not_wait_for_any() -> None:
    found = ResponseReader().feed(b"HTTP/1.1 204 No Content\r\n\r\n")
    assert found == Response(204, {}, b"", True)


def test_a_connection_that_is_to_be_closed_is_not_used_again() -> None:
    found = ResponseReader().feed(b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
    assert found is not None
    assert not found.keeps_open


@pytest.mark.parametrize(
    "data", [b"", b"SSH-2.0-x\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", COUNTED[:20]]
)
def test_what_is_no_response_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenHttp):
        read(data, 1000)


def test_a_chunk_without_a_size_is_refused() -> None:
    with pytest.raises(BrokenHttp, match="no size"):
        read(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n", 1000)


def test_a_post_says_how_long_it_is_also_when_it_is_empty() -> None:
    assert request_bytes("POST", "/x", [("Host", "h")], None) == (
        b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\n\r\n"
    )
