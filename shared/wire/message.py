"""The values that cross the wire: a message as it comes in and a reply as it goes out.

Nothing here knows bytes or sockets; parsing and rendering turn these values from and into text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from shared.spec.values import value_class


class ProtocolError(ValueError):
    """The peer broke the framing or the header; half a message is never applied.

    Attributes:
        reason: what is wrong and what would be accepted, for the error reply.
        partial: what was sent as header, OIF, key and ORI, malformed or not, so that the error can be addressed and
            repeat it; None where nothing was.
        parts: the parts at fault, by name: header, oif, taf, key, ori, fields or frame; empty where that is not known.
    """

    def __init__(self, reason: str, partial: Message | None = None, parts: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.partial = partial
        self.parts = parts


class Kind(StrEnum):
    """What a reply is: the last word of its first line."""

    HIT = "HIT"
    NEAR = "NEAR"
    NONE = "NONE"
    ACK = "ACK"
    REJECT = "REJECT"
    ERROR = "ERROR"
    NOTICE = "NOTICE"
    MESSAGE = "MESSAGE"


@value_class(frozen=True, slots=True)
class Message:
    """One message as a terminal sent it.

    Header and operator are kept byte for byte as sent; everything else is raised to capitals.

    Attributes:
        header: 4 to 10 letters or digits; the first four are the terminal's mnemonic.
        oif: the operator identification field, six letters or digits.
        taf: the terminal address field, 6 to 18 letters or digits, or None.
        key: the message key.
        ori: the nine-character agency identifier of the sender.
        addresses: further addresses between ORI and fields.
        fields: code and value pairs in the order sent; a repeatable code appears several times.
        text: the free text after TXT, or None.
    """

    header: str
    oif: str
    key: str
    ori: str
    fields: tuple[tuple[str, str], ...] = ()
    addresses: tuple[str, ...] = ()
    taf: str | None = None
    text: str | None = None

    def passed_on(self, key: str, fields: tuple[tuple[str, str], ...]) -> Message:
        """The same sender's message under another key and with other fields."""
        return Message(self.header, self.oif, key, self.ori, fields, self.addresses, self.taf, self.text)

    @property
    def mnemonic(self) -> str:
        """The terminal's mnemonic, in capitals."""
        return self.header[:4].upper()

    def value(self, code: str) -> str | None:
        """The first value sent under a field code, or None."""
        for name, value in self.fields:
            if name == code:
                return value
        return None


@value_class(frozen=True, slots=True)
class RecordView:
    """One record as a reply shows it.

    Attributes:
        record_type: the catalog's name of the record type, such as ``wanted_person``.
        heading: the words after ``MKE/``, such as ``WANTED PERSON``.
        status: the record's status in lower case, such as ``active`` or ``located``.
        number: the FCN, where the record has one.
        nic: the NIC number, where the record has one.
        fields: code and value pairs in the order shown; a repeatable code appears several times.
        remarks: lines of plain text that belong to this record, such as ``ORDER NOT SERVED``.
    """

    record_type: str
    heading: str
    status: str
    number: str | None = None
    nic: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def made(self) -> dict[str, Any]:
        """What was written of it so far: a record that is shown often is not written anew each time."""
        return self._made


@value_class(frozen=True, slots=True)
class Reason:
    """One step of why an answer was what it was: what happened, by which rule, and where the rule comes from."""

    text: str
    rule: str = ""
    cite: str = ""


@value_class(frozen=True, slots=True)
class Reply:
    """One answer of one database (or the switch) to one message, before it is rendered.

    Attributes:
        source: who answers, in capitals: ``WPS``, ``NCIC``, ``CLETS`` for the switch.
        kind: what kind of answer it is.
        lines: lines of plain text or ``CODE/value`` that stand before the records.
        records: the records shown, each a block of its own.
        about: records that it is about and does not show; a client that reads JSON gets them as it gets those shown.
        closing: lines after the last record, such as what must be done before acting.
        why: the steps that led to this answer.
        data: values that other databases or the switch use and that are not shown, such as the NIC number of an entry.
    """

    source: str
    kind: Kind
    lines: tuple[str, ...] = ()
    records: tuple[RecordView, ...] = ()
    closing: tuple[str, ...] = ()
    why: tuple[Reason, ...] = ()
    data: Mapping[str, str] = field(default_factory=dict)
    about: tuple[RecordView, ...] = ()
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def made(self) -> dict[str, Any]:
        """What was written of it so far: an answer that is given again is not written anew."""
        return self._made
