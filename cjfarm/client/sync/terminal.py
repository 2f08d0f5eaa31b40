"""A terminal over HTTP.

Written from ``aio/terminal.py``: change it there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cjfarm.client.criteria import Inbox
from cjfarm.client.messages import Outgoing
from cjfarm.client.sync.desk import Desk
from cjfarm.client.values import Reply, Sent

if TYPE_CHECKING:
    from cjfarm.client.sync.world import World

_WAIT_LIMIT_SECONDS = 60.0


class Terminal(Desk):
    """A terminal whose messages travel over HTTP, one request a message.

    Every message that has come to the terminal since the world began is in it; ``forget`` takes what came before.
    """

    def __init__(self, world: World, name: str, operator: str, ori: str | None) -> None:
        super().__init__(name, operator, ori)
        self._world = world
        self._after = 0
        world.terminals.add(self)

    def begin_anew(self) -> None:
        """Forget all that came and was sent: the world was reset, and counts its messages from one again."""
        self._inbox, self._after, self._sent = Inbox(), 0, 0

    def ori(self) -> str:
        """The agency that the terminal belongs to, as the farm's directory says.

        Raises:
            Refused: the farm knows no such terminal.
        """
        if self._ori is None:
            self._ori = self._world.terminal_ori(self.name)
        return self._ori

    def _give(self, message: Outgoing, wait: float) -> Sent:
        query = {"wait": wait}
        given = self._world.call("POST", "messages", query=query, body=message.json(), wait=wait)
        sent = Sent.of(message.header, given)
        self._inbox.add(sent.replies)
        return sent

    def _more(self, seconds: float) -> int:
        wait = round(min(seconds, _WAIT_LIMIT_SECONDS), 3)
        query = {"after": self._after, "wait": wait}
        page = self._world.call("GET", "terminals", self.name, "messages", query=query, wait=wait)
        self._after = page["next"]
        return self._inbox.add(map(Reply.of, page["messages"])) or len(page["messages"])
