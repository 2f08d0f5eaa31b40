"""How long the farm takes from its start to its first answer."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.servers import farm, hello

NEW = "new data (tables and small population made)"


@dataclass(frozen=True, slots=True)
class StartFigure:
    """One way of starting.

    Attributes:
        what: on which data.
        seconds: from the start of the process to its first answer over HTTP; the median.
        ratio: the same, in starts of a Starlette server that only says hello; the median.
    """

    what: str
    seconds: float
    ratio: float


def start_figures(existing: Mapping[int, Path], folder: Path, rounds: int) -> list[StartFigure]:
    """Start farms and Starlette in turns.

    Args:
        existing: data that is there already, by size; nobody else uses it.
        folder: where new data may be made.
        rounds: how often.
    """
    places = {f"{size:,} people there already": path for size, path in existing.items()}
    found: dict[str, list[tuple[float, float]]] = {what: [] for what in (*places, NEW)}
    for _ in range(rounds):
        for what, path in {**places, NEW: folder / "new"}.items():
            with hello("starlette") as idle:
                least = idle.start_seconds
            with farm(path) as started:
                found[what].append((started.start_seconds, started.start_seconds / least))
        shutil.rmtree(folder / "new")
    return [
        StartFigure(what, median(took for took, _ in pairs), median(ratio for _, ratio in pairs))
        for what, pairs in found.items()
    ]
