"""Running a farm until it is told to stop: the line and the HTTP edge on one loop."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

import uvicorn
import uvloop
from fastapi import FastAPI

from services import discover
from shared.spec import Database
from shared.web.listening import bound
from switch.farm import Farm, FarmError
from switch.garbage import look_for_garbage_seldom
from switch.http.app import make_app
from switch.http.one_write import OneWriteProtocol
from switch.lines import Lines
from switch.options import FarmOptions
from switch.remote import Address, HttpCourier, RemoteDatabase
from switch.separate import ServiceFailed, start_services, stop_services
from switch.settings import load_configuration

log = logging.getLogger(__name__)

STOP_SECONDS = 1
LOOK_SECONDS = 0.5
"""How often is looked whether the process that a farm ends with is still there."""
IDLE_SECONDS = 120
"""How long an HTTP connection may be idle: clients that keep theirs must not find it closed between two tests."""
EXAMPLE = "try: ./farm send 'QW NAM/DOE,JOHN SEX/M DOB/19800215'"


def run_farm(options: FarmOptions) -> int:
    """Serve a farm until SIGTERM or Ctrl-C; gives the exit code.

    Raises:
        FarmError: it cannot start as asked; the text says why and what would work.
    """
    # Both before anything is made: a port that is taken is told at once.
    listener = listen(options.host, options.http_port, "--http-port")
    line_listener = listen(options.host, options.line_port, "--line-port")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(options, listener, line_listener))
    return 0


def listen(host: str, port: int, option: str) -> socket.socket:
    """A socket that listens.

    Raises:
        FarmError: the address cannot be used.
    """
    try:
        return bound(host, port)
    except OSError as error:
        text = f"{host}:{port} cannot be used ({error.strerror}): choose another {option}, or 0 for any free port"
        raise FarmError(text) from error


async def _serve(options: FarmOptions, listener: socket.socket, line_listener: socket.socket) -> None:
    databases = discover()
    url = options.database_url
    asked = start_services(databases, options.data, options.token, database_url=url) if options.separate else None
    processes = await asked if asked is not None else {}
    addresses: dict[str, Address] = {name: process.address for name, process in processes.items()}
    addresses |= {name: partial(str, url) for name, url in options.remotes}
    try:
        await _serve_until_stopped(make_farm(options, databases, addresses), listener, line_listener)
    except ServiceFailed as error:
        raise FarmError(str(error)) from error
    finally:
        await stop_services(processes.values())


def make_farm(options: FarmOptions, databases: Mapping[str, Database], addresses: Mapping[str, Address]) -> Farm:
    """A farm some of whose databases run elsewhere."""
    seconds = load_configuration(options.config).limits.answer_seconds
    remote = {name: RemoteDatabase(name, address, seconds, options.token) for name, address in addresses.items()}
    courier = HttpCourier(remote, seconds, options.token) if remote else None
    return Farm(options, databases, lambda: datetime.now(UTC), remote, courier)


async def _serve_until_stopped(farm: Farm, listener: socket.socket, line_listener: socket.socket) -> None:
    options, stop = farm.options, asyncio.Event()
    # Until here a signal ends the process at once: what is being made is not committed yet, and made anew next time.
    farm.open()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    lines = Lines(options.host, farm.policy.dialect, farm.configuration.limits.line_connections)
    await farm.worlds.open_all(lines, line_listener)
    app = make_app(farm)
    server = uvicorn.Server(_http_config(app))
    serving = asyncio.create_task(_serve_http(server, listener))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    farm.started = True
    look_for_garbage_seldom()
    _announce(options.host, listener, line_listener)
    ends = {asyncio.create_task(stop.wait()), serving}
    if options.until_exit is not None:
        ends.add(asyncio.create_task(_ended(options.until_exit)))
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping")
    farm.started = False
    app.state.stopping.set()
    lines.stop()
    server.should_exit = True
    await serving
    await lines.stopped()
    await farm.close()


async def _ended(process: int) -> None:
    """Wait until a process is no more; no system tells another process of it in a way that works on all of them."""
    with suppress(ProcessLookupError):
        while True:
            # One that belongs to somebody else is there as well.
            with suppress(PermissionError):
                os.kill(process, 0)
            await asyncio.sleep(LOOK_SECONDS)


def _http_config(app: FastAPI) -> uvicorn.Config:
    return uvicorn.Config(
        # The outermost layer itself: on the way to it the framework would look at every request for its own purposes.
        app.state.edge,
        log_config=None,
        access_log=False,
        proxy_headers=False,
        # It would be the machine's time, beside answers that have the world's.
        date_header=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
        timeout_keep_alive=IDLE_SECONDS,
        ws="none",
        http=OneWriteProtocol,
    )


async def _serve_http(server: uvicorn.Server, listener: socket.socket) -> None:
    # Not server.serve(): that would take the signals for itself.
    await server._serve(sockets=[listener])


def _announce(host: str, http: socket.socket, line: socket.socket) -> None:
    shown = f"[{host}]" if ":" in host else host
    ports = (http.getsockname()[1], line.getsockname()[1])
    print(f"farm ready: http://{shown}:{ports[0]} line {shown}:{ports[1]}", flush=True)
    address = "" if ports[0] == 8400 else f" --url http://{shown}:{ports[0]}"
    print(f"{EXAMPLE}{address}", flush=True)
