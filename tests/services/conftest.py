"""Records for tests, read from field values in the way of an entry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from services import discover
from shared.engine.validate import entry_values
from shared.spec import Record, Status

TODAY = date(2026, 7, 1)
IDENTITY: dict[str, Any] = {
    "id": 1, "side": 0, "ori": "CA0340000", "fcn": "3402618200001", "nic": None, "status": Status.ACTIVE,
    "entered_at": "20260701093000", "due_on": None, "version": 1,
}  # fmt: skip


@pytest.fixture
def made() -> Callable[..., Any]:
    """A record from codes and values; a list is a repeated field, and None leaves out what a table gives."""

    def make(record: type[Record], **fields: Any) -> Record:
        database = discover()[record.metadata.info["service"]]
        values = {code: value if isinstance(value, list) else [value] for code, value in fields.items()}
        sent = [(code, text) for code, texts in values.items() for text in texts if text is not None]
        read, faults = entry_values(database.fields[record], sent, TODAY, lenient=False)
        assert not faults
        return record.new(IDENTITY | read)

    return make
