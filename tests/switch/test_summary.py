"""Summaries that one database keeps in another: sent at set times of day, only what changed, whatever is restarted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from shared import edits
from shared.engine import Envelope, Outcome
from shared.spec import (
    LIVE,
    Cancel,
    Database,
    Enter,
    Find,
    Identifier,
    Inquire,
    Modify,
    Put,
    Record,
    Rule,
    Summary,
    Withdraw,
    assumed,
    field,
)
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.store.schema import metadata_of
from shared.web.codec import decode_outcome, encode_outcome
from shared.wire import Message
from shared.wire.message import Kind
from shared.world import Clock, Mode
from switch.core import Policy
from switch.hops import Unavailable
from switch.http.messages import HttpRequest
from switch.meta import Meta
from switch.schema import METADATA
from switch.world import World

_CITE = assumed("made for tests of summaries")
NOON = datetime(2026, 7, 1, 19, tzinfo=UTC)
HOUR = 3600


class HomeBase(Record):
    """The records of the database that sends summaries."""

    __abstract__ = True
    metadata = MetaData(info={"service": "home"})


class FileBase(Record):
    """The records of the database that keeps them."""

    __abstract__ = True
    metadata = MetaData(info={"service": "file"})


class Member(HomeBase):
    """Someone registered at home."""

    title = "MEMBER"

    number: Mapped[str] = field("CII", edits.cii, cite=_CITE, title="number", find=Find.EXACT)
    colour: Mapped[str] = field("COL", edits.text(1, 10), cite=_CITE, title="colour")
    note: Mapped[str | None] = field("MIS", edits.text(1, 10), cite=_CITE, title="note, in no summary")


class Card(FileBase):
    """What the other database keeps."""

    title = "CARD"

    number: Mapped[str] = field("CII", edits.cii, cite=_CITE, title="number", find=Find.EXACT)
    kind: Mapped[str] = field("CAT", edits.text(1, 1), cite=_CITE, title="kind of card")
    colour: Mapped[str | None] = field("COL", edits.text(1, 10), cite=_CITE, title="colour")


def every_member(member: Member) -> bool:
    """Every member."""
    return True


def nothing_more(member: Member) -> dict[str, str]:
    """Nothing."""
    return {}


_RULE = Rule("R-1", "summaries", _CITE)
HOME = Database(
    name="home", title="Home", cite=_CITE, records=(Member,), identifier=Identifier("FCN", cite=_CITE),
    keys=(
        Enter("EA", Member, title="enter", cite=_CITE),
        Modify("MA", Member, title="modify", cite=_CITE),
        Cancel("XA", Member, title="cancel", cite=_CITE),
        Inquire("QA", Member, title="inquire", cite=_CITE),
    ),
    forwards=(
        Summary(
            to="file", record=Member, key="PB", withdraw="WB", by="CII", at=(time(6), time(18)), when=every_member,
            codes=("CII", "COL"), prepare=nothing_more, rule="R-1", cite=_CITE,
        ),
    ),
    rules=(_RULE,), confirm=(),
)  # fmt: skip
FILE = Database(
    name="file", title="File", cite=_CITE, records=(Card,), identifier=Identifier("FCN", cite=_CITE),
    keys=(
        Inquire("QB", Card, title="inquire", cite=_CITE),
        Enter("EB", Card, title="enter by hand", cite=_CITE),
        Put("PB", Card, number="CII", always=(("CAT", "M"),), title="put", cite=_CITE),
        Withdraw("WB", Card, number="CII", always=(("CAT", "M"),), title="withdraw", cite=_CITE),
    ),
    rules=(_RULE,), confirm=(),
)  # fmt: skip
DATABASES = {"home": HOME, "file": FILE}


class Spelled:
    """A database whose outcomes are spelled out on the way, as from another process; it can be out of reach."""

    remote = True

    def __init__(self, inner: Any) -> None:
        self._inner, self.away = inner, False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def transact(self, envelope: Envelope) -> Outcome:
        return self._spelled(lambda: self._inner.transact(envelope))

    def fire(self, now: datetime, world: str) -> Outcome:
        return self._spelled(lambda: self._inner.fire(now, world))

    def _spelled(self, work: Any) -> Outcome:
        if self.away:
            raise Unavailable("away")
        return decode_outcome(encode_outcome(work()))


class Desk:
    """A terminal of a world, and the clock."""

    def __init__(self, path: Path) -> None:
        self._path = path
        engine = open_engine(sqlite_url(path))
        for metadata in (METADATA, *(metadata_of(database) for database in DATABASES.values())):
            metadata.create_all(engine)
        connection = Connection(engine)
        Meta(connection).keep_clock(Clock(Mode.FROZEN, lambda: NOON, NOON))
        connection.commit()
        self.world = World("main", connection, DATABASES, lambda: NOON, Policy())

    def restart(self) -> None:
        self.world.close()
        self.world = World("main", Connection(open_engine(sqlite_url(self._path))), DATABASES, lambda: NOON, Policy())

    def elsewhere(self) -> Spelled:
        """Let the database of cards run as if in another process."""
        away = Spelled(self.world.destinations["file"])
        self.world.switch.destinations["file"] = away  # type: ignore[index]
        self.world.switch.destinations["home"] = Spelled(self.world.destinations["home"])  # type: ignore[index]
        return away

    def send(self, database: str, key: str, **fields: str) -> str:
        """Send a message; gives the text of the first answer."""
        message = Message("DESK", "FULL01", key, "CA0340000", tuple(fields.items()))
        with self.world.step():
            self.world.switch.blocking = True
            exchange = self.world.switch.enter(database, message, LIVE, HttpRequest())
            self.world.switch.blocking = False
        self.world.commit()
        return exchange.replies[0].text

    def enter(self, colour: str = "RED", number: str = "A00000001") -> str:
        text = self.send("home", "EA", CII=number, COL=colour)
        return text.partition("FCN/")[2].split("\r\n")[0]

    def colours(self, number: str = "A00000001") -> list[str]:
        """The colours on the cards of a number."""
        lines = self.send("file", "QB", CII=number).split("\r\n")
        return [line[4:] for line in lines if line.startswith("COL/")]

    def wait(self, seconds: int) -> list[str]:
        """Let time pass; gives what fired."""
        with self.world.step():
            moved = self.world.advance_by(seconds)
        self.world.commit()
        return [f"{fired.at:%H:%M} {fired.what}" for fired in moved.fired]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path / "world.sqlite")
    yield made
    made.world.close()


def test_a_summary_goes_at_its_time_and_is_named(desk: Desk) -> None:
    number = desk.enter()
    assert desk.wait(6 * HOUR - 1) == []
    assert desk.colours() == []
    assert desk.wait(1) == [f"18:00 summary: PB {number} to FILE"]
    assert desk.colours() == ["RED"]


def test_only_what_changed_is_sent(desk: Desk) -> None:
    number = desk.enter()
    desk.wait(6 * HOUR)
    assert desk.wait(24 * HOUR) == []
    desk.send("home", "MA", FCN=number, MIS="HELLO")
    assert desk.wait(12 * HOUR) == []
    desk.send("home", "MA", FCN=number, COL="BLUE")
    assert desk.wait(12 * HOUR) == [f"18:00 summary: PB {number} to FILE"]
    assert desk.colours() == ["BLUE"]


def test_a_later_change_takes_the_place_of_one_that_waits(desk: Desk) -> None:
    number = desk.enter()
    desk.send("home", "MA", FCN=number, COL="BLUE")
    desk.send("home", "MA", FCN=number, COL="GREEN")
    assert desk.wait(6 * HOUR) == [f"18:00 summary: PB {number} to FILE"]
    assert desk.colours() == ["GREEN"]


def test_who_leaves_is_withdrawn_at_the_next_time(desk: Desk) -> None:
    number = desk.enter()
    desk.wait(6 * HOUR)
    desk.send("home", "XA", FCN=number)
    assert desk.colours() == ["RED"]
    assert desk.wait(12 * HOUR) == [f"06:00 summary: WB {number} to FILE"]
    assert desk.colours() == []


def test_who_leaves_before_the_time_comes_never_arrives(desk: Desk) -> None:
    number = desk.enter()
    desk.send("home", "XA", FCN=number)
    desk.wait(6 * HOUR)
    assert desk.colours() == []


def test_what_was_removed_without_trace_is_not_sent(desk: Desk) -> None:
    number = desk.enter()
    with desk.world.step():
        assert desk.world.erase("home", number)
    assert desk.wait(6 * HOUR) == []
    assert desk.colours() == []


def test_a_record_entered_by_hand_is_not_touched(desk: Desk) -> None:
    desk.send("file", "EB", CII="A00000001", CAT="H", COL="GREY")
    number = desk.enter()
    desk.wait(6 * HOUR)
    assert sorted(desk.colours()) == ["GREY", "RED"]
    desk.send("home", "XA", FCN=number)
    desk.wait(12 * HOUR)
    assert desk.colours() == ["GREY"]


def test_what_waits_survives_a_restart(desk: Desk) -> None:
    number = desk.enter()
    desk.restart()
    assert desk.wait(6 * HOUR) == [f"18:00 summary: PB {number} to FILE"]
    assert desk.colours() == ["RED"]


def test_databases_in_processes_of_their_own_do_the_same(desk: Desk) -> None:
    desk.elsewhere()
    number = desk.enter()
    assert desk.wait(6 * HOUR) == [f"18:00 summary: PB {number} to FILE"]
    assert desk.colours() == ["RED"]


def test_a_database_that_does_not_answer_gets_it_later(desk: Desk) -> None:
    away = desk.elsewhere()
    number = desk.enter()
    away.away = True
    assert desk.wait(6 * HOUR) == [f"18:00 summary: PB {number} to FILE"]
    away.away = False
    assert desk.wait(600)[-1].endswith(f"retry: PB {number} to FILE")
    assert desk.colours() == ["RED"]


@pytest.mark.parametrize("key", ["PB", "WB", "TPB"])
def test_a_terminal_puts_and_withdraws_nothing(desk: Desk, key: str) -> None:
    assert key not in desk.world.switch.routes
    message = Message("DESK", "FULL01", "PB", "CA0340000", (("CII", "A00000001"),))
    outcome = desk.world.services["file"].transact(Envelope("1", "main", NOON, message))
    assert outcome.replies[0].kind is Kind.ERROR
