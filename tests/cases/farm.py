"""A farm in a process of its own, started by its command, and its HTTP interface."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from http.client import HTTPConnection
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any
from urllib.parse import urlencode

from tests.cases.over_engine import DAY, SIZE

ROOT = Path(__file__).parents[2]
START_SECONDS = 30
STOP_SECONDS = 10
_OPTIONS = ("--http-port", "0", "--line-port", "0", "--seed", "1", "--size", str(SIZE), "--clock", "frozen")
_READY = re.compile(r"farm ready: http://(\S+):(\d+) line (\S+):(\d+)")


class FarmProcess:
    """A running farm.

    Attributes:
        host: where it listens.
        http_port: the port of its HTTP interface.
        line_port: the port of its line.
        process: the process.
    """

    def __init__(self, folder: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        """Start a farm and wait until it answers.

        Args:
            folder: its data and its log lie there; a farm started on it again goes on with the data.
            options: further options; they win over those that every farm here is started with.
            environment: further environment variables.

        Raises:
            AssertionError: it ended before it was ready; the text is what it said.
        """
        self._log = folder / "log"
        variables = _environment(environment or {})
        with self._log.open("a") as log:
            self.process = subprocess.Popen(
                _command(folder, options), cwd=ROOT, env=variables, stdout=subprocess.PIPE, stderr=log, text=True
            )
        self.host, self.http_port, self.line_port = self._ready()
        self._connection = HTTPConnection(self.host, self.http_port, timeout=30)
        token = variables.get("CJFARM_TOKEN")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def log(self) -> str:
        """All that it has logged."""
        return self._log.read_text()

    def _ready(self) -> tuple[str, int, int]:
        watch = Timer(START_SECONDS, self.process.kill)
        watch.start()
        try:
            for line in self.process.stdout or ():
                if found := _READY.search(line):
                    return found[1], int(found[2]), int(found[4])
        finally:
            watch.cancel()
        raise AssertionError(f"the farm never became ready:\n{self.log()}")

    def request(
        self, method: str, path: str, body: object = None, headers: Mapping[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Make one request; text goes as it is, everything else as JSON. Gives status and body of the answer."""
        kind = "text/plain" if isinstance(body, str) else "application/json"
        content = body if isinstance(body, str) or body is None else json.dumps(body)
        sent = {"Content-Type": kind, **(self._headers if headers is None else headers)}
        self._connection.request(method, path, content, sent)
        response = self._connection.getresponse()
        return response.status, response.read()

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """Make one request that is carried out.

        Raises:
            AssertionError: it was refused.
        """
        if query:
            path = f"{path}?{urlencode(query)}"
        status, answer = self.request(method, path, body)
        if status >= 400:
            raise AssertionError(f"{method} {path} {body}: {status} {answer.decode()}")
        return json.loads(answer) if answer else None

    def __enter__(self) -> FarmProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop it as Ctrl-C would; one that has ended stays as it is."""
        self.process.terminate()
        self._end()

    def kill(self) -> None:
        """End it on the spot, as when the machine loses its power."""
        self.process.send_signal(signal.SIGKILL)
        self._end()

    def _end(self) -> None:
        self._connection.close()
        self.process.wait(STOP_SECONDS)
        if self.process.stdout:
            self.process.stdout.close()


def refused(
    folder: Path, *options: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start a farm that does not come up; gives how it ended and what it said."""
    return subprocess.run(
        _command(folder, options),
        cwd=ROOT,
        env=_environment(environment or {}),
        check=False,
        capture_output=True,
        text=True,
        timeout=START_SECONDS,
    )


def _command(folder: Path, options: tuple[str, ...]) -> tuple[str, ...]:
    farm = (sys.executable, "-m", "cjfarm", "up", *_OPTIONS, "--date", str(DAY), "--data", str(folder / "data"))
    return (*farm, *options)


def _environment(further: Mapping[str, str]) -> dict[str, str]:
    """Nothing is set for a farm but what a test sets."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJFARM_")}
    return {**kept, **further}
