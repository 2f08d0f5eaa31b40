"""The head of a message that does not match: which of its parts are at fault, and what was sent in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from shared.wire.dialect import Dialect
from shared.wire.fault import printable, refusal
from shared.wire.grammar import PARTS
from shared.wire.message import Message, ProtocolError

KEPT_CHARACTERS = 40
_LINE_END = re.compile(r"[\r\n]")

Reading = Mapping[str, str]
"""What stands in the place of each part, as sent with its prefix; an absent part is not in it."""


def head_fault(text: str, dialect: Dialect) -> ProtocolError:
    """The error for a text whose header parts, together, do not match; it names every part at fault."""
    reading = _best_reading(text, dialect)
    faults = {name: _accepts(name, dialect) for name in dialect.order if not _is_good(name, reading, dialect)}
    reasons = [refusal(PARTS[name].name, reading.get(name, ""), accepts) for name, accepts in faults.items()]
    if not reasons:
        # Each part is good by itself, so that only what stands between them can be wrong.
        faults = {"header": ""}
        reasons = [f"HEADER cannot be read: {dialect.separator!r} must part {', '.join(dialect.order)}"]
    return ProtocolError("; ".join(reasons), _partial(reading, dialect), tuple(faults))


def head_partial(text: str, dialect: Dialect) -> Message | None:
    """Header, OIF, key and ORI as sent, good or not; None where there are none."""
    return _partial(_best_reading(text, dialect), dialect)


def _best_reading(text: str, dialect: Dialect) -> Reading:
    """The reading of the most worth: a part without its prefix may be absent or lack just the prefix."""
    pieces = dialect.patterns.head_separator.split(text.rstrip("\r\n"), len(dialect.order))
    return max(_readings(dialect.order, pieces, dialect), key=lambda reading: _worth(reading, dialect))


def _readings(order: Sequence[str], pieces: Sequence[str], dialect: Dialect) -> Iterator[Reading]:
    """Every way to give the pieces to these parts; of two that are as good, the more cautious one comes first."""
    if not order or not pieces:
        yield {}
        return
    name, *later = order
    prefix = dialect.prefixes.get(name, "")
    if not pieces[0].startswith(prefix):
        yield from _readings(later, pieces, dialect)
    # Only the last part may be ended by a line end; in any other place it is a character that cannot stand there.
    piece = pieces[0] if later else _LINE_END.split(pieces[0], maxsplit=1)[0]
    for reading in _readings(later, pieces[1:], dialect):
        yield {name: piece, **reading}


def _worth(reading: Reading, dialect: Dialect) -> tuple[int, int]:
    """How many parts are good as sent and, where that does not decide, would be good with their prefix."""
    as_sent = sum(_is_good(name, reading, dialect) for name in dialect.order)
    pieces = ((name, piece.removeprefix(dialect.prefixes.get(name, ""))) for name, piece in reading.items())
    return as_sent, sum(PARTS[name].matches(piece) for name, piece in pieces)


def _is_good(name: str, reading: Reading, dialect: Dialect) -> bool:
    prefix = dialect.prefixes.get(name, "")
    if name not in reading:
        return name == "taf" and bool(prefix)
    piece = reading[name]
    return piece.startswith(prefix) and PARTS[name].matches(piece.removeprefix(prefix))


def _accepts(name: str, dialect: Dialect) -> str:
    prefix = dialect.prefixes.get(name, "")
    return f"must be {PARTS[name].accepts}" + (f" after {prefix}" if prefix else "")


def _partial(reading: Reading, dialect: Dialect) -> Message | None:
    kept = {
        name: printable(piece.removeprefix(dialect.prefixes.get(name, ""))[:KEPT_CHARACTERS])
        for name, piece in reading.items()
    }
    header, oif, key, ori = (kept.get(name, "") for name in ("header", "oif", "key", "ori"))
    if not (header or oif or key or ori):
        return None
    return Message(header, oif, dialect.our_key(key.upper()), ori.upper())
