"""The processes that a measurement starts, and how much memory they hold."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from bench.errors import BenchError

ROOT = Path(__file__).resolve().parents[1]
_STOP_SECONDS = 5
_KIB_PER_MB = 1_000_000 / 1024


def environment() -> dict[str, str]:
    """What the processes inherit: nothing that would set up a farm otherwise than its defaults."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJFARM_")}
    path = os.pathsep.join(filter(None, (str(ROOT), kept.get("PYTHONPATH"))))
    return {**kept, "PYTHONPATH": path}


@contextmanager
def running(module: str, *arguments: str, stdin: int = subprocess.DEVNULL) -> Iterator[subprocess.Popen[str]]:
    """A Python module as a process of its own, ended when the block is left."""
    command = [sys.executable, "-m", module, *arguments]
    process = subprocess.Popen(command, stdin=stdin, stdout=subprocess.PIPE, text=True, env=environment())
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()


def next_line(stream: IO[str] | None, what: str) -> str:
    """The next line that a process writes.

    Raises:
        BenchError: it ended instead.
    """
    line = stream.readline() if stream is not None else ""
    if not line:
        raise BenchError(f"{what} ended before it answered; what it said stands above")
    return line.rstrip("\n")


@dataclass(frozen=True, slots=True)
class Memory:
    """What a process holds in memory, in MB: now, and at most since it started."""

    resident_mb: float
    peak_mb: float


def memory(pid: int) -> Memory | None:
    """The memory of a process, or None where the system has no /proc to read it from."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    held = {name: int(kib) / _KIB_PER_MB for name, kib in re.findall(r"^(VmRSS|VmHWM):\s+(\d+) kB", text, re.M)}
    return Memory(held["VmRSS"], held["VmHWM"]) if len(held) == 2 else None
