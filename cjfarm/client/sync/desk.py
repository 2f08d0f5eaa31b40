"""What a terminal does, whichever way its messages travel.

Written from ``aio/desk.py``: change it there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from time import monotonic

from cjfarm.client.criteria import Criteria, Inbox, unwanted
from cjfarm.client.messages import Outgoing, Single, Value, addresses_of, shown
from cjfarm.client.values import Reply, Sent

WITHIN_SECONDS = 2.0
"""How long a message may take to come, in seconds of the test's own time."""


class Desk(ABC):
    """A terminal with an operator at it.

    What comes is kept in the order in which it came. A message that was expected is taken: the next expectation is
    about the others.

    Attributes:
        name: the terminal's mnemonic.
        operator: who works there.
    """

    def __init__(self, name: str, operator: str, ori: str | None) -> None:
        self.name, self.operator = name.upper(), operator
        self._ori = ori
        self._inbox = Inbox()
        self._sent = 0

    @abstractmethod
    def ori(self) -> str:
        """The agency that the terminal belongs to."""

    @abstractmethod
    def _give(self, message: Outgoing, wait: float) -> Sent: ...

    @abstractmethod
    def _more(self, seconds: float) -> int:
        """Wait for further messages; gives how many are new."""

    def send(
        self, key: str, *, to: str | Iterable[str] = (), text: str | None = None, wait: float = WITHIN_SECONDS,
        taf: str | None = None, ori: str | None = None, **fields: Value | None,
    ) -> Sent:  # fmt: skip
        """Send a message; header, operator and agency are put before it.

        Over HTTP the farm answers once every expected reply is there, so the replies come with the answer: one round
        trip. Over the line they come when they come.

        Args:
            key: the message key, such as ``QW``.
            to: further addresses: one, or several.
            text: free text.
            wait: for how many seconds the farm waits for replies; over the line nothing waits.
            taf: the terminal address field.
            ori: another agency than the terminal's.
            fields: code to value; a list for a code that is repeated, a list of objects for ``parties``. None is left
                out.
        """
        self._sent += 1
        sent = {code: value for code, value in fields.items() if value is not None}
        header = f"{self.name}{self._sent % 1_000_000:06d}"
        sender = ori or self.ori()
        return self._give(Outgoing(header, self.operator, key, sender, addresses_of(to), sent, text, taf), wait)

    def expect(
        self, *, source: str | None = None, kind: str | None = None, key: str | None = None, header: str | None = None,
        contains: str | None = None, within: float = WITHIN_SECONDS, **fields: Single,
    ) -> Reply:  # fmt: skip
        """Take the oldest message that is like this, and wait for it where it has not come yet.

        Args:
            source: who sends it, such as ``NCIC``.
            kind: what kind it is, such as ``HIT``.
            key: the message key that it answers.
            header: the header of the message that it answers; ``Sent.header`` is one.
            contains: part of its text.
            within: how many seconds of the test's own time it may take; the world's clock does not matter.
            fields: code to a value that it must show.

        Raises:
            Unexpected: it does not come; the text says what came instead and where the nearest message differs.
        """
        wanted = Criteria(source, kind, key, header, contains, shown(fields))
        ends = monotonic() + within
        while (found := self._inbox.take(wanted)) is None:
            left = ends - monotonic()
            if not self._more(max(left, 0)) and left <= 0:
                raise self._inbox.missing(wanted, self.name, within)
        return found

    def expect_none(
        self, *, source: str | None = None, kind: str | None = None, key: str | None = None, header: str | None = None,
        contains: str | None = None, within: float = 0, **fields: Single,
    ) -> None:  # fmt: skip
        """See that no message like this has come, or comes within some seconds; those taken do not count.

        Raises:
            Unexpected: one came; the text shows it.
        """
        wanted = Criteria(source, kind, key, header, contains, shown(fields))
        ends = monotonic() + within
        while True:
            left = ends - monotonic()
            new = self._more(max(left, 0))
            if (found := self._inbox.take(wanted)) is not None:
                raise unwanted(found, wanted, self.name)
            if not new and left <= 0:
                return

    def messages(self) -> tuple[Reply, ...]:
        """Everything that has come, in the order in which it came, taken or not."""
        while self._more(0):
            pass
        return self._inbox.all()

    def forget(self) -> None:
        """Take everything that has come, so that expectations are about what comes from now on."""
        self.messages()
        self._inbox.forget()
