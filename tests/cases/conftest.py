"""The farms that cases are played on: each is made once, at the first case that needs it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.farm import FarmProcess
from tests.cases.over_engine import EngineFarm


def _process(factory: pytest.TempPathFactory, name: str) -> Iterator[FarmProcess]:
    farm = FarmProcess(factory.mktemp(name))
    yield farm
    farm.stop()


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EngineFarm]:
    """Worlds in this process."""
    farm = EngineFarm(tmp_path_factory.mktemp("engine"))
    yield farm
    farm.shared.close()


@pytest.fixture(scope="session")
def http_farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm for the cases over HTTP that leave its clock alone."""
    yield from _process(tmp_path_factory, "http")


@pytest.fixture(scope="session")
def line_farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm for the cases over the line."""
    yield from _process(tmp_path_factory, "line")


@pytest.fixture(scope="session")
def clock_farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm for the cases over HTTP that move its clock."""
    yield from _process(tmp_path_factory, "clock")
