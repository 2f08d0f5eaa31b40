"""A farm for the client to talk to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cjfarm import Client
from tests.cases.farm import FarmProcess


@pytest.fixture(scope="session")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm in a process of its own."""
    with FarmProcess(tmp_path_factory.mktemp("client")) as started:
        yield started


@pytest.fixture
def url(process: FarmProcess) -> str:
    return f"http://{process.host}:{process.http_port}"


@pytest.fixture
def farm(url: str) -> Iterator[Client]:
    with Client(url) as client:
        yield client
