"""A farm in a process of its own, started by its command, and its HTTP interface."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.cases.over_engine import DAY, SIZE

ROOT = Path(__file__).parents[2]
STOP_SECONDS = 10
_READY = re.compile(r"farm ready: http://(\S+):(\d+) line (\S+):(\d+)")


class FarmProcess:
    """A running farm.

    Attributes:
        host: where it listens.
        url: its HTTP interface.
        line_port: the port of its line.
    """

    def __init__(self, folder: Path) -> None:
        """Start a farm and wait until it answers.

        Raises:
            AssertionError: it ended before it was ready; the text is what it said.
        """
        options = ("--http-port", "0", "--line-port", "0", "--seed", "1", "--size", str(SIZE), "--clock", "frozen")
        command = (sys.executable, "-m", "cjfarm", "up", *options, "--data", str(folder / "data"), "--date", str(DAY))
        self._log = folder / "log"
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True)
        self.host, port, self.line_port = self._ready()
        self.url = f"http://{self.host}:{port}"
        self._connection = HTTPConnection(self.host, port, timeout=30)

    def _ready(self) -> tuple[str, int, int]:
        for line in self._process.stdout or ():
            if found := _READY.search(line):
                return found[1], int(found[2]), int(found[4])
        raise AssertionError(f"the farm never became ready:\n{self._log.read_text()}")

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:
        """Make one request; text goes as it is, everything else as JSON.

        Raises:
            AssertionError: it was refused.
        """
        if query:
            path = f"{path}?{urlencode(query)}"
        kind = "text/plain" if isinstance(body, str) else "application/json"
        content = body if isinstance(body, str) or body is None else json.dumps(body)
        self._connection.request(method, path, content, {"Content-Type": kind})
        response = self._connection.getresponse()
        answer = response.read()
        if response.status >= 400:
            raise AssertionError(f"{method} {path} {body}: {response.status} {answer.decode()}")
        return json.loads(answer) if answer else None

    def stop(self) -> None:
        """Stop it as Ctrl-C would."""
        self._connection.close()
        self._process.terminate()
        self._process.wait(STOP_SECONDS)
        if self._process.stdout:
            self._process.stdout.close()
