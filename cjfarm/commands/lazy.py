"""A group of commands that imports a command only when it is used, and tells errors in one line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from cjfarm.commands.errors import failure_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A command before it is imported.

    Attributes:
        name: what is typed.
        module: where the command is, under the same name.
        title: what it does, as the list of commands says it.
    """

    name: str
    module: str
    title: str

    def load(self) -> click.Command:
        """The command itself."""
        command: click.Command = getattr(import_module(self.module), self.name)
        return command


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used: a client must not wait for what only a farm needs."""

    def __init__(self, *arguments: Any, entries: Iterable[Entry] = (), **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.entries = {entry.name: entry for entry in entries}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        entry = self.entries.get(cmd_name)
        return None if entry is None else entry.load()

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(entry.name, entry.title) for entry in self.entries.values()])

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # The edge of the command line: a user gets a sentence, and the trace where it was asked for.
            if ctx.params.get("debug"):
                raise
            raise failure_of(error) from error
