"""The farm that tests share which leave its clock alone and start nothing of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cases.farm import FarmProcess
from tests.store import conftest as store

postgresql_url = store.postgresql_url
"""The server that tests of the store use."""


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm with a frozen clock."""
    with FarmProcess(tmp_path_factory.mktemp("farm")) as made:
        yield made
