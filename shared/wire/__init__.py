"""Messages and replies as bytes: framing, dialects, parsing, writing and rendering. No sockets and no clock."""

from shared.wire.context import ReplyContext
from shared.wire.dialect import DEFAULT, Dialect, DialectError
from shared.wire.dialect_file import load_dialect, read_dialect
from shared.wire.framing import MAXIMUM_BYTES, BrokenFrame, FrameReader, Framing, frame
from shared.wire.message import Kind, Message, ProtocolError, Reason, RecordView, Reply
from shared.wire.parse import checked, parse
from shared.wire.render import first_line, fold, render, shown_fields, unfold
from shared.wire.shapes import Groups, Shape, groups_of, shape_of, shapes_of
from shared.wire.view import fields_json, record_json
from shared.wire.write import write_message

__all__ = [
    "DEFAULT",
    "MAXIMUM_BYTES",
    "BrokenFrame",
    "Dialect",
    "DialectError",
    "FrameReader",
    "Framing",
    "Groups",
    "Kind",
    "Message",
    "ProtocolError",
    "Reason",
    "RecordView",
    "Reply",
    "ReplyContext",
    "Shape",
    "checked",
    "fields_json",
    "first_line",
    "fold",
    "frame",
    "groups_of",
    "load_dialect",
    "parse",
    "read_dialect",
    "record_json",
    "render",
    "shape_of",
    "shapes_of",
    "shown_fields",
    "unfold",
    "write_message",
]
