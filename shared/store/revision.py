"""Writing a new migration: the difference between the tables as migrated and as declared."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import Script
from sqlalchemy import Engine, MetaData

from shared.store.connection import StoreError
from shared.store.engines import open_engine, sqlite_url
from shared.store.migrate import MIGRATIONS, comparison, configuration, migrate, revisions


def new_revision(metadata: MetaData, message: str, folder: Path = MIGRATIONS) -> Path:
    """Write a service's next migration; look it over before it is used.

    Args:
        metadata: the service's tables as declared, the tables beside its records included.
        message: what the migration does, in a few words.
        folder: the migration environment.

    Returns:
        The new file.

    Raises:
        StoreError: the tables are as declared, or the message has no words.
    """
    service = str(metadata.info["service"])
    slug = "_".join(re.findall(r"[a-z0-9]+", message.lower()))
    if not slug:
        raise StoreError("a migration needs a message that says what it does")
    (folder / "versions" / service).mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        engine = open_engine(sqlite_url(Path(scratch) / "scratch.db"))
        try:
            migrate(engine, [name for name, known in revisions(folder).items() if known], folder)
            return _write(engine, metadata, slug, message, folder)
        finally:
            engine.dispose()


def _write(engine: Engine, metadata: MetaData, slug: str, message: str, folder: Path) -> Path:
    service = str(metadata.info["service"])
    known = revisions(folder)[service]
    number = f"{len(known) + 1:04d}"
    with engine.connect() as connection:
        config = configuration(connection, folder, comparison(metadata))
        config.set_main_option("file_template", f"{number}_{slug}")
        _tidy(config)
        script = command.revision(
            config,
            message,
            autogenerate=True,
            head=f"{service}@head" if known else "base",
            branch_label=None if known else service,
            version_path=str(folder / "versions" / service),
            rev_id=f"{service}_{number}",
            process_revision_directives=_drop_empty,
        )
    if not isinstance(script, Script):
        raise StoreError(f"{service}: the tables are as declared, there is nothing to migrate")
    return Path(script.path)


def _drop_empty(context: object, revision: object, directives: list[Any]) -> None:
    if directives[0].upgrade_ops.is_empty():
        directives.clear()


def _tidy(config: Config) -> None:
    for name, value in (
        ("hooks", "lint, format"),
        ("lint.type", "module"),
        ("lint.module", "ruff"),
        ("lint.options", "check --quiet --fix --select F401,I REVISION_SCRIPT_FILENAME"),
        ("format.type", "module"),
        ("format.module", "ruff"),
        ("format.options", "format --quiet REVISION_SCRIPT_FILENAME"),
    ):
        config.set_section_option("post_write_hooks", name, value)
