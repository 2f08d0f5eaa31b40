"""An agency of a world.

Written from ``aio/agency.py``: change it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from cjfarm.client.sync.world import World

AgencyAnswer = Literal["confirm", "deny", "later", "never"]
"""How a simulated agency answers hit confirmations."""


class Agency:
    """An agency by its ORI.

    Attributes:
        ori: its nine-character identifier.
    """

    def __init__(self, world: World, ori: str) -> None:
        self._world, self.ori = world, ori

    def answers(self, answer: AgencyAnswer, after_seconds: int | None = None) -> None:
        """Say how it answers hit confirmations, and after how long; only one that nobody attends is simulated."""
        after = {} if after_seconds is None else {"after_seconds": after_seconds}
        self._world.call("PUT", "agencies", self.ori, body={"answer": answer, **after})
