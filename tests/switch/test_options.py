"""What is asked for when a farm is started."""

from __future__ import annotations

from cjfarm.http import FarmAddress
from switch.options import FarmOptions


def test_no_trace_of_a_value_shows_a_secret() -> None:
    options = FarmOptions(token="Secret1", database_url="postgresql://user:Secret1@host/name")
    assert "Secret1" not in f"{options!r} {FarmAddress(token='Secret1')!r}"
