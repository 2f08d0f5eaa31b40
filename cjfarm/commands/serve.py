"""``cjfarm serve``: one part of the farm as its own process."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from cjfarm.commands.environment import warn_of_unknown_variables
from cjfarm.commands.errors import refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_options import (
    FARM,
    LOG_LEVEL,
    REMOTES,
    STORING,
    farm_options,
    option,
    require_token,
    with_options,
)
from cjfarm.commands.logs import log_to_stderr
from cjfarm.commands.up import start
from cjfarm.commands.values import PORT
from services import discover
from shared.spec import Database
from shared.store.connection import StoreError
from shared.web.serve import CannotServe, serve_service

_HOST = option("--host", "Address to serve on.", default="127.0.0.1", show_default=True)
_PORT = option("--port", "Port to serve on; 0 takes any free one.", type=PORT, default=0, show_default=True)


@click.group(
    epilog=examples("cjfarm serve wps --port 8501", "cjfarm serve switch --database wps=http://127.0.0.1:8501")
)
def serve() -> None:
    """Start one part of the farm as its own process."""


@serve.command(
    epilog=examples("cjfarm serve switch --database wps=http://127.0.0.1:8501 --database svs=http://127.0.0.1:8502")
)
@with_options(*FARM, REMOTES, LOG_LEVEL)
@click.pass_context
def switch(context: click.Context, /, log_level: str, **asked: Any) -> None:
    """Start the message switch, told where the databases are; those it is not told of run inside it."""
    log_to_stderr(log_level)
    warn_of_unknown_variables(context)
    known = discover()
    for name, _ in asked["database"]:
        if name not in known:
            raise click.BadParameter(f"{name} is no database: {', '.join(known)} are", param_hint="--database")
    context.exit(start(farm_options(os.environ.get("CJFARM_TOKEN") or None, **asked)))


def service_command(database: Database) -> click.Command:
    """The command that starts one database."""

    @click.command(
        database.name,
        short_help=f"Start {database.title}.",
        help=f"Start {database.title} as its own process.",
        epilog=examples(f"cjfarm serve {database.name} --port 8501 --data var"),
    )
    @with_options(_HOST, _PORT, *STORING, LOG_LEVEL)
    def start_service(log_level: str, host: str, port: int, data: Path, database_url: str | None) -> None:
        log_to_stderr(log_level)
        token = os.environ.get("CJFARM_TOKEN") or None
        require_token(host, token)
        with refusing(CannotServe, StoreError):
            serve_service(database, host, port, data, token, database_url)

    return start_service


for _database in discover().values():
    serve.add_command(service_command(_database))
