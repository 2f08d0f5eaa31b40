"""``cjfarm explain``: what the answers to a message would be and why, without sending it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import AS_JSON, asks_farm
from cjfarm.commands.send import names_sender, written
from cjfarm.http import FarmAddress


@click.command(epilog=examples("cjfarm explain 'QW NAM/DOE,KARYN SEX/F'", "cjfarm explain 'QV LIC/3EXM24G'"))
@click.argument("message", nargs=-1, required=True)
@names_sender
@AS_JSON
@asks_farm
def explain(farm: FarmAddress, message: tuple[str, ...], as_json: bool, ori: str | None, **sender: str) -> None:
    """Say what the answers to a message would be, and why.

    MESSAGE is written as for send. Nothing is sent, journaled or changed. For an inquiry the records that come nearest
    and are not found are named too, with what each falls short of.
    """
    found = farm.post("explain", body=written(farm, message, ori, sender))
    click.echo(json.dumps(found) if as_json else "\n".join(lines(found)))


def lines(found: dict[str, Any]) -> Iterator[str]:
    """An explanation as it is read."""
    for reply in found["replies"]:
        yield from reply["text"].splitlines()
        yield "  why"
        yield from reasons(reply["why"])
        yield ""
    if found["considered"]:
        yield "came near and was not found"
    for record in found["considered"]:
        yield f"  {' '.join(filter(None, (record[name] for name in ('source', 'fcn', 'nic', 'name', 'number'))))}"
        yield from reasons(record["fell_short"])


def reasons(why: Iterable[dict[str, str]]) -> Iterator[str]:
    """Reasons, each with its rule and where that stands."""
    for reason in why:
        yield f"    {reason['text']}"
        cited = f"({reason['cite']})"
        yield f"      {reason['rule']} {cited}" if reason["rule"] else f"      {cited}"
