"""The journal: every message in and out, whole, with whether, when and to which device it was delivered.

It is also the delivery queue of every terminal, and what a terminal's mailbox is read from. Entries are gathered and
written together just before the transaction ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from operator import attrgetter
from typing import Any

import orjson
from sqlalchemy import bindparam, func, literal_column, select

from shared.store.connection import Connection
from shared.wire import Reason, RecordView, Reply, ReplyContext, Shape, record_json
from shared.wire.message import Message
from shared.world import from_milliseconds
from switch.bounds import UNBOUNDED, Bounds, Dropping
from switch.journal_search import Search, statement_of
from switch.schema import JOURNAL

IN, OUT = "in", "out"
UNSOLICITED = 0
"""The exchange of a message that nobody asked for."""

DELIVERED, WAITING, HELD = 0, 1, 2
"""Where an outgoing message stands in its terminal's queue. What is held is not in the mailbox either."""


@dataclass(slots=True)
class Entry:
    """One line of the journal, by the names of its columns."""

    seq: int
    at: int
    direction: str
    exchange: int
    terminal: str
    header: str
    oif: str
    taf: str | None
    key: str
    ori: str
    source: str
    kind: str
    text: str
    records: str | None = None
    why: str | None = None
    device: str | None = None
    delivered_at: int | None = None
    queued: int = DELIVERED

    def reply(self) -> dict[str, Any]:
        """The entry as a client sees a reply, in plain values."""
        found: dict[str, Any] = orjson.loads(orjson.dumps(self.reply_json()))
        return found

    def reply_json(self) -> dict[str, Any]:
        """The entry as a client sees a reply, for ``orjson`` alone: records and reasons pass as they are kept."""
        return {
            "seq": self.seq,
            "at": _written(self.at),
            "source": self.source,
            "kind": self.kind,
            "key": self.key,
            "header": self.header,
            "text": self.text,
            "records": orjson.Fragment(self.records or "[]"),
            "why": orjson.Fragment(self.why or "[]"),
        }

    def line(self) -> dict[str, Any]:
        """The entry as a reader of the journal sees it."""
        delivered = None if self.delivered_at is None else _written(self.delivered_at)
        return {
            **self.reply(),
            "direction": self.direction,
            "exchange": self.exchange,
            "terminal": self.terminal,
            "oif": self.oif,
            "taf": self.taf,
            "ori": self.ori,
            "delivered": delivered is not None,
            "delivered_at": delivered,
            "device": self.device,
            "queued": bool(self.queued),
        }


_FIELDS = tuple(Entry.__dataclass_fields__)
_row = attrgetter(*_FIELDS)


_ROW = JOURNAL.c
_ONE = _ROW.seq == bindparam("which")
_OF_TERMINAL = _ROW.terminal == bindparam("mnemonic")
_IN_ORDER = select(*(_ROW[name] for name in _FIELDS)).order_by(_ROW.seq)
_SENT: dict[str, Any] = {"delivered_at": bindparam("when"), "device": bindparam("to")}

_INSERT = JOURNAL.insert()
_DELIVER = JOURNAL.update().where(_ONE).values(**_SENT, queued=DELIVERED)
_READ = JOURNAL.update().where(_ONE, _ROW.delivered_at.is_(None)).values(_SENT)
_AGAIN = JOURNAL.update().where(_ONE).values(delivered_at=None, device=None, queued=WAITING)
_RELEASE = JOURNAL.update().where(_OF_TERMINAL, _ROW.queued == literal_column(str(HELD))).values(queued=WAITING)
_WHY = select(_ROW.why).where(_ONE)
_EXPLAIN = JOURNAL.update().where(_ONE).values(why=bindparam("reasons"))
_QUEUE = _IN_ORDER.where(_OF_TERMINAL, literal_column("queued = 1"))
_MAILBOX = _IN_ORDER.where(
    _OF_TERMINAL,
    _ROW.direction == literal_column(f"'{OUT}'"),
    _ROW.seq > bindparam("after"),
    _ROW.queued != literal_column(str(HELD)),
).limit(bindparam("most"))
_LAST = select(func.max(_ROW.seq))


