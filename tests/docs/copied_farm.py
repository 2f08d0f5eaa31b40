"""Run inside a copy of the checkout: holds a conversation with a new farm, without a socket.

Takes a JSON object on stdin: ``day``, ``clock``, ``folder`` and ``send``, a list of messages as typed. Prints the list
of answers.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from cjfarm.compose import Sender, compose
from services import discover
from switch.exchange import NOWHERE
from switch.farm import Farm, open_world
from switch.options import FarmOptions

SENDER = Sender("SAC1", "FULL01", "CA0340000", "000001")
SIZE = 50


def converse(folder: Path, day: date, clock: str, messages: list[str]) -> list[str]:
    """The answers to some messages, one text each."""
    options = FarmOptions(data=folder, date=day, clock=clock, size=SIZE)
    world = open_world("main", Farm(options, discover(), lambda: datetime(day.year, day.month, day.day, 8, tzinfo=UTC)))
    answers = []
    for typed in messages:
        with world.step():
            exchange = world.switch.receive(compose(typed, SENDER), NOWHERE)
        world.commit()
        answers.append("\n\n".join("\n".join(entry.text.splitlines()) for entry in exchange.replies))
    world.close()
    return answers


if __name__ == "__main__":
    asked = json.load(sys.stdin)
    json.dump(
        converse(Path(asked["folder"]), date.fromisoformat(asked["day"]), asked["clock"], asked["send"]), sys.stdout
    )
