"""``cjfarm replay``: a recorded conversation once more, and where it goes another way."""

from __future__ import annotations

from dataclasses import replace as changed
from os import getpid
from pathlib import Path

import click

from cjfarm.commands.errors import refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.http import FarmAddress
from cjfarm.recording import Difference, Recording, RecordingError, made_as, read_recording, set_up
from cjfarm.recording import replay as replayed

WORLD = "replay"
"""What the name of a world begins with that is made for a recording."""
_PATIENCE_SECONDS = 3600.0


@click.command(
    epilog=examples(
        "cjfarm journal --export case.jsonl", "cjfarm replay case.jsonl", "cjfarm replay case.jsonl --world w1"
    )
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@asks_farm
@click.pass_context
def replay(context: click.Context, /, farm: FarmAddress, file: Path) -> None:
    """Send a recorded conversation again, and show the first difference.

    FILE is what "cjfarm journal --export" writes. Without --world the messages go to a new world that is made as the
    recorded one was and removed afterwards. With --world they go to that world as it is now.

    The exit code is 0 where everything was answered as before, and 1 where something was not.
    """
    with refusing(RecordingError):
        recording = read_recording(file)
        if farm.world is None:
            different = _in_new_world(farm, recording)
        else:
            different = replayed(farm, recording, own_world=False)
    count = sum(entry["direction"] == "in" for entry in recording.entries)
    if different is None:
        click.echo(f"{count} messages sent, everything was answered as before")
        return
    click.echo("\n".join(different.lines()))
    context.exit(1)


def _in_new_world(farm: FarmAddress, recording: Recording) -> Difference | None:
    farm = changed(farm, patience_seconds=_PATIENCE_SECONDS)
    there = changed(farm, world=f"{WORLD}-{getpid()}")
    farm.post("worlds", body={"name": there.world, "ephemeral": True, **made_as(recording)})
    try:
        set_up(there, recording)
        return replayed(there, recording, own_world=True)
    finally:
        farm.delete("worlds", str(there.world))
