"""Inquiries asked again: until a record changes or the day ends, the answer is what it was."""

from __future__ import annotations

from collections import OrderedDict

from shared.engine.envelope import Envelope, Forwarded, Outcome
from shared.engine.kept import keep_latest
from shared.spec import Action, Database
from shared.wire.message import Message

KEPT = 2048
"""How many inquiries of a database are remembered; the oldest makes room."""

Asked = tuple[str, int, bool, tuple[str, ...], tuple[tuple[str, str], ...]]
"""All that an answer depends on beside the records and the day: key, side, whether a database asks, what was sent."""


class AskedAgain:
    """What one database answered to the inquiries of a day, as long as none of its records changes."""

    def __init__(self, database: Database) -> None:
        self._inquiries = frozenset(key.name for key in database.keys if key.action is Action.INQUIRE)
        self._day = 0
        self._kept: OrderedDict[Asked, Outcome] = OrderedDict()

    def find(self, envelope: Envelope) -> Outcome | None:
        """What was answered to the same inquiry, or None; what is passed on is passed on for whoever asks now."""
        if envelope.now.toordinal() != self._day:
            return None
        found = self._kept.get(_asked(envelope))
        if found is None or not found.forwards:
            return found
        return Outcome(found.replies, forwards=tuple([_from(sent, envelope.message) for sent in found.forwards]))

    def keep(self, envelope: Envelope, outcome: Outcome) -> None:
        """Remember what was answered, unless it was no inquiry."""
        if envelope.message.key not in self._inquiries:
            return
        day = envelope.now.toordinal()
        if day != self._day:
            self._day = day
            self._kept.clear()
        keep_latest(self._kept, _asked(envelope), outcome, KEPT)

    def forget(self) -> None:
        """A record changed: nothing that was answered holds any more."""
        self._kept.clear()


def _asked(envelope: Envelope) -> Asked:
    message = envelope.message
    return message.key, envelope.side, bool(envelope.origin), message.addresses, message.fields


def _from(sent: Forwarded, asked: Message) -> Forwarded:
    """What was passed on, as if by whoever asks now."""
    return Forwarded(sent.to, asked.passed_on(sent.message.key, sent.message.fields), last=sent.last)
