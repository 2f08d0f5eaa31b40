"""The options of every command that asks a running farm."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import click

from cjfarm.commands.errors import Failure, Refusal
from cjfarm.http import DEFAULT_URL, CallError, FarmAddress, Refused, require_url

_USAGE_STATUSES = (400, 404, 409, 422)


def asks_farm(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--url`` and ``--world``, and hand it the farm's address as ``farm``.

    A farm that refuses what was asked ends the command with exit code 2, any other failure to be answered with 1.
    """

    @functools.wraps(function)
    def ask(*arguments: Any, url: str, world: str | None, **asked: Any) -> Any:
        try:
            require_url(url)
        except CallError as error:
            raise click.BadParameter(str(error), param_hint="--url") from error
        farm = FarmAddress(url, os.environ.get("CJFARM_TOKEN") or None, world)
        try:
            return function(*arguments, farm=farm, **asked)
        except Refused as error:
            raise (Refusal if error.status in _USAGE_STATUSES else Failure)(str(error)) from error
        except CallError as error:
            raise Failure(str(error)) from error

    for each in (_WORLD, _URL):
        ask = each(ask)
    return ask


_URL = click.option(
    "--url",
    default=DEFAULT_URL,
    show_default=True,
    envvar="CJFARM_URL",
    show_envvar=True,
    help="Where the farm's HTTP interface is. Its token, if it has one, is read from CJFARM_TOKEN.",
)
_WORLD = click.option(
    "--world", envvar="CJFARM_WORLD", show_envvar=True, metavar="NAME", help="The world to ask; main if left out."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
