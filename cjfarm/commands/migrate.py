"""``cjfarm migrate``: the tables of existing data."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import click
from sqlalchemy import MetaData, inspect
from sqlalchemy.exc import SQLAlchemyError

from cjfarm.commands.errors import Refusal, refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_options import STORING, with_options
from services import discover
from shared.spec import Database
from shared.store.connection import StoreError
from shared.store.engines import open_engine, sqlite_url
from shared.store.migrate import check, require_known
from shared.store.migrate import migrate as bring_up_to_date
from shared.store.revision import new_revision
from shared.store.schema import key_tables
from shared.web.stores import service_schema
from switch import registry
from switch.farm import FarmError, data_text, lock_folder
from switch.options import FarmOptions
from switch.schema import METADATA

_SCHEMA = "cjfarm_"
_OWN = {"switch": METADATA, "farm": registry.METADATA}
"""The tables that belong to no database."""


@dataclass(frozen=True, slots=True)
class Store:
    """A store of some data and whose tables it holds."""

    name: str
    url: str
    schema: str
    services: tuple[str, ...]


@click.command(
    epilog=examples(
        "cjfarm migrate --data var", "cjfarm migrate --check", "cjfarm migrate --revision wps -m 'longer names'"
    )
)
@with_options(*STORING)
@click.option(
    "--check", "only_check", is_flag=True, help="Change nothing; show how tables differ from what is declared."
)
@click.option("--revision", metavar="SERVICE", help="Write the next migration of a service, from what is declared.")
@click.option("--message", "-m", default="", help="What the new migration does, in a few words.")
@click.pass_context
def migrate(
    context: click.Context, data: Path, database_url: str | None, only_check: bool, revision: str | None, message: str
) -> None:
    """Bring the tables of existing data up to date. Starting a farm does the same.

    With --check the exit code is 1 where tables differ. With --revision a migration is written for who develops a
    database; look it over before it is used.
    """
    databases = discover()
    with refusing(StoreError, SQLAlchemyError, FarmError), ExitStack() as stack:
        if revision is not None:
            click.echo(new_revision(metadata_of(revision, databases), message))
            return
        if database_url is None and not data.is_dir():
            raise Refusal(f"there is no data in {data}: cjfarm up or cjfarm seed makes it, --data names another folder")
        if not only_check and database_url is None:
            stack.enter_context(lock_folder(data))
        lines = [
            f"{store.name}: {line}"
            for store in stores(data, database_url, databases)
            for line in (differences(store, databases) if only_check else migrated(store))
        ]
    place = data_text(FarmOptions(data=data, database_url=database_url))
    click.echo("\n".join(lines) or f"every table in {place} is up to date")
    context.exit(1 if lines and only_check else 0)


def stores(data: Path, database_url: str | None, databases: dict[str, Database]) -> Iterator[Store]:
    """Every store of a farm's data that exists: its worlds, and those of databases that ran as their own processes."""
    return _files(data, databases) if database_url is None else _schemas(database_url, databases)


def _files(data: Path, databases: dict[str, Database]) -> Iterator[Store]:
    # A database that has a folder of its own keeps its records there and not in the worlds.
    apart = [name for name in databases if (data / name).is_dir()]
    for path in sorted((data / "worlds").glob("*.sqlite")):
        yield Store(str(path), sqlite_url(path), "main", _in_worlds(databases, apart))
    for name in apart:
        for path in sorted((data / name).glob("*.sqlite")):
            yield Store(str(path), sqlite_url(path), "main", (name,))


def _schemas(url: str, databases: dict[str, Database]) -> Iterator[Store]:
    engine = open_engine(url)
    schemas = sorted(inspect(engine).get_schema_names())
    engine.dispose()
    own = {name: [one for one in schemas if one.startswith(service_schema(name, ""))] for name in databases}
    apart = [name for name, found in own.items() if found]
    for schema in schemas:
        if schema.startswith(_SCHEMA):
            yield Store(schema.removeprefix(_SCHEMA), url, schema, _in_worlds(databases, apart))
    for name in apart:
        yield from (Store(schema, url, schema, (name,)) for schema in own[name])


def _in_worlds(databases: Iterable[str], apart: Container[str]) -> tuple[str, ...]:
    return ("switch", *(name for name in databases if name not in apart))


def migrated(store: Store) -> list[str]:
    """Bring a store up to date; gives the migrations carried out."""
    engine = open_engine(store.url, store.schema)
    try:
        return [f"migrated {name}" for name in bring_up_to_date(engine, store.services)]
    finally:
        engine.dispose()


def differences(store: Store, databases: dict[str, Database]) -> list[str]:
    """How the tables of a store differ from what is declared.

    Raises:
        SchemaMismatch: it was made by a newer version.
    """
    engine = open_engine(store.url, store.schema)
    try:
        require_known(engine)
        return [line for name in store.services for line in check(engine, metadata_of(name, databases))]
    finally:
        engine.dispose()


def metadata_of(service: str, databases: dict[str, Database]) -> MetaData:
    """The tables of a service as declared.

    Raises:
        BadParameter: there is no such service.
    """
    if service in _OWN:
        return _OWN[service]
    if service not in databases:
        known = ", ".join((*_OWN, *databases))
        raise click.BadParameter(f"{service} is no service: {known} are", param_hint="--revision")
    key_tables(databases[service])
    return databases[service].records[0].metadata
