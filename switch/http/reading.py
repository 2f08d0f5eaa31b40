"""Requests as they come from the wire: what is too long or cannot be read is refused as a problem, and told why.

It is the server's own protocol, with three differences. A head has a limit. A request that cannot be read is answered
like every other one that is refused, and never in the middle of another answer. And the body of a request that offers
to go over to another protocol is read: clients that know HTTP/2, Java's among them, offer it with their first message.
"""

from __future__ import annotations

import httptools
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from switch.http.problems import document

HEAD_LIMIT_BYTES = 65_536
UNREADABLE = (
    "this is no request of HTTP/1.0 or HTTP/1.1 that can be read ({}); a body takes a Content-Length that is right, or "
    "Transfer-Encoding: chunked"
)
TOO_LONG = f"the head of the request is too long: up to {HEAD_LIMIT_BYTES} bytes are accepted"


class ReadingProtocol(HttpToolsProtocol):
    """The server's protocol, with its differences."""

    _head_bytes = 0
    _before: RequestResponseCycle | None = None
    """What answers the request before the latest one."""

    def data_received(self, data: bytes) -> None:
        """Read what has come."""
        self._unset_keepalive_if_required()
        scope, cycle = self.scope, self.cycle
        between = cycle is None or not cycle.more_body
        try:
            self._feed(data)
        except httptools.HttpParserError as error:
            self._refuse(400, UNREADABLE.format(error))
            return
        if self.scope is None or "method" in self.scope:
            self._head_bytes = 0
            return
        # A head has begun and has not ended; what the end of another request came with is not counted.
        if self.scope is scope or (between and self.cycle is cycle):
            self._head_bytes += len(data)
        if self._head_bytes > HEAD_LIMIT_BYTES:
            self._refuse(431, TOO_LONG)

    def on_headers_complete(self) -> None:
        """A head has ended."""
        self._before = self.cycle
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request has ended; one that offers another protocol only seems to, where it has a body."""
        if not (self.parser.should_upgrade() and self._framing()):
            super().on_message_complete()

    def _feed(self, data: bytes | memoryview) -> None:
        rest: bytes | memoryview | None = data
        while rest is not None:
            rest = self._rest(rest)

    def _rest(self, data: bytes | memoryview) -> memoryview | None:
        """Read up to the first offer of another protocol; gives what follows it, or None where there is no offer."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as offer:
            # The offer is passed over; what follows the head is the body, and then the next request.
            if framing := self._framing():
                self.parser = httptools.HttpRequestParser(_Following(self))
                self.parser.feed_data(b"POST / HTTP/1.1\r\n" + framing + b"\r\n\r\n")
            return memoryview(data)[offer.args[0] :]
        return None

    def _framing(self) -> bytes:
        """The header that says how long the body is; empty if there is none."""
        names = (b"content-length", b"transfer-encoding")
        return next((name + b": " + value for name, value in self.headers if name in names), b"")

    def _refuse(self, status: int, detail: str) -> None:
        if self.pipeline and self.cycle.more_body:
            # It follows requests that were whole, and nothing of it has begun.
            self.pipeline.popleft()
            self.cycle = self._before  # type: ignore[assignment]
        if self.cycle is not None and not self.cycle.response_complete:
            if not self.cycle.more_body:
                # It follows a request that was whole: that one is answered first, and then the connection ends.
                self.cycle.keep_alive = False
                self.flow.pause_reading()
                return
            if self.cycle.response_started:
                self.transport.close()
                return
        answer = document(status, detail, headers={"Connection": "close"})
        head = b"".join(b"%s: %s\r\n" % pair for pair in (*self.server_state.default_headers, *answer.raw_headers))
        self.transport.write(STATUS_LINE[status] + head + b"\r\n" + bytes(answer.body))
        self.transport.close()


class _Following:
    """What a parser calls that is told by a head of ours how long the body is; all that follows is the protocol's."""

    def __init__(self, protocol: ReadingProtocol) -> None:
        self._protocol, self._past_head = protocol, False
        self.on_body = protocol.on_body
        self.on_message_complete = protocol.on_message_complete

    def on_message_begin(self) -> None:
        if self._past_head:
            self._protocol.on_message_begin()

    def on_url(self, url: bytes) -> None:
        if self._past_head:
            self._protocol.on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._past_head:
            self._protocol.on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._past_head:
            self._protocol.on_headers_complete()
        self._past_head = True