class Journal:
    """The journal of one world."""

    def __init__(self, connection: Connection, shapes: Mapping[str, Shape], bounds: Bounds = UNBOUNDED) -> None:
        """Open the journal.

        Args:
            connection: the world's store.
            shapes: how each record type looks as JSON.
            bounds: how much it keeps.
        """
        self._connection, self._shapes = connection, shapes
        self._dropping = Dropping(connection, bounds)
        self._pending: list[Entry] = []
        prepare = connection.prepare
        self._insert, self._deliver, self._read = prepare(_INSERT), prepare(_DELIVER), prepare(_READ)
        self._again, self._release = prepare(_AGAIN), prepare(_RELEASE)
        self._why, self._explain = prepare(_WHY), prepare(_EXPLAIN)
        self._queue, self._mailbox = prepare(_QUEUE), prepare(_MAILBOX)
        last = connection.row(prepare(_LAST), {})
        self._seq: int = (last[0] if last else None) or 0

    @property
    def last(self) -> int:
        """The number of the newest entry."""
        return self._seq

    def takes(self, message: Message, at: int, text: str, device: str) -> Entry:
        """Journal a message that came in; its number is that of the exchange it opens."""
        seq = self._next()
        entry = Entry(
            seq=seq,
            at=at,
            direction=IN,
            exchange=seq,
            terminal=message.mnemonic,
            header=message.header,
            oif=message.oif,
            taf=message.taf,
            key=message.key,
            ori=message.ori,
            source="",
            kind="",
            text=text,
            device=device,
        )
        self._pending.append(entry)
        return entry

    def sends(
        self,
        terminal: str,
        exchange: int,
        context: ReplyContext,
        reply: Reply,
        at: int,
        text: str,
        held: bool = False,
    ) -> Entry:
        """Journal a message that goes out; it is queued for its terminal, or held, until it is delivered."""
        entry = Entry(
            seq=self._next(),
            at=at,
            direction=OUT,
            exchange=exchange,
            terminal=terminal,
            header=context.header,
            oif=context.oif,
            taf=None,
            key=context.key,
            ori=context.ori,
            source=reply.source,
            kind=reply.kind.value,
            text=text,
            records=self._records(reply) if reply.records or reply.about else None,
            why=_reasons(reply) if reply.why else None,
            queued=HELD if held else WAITING,
        )
        self._pending.append(entry)
        return entry

    def _records(self, reply: Reply) -> str:
        made: str | None = reply.made.get("records")
        if made is None:
            made = f"[{','.join(map(self._record, (*reply.records, *reply.about)))}]"
            reply.made["records"] = made
        return made

    def _record(self, record: RecordView) -> str:
        made: str | None = record.made.get("json")
        if made is None:
            shape = self._shapes.get(record.record_type, Shape())
            made = record.made["json"] = orjson.dumps(record_json(record, shape)).decode()
        return made

    def adopt(self, entry: Entry) -> None:
        """Take an entry of another journal, which has the next number of this one."""
        self._seq = entry.seq
        self._pending.append(entry)

    def delivered(self, entry: Entry, device: str, at: int) -> None:
        """Note that an outgoing message reached a device and waits no longer."""
        entry.delivered_at, entry.device, entry.queued = at, device, DELIVERED
        if not self._is_pending(entry):
            self._connection.write(self._deliver, {"which": entry.seq, "when": entry.delivered_at, "to": device})

    def requeue(self, entries: list[Entry]) -> None:
        """Note that messages did not reach their device after all: they wait for the terminal again."""
        self.flush()
        self._connection.write_all(self._again, ({"which": entry.seq} for entry in entries))

    def remark(self, seq: int, reason: Reason) -> None:
        """Add to a line why it went as it did."""
        for entry in reversed(self._pending):
            if entry.seq == seq:
                entry.why = _with(entry.why, reason)
                return
        row = self._connection.row(self._why, {"which": seq})
        if row is not None:
            self._connection.write(self._explain, {"which": seq, "reasons": _with(row[0], reason)})

    def release(self, terminal: str) -> None:
        """Let a terminal have what was held."""
        self.flush()
        self._connection.write(self._release, {"mnemonic": terminal})

    def was_read(self, entries: list[Entry], device: str, at: int) -> None:
        """Note that a mailbox was read; a message that waits for a line goes on waiting."""
        unread = [entry for entry in entries if entry.delivered_at is None]
        self._connection.write_all(self._read, ({"which": e.seq, "when": at, "to": device} for e in unread))

    def queue(self, terminal: str) -> list[Entry]:
        """What waits for a terminal, oldest first."""
        self.flush()
        return [Entry(*row) for row in self._connection.rows(self._queue, {"mnemonic": terminal})]

    def mailbox(self, terminal: str, after: int, limit: int) -> list[Entry]:
        """What was sent to a terminal after a number, oldest first."""
        self.flush()
        values = {"mnemonic": terminal, "after": after, "most": limit}
        return [Entry(*row) for row in self._connection.rows(self._mailbox, values)]

    def find(self, search: Search) -> list[Entry]:
        """Entries that answer to a search, oldest first, after its cursor."""
        self.flush()
        statement, values = statement_of(search, _FIELDS)
        rows = self._connection.rows(self._connection.prepare(statement), values)
        return [Entry(*row) for row in rows]

    def dropped_since(self, first: datetime | None) -> int:
        """How many entries it no longer has that a reader of everything from a time on would look for."""
        self.flush()
        return self._dropping.since(first)

    def dropped_until(self) -> datetime | None:
        """The time of the newest entry that it no longer has, or None where it has all."""
        self.flush()
        return self._dropping.until()

    def lacks(self, count: int, until: datetime) -> None:
        """It takes the entries of another journal, which no longer had some: how many, and the newest of which time."""
        self.flush()
        self._dropping.lacks(count, until)

    def mark(self) -> int:
        """Where the gathered entries stand, to come back to with ``forget``."""
        return len(self._pending)

    def forget(self, mark: int) -> None:
        """Drop what was gathered since a mark: the step that wrote it failed."""
        del self._pending[mark:]

    def flush(self) -> None:
        """Write what was gathered."""
        if self._pending:
            rows, at = [_row(entry) for entry in self._pending], self._pending[-1].at
            self._pending.clear()
            self._connection.write_rows(self._insert, _FIELDS, rows)
            self._dropping.after(self._seq, at)

    def _next(self) -> int:
        self._seq += 1
        return self._seq

    def _is_pending(self, entry: Entry) -> bool:
        return bool(self._pending) and self._pending[0].seq <= entry.seq


@lru_cache(maxsize=64)
def _written(at: int) -> str:
    """A stored time as clients see it; many entries have the same."""
    return from_milliseconds(at).isoformat()


def _reasons(reply: Reply) -> str:
    made: str | None = reply.made.get("why")
    if made is None:
        made = reply.made["why"] = orjson.dumps(reply.why).decode()
    return made


def _with(why: str | None, reason: Reason) -> str:
    return orjson.dumps([*orjson.loads(why or "[]"), reason]).decode()
