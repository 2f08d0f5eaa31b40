"""``cjfarm journal``: every message in and out of a world."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import AS_JSON, asks_farm
from cjfarm.commands.values import MOMENT
from cjfarm.http import FarmAddress

F = TypeVar("F", bound=Callable[..., Any])
_PAGE = 1000
_FOLLOW_SECONDS = 0.5


def _filter(name: str, text: str, **settings: Any) -> Callable[[F], F]:
    return click.option(f"--{name}", help=text, **settings)


@click.command(
    epilog=examples(
        "cjfarm journal --terminal SAC1 --key QW",
        "cjfarm journal --from 2026-03-02T10:00 --field NAM/DOE,JOHN",
        "cjfarm journal --follow",
    )
)
@_filter("id", "Only this message and what was answered to it, such as M0000000005.")
@_filter("header", "Only messages with this whole header.")
@_filter("terminal", "Only this terminal's messages.")
@_filter("key", "Only messages with this key.")
@_filter("oif", "Only this operator's messages.")
@_filter("taf", "Only messages with this terminal address.")
@_filter("ori", "Only this agency's messages.")
@_filter("source", "Only messages of this database, such as NCIC.")
@_filter("kind", "Only replies of this kind, such as HIT.")
@_filter("direction", "Only messages in, or only those out.", type=click.Choice(["in", "out"]))
@_filter("from", "Only messages from this time on.", type=MOMENT)
@_filter("to", "Only messages up to this time.", type=MOMENT)
@_filter("contains", "Only messages that hold this text.")
@_filter("field", "Only messages that hold CODE/value; may be given several times.", multiple=True)
@_filter("device", "Only messages that came from or were delivered to this device.")
@click.option("--delivered/--undelivered", default=None, help="Only messages that were delivered, or that were not.")
@click.option(
    "--export",
    "target",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write the whole journal to this file as JSON lines, for cjfarm replay or --import.",
)
@click.option(
    "--import",
    "source_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the messages of such a file to the journal; nothing is sent.",
)
@click.option("--follow", "-f", is_flag=True, help="Go on showing messages as they come, until Ctrl-C.")
@AS_JSON
@asks_farm
def journal(
    farm: FarmAddress, follow: bool, as_json: bool, target: Path | None, source_file: Path | None, **filters: Any
) -> None:
    """Show the messages that went in and out, oldest first.

    With --json every message is one line of JSON.
    """
    if target is not None or source_file is not None:
        _carry(farm, target, source_file)
        return
    for entry in entries(farm, filters, follow):
        click.echo(json.dumps(entry) if as_json else shown(entry))


def _carry(farm: FarmAddress, target: Path | None, source: Path | None) -> None:
    if target is not None:
        # Read before the file is opened: where the farm refuses, what was in the file stays.
        lines = farm.lines("journal", "export")
        target.write_bytes(b"".join(lines))
        click.echo(f"{len(lines) - 1} messages written to {target}")
    if source is not None:
        done = farm.post("journal", "import", body=source.read_text("utf-8"))
        click.echo(f"{done['imported']} messages added")


def entries(farm: FarmAddress, filters: dict[str, Any], follow: bool) -> Iterator[dict[str, Any]]:
    """The entries that answer to the filters, page by page; while following, whatever comes after them too."""
    cursor: object = None
    while True:
        page = farm.get("journal", cursor=cursor, limit=_PAGE, **filters)
        yield from page["entries"]
        if page["entries"]:
            cursor = page["entries"][-1]["seq"]
        if len(page["entries"]) == _PAGE:
            continue
        if not follow:
            return
        time.sleep(_FOLLOW_SECONDS)


def shown(entry: dict[str, Any]) -> str:
    """An entry as a reader sees it: a line about the message, what faults did to it, then the message, set in."""
    inward = entry["direction"] == "in"
    parts = [str(entry["seq"]), entry["at"], "from" if inward else "to", entry["terminal"] or "?"]
    if not inward:
        parts.append(f"delivered to {entry['device']}" if entry.get("delivered") else "not delivered yet")
    faults = (why["text"] for why in entry.get("why", ()) if why["text"].startswith("fault "))
    lines = (*(f"({text})" for text in faults), *str(entry["text"]).splitlines())
    return "\n".join((" ".join(parts), *(f"    {line}" for line in lines)))
