"""A database over HTTP, in this process, and what is sent to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from services import discover
from shared.web.app import app_of
from shared.web.stores import stores_of
from shared.web.worlds import Worlds

WARRANT = {
    "NAM": "DOE,JOHN", "SEX": "M", "DOB": "19800215", "OFF": "1201", "DOW": "20260601", "WNO": "TEST-1", "TYP": "M",
    "OCA": "TEST-26-1", "ENT": "3",
}  # fmt: skip


@pytest.fixture
def worlds(tmp_path: Path) -> Iterator[Worlds]:
    """The worlds of the Wanted Persons System."""
    database = discover()["wps"]
    held = Worlds(database, stores_of(database, tmp_path))
    yield held
    held.close()


@pytest.fixture
def client(worlds: Worlds) -> FlaskClient:
    """Asks the Wanted Persons System."""
    return app_of(worlds).test_client()


@pytest.fixture
def transaction() -> Callable[..., dict[str, Any]]:
    """The body of a transaction: an entry, where nothing else is asked for."""

    def body(number: str = "M1.terminal.wps", key: str = "EW", fields: Any = None, **more: Any) -> dict[str, Any]:
        message = {"header": "SAC1000001", "oif": "FULL01", "key": key, "ori": "CA0340000", "fields": fields or WARRANT}
        return {"id": number, "world": "main", "now": "2026-07-01T09:30:00-07:00", "message": message, **more}

    return body
