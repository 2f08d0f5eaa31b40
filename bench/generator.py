"""The handle of the load generator's process."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict

from bench.engine import Script
from bench.errors import BenchError
from bench.load import Load, Sample
from bench.processes import next_line, running


class Generator:
    """Sends what it is told, one measurement after the other."""

    def __init__(self, process: subprocess.Popen[str], scripts: Mapping[str, Script]) -> None:
        self._process = process
        self._tell({name: asdict(script) for name, script in scripts.items()})

    def measure(self, load: Load) -> Sample:
        """Carry out one measurement.

        Raises:
            BenchError: a connection broke, an answer did not come, or one was not of the kind expected.
        """
        self._tell(asdict(load))
        found = json.loads(next_line(self._process.stdout, "the load generator"))
        what = f"{load.script or 'hello'} over {load.via}, {load.connections} connections"
        if "failed" in found:
            raise BenchError(f"{what}: {found['failed']}")
        sample = Sample(**found)
        if sample.wrong:
            raise BenchError(f"{what}: {sample.wrong} answers were not as expected, such as {sample.example!r}")
        if not sample.count:
            raise BenchError(f"{what}: nothing was answered in time; try more --seconds")
        return sample

    def _tell(self, what: object) -> None:
        stream = self._process.stdin
        if stream is not None:
            stream.write(json.dumps(what) + "\n")
            stream.flush()


@contextmanager
def generator(scripts: Mapping[str, Script]) -> Iterator[Generator]:
    """A load generator that knows some scripts by name."""
    with running("bench.load", stdin=subprocess.PIPE) as process:
        yield Generator(process, scripts)
