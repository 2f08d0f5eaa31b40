"""The options of every command that asks a running farm."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import click

from cjfarm.client.address import DEFAULT_URL, Address
from cjfarm.errors import FarmError
from cjfarm.http import FarmAddress


def asks_farm(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command ``--url`` and ``--world``, and hand it the farm's address as ``farm``."""

    @functools.wraps(function)
    def ask(*arguments: Any, url: str, world: str | None, **asked: Any) -> Any:
        try:
            Address.of(url)
        except FarmError as error:
            raise click.BadParameter(str(error), param_hint="--url") from error
        farm = FarmAddress(url, os.environ.get("CJFARM_TOKEN") or None, world)
        return function(*arguments, farm=farm, **asked)

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
