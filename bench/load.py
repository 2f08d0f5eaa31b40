"""The load generator: a process of its own, so that it takes no turns with what it measures.

It reads one JSON object a line and answers with one: first the scripts, then what to measure.
"""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count, cycle
from time import perf_counter
from typing import Any

import uvloop

from bench.peers import PEERS

_HOST = "127.0.0.1"
_NUMBER = b"{number}"
_LOST_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Load:
    """One measurement.

    Attributes:
        via: ``http``, ``line`` or ``hello``.
        port: where the server listens on this machine.
        script: the name of the script to send; empty where there is nothing to say.
        connections: how many send at once.
        warm_seconds: how long before anything counts.
        seconds: how long it counts.
        most: messages after which it is over in any case.
    """

    via: str
    port: int
    script: str
    connections: int
    warm_seconds: float
    seconds: float
    most: int


@dataclass(frozen=True, slots=True)
class Sample:
    """What one measurement found.

    Attributes:
        rate: messages answered in a second.
        p50_ms, p99_ms: half of the answers, and all but one in a hundred, came within so many milliseconds.
        count: answers that the rate counts.
        wrong: answers of another kind than expected.
        example: one of them.
    """

    rate: float
    p50_ms: float
    p99_ms: float
    count: int
    wrong: int
    example: str


class Messages:
    """The messages of one script, sent in turn over all measurements of it."""

    def __init__(self, script: dict[str, Any]) -> None:
        answer = script["answer"].encode()
        self.marks = {"http": b'"kind":"%s"' % answer, "line": b".%s\r\n" % answer}
        texts = [text.encode() for text in script["texts"]]
        self.cases = cycle(list(zip(texts, script["replies"], strict=True)))
        self._numbers = count(1) if _NUMBER in texts[0] else None

    def next(self) -> tuple[bytes, int]:
        """The next message without its header, and how many replies it draws."""
        text, replies = next(self.cases)
        if self._numbers is not None:
            text = text.replace(_NUMBER, b"%06d" % next(self._numbers))
        return text, replies


_NOTHING = Messages({"answer": "", "texts": [""], "replies": [1]})


class Meter:
    """Hands out messages until the time is over, and notes the answers."""

    def __init__(self, load: Load, messages: Messages) -> None:
        self._messages, self._left = messages, load.most
        self._first = perf_counter() + load.warm_seconds
        self._last = self._first + load.seconds
        self._took: list[float] = []
        self._count = 0
        self._ended = self._first
        self._wrong, self._example = 0, b""

    def next(self) -> tuple[bytes, int] | None:
        """The next message, or None where it is over."""
        if self._left <= 0 or perf_counter() >= self._last:
            return None
        self._left -= 1
        return self._messages.next()

    def answered(self, began: float, ended: float, right: bool, answer: bytes) -> None:
        """Take note of an answer."""
        if not right:
            self._wrong, self._example = self._wrong + 1, answer[:600]
        if began >= self._first:
            # The last ones too, however late they come: leaving them out would hide the slowest.
            self._took.append(ended - began)
        if self._first <= ended <= self._last:
            self._count, self._ended = self._count + 1, ended

    def sample(self) -> Sample:
        """What was found."""
        took = sorted(self._took)
        if not took:
            return Sample(0.0, 0.0, 0.0, 0, self._wrong, self._example.decode(errors="replace"))
        return Sample(
            rate=self._count / max(self._ended - self._first, 1e-9),
            p50_ms=took[len(took) // 2] * 1000,
            p99_ms=took[min(len(took) - 1, len(took) * 99 // 100)] * 1000,
            count=self._count,
            wrong=self._wrong,
            example=self._example.decode(errors="replace"),
        )


async def measure(load: Load, messages: Messages) -> Sample:
    """Send messages over some connections for some time.

    Raises:
        OSError: a connection was refused, or broke.
        TimeoutError: an answer did not come.
    """
    mark = b" 200 " if load.via == "hello" else messages.marks[load.via]
    meter = Meter(load, messages)
    loop, make = asyncio.get_running_loop(), PEERS[load.via]
    peers = []
    for number in range(load.connections):
        header = b"SAC%d%06d" % (1 + number % 2, number)
        _, peer = await loop.create_connection(partial(make, meter, mark, header), _HOST, load.port)
        peers.append(peer)
    async with asyncio.timeout(load.warm_seconds + load.seconds + _LOST_SECONDS):
        await asyncio.gather(*(peer.over for peer in peers))
    return meter.sample()


def main() -> None:
    """Answer requests until there are no more."""
    scripts = {name: Messages(script) for name, script in json.loads(sys.stdin.readline()).items()}
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        for line in sys.stdin:
            load = Load(**json.loads(line))
            try:
                found = asdict(runner.run(measure(load, scripts.get(load.script, _NOTHING))))
            except (OSError, TimeoutError) as error:
                found = {"failed": f"{type(error).__name__} {error}"}
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
