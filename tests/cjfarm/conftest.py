"""A command line to run, and a server that answers what a test wants and remembers what it was asked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from cjfarm.commands import cli

Run = Callable[..., Result]


@dataclass(frozen=True)
class Asked:
    """One request that was made."""

    method: str
    path: str
    headers: dict[str, str]
    body: str

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Recorder:
    """A farm that only remembers: it gives the answers laid out for it, one after the other."""

    url: str = ""
    answers: list[tuple[int, Any]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)

    def answer(self, content: Any, status: int = 200) -> None:
        self.answers.append((status, content))


def handler_of(recorder: Recorder) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            recorder.asked.append(Asked(self.command, self.path, dict(self.headers), body))
            status, content = recorder.answers.pop(0)
            text = content if isinstance(content, str) else json.dumps(content)
            payload = b"" if content is None else text.encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

        do_GET = do_POST = do_PUT = do_DELETE = answer

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    return Handler


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    found = Recorder()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(found))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    found.url = f"http://127.0.0.1:{server.server_port}"
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line with nothing set but what the test sets, in an empty folder and home."""
    for name in [name for name in os.environ if name.startswith("CJFARM_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str, **variables: str) -> Result:
        return CliRunner().invoke(cli, arguments, prog_name="cjfarm", env={"HOME": str(tmp_path), **variables})

    return run_command
