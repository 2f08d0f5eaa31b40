"""Stores as schemas of one PostgreSQL database; see ``places`` for what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlalchemy import Connection as CoreConnection
from sqlalchemy import Engine, inspect
from sqlalchemy.exc import DBAPIError

from shared.store.connection import Connection, StoreError
from shared.store.engines import open_engine

_PREFIX = {"worlds": "cjfarm_", "images": "cjfarm.image.", "farm": "cjfarm."}


class Schemas:
    """Stores as schemas of a PostgreSQL database."""

    quick = False

    def __init__(self, url: str) -> None:
        self._url = url

    def open(self, store: str, limit_bytes: int | None = None, durable: bool = True) -> Engine:
        """An engine for the schema of a store; PostgreSQL sets no limit and makes everything lasting."""
        return open_engine(self._url, schema_of(store))

    def names(self, kind: str) -> list[str]:
        """Every store of a kind, by its name alone."""
        engine = self._engine()
        found = inspect(engine).get_schema_names()
        engine.dispose()
        return sorted(name.removeprefix(_PREFIX[kind]) for name in found if name.startswith(_PREFIX[kind]))

    def copy(self, store: str, to: str) -> None:
        """Make a schema with the tables and rows of another."""
        self._alone(lambda connection: _copy(connection, schema_of(store), schema_of(to)))

    def save(self, connection: Connection, to: str) -> None:
        """Make a schema with the tables and rows of an open one."""
        source = connection.core.exec_driver_sql("SELECT current_schema()").scalar_one()
        self._alone(lambda beside: _copy(beside, source, schema_of(to)))

    def renew(self, connection: Connection, store: str, image: str) -> str:
        """Write the rows of a schema over those of the open one, in one transaction."""
        tables = inspect(connection.engine).get_table_names()
        try:
            with connection.driver.transaction():
                connection.driver.execute(f"TRUNCATE {', '.join(map(_quoted, tables))}")
                for table in tables:
                    name = _quoted(table)
                    connection.driver.execute(f"INSERT INTO {name} SELECT * FROM {_quoted(schema_of(image))}.{name}")
        except connection.failure as error:
            raise StoreError(f"{store} could not be put back: {error}") from error
        return store

    def rename(self, store: str, to: str) -> None:
        """Give a schema another name."""
        old, new = _quoted(schema_of(store)), _quoted(schema_of(to))
        self._alone(lambda connection: connection.exec_driver_sql(f"ALTER SCHEMA {old} RENAME TO {new}"))

    def remove(self, store: str) -> None:
        """Remove a schema and all in it."""
        name = _quoted(schema_of(store))
        self._alone(lambda connection: connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {name} CASCADE"))

    def tidy(self) -> None:
        """Nothing is left: PostgreSQL makes a schema whole or not at all."""

    def _alone(self, work: Callable[[CoreConnection], object]) -> None:
        engine = self._engine()
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN")
                work(connection)
                connection.exec_driver_sql("COMMIT")
        except DBAPIError as error:
            raise StoreError(f"PostgreSQL refused: {error.orig}") from error
        finally:
            engine.dispose()

    def _engine(self) -> Engine:
        return open_engine(self._url)


def schema_of(store: str) -> str:
    """The schema of a store."""
    kind, _, name = store.partition("/")
    return _PREFIX[kind] + name


def _copy(connection: CoreConnection, source: str, to: str) -> None:
    for statement in _copying(source, to, inspect(connection).get_table_names(source)):
        connection.exec_driver_sql(statement)


def _copying(source: str, to: str, tables: list[str]) -> Iterator[str]:
    yield f"DROP SCHEMA IF EXISTS {_quoted(to)} CASCADE"
    yield f"CREATE SCHEMA {_quoted(to)}"
    for table in tables:
        old, new = f"{_quoted(source)}.{_quoted(table)}", f"{_quoted(to)}.{_quoted(table)}"
        # A default would go on counting in the schema that it came from; our tables need none.
        yield f"CREATE TABLE {new} (LIKE {old} INCLUDING ALL EXCLUDING DEFAULTS)"
        yield f"INSERT INTO {new} SELECT * FROM {old}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
