"""Databases as processes of their own: started with the switch, started anew when they die, ended with it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import re
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterable, Sequence
from pathlib import Path

from shared.web.serve import WITH_PARENT

log = logging.getLogger(__name__)

READY_SECONDS = 20.0
STOP_SECONDS = 1.8
RESTART_SECONDS = 0.5
_READY = re.compile(r"service ready: \S+ (http://\S+)")


class ServiceFailed(Exception):
    """A database's process does not come up; the text says why."""


class ServiceProcess:
    """The process of one database."""

    def __init__(
        self,
        name: str,
        data: Path,
        token: str | None = None,
        options: Sequence[str] = (),
        command: Sequence[str] = (),
        database_url: str | None = None,
    ) -> None:
        """Nothing is started yet.

        Args:
            name: the database's name.
            data: the folder of the data.
            token: what requests to it must bear.
            options: further options of the ``serve`` command, such as ``--log-level``.
            command: what to start instead of the ``serve`` command.
            database_url: where it keeps its data instead of files in the folder.
        """
        address = ("--host", "127.0.0.1", "--port", "0")
        served = (sys.executable, "-m", "cjfarm", "serve", name, *address, "--data", str(data), *options)
        self.name, self._command = name, tuple(command) or served
        # Through the environment, where no other user of the machine reads them.
        self._secrets = {"CJFARM_TOKEN": token, "CJFARM_DATABASE_URL": database_url}
        self._address = ""
        self._process: Process | None = None
        self._watching: asyncio.Task[None] | None = None

    def address(self) -> str:
        """Its URL, or "" while it does not run."""
        return self._address

    @property
    def pid(self) -> int | None:
        """The number of the process, or None where there is none."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Start it; returns once it answers, and from then on it is started anew whenever it dies.

        Raises:
            ServiceFailed: it ended, or did not say within 20 seconds that it is ready.
        """
        await self._launch()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End it, within two seconds."""
        if self._watching is not None:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        await self._end()

    async def _launch(self) -> None:
        environment = {**os.environ, WITH_PARENT: "1", **{k: v for k, v in self._secrets.items() if v}}
        # A session of its own: Ctrl-C reaches the switch alone, which then ends its databases in order.
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, env=environment, start_new_session=True
        )
        try:
            async with asyncio.timeout(READY_SECONDS):
                self._address = await self._ready(self._process)
        except TimeoutError:
            await self._end()
            text = f"{self.name} did not say within {READY_SECONDS:.0f} seconds that it is ready"
            raise ServiceFailed(f"{text}: what it wrote stands above") from None
        log.info("%s runs as process %d at %s", self.name, self._process.pid, self._address)

    async def _ready(self, process: Process) -> str:
        async for line in _lines(process):
            found = _READY.match(line)
            if found:
                return found.group(1)
            log.info("%s: %s", self.name, line)
        code = await process.wait()
        raise ServiceFailed(f"{self.name} ended with code {code} before it was ready: what it wrote stands above")

    async def _watch(self) -> None:
        while True:
            if self._process is not None:
                await self._follow(self._process)
            await asyncio.sleep(RESTART_SECONDS)
            try:
                await self._launch()
            except (ServiceFailed, OSError) as error:
                log.error("%s could not be started anew: %s", self.name, error)

    async def _follow(self, process: Process) -> None:
        """Pass on what it writes until it dies."""
        async for line in _lines(process):
            log.info("%s: %s", self.name, line)
        code = await process.wait()
        if self._address:
            log.error("%s, process %d, died with code %d: it is started anew", self.name, process.pid, code)
        self._address = ""

    async def _end(self) -> None:
        process, self._process, self._address = self._process, None, ""
        if process is None or process.returncode is not None:
            return
        process.terminate()
        try:
            async with asyncio.timeout(STOP_SECONDS):
                await process.wait()
        except TimeoutError:
            log.warning("%s did not stop by itself", self.name)
            process.kill()
            await process.wait()


async def start_services(
    names: Iterable[str],
    data: Path,
    token: str | None = None,
    options: Sequence[str] = (),
    database_url: str | None = None,
) -> dict[str, ServiceProcess]:
    """Start databases, all at once; gives their processes by name.

    Raises:
        ServiceFailed: one of them does not come up; none of them runs then.
    """
    processes = {name: ServiceProcess(name, data, token, options, database_url=database_url) for name in names}
    results = await asyncio.gather(*(process.start() for process in processes.values()), return_exceptions=True)
    failures = [result for result in results if isinstance(result, BaseException)]
    if failures:
        await stop_services(processes.values())
        raise failures[0]
    return processes


async def stop_services(processes: Iterable[ServiceProcess]) -> None:
    """End databases, all at once."""
    await asyncio.gather(*(process.stop() for process in processes))


async def _lines(process: Process) -> AsyncIterator[str]:
    if process.stdout is not None:
        async for line in process.stdout:
            yield line.decode(errors="replace").rstrip()
