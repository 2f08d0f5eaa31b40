"""One whole run: everything is measured once and gathered in one value."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cases import EDGE_KINDS
from bench.data import copy, keep
from bench.edge import HELLO, EdgeFigure, Edges, HelloFigure, Plan, script_name
from bench.engine import EngineFigure, Script, engine
from bench.generator import generator
from bench.processes import Memory, memory
from bench.servers import HELLOS, Server, farm, hello
from bench.starting import StartFigure, start_figures
from bench.worlds import WorldFigure, world_figures

ENGINE_ROUNDS, ENGINE_SECONDS = 7, 0.2
WORLD_ROUNDS = 20

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class MemoryFigure:
    """The memory of a farm's process, and of a server that only says hello; None where there is no /proc.

    Attributes:
        size: number of people.
        idle: after the first answer.
        loaded: after all measurements.
        hello: a Starlette server's after them.
    """

    size: int
    idle: Memory | None
    loaded: Memory | None
    hello: Memory | None


@dataclass(frozen=True, slots=True)
class Machine:
    """Where a run took place.

    Attributes:
        python, sqlite: versions.
        system: operating system and processor.
        cores: how many there are.
        load: processes that wanted to run on average in the minute before the run, or None where that is unknown.
    """

    python: str
    sqlite: str
    system: str
    cores: int
    load: float | None


@dataclass(frozen=True, slots=True)
class Findings:
    """What a run found.

    Attributes:
        machine: where.
        plan: how much was measured.
        sizes: the populations, in people, the smallest first.
        engine: by size, what each kind of message costs in the engine.
        edges: what the farms do over line and HTTP.
        hellos: what the servers do that only say hello.
        starts: how long starting takes.
        memories: what the farms hold in memory.
        worlds: what worlds cost.
        made_seconds: by size, how long making its data took; None where it was there.
    """

    machine: Machine
    plan: Plan
    sizes: tuple[int, ...]
    engine: Mapping[int, list[EngineFigure]]
    edges: list[EdgeFigure]
    hellos: list[HelloFigure]
    starts: list[StartFigure]
    memories: list[MemoryFigure]
    worlds: list[WorldFigure]
    made_seconds: Mapping[int, float | None]


def run(folder: Path, sizes: tuple[int, ...], plan: Plan, say: Say) -> Findings:
    """Measure everything.

    Args:
        folder: where data is kept between runs; the runs work on copies in it.
        sizes: the populations, in people.
        plan: how much is measured at the edges.
        say: told what is being done.

    Raises:
        BenchError: something could not be measured, or an answer was wrong.
    """
    machine, sizes = this_machine(), tuple(sorted(set(sizes)))
    folder.mkdir(parents=True, exist_ok=True)
    kept = {size: keep(folder, size, say) for size in sizes}
    with TemporaryDirectory(dir=folder, prefix="run-") as work:
        place = Path(work)
        figures, scripts = {}, {}
        for size, (path, _) in kept.items():
            say(f"engine, {size:,} people …")
            figures[size], scripts[size] = _engine(copy(path, place / f"engine-{size}"), plan)
        farms = {size: copy(path, place / f"farm-{size}") for size, (path, _) in kept.items()}
        say("starting …")
        starts = start_figures(farms, place, plan.rounds)
        edges, hellos, memories = _edges(farms, scripts, plan, say)
        worlds = _worlds(farms, plan, say)
    made = {size: seconds for size, (_, seconds) in kept.items()}
    return Findings(machine, plan, sizes, figures, edges, hellos, starts, memories, worlds, made)


def _engine(data: Path, plan: Plan) -> tuple[list[EngineFigure], dict[str, Script]]:
    with engine(data) as measured:
        rounds = ENGINE_ROUNDS if plan.rounds > 1 else 3
        return measured.measure(rounds, ENGINE_SECONDS), measured.scripts


def _edges(
    data: Mapping[int, Path], scripts: Mapping[int, Mapping[str, Script]], plan: Plan, say: Say
) -> tuple[list[EdgeFigure], list[HelloFigure], list[MemoryFigure]]:
    sent = {script_name(kind.name, size): scripts[size][kind.name] for size in data for kind in EDGE_KINDS}
    sent[HELLO] = Script("HELLO", (".HELLO",), (1,), 0)
    with ExitStack() as stack:
        farms: dict[int, Server] = {size: stack.enter_context(farm(path)) for size, path in data.items()}
        hellos = {name: stack.enter_context(hello(name)) for name in HELLOS}
        idle = {size: memory(server.pid) for size, server in farms.items()}
        load = stack.enter_context(generator(sent))
        edges, baseline = Edges(load, farms, hellos, plan, say).measure()
        least = memory(hellos["starlette"].pid)
        held = [MemoryFigure(size, idle[size], memory(server.pid), least) for size, server in farms.items()]
    return edges, baseline, held


def _worlds(data: Mapping[int, Path], plan: Plan, say: Say) -> list[WorldFigure]:
    # Farms of their own: those that took the load before hold more than a farm that makes worlds.
    say("worlds …")
    with ExitStack() as stack:
        farms = {size: stack.enter_context(farm(path)) for size, path in data.items()}
        return world_figures(farms, stack.enter_context(hello("flask")), WORLD_ROUNDS * plan.rounds)


def this_machine() -> Machine:
    """Where this runs."""
    return Machine(
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        system=f"{platform.system()} {platform.machine()}",
        cores=os.cpu_count() or 1,
        load=round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None,
    )
