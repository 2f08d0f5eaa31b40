"""One database as its own process: its application on a server of its own until it is told to stop."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
from pathlib import Path
from threading import Thread, Timer
from types import FrameType

from waitress.server import create_server

from shared.spec import Database
from shared.web.app import app_of
from shared.web.listening import bound
from shared.web.stores import stores_of
from shared.web.worlds import Worlds

log = logging.getLogger(__name__)

THREADS = 8
CONNECTIONS = 1000
STOP_SECONDS = 1.5
"""How long requests under way may take after the signal to stop; after that the process ends without them."""

WITH_PARENT = "CJFARM_WITH_PARENT"
"""The environment variable by which a farm asks its databases to end when it does: they read standard input for it."""


class CannotServe(OSError):
    """The address cannot be used; the text says why and what would work."""


def serve_service(
    database: Database, host: str, port: int, data: Path, token: str | None = None, database_url: str | None = None
) -> int:
    """Serve one database until SIGTERM or Ctrl-C; gives the exit code.

    Prints ``service ready: NAME URL`` once it answers.

    Args:
        database: the database.
        host: the address to serve on.
        port: the port; 0 takes any free one.
        data: the folder of the data; each world is a file there.
        token: what requests must bear.
        database_url: where the data is kept instead of files in the folder.

    Raises:
        CannotServe: the address cannot be used.
    """
    listener = _listen(host, port)
    worlds = Worlds(database, stores_of(database, data, database_url))
    server = create_server(
        app_of(worlds, token), sockets=[listener], threads=THREADS, connection_limit=CONNECTIONS, ident=None
    )
    # It warns whenever requests wait for each other, which is what they do in one world.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    _stop_on_signals()
    if os.environ.get(WITH_PARENT):
        Thread(target=_end_with_parent, daemon=True).start()
    print(f"service ready: {database.name} {_url(listener)}", flush=True)
    server.run()
    worlds.close()
    server.close()
    # All that is loaded goes with the process. Without this the interpreter would look through it for circles first,
    # for a third of a second, which is too long where six databases end at once.
    gc.freeze()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    try:
        return bound(host, port)
    except OSError as error:
        text = f"{host}:{port} cannot be used ({error.strerror}): choose another --port, or 0 for any free one"
        raise CannotServe(text) from error


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _stop_on_signals() -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        log.info("stopping")
        # What was acknowledged is in the store already: ending without a request that hangs loses nothing.
        last = Timer(STOP_SECONDS, os._exit, (0,))
        last.daemon = True
        last.start()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)


def _end_with_parent() -> None:
    # Not sys.stdin: a thread that waits in it holds its lock, which the interpreter wants when it ends.
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
