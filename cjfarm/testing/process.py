"""A farm in a process of its own, shared by all who test at the same time.

Whoever makes the farm's folder first starts it; the others wait for what it says there. So a farm is started once
however many test processes (of pytest-xdist) there are. It is stopped by the one that all of them belong to.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from cjfarm.client.sync.client import Client
from cjfarm.errors import FarmError, Unreachable
from cjfarm.testing.settings import Settings

START_SECONDS = 20.0
STOP_SECONDS = 5.0
_LOOK_SECONDS = 0.02
_READY = re.compile(r"farm ready: (?P<url>http://\S+) line \S+")
_LOG, _TOLD = "log", "told.json"


def shared_farm(folder: Path, settings: Settings, owner: int) -> str:
    """The URL of the farm that has such settings in a folder; it is started if nobody has yet.

    Args:
        folder: where the farms of the run are.
        settings: those of the farm.
        owner: the process with which the farm ends, however that ends.

    Raises:
        FarmError: it does not become ready; the text says why, with what it logged.
    """
    place = folder / settings.name
    try:
        place.mkdir(parents=True)
    except FileExistsError:
        return _url(_awaited(place))
    told = _started(place, settings, owner)
    # In one step, so that nobody reads half of it.
    (place / "new").write_text(json.dumps(told), encoding="utf-8")
    (place / "new").replace(place / _TOLD)
    return _url(told)


def stop_farms(folder: Path) -> None:
    """Stop every farm in a folder, and remove the folder."""
    for place in folder.iterdir():
        with suppress(OSError, ValueError, KeyError):
            told = json.loads((place / _TOLD).read_text(encoding="utf-8"))
            _stop(int(told["pid"]), str(told["url"]))
    shutil.rmtree(folder, ignore_errors=True)


def _started(place: Path, settings: Settings, owner: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "cjfarm", "up", "--http-port", "0", "--line-port", "0", *settings.options()]
    command += ["--until-exit", str(owner)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJFARM_")}
    with (place / _LOG).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            [*command, "--data", str(place / "data")],
            cwd=place, env=kept, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    try:
        return _ready(place, process)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _ready(place: Path, process: subprocess.Popen[bytes]) -> dict[str, Any]:
    """What a farm says of itself once it is ready, or why it is not; one that takes too long is ended."""
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends:
        if found := _READY.search(_said(place)):
            return {"url": found["url"], "pid": process.pid}
        if process.poll() is not None:
            return {"error": f"the farm ended before it was ready, exit code {process.returncode}:\n{_said(place)}"}
        time.sleep(_LOOK_SECONDS)
    process.kill()
    process.wait()
    return {"error": f"the farm was not ready within {START_SECONDS:g} s:\n{_said(place)}"}


def _awaited(place: Path) -> dict[str, Any]:
    """What whoever starts the farm says of it."""
    ends = time.monotonic() + START_SECONDS + STOP_SECONDS
    while time.monotonic() < ends:
        if (place / _TOLD).is_file():
            told: dict[str, Any] = json.loads((place / _TOLD).read_text(encoding="utf-8"))
            return told
        time.sleep(_LOOK_SECONDS)
    return {"error": "another test process began to start the farm and did not finish"}


def _url(told: dict[str, Any]) -> str:
    if "error" in told:
        raise FarmError(str(told["error"]))
    return str(told["url"])


def _said(place: Path) -> str:
    return (place / _LOG).read_text(encoding="utf-8", errors="replace")


def _stop(pid: int, url: str) -> None:
    """Stop a farm and wait until nothing answers any more; one that goes on is ended at once."""
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        ends = time.monotonic() + STOP_SECONDS
        while _answers(url) and time.monotonic() < ends:
            time.sleep(_LOOK_SECONDS)
        if _answers(url):
            os.kill(pid, signal.SIGKILL)


def _answers(url: str) -> bool:
    try:
        with Client(url, patience_seconds=1) as farm:
            farm.call("GET", "health")
    except Unreachable:
        return False
    return True
