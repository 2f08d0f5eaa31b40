"""A database in another process answers as one in this process does, and repeating a request does no harm."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from werkzeug.serving import make_server

from services import discover
from shared.engine import Envelope, Outcome, Settlement
from shared.spec import Database
from shared.store.browse import BadFilter
from shared.store.service import Service
from shared.web.app import app_of
from shared.web.stores import stores_of
from shared.web.worlds import Worlds
from shared.wire import ReplyContext
from shared.wire.message import Kind, Message
from shared.world import ZONE
from switch.exchange import NOWHERE, Exchange
from switch.hops import Hop, InProcess, Unavailable
from switch.remote import AT_ONCE, HttpCourier, RemoteDatabase

NOW = datetime(2026, 7, 1, 9, 30, tzinfo=ZONE)
WARRANT = (
    ("NAM", "DOE,JOHN"), ("SEX", "M"), ("DOB", "19800215"), ("OFF", "1201"), ("DOW", "20260601"), ("WNO", "TEST-1"),
    ("TYP", "F"), ("OCA", "TEST-26-1"), ("ENT", "1"), ("RAC", "W"), ("HGT", "602"), ("WGT", "180"), ("HAI", "BRO"),
)  # fmt: skip
PLATE = (("LIC", "1ZZZ001"), ("LIS", "CA"), ("LIY", "2026"), ("LIT", "PC"), ("DOT", "20260630"), ("OCA", "TEST-26-2"))
BY_NAME = (("NAM", "DOE,JOHN"), ("SEX", "M"))
SCRIPT = [
    ("wps", "EW", WARRANT),
    ("wps", "QW", BY_NAME),
    ("wps", "QW", (*BY_NAME, ("DOB", "19800215"))),
    ("wps", "QW", (("NAM", "NOBODY,TEST"), ("SEX", "F"))),
    ("wps", "EW", BY_NAME),
    ("wps", "QW", ()),
    ("wps", "ZZ", ()),
    ("svs", "QV", (("LIC", "1ZZZ001"),)),
    ("ncic", "EL", PLATE),
    ("ncic", "QV", (("LIC", "1ZZZ001"),)),
]
App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def envelope(number: int = 1, key: str = "EW", fields: tuple[tuple[str, str], ...] = WARRANT) -> Envelope:
    message = Message("SAC1000001", "FULL01", key, "CA0340000", fields)
    return Envelope(f"M{number}.terminal", "main", NOW, message, agency_number=186)


def hop(sent: Envelope) -> Hop:
    exchange = Exchange(1, ReplyContext.from_message(sent.message), "SAC1", NOWHERE)
    return Hop(exchange, "wps", sent)


@contextmanager
def served(app: App) -> Iterator[str]:
    """An application on a port of its own; gives its URL."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    server.server_close()
    thread.join()


@contextmanager
def remote_database(
    database: Database, data: Path, seconds: float = 10, around: Any = None
) -> Iterator[RemoteDatabase]:
    """A database behind HTTP; what is around it sees every request."""
    worlds = Worlds(database, stores_of(database, data))
    app: Any = app_of(worlds)
    with served(around(app) if around else app) as url:
        remote = RemoteDatabase(database.name, lambda: url, seconds)
        yield remote
        remote.close()
    worlds.close()


@pytest.fixture
def wps() -> Database:
    return discover()["wps"]


class Troubled:
    """Carries requests out, and then lets the first answers get lost: they come too late, or not whole."""

    def __init__(self, app: App, lost: int, seconds: float) -> None:
        self._app, self._lost, self._seconds = app, lost, seconds
        self.asked = 0
        self.over = threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.asked += 1
        answer = self._app(environ, start)
        if self.asked <= self._lost:
            self.over.wait(self._seconds)
        return answer


