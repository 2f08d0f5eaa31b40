"""What can go wrong for a user of a farm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

MORE_PACKAGES = "running a farm needs more packages: pip install 'cjfarm[farm]'"
"""What helps where a package of the ``farm`` extra is not installed."""


class FarmError(Exception):
    """A farm did not do what it was asked; the text says why and what would work."""


class Unreachable(FarmError):
    """Nothing answers at the address, or what answers is no farm."""


class Refused(FarmError):
    """The farm refused, and its text says which field is at fault and what is accepted.

    Attributes:
        status: the HTTP status.
        problem: the problem document (RFC 9457) as it came; empty where what came was none.
    """

    def __init__(self, text: str, status: int, problem: Mapping[str, Any] | None = None) -> None:
        super().__init__(text)
        self.status = status
        self.problem = dict(problem or {})


class Unexpected(AssertionError):
    """What a test expects did not happen; the text says what came instead and where the nearest message differs."""
