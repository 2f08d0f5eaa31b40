"""HTTP/1.1 (RFC 9112) as bytes in and bytes out: as much of it as a client of JSON interfaces needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_HEAD_LIMIT_BYTES = 65_536
_BODILESS = (204, 304)


class BrokenHttp(Exception):
    """What came is no HTTP, or ended too early."""


@dataclass(frozen=True, slots=True)
class Response:
    """One whole response.

    Attributes:
        status: the status code.
        headers: the headers by their names in lower case.
        body: the content, whole.
        keeps_open: whether the connection may be used again.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    keeps_open: bool


def request_bytes(method: str, target: str, headers: Iterable[tuple[str, str]], body: bytes | None) -> bytes:
    """One whole request."""
    lines = [f"{method} {target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
    if body is not None or method in ("POST", "PUT"):
        lines.append(f"Content-Length: {len(body or b'')}")
    return "\r\n".join((*lines, "", "")).encode("latin-1") + (body or b"")


class ResponseReader:
    """Takes a response out of the bytes that arrive, in any fragmentation."""

    def __init__(self) -> None:
        self._held, self._content = b"", bytearray()
        self._head: tuple[int, dict[str, str], bool] | None = None

    def feed(self, data: bytes) -> Response | None:
        """Take what arrived, nothing where the connection ended; gives the response once it is whole.

        Raises:
            BrokenHttp: it is no HTTP, or ended too early.
        """
        self._held += data
        while self._head is None:
            if not self._read_head():
                if not data or len(self._held) > _HEAD_LIMIT_BYTES:
                    raise BrokenHttp("no response came" if not self._held else "what came is no HTTP response")
                return None
        status, headers, keeps_open = self._head
        body, ends_by_closing = self._body(status, headers, not data)
        if body is None:
            if not data:
                raise BrokenHttp("the response ended too early")
            return None
        return Response(status, headers, body, keeps_open and not ends_by_closing)

    def _read_head(self) -> bool:
        """Read status and headers; a provisional response (1xx) is passed over."""
        head, found, rest = self._held.partition(b"\r\n\r\n")
        if not found:
            return False
        first, *lines = head.decode("latin-1").split("\r\n")
        version, _, status = first.partition(" ")
        if version not in ("HTTP/1.1", "HTTP/1.0") or not status[:3].isdigit():
            raise BrokenHttp("what came is no HTTP response")
        self._held = rest
        if status.startswith("1"):
            return self._read_head()
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        connection = headers.get("connection", "").lower()
        self._head = int(status[:3]), headers, version == "HTTP/1.1" and connection != "close"
        return True

    def _body(self, status: int, headers: Mapping[str, str], ended: bool) -> tuple[bytes | None, bool]:
        """The body if it is there, and whether only the end of the connection ends it."""
        if status in _BODILESS:
            return b"", False
        if headers.get("transfer-encoding", "").lower() == "chunked":
            return (bytes(self._content) if self._take_chunks() else None), False
        length = headers.get("content-length", "")
        if length.isdigit():
            return (self._held[: int(length)] if len(self._held) >= int(length) else None), False
        return (self._held if ended else None), True

    def _take_chunks(self) -> bool:
        """Take the chunks (RFC 9112, 7.1) that are whole; gives whether the last one was among them."""
        while True:
            line, found, rest = self._held.partition(b"\r\n")
            if not found:
                return False
            try:
                size = int(line.partition(b";")[0], 16)
            except ValueError:
                raise BrokenHttp("a chunk of the response has no size") from None
            if len(rest) < size + 2:
                return False
            if size == 0:
                return True
            self._content += rest[:size]
            self._held = rest[size + 2 :]
