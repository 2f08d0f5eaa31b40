"""The world's own random numbers: the same seed and the same script give the same draws, over restarts too."""

from __future__ import annotations

from random import Random

from seed.chance import stream
from switch.meta import Meta

_POSITION = "chance"
PURPOSE = "faults"


class Chance:
    """The random numbers of one world; how many were drawn stands in the store, and nowhere else."""

    def __init__(self, meta: Meta) -> None:
        self._meta = meta

    def draw(self) -> float:
        """The next number, from 0 up to but not including 1."""
        return self.next().random()

    def next(self) -> Random:
        """The random numbers of the next occasion, as many as it needs."""
        held = self._meta.read()
        drawn = int(held.get(_POSITION, "0")) + 1
        self._meta.write(**{_POSITION: drawn})
        return stream(int(held.get("seed", "0")), PURPOSE, drawn)
