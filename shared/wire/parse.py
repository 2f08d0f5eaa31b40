"""Text to message: the grammar of a message, read strictly and answered with the part at fault."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from shared.wire.dialect import DEFAULT, Dialect
from shared.wire.fault import refusal, shown
from shared.wire.framing import MAXIMUM_BYTES, too_long
from shared.wire.grammar import ADDRESS, BEFORE_TEXT, CODE, ORDER, PARTS, TEXT_CODE
from shared.wire.head import head_fault, head_partial
from shared.wire.message import Message, ProtocolError

CODE_CHARACTERS = 8
_LINE_END = re.compile(r"\r\n|\r|\n")
_ADDRESS = re.compile(ADDRESS.form)

Fields = tuple[tuple[str, str], ...]


def parse(payload: bytes | str, dialect: Dialect = DEFAULT) -> Message:
    """Read one message.

    Header and OIF are kept as sent; everything else is raised to capitals, free text too. Line ends around the message
    are passed over, and line ends in free text become CR LF.

    Raises:
        ProtocolError: the text is not a message, or longer than a frame may be; the reason names the parts at fault and
            what is accepted, and the partial message holds what was sent as header, OIF, key and ORI.
    """
    # Latin-1 gives every byte a character: decoding cannot fail, and the checks below find all that is not ASCII.
    text = (payload if isinstance(payload, str) else payload.decode("latin-1")).lstrip("\r\n")
    if len(payload) > MAXIMUM_BYTES:
        raise ProtocolError(too_long(MAXIMUM_BYTES), head_partial(text, dialect), ("frame",))
    head = dialect.patterns.head.match(text)
    if head is None:
        raise head_fault(text, dialect)
    header, oif, taf, key, ori = head.group("header", "oif", "taf", "key", "ori")
    if taf is not None:
        taf = taf.upper()
    key = dialect.our_key(key.upper())
    ori = ori.upper()
    try:
        addresses, fields, free_text = _read_rest(text[head.end() :], dialect)
    except ProtocolError as fault:
        raise ProtocolError(fault.reason, Message(header, oif, key, ori, taf=taf), ("fields",)) from None
    return Message(header, oif, key, ori, fields, addresses, taf, free_text)


def checked(message: Message) -> Message:
    """A message that did not come as text, raised to capitals like one that did.

    Raises:
        ProtocolError: a part could not have been sent in the default dialect; the reason names it.
    """
    for name in ORDER:
        value = getattr(message, name)
        if not (name == "taf" and value is None) and not PARTS[name].matches(value):
            why = refusal(PARTS[name].name, value or "", f"must be {PARTS[name].accepts}")
            raise ProtocolError(why, message, (name,))
    try:
        addresses, fields = _checked_body(message)
        text = None if message.text is None else _free_text(message.text.upper(), fields)
    except ProtocolError as fault:
        raise ProtocolError(fault.reason, message, ("fields",)) from None
    taf = None if message.taf is None else message.taf.upper()
    key, ori = message.key.upper(), message.ori.upper()
    return replace(message, key=key, ori=ori, taf=taf, addresses=addresses, fields=fields, text=text)


def _checked_body(message: Message) -> tuple[tuple[str, ...], Fields]:
    parts = [*message.addresses, *(f"{code}/{value}" for code, value in message.fields)]
    for part in parts:
        _refuse_other_characters(part)
        if "." in part:
            raise ProtocolError(refusal("FIELD", part, "no part of a message contains a period"))
    addresses, fields = _read_parts([part.upper() for part in parts], "/")
    if len(addresses) != len(message.addresses):
        raise ProtocolError(f"ADDRESS: must be {ADDRESS.accepts}")
    return addresses, fields


def _read_rest(rest: str, dialect: Dialect) -> tuple[tuple[str, ...], Fields, str | None]:
    """What follows the header parts: addresses, fields and free text."""
    if not rest.isascii():
        _refuse_other_characters(rest)
    rest = rest.upper()
    mark = dialect.patterns.text.search(rest) if dialect.patterns.text_mark in rest else None
    before = rest.rstrip("\r\n") if mark is None else rest[: mark.start()]
    first, *parts = before.split(dialect.field_separator)
    if mark is None and parts and not parts[-1]:
        parts.pop()
    if first or not before.isprintable():
        for part in (first, *parts):
            _refuse_other_characters(part)
    addresses, fields = _read_parts(parts, dialect.value_separator)
    if addresses and (text_code := dialect.codes.get(TEXT_CODE, TEXT_CODE)) in addresses:
        raise ProtocolError(f"{text_code} must be followed by a space or CR LF and then by free text to the end")
    if dialect.codes:
        fields = tuple((dialect.codes_in.get(code, code), value) for code, value in fields)
    return addresses, fields, None if mark is None else _free_text(rest[mark.end() :], fields)


def _read_parts(parts: Sequence[str], separator: str) -> tuple[tuple[str, ...], Fields]:
    addresses: list[str] = []
    fields: list[tuple[str, str]] = []
    for part in parts:
        code, found, value = part.partition(separator)
        if found and code.isalnum() and len(code) <= CODE_CHARACTERS:
            fields.append((code, value))
        elif not found and not fields and _ADDRESS.fullmatch(part):
            addresses.append(part)
        else:
            raise ProtocolError(_part_fault(part, separator, (*addresses, *(code for code, _ in fields))))
    return tuple(addresses), tuple(fields)


def _part_fault(part: str, separator: str, before: Sequence[str]) -> str:
    """Why a part is neither an address nor a field."""
    after = before[-1] if before else "ORI"
    if not part:
        return f"FIELD: nothing stands between two separators after {after}; a field is CODE{separator}value"
    code, found, _ = part.partition(separator)
    if found:
        return refusal(CODE.name, code, f"{CODE.accepts} must stand before {separator}")
    return refusal(
        CODE.name, part, f"must be CODE{separator}value, or before the first field an address of {ADDRESS.accepts}"
    )


def _free_text(text: str, fields: Iterable[tuple[str, str]]) -> str:
    for code, _ in fields:
        if code not in BEFORE_TEXT:
            raise ProtocolError(refusal(CODE.name, code, f"only {' '.join(BEFORE_TEXT)} can stand before free text"))
    if not (text.isprintable() and text.isascii()):
        lines = _LINE_END.split(text)
        for line in lines:
            _refuse_other_characters(line)
        return "\r\n".join(lines)
    return text


def _refuse_other_characters(text: str) -> None:
    for place, character in enumerate(text):
        if not " " <= character <= "~":
            reason = f"character {ord(character):#04x} after {shown(text[:place])!r}: ASCII 0x20 to 0x7E is accepted"
            raise ProtocolError(reason)
