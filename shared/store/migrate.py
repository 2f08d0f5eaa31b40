"""Bringing a store's tables up to date, and telling whether they are as declared.

Every service has a branch of migrations of its own, so that a store may hold any set of services. Which migrations
there are is read from the names of their files: ``wps/0002_longer_names.py`` is the revision ``wps_0002``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.types import TypeDecorator

from shared.store.connection import StoreError

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"

_BEGIN = {
    "sqlite": ("BEGIN IMMEDIATE",),
    # Two processes that start on the same store migrate one after the other; the number is any that only we use.
    "postgresql": ("BEGIN", "SELECT pg_advisory_xact_lock(hashtext('cjfarm migrate ' || current_schema()))"),
}

# Alembic keeps the environment that it runs in one module variable.
_one_at_a_time = Lock()


class SchemaMismatch(StoreError):
    """The store's tables were made by another version of the farm."""


def revisions(folder: Path = MIGRATIONS) -> dict[str, list[str]]:
    """The ids of each service's migrations, the oldest first."""
    services = sorted(path for path in (folder / "versions").iterdir() if path.is_dir())
    return {path.name: [f"{path.name}_{file.name[:4]}" for file in sorted(path.glob("[0-9]*.py"))] for path in services}


def migrate(engine: Engine, services: Sequence[str], folder: Path = MIGRATIONS) -> list[str]:
    """Bring the tables of some services up to date, all in one transaction.

    Args:
        engine: the store, as ``open_engine`` makes it.
        services: their names; other services' tables are neither made nor changed.
        folder: the migration environment.

    Returns:
        The migrations carried out, in order; none where everything was up to date.

    Raises:
        SchemaMismatch: the store holds a migration that is unknown here.
        StoreError: a service has no migrations.
    """
    known = revisions(folder)
    _require_migrations(services, known)
    with engine.begin() as connection:
        for statement in _BEGIN[engine.dialect.name]:
            connection.exec_driver_sql(statement)
        held = MigrationContext.configure(connection).get_current_heads()
        _require_known(held, known)
        missing = {name: list(_missing(known[name], held)) for name in services}
        with _one_at_a_time:
            config = configuration(connection, folder)
            for name in services:
                if missing[name]:
                    command.upgrade(config, f"{name}@head")
    return [revision for name in services for revision in missing[name]]


def require_known(engine: Engine, folder: Path = MIGRATIONS) -> None:
    """See that a store was not made by a newer version of the farm.

    Raises:
        SchemaMismatch: it holds a migration that is unknown here.
    """
    with engine.connect() as connection:
        _require_known(MigrationContext.configure(connection).get_current_heads(), revisions(folder))


def check(engine: Engine, metadata: MetaData) -> list[str]:
    """How the tables of one service differ from their declaration; nothing where they are alike."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=comparison(metadata))
        return [str(difference) for difference in compare_metadata(context, metadata)]


def configuration(connection: Connection, folder: Path, options: Mapping[str, Any] | None = None) -> Config:
    """Alembic's configuration for work over a connection."""
    config = Config(attributes={"connection": connection, "options": options or {}})
    locations = (str(folder / "versions" / name) for name in revisions(folder))
    for name, value in (
        ("script_location", str(folder)),
        ("path_separator", "newline"),
        ("version_locations", "\n".join(locations)),
    ):
        config.set_main_option(name, value.replace("%", "%%"))
    return config


def comparison(metadata: MetaData) -> dict[str, Any]:
    """Alembic's options for comparing one service's tables with their declaration."""
    prefix = f"{metadata.info['service']}_"

    def is_ours(name: str | None, kind: str, parents: object) -> bool:
        return kind != "table" or str(name).startswith(prefix)

    return {"target_metadata": metadata, "include_name": is_ours, "render_item": _plain_type}


def _plain_type(kind: str, item: object, context: object) -> str | bool:
    # Migrations know the stored type, not the class that makes typed values of it.
    return f"sa.{item.impl!r}" if kind == "type" and isinstance(item, TypeDecorator) else False


def _require_migrations(services: Sequence[str], known: Mapping[str, Sequence[str]]) -> None:
    without = [name for name in services if not known.get(name)]
    if without:
        raise StoreError(f"no migrations for {', '.join(without)}: make them with cjfarm migrate --revision")


def _require_known(held: Collection[str], known: Mapping[str, Sequence[str]]) -> None:
    strange = sorted(set(held) - {revision for names in known.values() for revision in names})
    if strange:
        raise SchemaMismatch(
            f"the data holds {', '.join(strange)}, which this version does not know: made by a newer cjfarm: "
            "upgrade cjfarm or use another --data"
        )


def _missing(known: Sequence[str], held: Collection[str]) -> Iterator[str]:
    reached = [place for place, revision in enumerate(known) if revision in held]
    yield from known[max(reached, default=-1) + 1 :]
