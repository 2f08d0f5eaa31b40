"""Environment variables that look like ours and are not: a misspelt one would be passed over unnoticed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from difflib import get_close_matches

import click

_PREFIX = "CJFARM_"
_OTHERS = ("CJFARM_TOKEN", "CJFARM_URL", "CJFARM_WORLD")
"""Known, also where no option of a command names them."""
_APART = ("CJFARM_TEST_", "CJFARM_WITH_")
"""What such names begin with is for tests, or said between processes of one farm."""


def warn_of_unknown_variables(context: click.Context) -> None:
    """Say on stderr which variables no command knows, and which known ones are like them."""
    ours = [name for name in sorted(os.environ) if name.startswith(_PREFIX) and not name.startswith(_APART)]
    strange = set(ours).difference(_OTHERS, _variables(context.command))
    if not strange:
        return
    root = context.find_root()
    known = sorted({*_OTHERS, *_every_variable(root.command, root)})
    for name in sorted(strange.difference(known)):
        like = get_close_matches(name, known, 1)
        meant = f"is {like[0]} meant?" if like else "docs/commands.md lists those there are"
        click.echo(f"cjfarm: the environment variable {name} is not known and passed over; {meant}", err=True)


def _variables(command: click.Command) -> Iterator[str]:
    for parameter in command.params:
        names = parameter.envvar or ()
        yield from (names,) if isinstance(names, str) else names


def _every_variable(command: click.Command, context: click.Context) -> Iterator[str]:
    yield from _variables(command)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                yield from _every_variable(inner, context)
