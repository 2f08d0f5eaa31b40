"""``cjfarm replay``: a recorded conversation once more, and where it goes another way."""

from __future__ import annotations

from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import click

from cjfarm.commands.errors import refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import asks_farm
from cjfarm.http import FarmAddress
from cjfarm.recording import Recording, RecordingError, read_recording, set_up
from cjfarm.recording import replay as replayed

WORLD = "replay"
"""The world that a recording is sent to unless another is named."""
_PATIENCE_SECONDS = 120.0
_MADE_WITH = ("seed", "size")


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
        different = replayed(farm, recording)
    count = sum(entry["direction"] == "in" for entry in recording.entries)
    if different is None:
        click.echo(f"{count} messages sent, everything was answered as before")
        return
    click.echo("\n".join(different.lines()))
    context.exit(1)


def _in_new_world(farm: FarmAddress, recording: Recording) -> Any:
    made = recording.head["world"]
    known = {name: int(made[name]) for name in _MADE_WITH if made.get(name) is not None}
    farm = changed(farm, patience_seconds=_PATIENCE_SECONDS)
    farm.post("worlds", body={"name": WORLD, "date": made["date"], "clock": "frozen", **known})
    try:
        there = changed(farm, world=WORLD)
        set_up(there, recording)
        return replayed(there, recording)
    finally:
        farm.delete("worlds", WORLD)
