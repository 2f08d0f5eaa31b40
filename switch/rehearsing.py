"""A database that is only asked what it would answer."""

from __future__ import annotations

from shared.engine import Considered, Envelope, Outcome, Settlement
from switch.hops import Destination


class Rehearsing:
    """A database as a rehearsal reaches it: asked at once, wherever it is; what came near is gathered."""

    remote = False

    def __init__(self, destination: Destination, considered: list[Considered]) -> None:
        """Ask a destination; what it considered is added to the list."""
        self._destination, self._considered = destination, considered
        self._last: Envelope | None = None

    def transact(self, envelope: Envelope) -> Outcome:
        """What would follow from one message."""
        explained = self._destination.explain(envelope)
        self._considered += explained.considered
        self._last = envelope
        return explained.outcome

    def settle(self, settlement: Settlement) -> Outcome:
        """What would become of the record that the message before enters or changes."""
        if self._last is None:
            return Outcome()
        return self._destination.explain_settlement(self._last, settlement)
