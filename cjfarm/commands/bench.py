"""``cjfarm bench``: what the farm costs on this machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from bench.edge import Plan
from bench.errors import BenchError
from bench.figures import wanted_figures
from bench.report import report
from bench.run import Findings, run
from cjfarm.commands.errors import Failure
from cjfarm.commands.examples import examples
from cjfarm.commands.sizes import SIZE
from cjfarm.commands.values import Number
from seed.population import size_of

_SIZES = (size_of("small"), 100_000)
_QUICK = Plan(connections=(8,), rounds=1, seconds=0.3)
_CONNECTIONS, _ROUNDS = (1, 8, 64), 3


@click.command(epilog=examples("cjfarm bench --quick", "cjfarm bench --size small --size 100000 --json bench.json"))
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var") / "bench",
    show_default=True,
    help="Folder where the populations are kept, so that they are made only once.",
)
@click.option(
    "--size",
    "sizes",
    type=SIZE,
    metavar=SIZE.name,
    multiple=True,
    help="How many people there are; may be given several times.  [default: small and 100000]",
)
@click.option(
    "--seconds",
    type=Number(0.1, 60),
    default=1.0,
    show_default=True,
    help="How long each measurement over line and HTTP lasts.",
)
@click.option("--quick", is_flag=True, help="Measure little, on few people: enough to see that nothing is far off.")
@click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write everything to this file too.",
)
def bench(data: Path, sizes: tuple[int, ...], seconds: float, quick: bool, file: Path | None) -> None:
    """Measure engine, line, HTTP, start and memory beside servers that only say hello and raw look-ups.

    Takes some minutes, and some more the first time, when the population is made; leave the machine alone meanwhile.
    What a run finds is judged by the figures that are wanted of a farm; a miss is no error.
    """
    plan = _QUICK if quick else Plan(_CONNECTIONS, _ROUNDS, seconds)
    chosen = sizes or (_SIZES[:1] if quick else _SIZES)
    try:
        found = run(data.resolve(), chosen, plan, lambda text: click.echo(text, err=True))
    except BenchError as error:
        raise Failure(str(error)) from error
    for line in report(found):
        click.echo(line)
    if file is not None:
        file.write_text(json.dumps(as_values(found), indent=2) + "\n", encoding="utf-8")


def as_values(found: Findings) -> dict[str, object]:
    """A run as JSON values, with the wanted figures."""
    wanted = [{**asdict(figure), "met": figure.met} for figure in wanted_figures(found)]
    return {**asdict(found), "wanted": wanted}
