"""The servers that are measured, each a process of its own."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import perf_counter, sleep

from bench.errors import BenchError
from bench.processes import next_line, running

HOST = "127.0.0.1"
LINE = "line"
HELLOS = {"starlette": "bench.hello_starlette", "flask": "bench.hello_flask", LINE: "bench.hello_line"}
"""The servers that do nothing, by the names they have in the figures."""

_FIRST = "SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M"
_WAIT_SECONDS = 120.0
_READY = re.compile(rf"farm ready: http://{re.escape(HOST)}:(\d+) line {re.escape(HOST)}:(\d+)")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that has answered once.

    Attributes:
        pid: its process.
        http: its HTTP port; 0 where it has none.
        line: its line port; 0 where it has none.
        start_seconds: from its start to its first answer.
    """

    pid: int
    http: int
    line: int
    start_seconds: float


@contextmanager
def farm(data: Path) -> Iterator[Server]:
    """A farm as ``cjfarm up`` starts it, on a folder of data."""
    began = perf_counter()
    with running("cjfarm", "up", "--http-port", "0", "--line-port", "0", "--data", str(data)) as process:
        ready = _READY.match(next_line(process.stdout, "the farm"))
        if ready is None:
            raise BenchError("the farm did not say on which ports it is ready")
        http, line = int(ready[1]), int(ready[2])
        _first_answer(http, "POST", "/messages", _FIRST)
        yield Server(process.pid, http, line, perf_counter() - began)


@contextmanager
def hello(name: str) -> Iterator[Server]:
    """A server that only says hello."""
    port = _free_port()
    began = perf_counter()
    with running(HELLOS[name], str(port)) as process:
        if name == LINE:
            _first_connection(port)
            yield Server(process.pid, 0, port, perf_counter() - began)
        else:
            _first_answer(port, "GET", "/", None)
            yield Server(process.pid, port, 0, perf_counter() - began)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        port: int = found.getsockname()[1]
        return port


def _first_connection(port: int) -> None:
    _patiently(port, lambda: socket.create_connection((HOST, port)).close())


def _first_answer(port: int, method: str, path: str, body: str | None) -> None:
    def ask() -> None:
        with closing(HTTPConnection(HOST, port, timeout=_WAIT_SECONDS)) as connection:
            connection.request(method, path, body)
            answer = connection.getresponse()
            answer.read()
        if answer.status != 200:
            raise BenchError(f"{method} {path} was answered {answer.status}, not 200")

    _patiently(port, ask)


def _patiently(port: int, attempt: Callable[[], None]) -> None:
    """Try until a server is there."""
    deadline = perf_counter() + _WAIT_SECONDS
    while perf_counter() < deadline:
        try:
            attempt()
        except (OSError, HTTPException):
            sleep(0.005)
        else:
            return
    raise BenchError(f"nothing answered on port {port} within {_WAIT_SECONDS:.0f} s")
