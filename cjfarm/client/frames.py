"""How messages are told apart on the line."""

from __future__ import annotations

from cjfarm.errors import FarmError

STX, ETX, LINE_END = b"\x02", b"\x03", b"\r\n"
LENGTHS = {"length2": 2, "length4": 4}
FRAMINGS = ("stx-etx", "line", *LENGTHS)
"""STX … ETX; one line a message; a count of bytes, big-endian, in two or four bytes."""


def known_framing(framing: str) -> str:
    """A framing by its name.

    Raises:
        FarmError: there is none of this name.
    """
    if framing not in FRAMINGS:
        raise FarmError(f"{framing!r} is no framing: {', '.join(FRAMINGS)} are accepted")
    return framing


def framed(text: str, framing: str) -> bytes:
    """A message as a frame; line ends inside travel as a bare CR where a line is a frame."""
    payload = text.encode("latin-1", "replace")
    if framing == "stx-etx":
        return STX + payload + ETX
    if framing == "line":
        return payload.replace(LINE_END, b"\r") + LINE_END
    return len(payload).to_bytes(LENGTHS[framing], "big") + payload


class Frames:
    """Takes messages out of the bytes that arrive, in any fragmentation."""

    def __init__(self, framing: str) -> None:
        self._framing = known_framing(framing)
        self._held = b""

    def feed(self, data: bytes) -> list[str]:
        """The messages that are whole now that these bytes have come."""
        self._held += data
        found = []
        while (payload := self._next()) is not None:
            found.append(payload.decode("latin-1"))
        return found

    def _next(self) -> bytes | None:
        if self._framing == "stx-etx":
            return self._until(ETX, self._held.find(STX) + 1)
        if self._framing == "line":
            line = self._until(b"\n", 0)
            return None if line is None else line.removesuffix(b"\r").replace(b"\r", LINE_END)
        width = LENGTHS[self._framing]
        size = int.from_bytes(self._held[:width], "big")
        if len(self._held) < width + size or len(self._held) < width:
            return None
        payload, self._held = self._held[width : width + size], self._held[width + size :]
        return payload

    def _until(self, mark: bytes, start: int) -> bytes | None:
        end = self._held.find(mark, start)
        if end < 0:
            return None
        payload, self._held = self._held[start:end], self._held[end + len(mark) :]
        return payload
