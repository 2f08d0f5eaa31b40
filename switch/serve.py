"""Running a farm until it is told to stop: the line and the HTTP edge on one loop."""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
import sys
from datetime import UTC, datetime

import uvicorn
import uvloop

from services import discover
from switch.farm import MAIN, Farm, FarmError
from switch.http.app import make_app
from switch.line import LineServer
from switch.options import FarmOptions

log = logging.getLogger(__name__)

STOP_SECONDS = 1
EXAMPLE = "try: ./farm send 'QW NAM/DOE,JOHN SEX/M DOB/19800215'"


def run_farm(options: FarmOptions) -> int:
    """Serve a farm until SIGTERM or Ctrl-C; gives the exit code.

    Raises:
        FarmError: it cannot start as asked; the text says why and what would work.
    """
    listener = listen(options.host, options.http_port, "--http-port")
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_serve(options, listener))
    return 0


def listen(host: str, port: int, option: str) -> socket.socket:
    """A socket that listens.

    Raises:
        FarmError: the address cannot be used.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1024)
    except OSError as error:
        listener.close()
        text = f"{host}:{port} cannot be used ({error.strerror}): choose another {option}, or 0 for any free port"
        raise FarmError(text) from error
    listener.setblocking(False)
    return listener


async def _serve(options: FarmOptions, listener: socket.socket) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    farm = Farm(options, discover(), lambda: datetime.now(UTC))
    farm.open()
    runner = farm.runner(MAIN)
    if runner is None:
        raise FarmError("the main world could not be opened")
    lines = LineServer(runner, farm.policy.dialect, farm.configuration.limits.line_connections)
    line_listener = listen(options.host, options.line_port, "--line-port")
    await lines.start(line_listener)
    server = uvicorn.Server(_http_config(farm))
    serving = loop.create_task(_serve_http(server, listener))
    while not server.started and not serving.done():
        await asyncio.sleep(0.005)
    farm.started = True
    _announce(options.host, listener, line_listener)
    waiting = loop.create_task(stop.wait())
    await asyncio.wait({waiting, serving}, return_when=asyncio.FIRST_COMPLETED)
    log.info("stopping")
    farm.started = False
    lines.stop()
    server.should_exit = True
    await serving
    await farm.close()


def _http_config(farm: Farm) -> uvicorn.Config:
    return uvicorn.Config(
        make_app(farm),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=STOP_SECONDS,
        ws="none",
        http="httptools",
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
    sys.stdout.flush()