def test_a_database_elsewhere_answers_as_one_in_this_process(tmp_path: Path) -> None:
    databases = discover()
    for name in {name for name, _, _ in SCRIPT}:
        script = [envelope(place, key, fields) for place, (to, key, fields) in enumerate(SCRIPT) if to == name]
        script = [replace(sent, origin="svs") if name == "ncic" else sent for sent in script]
        here = InProcess(Service(databases[name], stores_of(databases[name], tmp_path / "here")("main")))
        with remote_database(databases[name], tmp_path / "there") as there:
            assert [there.transact(sent) for sent in script] == [here.transact(sent) for sent in script]
            assert there.next_due("main") == here.next_due("main")
            later = NOW + timedelta(days=3650)
            assert there.fire(later, "main") == here.fire(later, "main")
        here.service.connection.close()


def test_a_filter_that_is_none_is_refused_as_in_this_process(wps: Database, tmp_path: Path) -> None:
    here = InProcess(Service(wps, stores_of(wps, tmp_path / "here")("main")))
    with remote_database(wps, tmp_path / "there") as there:
        said = []
        for place in (here, there):
            with pytest.raises(BadFilter) as caught:
                place.page({"ZZZ": "1"}, None, 10, "main")
            said.append((caught.value.name, str(caught.value), caught.value.accepted))
    assert said[0] == said[1]
    here.service.connection.close()


def test_a_rehearsal_elsewhere_is_one_in_this_process(wps: Database, tmp_path: Path) -> None:
    here = InProcess(Service(wps, stores_of(wps, tmp_path / "here")("main")))
    entered = here.transact(envelope()).replies[0].data["FCN"]
    settled = Settlement("M2.settled", "main", NOW, f"{int(entered) + 1}", "ncic", True, "W000000019")
    asked = envelope(3, "QW", (("NAM", "DOE,JOHN"), ("SEX", "F")))
    with here.service.connection.trial():
        rehearsed = [here.explain(envelope(2)), here.explain_settlement(envelope(2), settled)]
    with remote_database(wps, tmp_path / "there") as there:
        there.transact(envelope())
        assert [there.explain(envelope(2)), there.explain_settlement(envelope(2), settled)] == [
            rehearsed[0],
            replace(rehearsed[1], changes=()),
        ]
        assert there.explain(asked) == here.explain(asked)
        assert there.transact(envelope(2)) == here.transact(envelope(2))
    here.service.connection.close()


def test_a_settlement_reaches_the_record(wps: Database, tmp_path: Path) -> None:
    with remote_database(wps, tmp_path) as there:
        fcn = there.transact(envelope()).replies[0].data["FCN"]
        there.settle(Settlement("M1.settled", "main", NOW, fcn, "ncic", True, "W000000017"))
        shown = there.transact(envelope(2, "QW", (("FCN", fcn),))).replies[0].records[0]
    assert shown.nic == "W000000017"


def test_a_record_is_erased_once(wps: Database, tmp_path: Path) -> None:
    with remote_database(wps, tmp_path) as there:
        fcn = there.transact(envelope()).replies[0].data["FCN"]
        assert [there.erase(fcn, "main"), there.erase(fcn, "main")] == [True, False]


def test_what_is_due_next_is_asked_anew_only_after_something_happened(tmp_path: Path) -> None:
    troubled: list[Troubled] = []
    plate = replace(envelope(1, "EL", PLATE), origin="svs")

    def counting(app: App) -> Troubled:
        troubled.append(Troubled(app, 0, 0))
        return troubled[0]

    with remote_database(discover()["ncic"], tmp_path, around=counting) as there:
        assert [there.next_due("main") for _ in range(3)] == [None] * 3
        assert troubled[0].asked == 1
        there.transact(plate)
        assert [there.next_due("main") for _ in range(3)] == ["20310101"] * 3
        assert troubled[0].asked == 3


