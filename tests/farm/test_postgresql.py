"""A whole farm on PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import NullPool, create_engine, make_url, text

from cjfarm.commands import cli
from tests.cases.farm import FarmProcess, refused
from tests.cases.terminals import Came
from tests.farm.killing import ENOUGH, fcn_of, killed_while_entering
from tests.farm.line import Line, typed
from tests.store import conftest as store

COMPLETE = "RAC/W HGT/511 WGT/180 HAI/BRO OFF/2202 DOW/20260105 TYP/F ENT/1"
WARRANT = f"EW NAM/ELEPHANT,ELLA SEX/F DOB/19810203 {COMPLETE} WNO/W-P1 OCA/26-P1"
ELLA = "QW NAM/ELEPHANT,ELLA SEX/F DOB/19810203"


_databases = count(1)


@contextmanager
def empty_database(postgresql_url: str) -> Iterator[str]:
    """The URL of a database of its own: a farm's schema has a fixed name."""
    name = f"cjfarm_test_{os.getpid()}_{next(_databases)}"
    # A connection for each statement: one that lay idle through all tests here may have been closed.
    driver = make_url(postgresql_url).set(drivername="postgresql+psycopg")
    server = create_engine(driver, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield make_url(postgresql_url).set(drivername="postgresql", database=name).render_as_string(hide_password=False)
    # A server of our own goes with all its data; in somebody else's nothing may remain.
    if store.SERVER in os.environ:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="module")
def url(postgresql_url: str) -> Iterator[str]:
    """A database that the tests of a farm in one process share."""
    with empty_database(postgresql_url) as found:
        yield found


@pytest.fixture
def url_of_its_own(postgresql_url: str) -> Iterator[str]:
    """A database for one test alone."""
    with empty_database(postgresql_url) as found:
        yield found


def said(farm: FarmProcess, what: str, count: int, terminal: str = "SAC1") -> list[Came]:
    """What is answered to what somebody types."""
    with Line(farm) as line:
        line.send(typed(terminal, what))
        return line.take(count)


def kinds(arrived: list[Came]) -> list[tuple[str, str]]:
    return [(one.source, one.kind) for one in arrived]


def test_a_farm_on_postgresql_answers_and_keeps_everything(url: str, tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--database-url", url) as farm:
        entered = said(farm, WARRANT, 2)
        assert kinds(entered) == [("WPS", "ACK"), ("NCIC", "ACK")]
        assert kinds(said(farm, ELLA, 3, "CHP1")) == [("WPS", "HIT"), ("CARPOS", "NONE"), ("NCIC", "HIT")]
        assert kinds(said(farm, "QV LIC/0QGA397", 1, "CHP1")) == [("SVS", "NEAR")]
        assert kinds(said(farm, "LW FCN/" + fcn_of(entered[0]), 2, "LAX1")) == [("WPS", "ACK"), ("NCIC", "ACK")]
        journal = farm.ask("GET", "/journal", limit=1000)

    with FarmProcess(tmp_path, "--database-url", url) as farm:
        assert farm.ask("GET", "/journal", limit=1000) == journal
        found, *_ = said(farm, ELLA, 3, "CHP1")
        assert "LOCATED" in found.text
        assert fcn_of(found) == fcn_of(entered[0])
        acknowledged = killed_while_entering(farm)

    with FarmProcess(tmp_path, "--database-url", url) as farm, Line(farm) as line:
        assert len(acknowledged) >= ENOUGH
        for fcn in acknowledged:
            line.send(typed("CHP1", f"QV FCN/{fcn}"))
            assert fcn_of(line.receive()) == fcn
        (locate,) = line.all_there("SAC1")
        assert "LOCATE PLACED BY CA0190000" in locate.text


def test_a_database_that_another_farm_uses_is_not_used(url: str, tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--database-url", url):
        ended = refused(tmp_path / "elsewhere", "--database-url", url)
    assert ended.returncode == 2
    assert "another farm uses the database: stop it, or use another --database-url" in ended.stderr


def test_a_farm_goes_on_when_its_server_is_back_and_holds_it_again(url: str, tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--database-url", url) as farm, Line(farm) as line:
        line.send(typed("SAC2", "QV LIC/0QGA397"))
        assert line.receive().source == "SVS"
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
        server = create_engine(make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            connection.execute(text(f"{ended} current_database()"))
        server.dispose()
        line.send(typed("SAC2", "QV LIC/0QGA397", 2))
        assert line.receive().source == "SVS"
        assert farm.ask("POST", "/messages", typed("SAC2", "QV LIC/0QGA397", 3))["pending"] == []
        assert refused(tmp_path / "elsewhere", "--database-url", url).returncode == 2


def test_databases_as_processes_of_their_own_keep_what_they_hold(url_of_its_own: str, tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--database-url", url_of_its_own, "--separate") as farm:
        assert sorted(kinds(said(farm, WARRANT, 2))) == [("NCIC", "ACK"), ("WPS", "ACK")]

    with FarmProcess(tmp_path, "--database-url", url_of_its_own, "--separate") as farm:
        assert sorted(kinds(said(farm, ELLA, 3, "CHP1"))) == [("CARPOS", "NONE"), ("NCIC", "HIT"), ("WPS", "HIT")]

    checked = CliRunner().invoke(cli, ["migrate", "--check", "--database-url", url_of_its_own])
    assert checked.output == "every table in the database is up to date\n"
