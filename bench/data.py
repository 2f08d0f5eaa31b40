"""The data that is measured on: made once for each size, kept, and copied for every run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.errors import BenchError
from bench.processes import running


def keep(folder: Path, size: int, say: Callable[[str], None]) -> tuple[Path, float | None]:
    """The kept data of a size, as ``cjfarm seed`` makes it.

    Args:
        folder: where data is kept.
        size: number of people.
        say: told what takes long.

    Returns:
        Its folder, and how many seconds it took to make; None where it was there already.
    """
    kept = folder / f"{size}-people"
    if (kept / "worlds").is_dir():
        return kept, None
    say(f"making the data of {size:,} people, once …")
    unfinished = folder / f"{size}-people.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    began = perf_counter()
    with running("cjfarm", "seed", "--data", str(unfinished), "--size", str(size)) as process:
        if process.wait():
            raise BenchError("the data could not be made; what went wrong stands above")
    seconds = perf_counter() - began
    unfinished.rename(kept)
    say(f"made in {seconds:.0f} s")
    return kept, seconds


def copy(kept: Path, to: Path) -> Path:
    """A copy of kept data that a run may write into."""
    shutil.copytree(kept, to)
    return to
