"""The farms that cases are played on: each is made once, at the first case that needs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.farms import Engines, Farms
from tests.cases.over_engine import EngineFarm
from tests.cases.tongue import LAKESIDE_FILE


def _farms(factory: pytest.TempPathFactory, name: str, *options: str) -> Iterator[Farms]:
    farms = Farms(factory, name, *options)
    yield farms
    farms.stop()


@pytest.fixture(scope="session")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    """Worlds in this process."""
    made = Engines(tmp_path_factory)
    yield made
    made.close()


@pytest.fixture(scope="session")
def engine(engines: Engines) -> EngineFarm:
    """Worlds in this process that begin on the usual day."""
    return engines.of(None)


@pytest.fixture(scope="session")
def http_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farms]:
    """Farms for the cases over HTTP that leave their clock alone."""
    yield from _farms(tmp_path_factory, "http")


@pytest.fixture(scope="session")
def line_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farms]:
    """Farms for the cases over the line."""
    yield from _farms(tmp_path_factory, "line")


@pytest.fixture(scope="session")
def clock_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farms]:
    """Farms for the cases over HTTP that move their clock."""
    yield from _farms(tmp_path_factory, "clock")


@pytest.fixture(scope="session")
def dialect_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farms]:
    """Farms that speak the dialect of the example, for the cases over their line."""
    yield from _farms(tmp_path_factory, "dialect", "--dialect", str(LAKESIDE_FILE))


@pytest.fixture(scope="session")
def dialect_clock_farms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farms]:
    """Farms that speak the dialect of the example, for the cases that move their clock."""
    yield from _farms(tmp_path_factory, "dialect-clock", "--dialect", str(LAKESIDE_FILE))
