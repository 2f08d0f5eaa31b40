"""What the HTTP edge asks of a farm."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from shared.spec import Database
from switch.runner import Runner
from switch.worlds import Worlds


class Farm(Protocol):
    """The worlds of one farm and what they share."""

    @property
    def databases(self) -> Mapping[str, Database]:
        """The databases that the farm knows, by name."""

    @property
    def token(self) -> str | None:
        """What every request but that for health carries as its bearer token, or None where none is asked for."""

    @property
    def version(self) -> str:
        """The version of the farm."""

    @property
    def started(self) -> bool:
        """Whether the farm answers messages; it does no more once it is told to stop."""

    @property
    def worlds(self) -> Worlds:
        """What is done with the worlds as a whole."""

    def runner(self, world: str) -> Runner | None:
        """The runner of a world, or None where there is no such world."""

    def world_names(self) -> list[str]:
        """Every world, by name."""
