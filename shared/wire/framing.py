"""Frames in a stream of bytes: where one message ends and the next begins.

How CLETS frames messages on TCP is not public; these four are our choice, and the dialect picks one. Nothing here reads
a socket: bytes as they arrive go in, whole payloads come out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

STX = b"\x02"
ETX = b"\x03"
MAXIMUM_BYTES = 16_384
"""Bytes of the longest payload accepted, whatever the framing."""


class Framing(StrEnum):
    """How frames are told apart on the line."""

    STX_ETX = "stx-etx"
    LINE = "line"
    LENGTH2 = "length2"
    LENGTH4 = "length4"


COUNT_BYTES = {Framing.LENGTH2: 2, Framing.LENGTH4: 4}


@dataclass(frozen=True, slots=True)
class BrokenFrame:
    """Bytes that make no frame, in place of the payload that they might have been.

    Attributes:
        reason: what is wrong and what would be accepted, for the error reply.
    """

    reason: str


def too_long(maximum: int) -> str:
    """Why a payload of more than this many bytes is not read."""
    return f"THE FRAME IS TOO LONG: AT MOST {maximum} BYTES ARE ACCEPTED"


Frames = list[bytes | BrokenFrame]


class _Reader(Protocol):
    dead: bool

    def feed(self, data: bytes) -> Frames: ...


class FrameReader:
    """Takes whole payloads out of the bytes of one connection, however they were cut into packets."""

    def __init__(self, framing: Framing = Framing.STX_ETX, maximum: int = MAXIMUM_BYTES) -> None:
        """Start at the beginning of a stream.

        Args:
            framing: how frames are told apart.
            maximum: bytes of the longest payload accepted; delimiters and byte count are not counted.
        """
        long = BrokenFrame(too_long(maximum))
        self._reader: _Reader
        if framing is Framing.STX_ETX:
            self._reader = _StxEtxReader(maximum, long)
        elif framing is Framing.LINE:
            self._reader = _LineReader(maximum, long)
        else:
            self._reader = _LengthReader(maximum, long, COUNT_BYTES[framing])

    @property
    def dead(self) -> bool:
        """Whether the beginning of the next frame can no longer be found, so that only closing helps."""
        return self._reader.dead

    def feed(self, data: bytes) -> Frames:
        """Take the next bytes of the stream and give the payloads that are now whole, in order.

        A frame longer than the maximum gives one BrokenFrame as soon as that is known, and the reader goes on at the
        next frame that it can find.
        """
        return self._reader.feed(data)


class _StxEtxReader:
    """STX payload ETX. After broken bytes the next STX is where reading goes on."""

    CUT = BrokenFrame("a frame was cut off: STX came before the ETX of the frame before")
    STRAY = BrokenFrame("bytes outside a frame: a frame starts with STX and ends with ETX")
    IGNORED = b"\r\n\0\t\v\f "
    dead = False

    def __init__(self, limit: int, long: BrokenFrame) -> None:
        self._limit = limit
        self._long = long
        self._open = False
        self._reported = False
        self._pending = b""

    def feed(self, data: bytes) -> Frames:
        if self._pending:
            data, self._pending = self._pending + data, b""
        found: Frames = []
        at = 0
        while at < len(data):
            at = self._inside(data, at, found) if self._open else self._outside(data, at, found)
        return found

    def _outside(self, data: bytes, at: int, found: Frames) -> int:
        start = data.find(STX, at)
        stop = start if start >= 0 else len(data)
        if stop > at and not self._reported and data[at:stop].strip(self.IGNORED):
            found.append(self.STRAY)
            self._reported = True
        self._open = start >= 0
        return stop + 1

    def _inside(self, data: bytes, at: int, found: Frames) -> int:
        # Searching no further than the limit keeps a stream of STX alone from costing the square of its length.
        end = data.find(ETX, at, at + self._limit + 1)
        stop = end if end >= 0 else min(len(data), at + self._limit + 1)
        again = data.find(STX, at, stop)
        if again >= 0:
            found.append(self.CUT)
            return again + 1
        if stop - at > self._limit:
            return self._close(self._long, True, stop, found)
        if end < 0:
            self._pending = data[at:]
            return len(data)
        return self._close(data[at:end], False, end + 1, found)

    def _close(self, frame: bytes | BrokenFrame, reported: bool, at: int, found: Frames) -> int:
        found.append(frame)
        self._open = False
        self._reported = reported
        return at


class _LineReader:
    """Payload CR LF, or a bare LF. Empty lines are passed over; a bare CR in a frame parts the lines of its payload."""

    dead = False

    def __init__(self, limit: int, long: BrokenFrame) -> None:
        self._limit = limit
        self._long = long
        self._skipping = False
        self._pending = b""

    def feed(self, data: bytes) -> Frames:
        *lines, rest = (self._pending + data).split(b"\n")
        found: Frames = []
        for line in lines:
            self._take(line.removesuffix(b"\r"), found)
            self._skipping = False
        if self._skipping or len(rest.removesuffix(b"\r")) > self._limit:
            self._take(rest, found)
            self._skipping = True
            rest = b""
        self._pending = rest
        return found

    def _take(self, line: bytes, found: Frames) -> None:
        if self._skipping or not line:
            return
        found.append(self._long if len(line) > self._limit else line.replace(b"\r", b"\r\n"))


class _LengthReader:
    """A byte count, big-endian, and the payload. A count that cannot be right leaves no way to find the next frame."""

    def __init__(self, limit: int, long: BrokenFrame, width: int) -> None:
        self._limit = limit
        self._long = long
        self._width = width
        self._pending = b""
        self.dead = False

    def feed(self, data: bytes) -> Frames:
        if self.dead:
            return []
        if self._pending:
            data = self._pending + data
        found: Frames = []
        at = 0
        while len(data) >= (start := at + self._width):
            count = int.from_bytes(data[at:start], "big")
            if count > self._limit:
                self.dead = True
                return [*found, self._long]
            if len(data) < start + count:
                break
            found.append(data[start : start + count])
            at = start + count
        self._pending = data[at:]
        return found


def frame(payload: bytes, framing: Framing = Framing.STX_ETX) -> bytes:
    """The bytes that carry a payload on the line.

    With line framing the line ends inside a payload travel as bare CR, which the reader turns back, and the last one is
    the frame's own.

    Raises:
        ValueError: the payload holds a byte that ends a frame, or is longer than the byte count can say.
    """
    if framing is Framing.STX_ETX:
        if STX in payload or ETX in payload:
            raise ValueError("a payload between STX and ETX cannot hold STX or ETX")
        return b"\x02%b\x03" % payload
    if framing is Framing.LINE:
        return payload.removesuffix(b"\r\n").replace(b"\r\n", b"\r").replace(b"\n", b"\r") + b"\r\n"
    width = COUNT_BYTES[framing]
    if len(payload) >= 1 << (8 * width):
        raise ValueError(f"a payload with {framing} framing has at most {(1 << (8 * width)) - 1} bytes")
    return len(payload).to_bytes(width, "big") + payload
