"""One process at a time holds a PostgreSQL schema, also when the server was gone in between."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, create_engine, make_url

from shared.store.connection import StoreError
from shared.store.engines import open_engine
from shared.store.hold import Hold

SCHEMA = f"cjfarm_hold_{os.getpid()}"
# Each is waited for: until then it still holds what it held.
HOLDING = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
    "current_database() AND query LIKE '%%advisory%%'"
)


@pytest.fixture
def engines(postgresql_url: str) -> Iterator[tuple[Engine, Engine]]:
    """The schema as two processes reach it."""
    made = (open_engine(postgresql_url, SCHEMA), open_engine(postgresql_url, SCHEMA))
    yield made
    with made[0].connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {SCHEMA} CASCADE")
    for engine in made:
        engine.dispose()


def end_connections(url: str) -> None:
    """End the connections that hold something, as the end of the server does."""
    server = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(HOLDING)
    server.dispose()


def test_a_schema_is_held_by_one_process_until_it_lets_go(engines: tuple[Engine, Engine]) -> None:
    mine, other = map(Hold, engines)
    assert mine.take()
    assert mine.take()
    assert not other.take()
    mine.let_go()
    assert other.take()
    other.let_go()


def test_a_schema_is_held_again_when_the_server_is_back(engines: tuple[Engine, Engine], postgresql_url: str) -> None:
    mine, other = map(Hold, engines)
    assert mine.take()
    end_connections(postgresql_url)
    assert mine.take()
    assert not other.take()
    mine.let_go()


def test_a_schema_that_another_process_took_meanwhile_is_not_held_again(
    engines: tuple[Engine, Engine], postgresql_url: str
) -> None:
    mine, other = map(Hold, engines)
    assert mine.take()
    end_connections(postgresql_url)
    assert other.take()
    assert not mine.take()
    other.let_go()
    assert mine.take()
    mine.let_go()


def test_a_server_that_does_not_answer_is_told() -> None:
    engine = create_engine("postgresql+psycopg://nobody@127.0.0.1:1/none")
    with pytest.raises(StoreError, match="the store does not answer"):
        Hold(engine).take()
