"""The connections that are open on one port, and what each may have on its way."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from typing import Generic, TypeVar

UNANSWERED_LIMIT = 256
"""Messages of one connection that may be on their way; while there are more, no further ones are read."""
UNANSWERED_LIMIT_OF_ALL = 1024
"""Messages of all connections that may be; where there are many, each may have an equal share."""
LEAST_SHARE = 4

C = TypeVar("C", bound=Hashable)


class Connections(Generic[C]):
    """Connections of one port.

    Attributes:
        limit: how many there may be.
        share: how many messages of each may be on their way.
        when_grown: called when it has grown.
    """

    def __init__(self, limit: int) -> None:
        self.limit, self.share = limit, UNANSWERED_LIMIT
        self.when_grown: Callable[[], None] = lambda: None
        self._open: set[C] = set()

    @property
    def full(self) -> bool:
        """Whether there are as many as may be."""
        return len(self._open) >= self.limit

    def add(self, connection: C) -> None:
        """One was opened."""
        self._open.add(connection)
        self._divide()

    def discard(self, connection: C) -> None:
        """One has ended."""
        self._open.discard(connection)
        self._divide()

    def __iter__(self) -> Iterator[C]:
        return iter(self._open)

    def __len__(self) -> int:
        return len(self._open)

    def _divide(self) -> None:
        before, equal = self.share, UNANSWERED_LIMIT_OF_ALL // (len(self._open) or 1)
        self.share = max(LEAST_SHARE, min(UNANSWERED_LIMIT, equal))
        if self.share > before:
            self.when_grown()