@pytest.mark.parametrize("posted", [True, False], ids=["posted", "asked"])
def test_an_answer_that_is_lost_is_asked_for_again_and_nothing_happens_twice(
    wps: Database, tmp_path: Path, posted: bool
) -> None:
    troubled: list[Troubled] = []

    def losing(app: App) -> Troubled:
        troubled.append(Troubled(app, 1, 30))
        return troubled[0]

    with remote_database(wps, tmp_path, 2, losing) as there:
        outcome = ask(there, envelope(), posted, 2)
        troubled[0].over.set()
        found = there.transact(envelope(2, "QW", BY_NAME)).replies[0]
    assert (outcome.replies[0].kind, len(found.records), troubled[0].asked) == (Kind.ACK, 1, 3)


@pytest.mark.parametrize("posted", [True, False], ids=["posted", "asked"])
def test_a_database_that_does_not_answer_is_unavailable(wps: Database, tmp_path: Path, posted: bool) -> None:
    troubled: list[Troubled] = []

    def losing(app: App) -> Troubled:
        troubled.append(Troubled(app, 9, 30))
        return troubled[0]

    with remote_database(wps, tmp_path, 0.4, losing) as there:
        with pytest.raises(Unavailable):
            ask(there, envelope(), posted, 0.4)
        troubled[0].over.set()
    assert troubled[0].asked == 2


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", ""], ids=["refused", "not running"])
@pytest.mark.parametrize("posted", [True, False], ids=["posted", "asked"])
def test_where_nobody_listens_a_database_is_unavailable_at_once(address: str, posted: bool) -> None:
    with pytest.raises(Unavailable):
        ask(RemoteDatabase("wps", lambda: address, 3600), envelope(), posted, 3600)


@pytest.mark.parametrize("posted", [True, False], ids=["posted", "asked"])
def test_a_refused_request_is_logged_with_its_reason(
    wps: Database, tmp_path: Path, posted: bool, caplog: pytest.LogCaptureFixture
) -> None:
    with remote_database(wps, tmp_path) as there, pytest.raises(Unavailable):
        ask(there, replace(envelope(), world="no such name"), posted, 10)
    assert "422" in caplog.text
    assert "world" in caplog.text


@pytest.mark.parametrize("posted", [True, False], ids=["posted", "asked"])
def test_an_answer_of_something_else_is_none(posted: bool) -> None:
    def something_else(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "text/plain")])
        return [b"hello"]

    with served(something_else) as url, pytest.raises(Unavailable):
        ask(RemoteDatabase("wps", lambda: url, 10), envelope(), posted, 10)


def test_much_that_is_asked_at_once_waits_in_a_line_that_costs_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client's own line takes the square of its length: a farm that was asked enough at once never came back."""
    asked: list[int] = []
    on_their_way = 0
    request = httpx.AsyncClient.request

    async def counted(client: httpx.AsyncClient, *details: Any, **more: Any) -> httpx.Response:
        nonlocal on_their_way
        on_their_way += 1
        asked.append(on_their_way)
        try:
            return await request(client, *details, **more)
        finally:
            on_their_way -= 1

    async def post_all(there: RemoteDatabase) -> list[Outcome | BaseException]:
        courier = HttpCourier({"wps": there}, 10)
        try:
            posts = [courier.post(hop(envelope(number))) for number in range(4 * AT_ONCE)]
            return await asyncio.gather(*posts, return_exceptions=True)
        finally:
            await courier.close()

    def refusing(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("503 Service Unavailable", [])
        return [b"not now"]

    monkeypatch.setattr(httpx.AsyncClient, "request", counted)
    with served(refusing) as url:
        answers = asyncio.run(post_all(RemoteDatabase("wps", lambda: url, 10)))
    assert [type(answer) for answer in answers] == [Unavailable] * 4 * AT_ONCE
    assert max(asked) == AT_ONCE


def ask(there: RemoteDatabase, sent: Envelope, posted: bool, seconds: float) -> Outcome:
    """Ask by the courier, or at once."""
    if not posted:
        return there.transact(sent)

    async def post() -> Outcome:
        courier = HttpCourier({"wps": there}, seconds)
        try:
            return await courier.post(hop(sent))
        finally:
            await courier.close()

    return asyncio.run(post())
