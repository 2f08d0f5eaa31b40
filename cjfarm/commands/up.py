"""``cjfarm up``: the whole farm in one command."""

from __future__ import annotations

import os
from typing import Any

import click

from cjfarm.commands.environment import warn_of_unknown_variables
from cjfarm.commands.errors import Refusal, refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_options import FARM, LOG_LEVEL, SEPARATE, UNTIL_EXIT, farm_options, with_options
from cjfarm.commands.logs import log_to_stderr
from shared.store.connection import StoreError
from shared.wire.dialect import DialectError
from switch.farm import FarmError
from switch.hops import Unavailable
from switch.options import FarmOptions
from switch.serve import run_farm
from switch.settings import ConfigurationError


@click.command(
    epilog=examples(
        "cjfarm up", "cjfarm up --clock frozen --date 2026-03-02 --data /tmp/test --http-port 0 --line-port 0"
    )
)
@with_options(*FARM, SEPARATE, UNTIL_EXIT, LOG_LEVEL)
@click.pass_context
def up(context: click.Context, /, log_level: str, **asked: Any) -> None:
    """Start the whole farm.

    New data is made first; existing data keeps the seed, size, date and clock it was made with. Ctrl-C stops the farm.

    Whatever other machines can reach needs CJFARM_TOKEN in the environment.
    """
    log_to_stderr(log_level)
    warn_of_unknown_variables(context)
    context.exit(start(farm_options(os.environ.get("CJFARM_TOKEN") or None, **asked)))


def start(options: FarmOptions) -> int:
    """Serve a farm until it is told to stop; gives the exit code.

    Raises:
        Refusal: it cannot start as asked.
    """
    with refusing(FarmError, ConfigurationError, DialectError, StoreError):
        try:
            return run_farm(options)
        except Unavailable as error:
            raise Refusal(f"a database does not answer: start it first, or name another URL ({error})") from error
