"""A run as tables of plain text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench.edge import EdgeFigure
from bench.figures import Wanted, connections, wanted_figures
from bench.processes import Memory
from bench.run import Findings
from bench.worlds import MANY

Cells = Sequence[str]
NO_PROC = "this system has no /proc: not measured"


def report(found: Findings) -> Iterator[str]:
    """The whole report, line by line."""
    machine = found.machine
    load = "unknown" if machine.load is None else f"{machine.load}"
    yield f"Python {machine.python}, SQLite {machine.sqlite}, {machine.system}, {machine.cores} cores, load {load}"
    yield f"medians of rounds: {found.plan.rounds}, of {found.plan.seconds:g} s each; × is a ratio to what is named"
    if machine.load is not None and machine.load > machine.cores / 2:
        yield "the machine was busy with something else: ratios are rough, and times mean nothing"
    for size, seconds in found.made_seconds.items():
        if seconds is not None:
            yield f"making the data of {size:,} people took {seconds:.0f} s"
    yield ""
    for section in (_engine, _hellos, _edges, _starts, _memories, _worlds):
        yield from section(found)
    yield from _wanted(wanted_figures(found))


def table(title: str, head: Cells, rows: Sequence[Cells]) -> Iterator[str]:
    """A table with a blank line after it; the first column is text, the others are numbers."""
    widths = [max(len(cell) for cell in column) for column in zip(head, *rows, strict=True)]
    yield title
    for row in (head, *rows):
        first, *others = (
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join(("", first, *others)).rstrip()
    yield ""


def _engine(found: Findings) -> Iterator[str]:
    head = ("", "µs", "raw µs", "× raw", "replies", "records")
    for size, figures in found.engine.items():
        rows = [
            (
                figure.kind,
                f"{figure.microseconds:.0f}",
                f"{figure.raw_microseconds:.1f}",
                f"{figure.ratio:.1f}×",
                f"{figure.replies:.1f}",
                f"{figure.records:.1f}",
            )
            for figure in figures
        ]
        yield from table(f"Engine, {size:,} people: one message in process, against raw SQLite look-ups", head, rows)


def _hellos(found: Findings) -> Iterator[str]:
    rates = {(figure.name, figure.connections): figure.rate for figure in found.hellos}
    rows = [
        (
            f"{figure.name}, {connections(figure.connections)}",
            f"{figure.rate:,.0f}",
            f"{figure.rate / rates['flask', figure.connections]:.2f}×",
            f"{figure.p50_ms:.2f}",
            f"{figure.p99_ms:.2f}",
        )
        for figure in found.hellos
    ]
    yield from table("Baseline: servers that only say hello", ("", "per s", "× Flask", "p50 ms", "p99 ms"), rows)


def _edges(found: Findings) -> Iterator[str]:
    head = ("", "per s", "× Flask", "× Starlette", "p50 ms", "p99 ms")
    for size in found.sizes:
        for number in found.plan.connections:
            chosen = [f for f in found.edges if (f.target.size, f.target.connections) == (size, number)]
            yield from table(f"Edges, {size:,} people, {connections(number)}", head, [_edge(f) for f in chosen])


def _edge(figure: EdgeFigure) -> Cells:
    return (
        f"{figure.target.via:<4}  {figure.target.kind}",
        f"{figure.rate:,.0f}",
        f"{figure.to_flask:.2f}×",
        f"{figure.to_starlette:.2f}×",
        f"{figure.p50_ms:.2f}",
        f"{figure.p99_ms:.2f}",
    )


def _starts(found: Findings) -> Iterator[str]:
    rows = [(start.what, f"{start.seconds:.2f}", f"{start.ratio:.1f}×") for start in found.starts]
    yield from table("Start to the first answer", ("", "s", "× Starlette hello"), rows)


def _memories(found: Findings) -> Iterator[str]:
    rows = [
        (
            f"{figure.size:,} people, {when}",
            f"{held.resident_mb:.0f}",
            f"{held.peak_mb:.0f}",
            _times(held, figure.hello),
        )
        for figure in found.memories
        for when, held in (("after the first answer", figure.idle), ("after the load", figure.loaded))
        if held is not None
    ]
    title = "Memory of the farm's process"
    if rows:
        yield from table(title, ("", "resident MB", "at most MB", "× Starlette hello"), rows)
    else:
        yield f"{title}: {NO_PROC}"
        yield ""


def _worlds(found: Findings) -> Iterator[str]:
    rows = [
        (
            f"{figure.size:,} people",
            f"{figure.reset_ms:.2f}",
            f"{figure.reset_ms / figure.hello_ms:.1f}×",
            f"{figure.again_ms:.2f}",
            f"{figure.fork_ms:.2f}",
            f"{figure.fork_ms / figure.hello_ms:.1f}×",
            "" if figure.many is None else f"{figure.many.resident_mb:.0f}",
        )
        for figure in found.worlds
    ]
    head = ("", "reset ms", "× Flask hello", "right after", "fork ms", "× Flask hello", f"MB with {MANY}")
    yield from table("Worlds over HTTP, one request after the other", head, rows)


def _times(held: Memory, least: Memory | None) -> str:
    return "" if least is None else f"{held.resident_mb / least.resident_mb:.1f}×"


def _wanted(figures: Sequence[Wanted]) -> Iterator[str]:
    rows = [(figure.what, _limit(figure), _measured(figure), _verdict(figure)) for figure in figures]
    yield from table("Wanted", ("", "wanted", "measured", ""), rows)


def _limit(figure: Wanted) -> str:
    return f"{'at least' if figure.least else 'at most'} {figure.limit:g} {figure.unit}"


def _measured(figure: Wanted) -> str:
    return "not measured" if figure.measured is None else f"{figure.measured:.2f}"


def _verdict(figure: Wanted) -> str:
    return {True: "pass", False: "MISS", None: "?"}[figure.met]
