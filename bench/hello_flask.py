"""A Flask application that only says hello, on one worker of granian."""

from __future__ import annotations

import sys

from flask import Flask
from granian import Granian
from granian.constants import Interfaces

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    """Answer."""
    return "hello, world"


def main(port: int) -> None:
    """Serve until told to stop."""
    Granian(
        "bench.hello_flask:app",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]))
