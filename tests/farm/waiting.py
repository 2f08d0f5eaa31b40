"""Waiting for what comes in its own time."""

from __future__ import annotations

import time
from collections.abc import Callable

BOUND_SECONDS = 20
_STEP_SECONDS = 0.02


def until(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds.

    Raises:
        AssertionError: it did not within 20 seconds.
    """
    end = time.monotonic() + BOUND_SECONDS
    while not condition():
        assert time.monotonic() < end, f"not within {BOUND_SECONDS} seconds"
        time.sleep(_STEP_SECONDS)
