"""The figures that are wanted of a farm, beside those that were measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bench.cases import INQUIRIES, NAME, NAME_AGAIN, NAME_ALONE, NAME_FANNED, NEAR, PLATE
from bench.edge import VIAS, EdgeFigure
from bench.run import Findings
from bench.starting import NEW
from bench.worlds import MANY

RAW_LOOK_UPS, EXACT_LOOK_UPS = 25.0, 4.0
ONE_DATABASE = 3.0
HTTP_TO_FLASK, LINE_TO_FLASK = 0.8, 2.0
GROWTH = 1.5
START_SECONDS, NEW_START_SECONDS = 3.0, 15.0
RESIDENT_MB = 200.0
RESET_MS, FORK_RESETS, FORK_GROWTH, MANY_MB = 3.4, 3.0, 2.0, 600.0
"""Other mocks put a hundred objects back in 3.1 to 3.4 ms over HTTP, on a machine with two cores."""
GROWTH_CONNECTIONS = 8
"""The number of connections at which populations are compared."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One wanted figure.

    Attributes:
        what: what it is about.
        limit: what is wanted.
        least: whether the limit is the least that will do; else it is the most.
        measured: what was measured, or None where this machine does not tell.
        unit: of both.
    """

    what: str
    limit: float
    measured: float | None
    unit: str
    least: bool = False

    @property
    def met(self) -> bool | None:
        """Whether it is met; None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured >= self.limit if self.least else self.measured <= self.limit


def wanted_figures(found: Findings) -> list[Wanted]:
    """All wanted figures."""
    return [*_engine(found), *_rates(found), *_growth(found), *_starts(found), *_memory(found), *_worlds(found)]


def _engine(found: Findings) -> Iterator[Wanted]:
    for size, figures in found.engine.items():
        cost = {figure.kind: figure for figure in figures}
        yield Wanted(f"name inquiry, {size:,} people", RAW_LOOK_UPS, cost[NAME.name].ratio, "raw look-ups")
        near = cost[NEAR.name].ratio / cost[PLATE.name].ratio
        yield Wanted(f"near miss, {size:,} people", EXACT_LOOK_UPS, near, "exact plate inquiries")
        fanned = cost[NAME_FANNED.name].microseconds / cost[NAME_ALONE.name].microseconds
        yield Wanted(f"{NAME_FANNED.name}, {size:,} people", ONE_DATABASE, fanned, "one database's name inquiries")


def _rates(found: Findings) -> Iterator[Wanted]:
    small = found.sizes[0]
    for via, least in zip(VIAS, (LINE_TO_FLASK, HTTP_TO_FLASK), strict=True):
        for kind in (NAME, NAME_AGAIN):
            for number in found.plan.connections:
                share = _edge(found, via, kind.name, small, number).to_flask
                what = f"{via}, {kind.name}, {small:,} people, {connections(number)}"
                yield Wanted(what, least, share, "of Flask's hello", least=True)


def _growth(found: Findings) -> Iterator[Wanted]:
    small, large = found.sizes[0], found.sizes[-1]
    numbers = found.plan.connections
    if small == large or GROWTH_CONNECTIONS not in numbers:
        return
    for via in VIAS:
        for kind in INQUIRIES:
            after = _edge(found, via, kind.name, large, GROWTH_CONNECTIONS).p99_ms
            before = _edge(found, via, kind.name, small, GROWTH_CONNECTIONS).p99_ms
            what = f"{via}, {kind.name}, p99 of {large:,} people"
            yield Wanted(what, GROWTH, after / before, f"of the p99 of {small:,}")


def _starts(found: Findings) -> Iterator[Wanted]:
    for start in found.starts:
        limit = NEW_START_SECONDS if start.what == NEW else START_SECONDS
        yield Wanted(f"first answer, {start.what}", limit, start.seconds, "s")


def _memory(found: Findings) -> Iterator[Wanted]:
    for figure in found.memories:
        peak = None if figure.loaded is None else figure.loaded.peak_mb
        yield Wanted(f"resident at most, {figure.size:,} people", RESIDENT_MB, peak, "MB")


def _worlds(found: Findings) -> Iterator[Wanted]:
    small, large = found.worlds[0], found.worlds[-1]
    yield Wanted(f"reset of a world over HTTP, {small.size:,} people", RESET_MS, small.reset_ms, "ms")
    yield Wanted(f"fork of a world, {small.size:,} people", FORK_RESETS, small.fork_ms / small.again_ms, "resets")
    if large is not small:
        growth = large.fork_ms / small.fork_ms
        yield Wanted(f"fork of a world, {large.size:,} people", FORK_GROWTH, growth, f"forks of {small.size:,}")
    held = None if small.many is None else small.many.resident_mb
    yield Wanted(f"resident with {MANY} worlds, {small.size:,} people", MANY_MB, held, "MB")


def _edge(found: Findings, via: str, kind: str, size: int, number: int) -> EdgeFigure:
    return next(
        figure
        for figure in found.edges
        if (figure.target.via, figure.target.kind, figure.target.size, figure.target.connections)
        == (via, kind, size, number)
    )


def connections(number: int) -> str:
    """A number of connections in words."""
    return f"{number} connection{'' if number == 1 else 's'}"
