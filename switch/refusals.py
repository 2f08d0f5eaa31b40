"""What cannot be done with worlds, and what could be done instead."""

from __future__ import annotations


class WorldRefused(Exception):
    """Something cannot be done with a world.

    Attributes:
        field: what of the request is at fault.
        accepted: what would be accepted.
    """

    def __init__(self, field: str, text: str, accepted: object) -> None:
        super().__init__(text)
        self.field, self.accepted = field, accepted


class NoSuchWorld(WorldRefused):
    """There is no world or snapshot of this name."""


class WorldConflict(WorldRefused):
    """It cannot be done as things stand."""
