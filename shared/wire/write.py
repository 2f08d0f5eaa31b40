"""Message to text: the inverse of parsing, for clients and for messages passed on."""

from __future__ import annotations

from shared.wire.dialect import DEFAULT, Dialect
from shared.wire.grammar import TEXT_CODE
from shared.wire.message import Message


def write_message(message: Message, dialect: Dialect = DEFAULT) -> str:
    """The text that parses to this message, without a final separator.

    The parts are written as they are: a message that was not parsed goes through ``checked`` first.
    """
    values = {"header": message.header, "oif": message.oif, "taf": message.taf, "ori": message.ori}
    values["key"] = dialect.their_key(message.key)
    head = dialect.separator.join(
        dialect.prefixes.get(name, "") + value for name in dialect.order if (value := values[name]) is not None
    )
    names, separator = dialect.codes, dialect.value_separator
    fields = [f"{names.get(code, code)}{separator}{value}" for code, value in message.fields]
    text = [] if message.text is None else [f"{names.get(TEXT_CODE, TEXT_CODE)} {message.text}"]
    return dialect.field_separator.join((head, *message.addresses, *fields, *text))
