"""The world of one test: made when the test first uses it, dropped afterwards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from zlib import crc32

from cjfarm.client.sync.client import Client
from cjfarm.client.sync.terminal import Terminal
from cjfarm.client.sync.world import DEFAULT_OPERATOR, World
from cjfarm.client.values import WorldInfo
from cjfarm.errors import FarmError, Refused

ENTRIES_SHOWN = 100
"""How much of the journal a failed test shows: the newest entries."""
_NAME_CHARACTERS = 31
"""Of 40 that the name of a world may have; the rest tells tests apart whose ids begin alike."""


def world_name(test: str, run: str = "") -> str:
    """The name of a test's world: what can be read of the test's id, and a sum of all of it.

    Args:
        test: the test's id.
        run: tells runs apart that use one farm at the same time.
    """
    plain = re.sub(r"[^a-z0-9]+", "-", test.rpartition("::")[2].lower()).strip("-")[:_NAME_CHARACTERS].strip("-")
    return f"{plain or 'test'}-{crc32((run + test).encode()):08x}"


class FreshWorld(World):
    """A world that is made when it is first asked for something, with a line of its own."""

    def __init__(self, farm: Client, name: str, recipe: Mapping[str, Any]) -> None:
        """Make nothing yet.

        Args:
            farm: where it will be.
            name: its name.
            recipe: what it is made of where that is other than the farm's own.
        """
        super().__init__(farm, name)
        self._recipe, self._made = recipe, False

    @property
    def made(self) -> bool:
        """Whether the test has used it."""
        return self._made

    def call(
        self, method: str, *path: str, query: Mapping[str, object] | None = None, body: object = None, wait: float = 0
    ) -> Any:
        self.make()
        return super().call(method, *path, query=query, body=body, wait=wait)

    def info(self) -> WorldInfo:
        self.make()
        return super().info()

    def fork(self, name: str, *, line: bool = False) -> World:
        self.make()
        return super().fork(name, line=line)

    def make(self) -> None:
        """Make the world, unless it is there."""
        if self._made:
            return
        self._line_port = self._farm.create_world(self.name, line=True, ephemeral=True, **self._recipe)._line_port
        self._made = True

    def drop(self) -> None:
        if self._made:
            self._made = False
            super().drop()

    def end(self) -> None:
        """Drop the world if it is still there."""
        with suppress(Refused):
            self.drop()

    def told(self) -> str:
        """The newest entries of its journal, as a report shows them."""
        try:
            entries = self.journal()
        except FarmError as error:
            return f"the journal cannot be read: {error}"
        left_out = len(entries) - ENTRIES_SHOWN
        first = [f"… and {left_out} before"] if left_out > 0 else []
        return "\n".join((*first, *map(str, entries[-ENTRIES_SHOWN:]))) or "no message in or out"


class FirstTerminal(Terminal):
    """The terminal SAC1; called with the mnemonic of another one it gives that."""

    def __init__(self, world: World) -> None:
        super().__init__(world, "SAC1", DEFAULT_OPERATOR, None)

    def __call__(self, name: str, operator: str = DEFAULT_OPERATOR) -> Terminal:
        """Another terminal of the same world."""
        return self._world.terminal(name, operator)
