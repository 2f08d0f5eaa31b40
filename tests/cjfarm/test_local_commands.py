from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from services import discover
from switch.farm import lock_folder


def test_the_catalog_shows_every_key_field_and_rule_of_a_database_with_its_source(run: Any) -> None:
    shown = run("catalog", "wps").stdout
    database = discover()["wps"]
    declared = [
        *((key.name, key.cite) for key in database.keys),
        *((field.code, field.cite) for fields in database.fields.values() for field in fields.values()),
        *((rule.id, rule.cite) for rule in (*database.rules, *database.checks)),
    ]
    for sign, cite in declared:
        assert any(line.startswith(f"    {sign}") and line.endswith(f"[{cite}]") for line in shown.splitlines()), sign
    assert "SVS" not in shown.split()


def test_the_catalog_shows_code_tables_where_they_are_asked_for(run: Any) -> None:
    assert "BLN  blond or strawberry" not in run("catalog", "wps").stdout
    assert "BLN  blond or strawberry" in run("catalog", "wps", "--codes").stdout


def test_the_whole_catalog_holds_every_database_and_the_switch(run: Any) -> None:
    whole = json.loads(run("catalog", "--json").stdout)
    assert [item["code"] for item in whole["databases"]] == list(discover())
    assert {"YQ", "YR"} <= {key["key"] for key in whole["keys"]}


def test_a_database_that_is_none_is_refused_with_those_there_are(run: Any) -> None:
    ended = run("catalog", "xyz")
    assert ended.exit_code == 2
    assert ", ".join(discover()) in ended.stderr


def test_what_a_population_would_hold_is_shown_without_making_it(run: Any, tmp_path: Any) -> None:
    shown = run("seed", "--show", "--size", "12", "--date", "2026-03-02").stdout.splitlines()
    assert shown[0] == "seed 1, 12 people, 2026-03-02"
    assert shown[-1] == "and 2 more people"
    assert not list(tmp_path.iterdir())


def test_the_same_seed_and_date_show_the_same_people(run: Any) -> None:
    first, again, other = (
        run("seed", "--show", "--size", "5", "--date", "2026-03-02", "--seed", s).stdout for s in "778"
    )
    assert first == again != other


def test_where_there_is_no_data_there_is_nothing_to_migrate(run: Any, tmp_path: Any) -> None:
    for arguments in ((), ("--check",)):
        ended = run("migrate", *arguments)
        assert ended.exit_code == 2
        assert "there is no data in var" in ended.stderr
    assert not list(tmp_path.iterdir())


def test_data_of_a_newer_version_is_not_said_to_be_up_to_date(run: Any, tmp_path: Any) -> None:
    (tmp_path / "var" / "worlds").mkdir(parents=True)
    (tmp_path / "var" / "worlds" / "main.sqlite").touch()
    run("migrate")
    with closing(sqlite3.connect(tmp_path / "var" / "worlds" / "main.sqlite")) as store, store:
        store.execute("UPDATE alembic_version SET version_num = 'wps_9999' WHERE version_num LIKE 'wps%'")
    for arguments in ((), ("--check",)):
        ended = run("migrate", *arguments)
        assert ended.exit_code == 2
        assert "the data holds wps_9999, which this version does not know" in ended.stderr


@pytest.mark.parametrize("command", [("up", "--http-port", "0", "--line-port", "0"), ("migrate",)], ids=str)
def test_a_file_that_is_no_database_is_named(run: Any, tmp_path: Any, command: tuple[str, ...]) -> None:
    (tmp_path / "var" / "worlds").mkdir(parents=True)
    (tmp_path / "var" / "farm").mkdir()
    for name in ("worlds/main.sqlite", "farm/registry.sqlite"):
        (tmp_path / "var" / name).write_text("a text of no use")
    ended = run(*command)
    assert ended.exit_code == 2
    assert ".sqlite is no database file: put back" in ended.stderr


def test_old_tables_are_brought_up_to_date(run: Any, tmp_path: Any) -> None:
    (tmp_path / "var" / "worlds").mkdir(parents=True)
    (tmp_path / "var" / "wps").mkdir()
    (tmp_path / "var" / "worlds" / "main.sqlite").touch()
    (tmp_path / "var" / "wps" / "main.sqlite").touch()
    assert run("migrate", "--check").exit_code == 1
    migrated = run("migrate").stdout
    assert "var/worlds/main.sqlite: migrated switch_0001" in migrated
    assert "var/wps/main.sqlite: migrated wps_0001" in migrated
    assert "var/worlds/main.sqlite: migrated wps_0001" not in migrated
    assert run("migrate").stdout == "every table in var is up to date\n"


def test_data_that_a_farm_uses_is_not_migrated(run: Any, tmp_path: Any) -> None:
    with lock_folder(tmp_path / "var"):
        ended = run("migrate")
        assert run("migrate", "--check").exit_code == 0
    assert ended.exit_code == 2
    assert "another farm uses var: stop it" in ended.stderr


@pytest.mark.parametrize("command", [("up", "--http-port", "0", "--line-port", "0"), ("seed",)], ids=str)
def test_a_folder_where_nothing_can_be_written_is_refused(run: Any, tmp_path: Any, command: tuple[str, ...]) -> None:
    (tmp_path / "file").touch()
    ended = run(*command, "--data", "file/data")
    assert ended.exit_code == 2
    assert "file/data cannot be used (Not a directory" in ended.stderr
    assert "a folder that can be written" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--revision", "xyz", "-m", "more"), "xyz is no service"),
        (("--database-url", "nonsense"), "is no database URL"),
    ],
)
def test_what_cannot_be_migrated_is_refused(run: Any, arguments: tuple[str, ...], said: str) -> None:
    ended = run("migrate", *arguments)
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_a_switch_is_told_only_of_databases_that_there_are(run: Any) -> None:
    for wrong, said in (("wps", "NAME=URL"), ("xyz=http://127.0.0.1:1", "xyz is no database")):
        ended = run("serve", "switch", "--database", wrong)
        assert ended.exit_code == 2
        assert said in ended.stderr


def test_every_database_can_be_its_own_process(run: Any) -> None:
    shown = run("serve", "--help").stdout
    assert all(f"  {name} " in shown for name in discover())
    assert run("serve", "wps", "--host", "0.0.0.0").exit_code == 2
