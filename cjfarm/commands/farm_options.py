"""The options of everything that starts a farm or makes its data; each has an environment variable of its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cjfarm.commands.errors import Refusal
from cjfarm.commands.sizes import SIZE
from cjfarm.commands.values import DAY, PORT, REMOTE, WholeNumber
from switch.options import FarmOptions, is_loopback

F = TypeVar("F", bound=Callable[..., Any])

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)
_KEPT = "existing data keeps its own"


def variable(option: str) -> str:
    """The environment variable of an option: ``--http-port`` has ``CJFARM_HTTP_PORT``."""
    return "CJFARM_" + option.strip("-").replace("-", "_").upper()


def option(name: str, text: str, **settings: Any) -> Callable[[F], F]:
    """An option that can also be set in the environment, and says so."""
    settings = {"envvar": variable(name), "show_envvar": True, **settings}
    return click.option(name, help=text, **settings)


_SERVING = (
    option("--host", "Address to serve on.", default="127.0.0.1", show_default=True),
    option(
        "--http-port", "Port of the HTTP interface; 0 takes any free one.", type=PORT, default=8400, show_default=True
    ),
    option("--line-port", "Port of the line; 0 takes any free one.", type=PORT, default=8401, show_default=True),
)
DATA = option("--data", "Folder of the data.", type=_FOLDER, default=Path("var"), show_default=True)
STORING = (
    DATA,
    option(
        "--database-url",
        "Keep the data there instead of in SQLite files: postgresql://USER@HOST/NAME.",
        metavar="URL",
    ),
)
MAKING = (
    option("--seed", f"Which people there are; 1 for new data, {_KEPT}.", type=WholeNumber(), metavar="N"),
    option("--size", f"How many people there are; small for new data, {_KEPT}.", type=SIZE, metavar=SIZE.name),
    option("--date", f"Reference date of the population; today for new data, {_KEPT}.", type=DAY, metavar=DAY.name),
    option("--clock", f"How the clock runs; real for new data, {_KEPT}.", type=click.Choice(["real", "frozen"])),
)
CONFIG = option("--config", "Terminals, operators, agencies and limits, as TOML.", type=_FILE)
_CONFIGURING = (
    CONFIG,
    option("--dialect", "Another system's message layout, as TOML.", type=_FILE),
)
SEPARATE = option("--separate", "Run every database as its own process.", is_flag=True)
UNTIL_EXIT = option(
    "--until-exit",
    "Stop when the process PID has ended, as a test run that starts a farm for itself.",
    type=WholeNumber(min=1),
    metavar="PID",
)
REMOTES = option(
    "--database",
    "A database that runs elsewhere and its URL; may be given several times.",
    type=REMOTE,
    multiple=True,
    metavar=REMOTE.name,
)
LOG_LEVEL = option(
    "--log-level",
    "How much is logged, on stderr.",
    type=click.Choice(["debug", "info", "warning", "error"]),
    default="warning",
    show_default=True,
)
FARM = (*_SERVING, *STORING, *MAKING, *_CONFIGURING)


def with_options(*options: Callable[[Any], Any]) -> Callable[[F], F]:
    """Give a command some options, in the order in which its help shows them."""

    def decorate(function: F) -> F:
        for each in reversed(options):
            function = each(function)
        return function

    return decorate


def farm_options(token: str | None, database: tuple[tuple[str, str], ...] = (), **asked: Any) -> FarmOptions:
    """What was asked for, as a value.

    Args:
        token: what HTTP requests must bear.
        database: the databases that run elsewhere.
        asked: the other options by name.

    Raises:
        Refusal: others could reach the farm, and no token keeps them out.
    """
    options = FarmOptions(token=token, remotes=database, **asked)
    require_token(options.host, token)
    return options


def require_token(host: str, token: str | None) -> None:
    """Check that what others can reach asks for a token.

    Raises:
        Refusal: it does not.
    """
    if token is None and not is_loopback(host):
        raise Refusal(
            f"{host} can be reached from other machines: set CJFARM_TOKEN to what requests must bear, "
            "or leave --host at 127.0.0.1"
        )
