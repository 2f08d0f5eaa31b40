"""The ``cjfarm`` command: every group of commands is a module here, imported when it is used."""

from __future__ import annotations

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.lazy import Entry, LazyGroup

_COMMANDS = (
    Entry("up", "cjfarm.commands.up", "Start the whole farm."),
    Entry("serve", "cjfarm.commands.serve", "Start one part of the farm as its own process."),
    Entry("send", "cjfarm.commands.send", "Send a message and print the replies."),
    Entry("explain", "cjfarm.commands.explain", "Say what the answers to a message would be, and why."),
    Entry("catalog", "cjfarm.commands.catalog", "Show databases, keys, fields and rules, and where they come from."),
    Entry("journal", "cjfarm.commands.journal", "Show the messages that went in and out."),
    Entry("replay", "cjfarm.commands.replay", "Send a recorded conversation again."),
    Entry("clock", "cjfarm.commands.clock", "Show and move the clock of a world."),
    Entry("fault", "cjfarm.commands.fault", "Let things go wrong on purpose."),
    Entry("world", "cjfarm.commands.world", "Make, reset and drop the worlds of a farm."),
    Entry("seed", "cjfarm.commands.seed", "Make the data of a farm, or show what it would hold."),
    Entry("migrate", "cjfarm.commands.migrate", "Bring the tables of existing data up to date."),
    Entry("bench", "cjfarm.commands.bench", "Measure engine, line, HTTP, start and memory."),
)


@click.group(
    "cjfarm",
    cls=LazyGroup,
    entries=_COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=examples("cjfarm up", "cjfarm send 'QW NAM/DOE,JOHN SEX/M DOB/19800215'"),
)
@click.version_option(package_name="cjfarm", message="%(prog)s %(version)s", help="Show the version and end.")
@click.option("--debug", is_flag=True, envvar="CJFARM_DEBUG", help="Show where in the program an error happened.")
def cli(debug: bool) -> None:
    """A farm of mock criminal-justice databases. Every record in it is invented."""


__all__ = ["cli"]
