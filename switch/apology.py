"""What a terminal is told when its message could not be carried out because something of the farm failed."""

from __future__ import annotations

import logging
from uuid import uuid4

from shared.store.connection import StoreError
from shared.wire import Dialect, Kind, ProtocolError, Reply, ReplyContext, parse, render
from switch.exchange import SWITCH

log = logging.getLogger(__name__)


def apology(payload: bytes, error: BaseException, dialect: Dialect) -> str:
    """The error frame for a message of which nothing remains; the log has the failure whole, under the same number."""
    number = uuid4().hex[:12].upper()
    if isinstance(error, StoreError):
        # The runner has told of it, once for all the messages that it struck.
        log.error("message lost, error %s: %s", number, error)
        text = f"THE STORE FAILED, NOTHING WAS CHANGED, SEND THE MESSAGE AGAIN: ERROR {number}"
    else:
        log.error("message failed, error %s", number, exc_info=error)
        text = f"THE FARM FAILED, NOTHING WAS CHANGED, ITS LOG TELLS MORE: ERROR {number}"
    return render(_context(payload, dialect), Reply(SWITCH, Kind.ERROR, lines=(text,)), dialect)


def _context(payload: bytes, dialect: Dialect) -> ReplyContext:
    try:
        return ReplyContext.from_message(parse(payload, dialect))
    except ProtocolError as error:
        return ReplyContext.from_message(error.partial)
