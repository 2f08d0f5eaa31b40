"""What a reply repeats of the message that it answers."""

from __future__ import annotations

from shared.spec.values import value_class
from shared.wire.message import Message


@value_class(frozen=True, slots=True)
class ReplyContext:
    """The parts of a message that come back on the first line of every reply; empty where they could not be read.

    Attributes:
        header: the header as sent.
        oif: the operator identification field as sent.
        key: the message key, by our name for it.
        ori: the agency identifier.
    """

    header: str = ""
    oif: str = ""
    key: str = ""
    ori: str = ""

    @classmethod
    def from_message(cls, message: Message | None) -> ReplyContext:
        """The context of a reply to this message; empty for a message of which nothing could be read."""
        if message is None:
            return cls()
        return cls(message.header, message.oif, message.key, message.ori)
