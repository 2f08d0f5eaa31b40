"""Reply to text: the first line, then lines of at most 80 characters, each ended CR LF."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shared.wire.context import ReplyContext
from shared.wire.dialect import DEFAULT, Dialect
from shared.wire.message import Kind, RecordView, Reply

WIDTH_CHARACTERS = 80
INDENT = "    "
LINE_END = "\r\n"
HEADING_CODE = "MKE"
_CODE = re.compile("[A-Z][A-Z0-9]{1,3}")
"""What our field codes look like."""


def render(context: ReplyContext, reply: Reply, dialect: Dialect = DEFAULT) -> str:
    """The text of a reply: the dialect's layout where it has one, or else lines, records and closing lines.

    Raises:
        DialectError: the dialect's layout cannot be applied to this reply.
    """
    first = first_line(context, reply, dialect)
    layout = dialect.layout(reply.source, reply.kind) if dialect.layouts else None
    if layout is not None:
        return finish(layout(context, reply, first).splitlines())
    made = reply.made.get("text")
    if made is None or made[0] is not dialect:
        made = reply.made["text"] = (dialect, _below_first_line(reply, dialect))
    below: str = made[1]
    if len(first) <= WIDTH_CHARACTERS and first.isascii() and first.isprintable():
        return f"{first}{LINE_END}{below}"
    return finish((first,)) + below


def _below_first_line(reply: Reply, dialect: Dialect) -> str:
    lines = list(_stated(reply, dialect) if dialect.restates else reply.lines)
    for number, record in enumerate(reply.records):
        if number or reply.lines:
            lines.append("")
        _add_record(lines, record, dialect)
    if reply.closing:
        if reply.records:
            lines.append("")
        lines += reply.closing
    return finish(lines) if lines else ""


def first_line(context: ReplyContext, reply: Reply, dialect: Dialect = DEFAULT) -> str:
    """Header, OIF, key and ORI as far as they are known, in the dialect's order, then source and kind."""
    if dialect is DEFAULT and context.header and context.oif and context.key and context.ori:
        return f"{context.header}.*{context.oif}.{context.key}.{context.ori}.{reply.source}.{reply.kind}"
    values = {"header": context.header, "oif": context.oif, "ori": context.ori, "key": dialect.their_key(context.key)}
    parts = [dialect.prefixes.get(name, "") + values[name] for name in dialect.order if values.get(name)]
    return dialect.separator.join((*parts, reply.source, reply.kind))


def _add_record(lines: list[str], record: RecordView, dialect: Dialect) -> None:
    made = record.made.get("lines")
    if made is None or made[0] is not dialect:
        made = record.made["lines"] = (dialect, _record_lines(record, dialect))
    lines += made[1]


def _record_lines(record: RecordView, dialect: Dialect) -> list[str]:
    names, separator = dialect.codes, dialect.value_separator
    heading = f"{names.get(HEADING_CODE, HEADING_CODE)}{separator}{record.heading}"
    return [heading, *(f"{names.get(code, code)}{separator}{value}" for code, value in record.fields), *record.remarks]


def _stated(reply: Reply, dialect: Dialect) -> list[str]:
    """The reply's lines as the other system writes them: fields by its names and with its separator."""
    is_reject = reply.kind is Kind.REJECT
    separator, theirs = (" ", " ") if is_reject else ("/", dialect.value_separator)
    lines = []
    for line in reply.lines:
        code, found, rest = line.partition(separator)
        is_field = code in dialect.codes or (not is_reject and _CODE.fullmatch(code))
        lines.append(f"{dialect.codes.get(code, code)}{theirs}{rest}" if found and is_field else line)
    return lines


def finish(lines: Iterable[str]) -> str:
    """Lines as text: each folded to 80 characters and ended CR LF, and nothing in them that could break a frame."""
    lines = list(lines)
    # Looked at together, which is quicker than one after the other; most are plain and short.
    joined, plain = LINE_END.join(lines), "".join(lines)
    if not (plain.isascii() and plain.isprintable()) or joined.startswith(INDENT) or LINE_END + INDENT in joined:
        lines = _cleaned(lines)
        joined = LINE_END.join(lines)
    if len(joined) > WIDTH_CHARACTERS and max(map(len, lines)) > WIDTH_CHARACTERS:
        joined = LINE_END.join(piece for line in lines for piece in fold(line))
    return joined + LINE_END


def _cleaned(lines: Iterable[str]) -> list[str]:
    """Lines without line ends, control or other characters, or an indent that would read as a continuation."""
    clean = []
    for line in lines:
        for part in line.splitlines() or [""]:
            text = "".join(character if " " <= character <= "~" else "?" for character in part)
            clean.append(INDENT[1:] + text.lstrip() if text.startswith(INDENT) else text)
    return clean


def fold(line: str) -> list[str]:
    """A line in pieces of at most 80 characters; every piece but the first begins with four spaces.

    It is cut after a space where there is one, and else anywhere: what follows the four spaces belongs, unchanged, to
    the end of the line before.
    """
    pieces: list[str] = []
    indent = ""
    while len(line) > (room := WIDTH_CHARACTERS - len(indent)):
        cut = line.rfind(" ", 0, room) + 1
        if not line[:cut].strip():
            cut = room
        pieces.append(indent + line[:cut])
        line = line[cut:]
        indent = INDENT
    return [*pieces, indent + line]


def unfold(text: str) -> list[str]:
    """The lines of a reply's text with the folded ones put together again."""
    lines: list[str] = []
    for line in text.removesuffix(LINE_END).split(LINE_END):
        if lines and line.startswith(INDENT):
            lines[-1] += line[len(INDENT) :]
        else:
            lines.append(line)
    return lines


def shown_fields(text: str, dialect: Dialect = DEFAULT) -> list[tuple[str, str]]:
    """Our code and the value of every line of a reply that shows a field, as far as the dialect's layouts let it."""
    pairs = (line.partition(dialect.value_separator) for line in unfold(text)[1:])
    shown = ((code.strip(), value) for code, found, value in pairs if found)
    return [(dialect.codes_in.get(code, code), value.strip()) for code, value in shown if code.isalnum()]
