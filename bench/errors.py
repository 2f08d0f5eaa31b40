"""What stops a measurement."""

from __future__ import annotations


class BenchError(Exception):
    """The measurement cannot go on, or an answer was not the one expected; the text says which."""
