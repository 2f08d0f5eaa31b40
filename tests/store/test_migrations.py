"""Migrations make the tables that are declared, all or none of them, and know a newer store when they see one."""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, inspect, text

from services import discover
from shared.spec.fields import Repeated
from shared.store.connection import StoreError
from shared.store.engines import open_engine, sqlite_url
from shared.store.migrate import MIGRATIONS, SchemaMismatch, check, configuration, migrate, revisions
from shared.store.revision import new_revision
from shared.store.schema import metadata_of
from switch import registry
from switch.schema import METADATA

DECLARED = {"switch": METADATA, "farm": registry.METADATA} | {
    name: metadata_of(database) for name, database in discover().items()
}
FILES = sorted((MIGRATIONS / "versions").glob("*/*.py"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations, to add to."""
    copy = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def of(*services: str) -> set[str]:
    return {"alembic_version"} | {table for name in services for table in DECLARED[name].tables}


def declared(name: str, *columns: Column[Any]) -> MetaData:
    """One table of a service that only tests have."""
    metadata = MetaData(info={"service": name})
    Table(f"{name}_thing", metadata, Column("id", Integer, primary_key=True), *columns)
    return metadata


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield str(node.module)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names)


def every(*services: str) -> list[str]:
    """Every migration of some services."""
    return [revision for service in services for revision in revisions()[service]]


@pytest.mark.parametrize("service", DECLARED)
def test_migrated_tables_are_as_declared(engine: Engine, service: str) -> None:
    migrate(engine, [service])
    assert check(engine, DECLARED[service]) == []
    assert tables(engine) == of(service)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_migration_imports_nothing_of_the_farm(path: Path) -> None:
    assert set(imports(path)) <= {"__future__", "sqlalchemy", "alembic"}


def test_the_names_of_the_files_say_what_alembic_finds_in_them(engine: Engine) -> None:
    with engine.connect() as connection:
        found = ScriptDirectory.from_config(configuration(connection, MIGRATIONS))
    assert {script.revision for script in found.walk_revisions()} == {
        revision for names in revisions().values() for revision in names
    }
    assert set(found.get_heads()) == {names[-1] for names in revisions().values()}
    assert {name: found.as_revision_number(f"{name}@head") for name in revisions()} == {
        name: names[-1] for name, names in revisions().items()
    }


def test_what_is_up_to_date_is_left_alone(engine: Engine) -> None:
    first = migrate(engine, ["switch", "svs"])
    assert first == every("switch", "svs")
    assert migrate(engine, ["switch", "svs"]) == migrate(engine, ["svs"]) == []


def test_a_service_added_later_gets_its_tables_beside_the_others(engine: Engine) -> None:
    migrate(engine, ["switch"])
    assert migrate(engine, ["switch", "wps"]) == every("wps")
    assert tables(engine) == of("switch", "wps")


def test_a_store_of_a_newer_version_is_refused_and_left_as_it_was(engine: Engine) -> None:
    migrate(engine, ["switch"])
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO alembic_version VALUES ('wps_9999')"))
    with pytest.raises(SchemaMismatch, match=r"wps_9999, .* newer cjfarm: upgrade cjfarm or use another --data"):
        migrate(engine, ["switch", "wps"])
    assert tables(engine) == of("switch")


def test_a_service_without_migrations_is_refused(engine: Engine) -> None:
    with pytest.raises(StoreError, match="no migrations for nobody"):
        migrate(engine, ["switch", "nobody"])
    assert tables(engine) == set()


def test_a_failing_migration_leaves_no_table_behind(engine: Engine, folder: Path) -> None:
    first = folder / "versions" / "wps" / "0001_first_tables.py"
    first.write_text(first.read_text(encoding="utf-8") + '    op.execute("NONSENSE")\n', encoding="utf-8")
    with pytest.raises(Exception, match="NONSENSE"):
        migrate(engine, ["switch", "wps"], folder)
    assert tables(engine) == set()


def test_of_two_that_start_at_once_on_one_store_one_migrates(place: Any) -> None:
    engines = [place.engine() for _ in range(2)]
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda engine: migrate(engine, ["switch", "svs"]), engines))
    for engine in engines:
        engine.dispose()
    assert sorted(done) == [[], every("switch", "svs")]


def test_of_many_that_open_a_new_file_at_once_none_is_refused(tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new.db")

    def opened(_: int) -> str:
        engine = open_engine(url)
        with engine.connect() as connection:
            mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
        engine.dispose()
        return mode

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(opened, range(32))) == {"wal"}


def test_two_stores_are_migrated_at_once(tmp_path: Path) -> None:
    engines = [open_engine(sqlite_url(tmp_path / f"{number}.db")) for number in range(2)]
    with ThreadPoolExecutor() as pool:
        done = list(pool.map(lambda engine: migrate(engine, ["switch", "svs"]), engines))
    for engine in engines:
        engine.dispose()
    assert done == [every("switch", "svs")] * 2


def test_a_column_that_no_migration_adds_is_a_difference(engine: Engine, folder: Path) -> None:
    new_revision(declared("sample"), "first table", folder)
    migrate(engine, ["sample"], folder)
    (difference,) = check(engine, declared("sample", Column("late", String(4))))
    assert "add_column" in difference
    assert "late" in difference


def test_a_new_service_adds_files_and_changes_none(engine: Engine, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.*") if path.is_file()}
    made = new_revision(declared("sample", Column("names", Repeated())), "First table", folder)
    assert made == folder / "versions" / "sample" / "0001_first_table.py"
    assert {path: path.read_bytes() for path in before} == before
    assert migrate(engine, ["sample"], folder) == ["sample_0001"]
    assert tables(engine) == {"alembic_version", "sample_thing"}


def test_a_changed_declaration_gets_a_migration_that_brings_the_tables_to_it(engine: Engine, folder: Path) -> None:
    new_revision(declared("sample"), "first table", folder)
    migrate(engine, ["switch", "sample"], folder)
    changed = declared("sample", Column("names", Repeated()), Column("short", String(8)))
    made = new_revision(changed, "Names, and a short one", folder)
    assert made.name == "0002_names_and_a_short_one.py"
    assert set(imports(made)) <= {"__future__", "sqlalchemy", "alembic"}
    assert migrate(engine, ["switch", "sample"], folder) == ["sample_0002"]
    assert check(engine, changed) == []


def test_a_declaration_that_has_not_changed_gets_no_migration(folder: Path) -> None:
    with pytest.raises(StoreError, match="as declared"):
        new_revision(DECLARED["switch"], "nothing", folder)
    assert len(list((folder / "versions" / "switch").glob("*.py"))) == 1
