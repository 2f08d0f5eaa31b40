"""A terminal over the line.

Written from ``aio/line.py``: change it there.
"""

from __future__ import annotations

from time import monotonic
from types import TracebackType

from cjfarm.client.frames import Frames, framed, known_framing
from cjfarm.client.messages import Outgoing, reply_of
from cjfarm.client.sync.desk import WITHIN_SECONDS, Desk
from cjfarm.client.sync.stream import Stream
from cjfarm.client.values import Sent
from cjfarm.errors import Unexpected, Unreachable

CONNECT_SECONDS = 10.0


class Line(Desk):
    """A terminal on a connection of its own: a message is a frame, and so is every reply.

    The farm sends what nobody asked for to a connection once it has sent a message with the terminal's mnemonic.
    """

    def __init__(self, stream: Stream, name: str, operator: str, ori: str, framing: str) -> None:
        super().__init__(name, operator, ori)
        self._stream, self._framing = stream, framing
        self._frames = Frames(framing)
        self._agency, self._closed = ori, False

    @classmethod
    def connect(cls, host: str, port: int, name: str, operator: str, ori: str, framing: str = "stx-etx") -> Line:
        """Connect a terminal to a line port.

        Raises:
            Unreachable: nothing takes the connection.
            FarmError: there is no such framing.
        """
        known_framing(framing)
        try:
            stream = Stream.open(host, port, False, CONNECT_SECONDS)
        except OSError as error:
            raise Unreachable(f"no farm takes connections at {host}:{port} ({error})") from error
        return cls(stream, name, operator, ori, framing)

    def ori(self) -> str:
        """The agency that the terminal belongs to."""
        return self._agency

    def send_text(self, text: str) -> None:
        """Send a frame as it is; for a dialect of your own, and for what is no message."""
        self._stream.send(framed(text, self._framing))

    def _give(self, message: Outgoing, wait: float) -> Sent:
        self.send_text(message.line())
        return Sent(message.header)

    def _more(self, seconds: float) -> int:
        ends = monotonic() + seconds
        while True:
            try:
                data = self._stream.receive(max(ends - monotonic(), 0))
            except TimeoutError:
                return 0
            if not data:
                self._closed = True
                raise Unreachable(f"the farm closed the line of {self.name}")
            if new := self._inbox.add(map(reply_of, self._frames.feed(data))):
                return new

    def expect_closed(self, within: float = WITHIN_SECONDS) -> None:
        """See that the farm closes the connection; messages that come before are kept.

        Raises:
            Unexpected: it is still open.
        """
        ends = monotonic() + within
        try:
            while not self._closed and (left := ends - monotonic()) > 0:
                self._more(left)
        except (Unreachable, OSError):
            return
        if not self._closed:
            raise Unexpected(f"the farm did not close the line of {self.name} within {within:g} s")

    def close(self) -> None:
        """Hang up."""
        self._stream.close()

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
