"""What worlds cost: putting one back, forking one, and holding many; in turns with a server that only says hello."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from statistics import median
from time import perf_counter
from typing import Protocol

from bench.errors import BenchError
from bench.processes import Memory, memory
from bench.servers import HOST, Server


class Ask(Protocol):
    """Makes a request, and gives how many seconds it took."""

    def __call__(self, method: str, path: str, body: object = None, world: str = "main") -> float:
        """Make one request."""


MANY = 50
"""Worlds that are held at once."""
_ENTRIES = 3
"""Records entered in a world before it is forked and put back."""
_WARM = 5
_PLATE = {"TYP": "S", "LIS": "CA", "LIY": "2026", "LIT": "PC", "DOT": "20260220", "OCA": "26-BENCH"}


@dataclass(frozen=True, slots=True)
class WorldFigure:
    """What worlds of one size cost; medians.

    Attributes:
        size: number of people.
        reset_ms: from the request to its answer, for a world in which something was entered.
        again_ms: the same for a reset right after it, for which nothing is opened ahead yet.
        fork_ms: the same for a fork of such a world.
        hello_ms: one request to Flask's hello, in turns with these.
        many: the farm's memory while it holds many worlds, in each of which something was entered.
    """

    size: int
    reset_ms: float
    again_ms: float
    fork_ms: float
    hello_ms: float
    many: Memory | None


def world_figures(farms: Mapping[int, Server], flask: Server, rounds: int) -> list[WorldFigure]:
    """Measure worlds of every size.

    Args:
        farms: farms by number of people.
        flask: Flask's hello.
        rounds: how often each thing is done.

    Raises:
        BenchError: a request was refused.
    """
    return [_figure(size, farm, flask, rounds) for size, farm in farms.items()]


def _figure(size: int, farm: Server, flask: Server, rounds: int) -> WorldFigure:
    resets, again, forks, hellos = [], [], [], []
    with _client(farm) as ask, _client(flask) as greet:
        ask("POST", "/worlds", {"name": "bench"})
        for number in range(_WARM + rounds):
            hellos.append(greet("GET", "/"))
            for entry in range(_ENTRIES):
                _enter(ask, "bench", f"9ZB{number:03d}{entry}")
            forks.append(ask("POST", "/worlds", {"name": "fork", "from": "bench"}))
            ask("DELETE", "/worlds/fork")
            resets.append(ask("POST", "/worlds/bench/reset"))
            again.append(ask("POST", "/worlds/bench/reset"))
        for number in range(MANY - 1):
            ask("POST", "/worlds", {"name": f"bench-{number}"})
            _enter(ask, f"bench-{number}", "9ZBMANY")
        many = memory(farm.pid)
        for number in range(MANY - 1):
            ask("DELETE", f"/worlds/bench-{number}")
        ask("DELETE", "/worlds/bench")
    reset, after, fork, greeting = (median(taken[_WARM:]) * 1000 for taken in (resets, again, forks, hellos))
    return WorldFigure(size, reset, after, fork, greeting, many)


@contextmanager
def _client(server: Server) -> Iterator[Ask]:
    """Makes requests on one connection; each gives how many seconds it took."""
    connection = HTTPConnection(HOST, server.http)

    def ask(method: str, path: str, body: object = None, world: str = "main") -> float:
        began = perf_counter()
        content = None if body is None else json.dumps(body)
        connection.request(method, path, content, {"Content-Type": "application/json", "X-World": world})
        answer = connection.getresponse()
        text = answer.read()
        took = perf_counter() - began
        if answer.status >= 400:
            raise BenchError(f"{method} {path} was answered {answer.status}: {text.decode()}")
        return took

    yield ask
    connection.close()


def _enter(ask: Ask, world: str, plate: str) -> None:
    body = {"ori": "CA0340000", "type": "plate", "fields": {**_PLATE, "LIC": plate}}
    ask("POST", "/svs/records", body, world)
