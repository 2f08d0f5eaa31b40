"""How often the interpreter looks for what only points at itself."""

from __future__ import annotations

import gc

OBJECTS = 20_000
"""How many more objects there may be before circles among them are looked for."""


def look_for_garbage_seldom() -> None:
    """A message leaves no circles behind, so that looking for them costs more than it finds."""
    gc.freeze()
    gc.set_threshold(OBJECTS, 20, 20)
