"""Vehicle identification numbers."""

from __future__ import annotations

TAIL_LENGTH = 8


def vin_tail(vin: str) -> str:
    """The rightmost eight characters, by which vehicle numbers are searched; a shorter number is its own tail."""
    return vin[-TAIL_LENGTH:]
