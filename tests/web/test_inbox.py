"""The inbox of a database: the answers that it still knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from services import discover
from shared.spec import Database
from shared.store.connection import Connection
from shared.store.schema import key_tables
from shared.web.inbox import Inbox
from shared.web.stores import stores_of
from shared.web.worlds import Worlds
from tests.web.test_web_transactions import BY_NAME, Body

ANSWER = b'{"replies":[]}'


@pytest.fixture
def database() -> Database:
    return discover()["wps"]


@pytest.fixture
def connection(database: Database, tmp_path: Path) -> Iterator[Connection]:
    made = stores_of(database, tmp_path)("main")
    yield made
    made.close()


def inbox(database: Database, connection: Connection) -> Inbox:
    return Inbox(database, connection, kept_inquiries=10, kept_changes=40, at_once=5)


def known(box: Inbox, kind: str, numbers: range) -> list[int]:
    return [number for number in numbers if box.get(f"{kind}{number}") is not None]


def test_the_newest_answers_are_kept_more_of_those_that_came_with_a_change(
    database: Database, connection: Connection
) -> None:
    box = inbox(database, connection)
    for number in range(1, 101):
        box.put(f"Q{number}", ANSWER, changed=False)
        box.put(f"E{number}", ANSWER, changed=True)
    assert known(box, "Q", range(1, 101)) == list(range(91, 101))
    assert known(box, "E", range(1, 101)) == list(range(61, 101))


def test_inquiries_push_out_no_answer_that_came_with_a_change(database: Database, connection: Connection) -> None:
    box = inbox(database, connection)
    box.put("E1", ANSWER, changed=True)
    for number in range(1, 1001):
        box.put(f"Q{number}", ANSWER, changed=False)
    assert box.get("E1") == ANSWER


def test_answers_go_on_to_be_counted_after_a_restart(database: Database, connection: Connection) -> None:
    for number in range(1, 101):
        inbox(database, connection).put(f"Q{number}", ANSWER, changed=False)
    assert known(inbox(database, connection), "Q", range(1, 101)) == list(range(91, 101))


def test_an_entry_is_kept_as_a_change_and_an_inquiry_is_not(
    worlds: Worlds, client: FlaskClient, transaction: Body
) -> None:
    client.post("/transactions", json=transaction())
    client.post("/transactions", json=transaction("M2", "QW", BY_NAME))
    client.post("/transactions", json=transaction("M3", "EW", BY_NAME))
    with worlds.use("main") as held:
        connection, table = held.service.connection, key_tables(worlds.database).inbox
        statement = select(table.c.id, table.c.changed).order_by(table.c.id)
        rows = connection.rows(connection.prepare(statement), {})
    assert rows == [("M1.terminal.wps", 1), ("M2", 0), ("M3", 0)]
