"""Values that options take, each with an error that says what would be right."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import click


class DayType(click.ParamType[date]):
    """A day, as ``YYYY-MM-DD``."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f"{value!r} is no day: YYYY-MM-DD is accepted, such as 2026-03-02", param, ctx)


class MomentType(click.ParamType[str]):
    """A moment, as ISO 8601; one without an offset is California's time. It stays text, which the farm reads."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        try:
            return datetime.fromisoformat(value).isoformat()
        except ValueError:
            wanted = "YYYY-MM-DDTHH:MM:SS is accepted, such as 2026-03-02T10:00"
            self.fail(f"{value!r} is no time: {wanted}", param, ctx)


class RemoteType(click.ParamType[tuple[str, str]]):
    """A database that runs elsewhere, as ``NAME=URL``."""

    name = "NAME=URL"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, _, url = str(value).partition("=")
        if not name or not url.startswith(("http://", "https://")):
            self.fail(f"{value!r}: NAME=URL is accepted, such as wps=http://127.0.0.1:8501", param, ctx)
        return name.lower(), url.rstrip("/")


class Number(click.FloatRange):
    """A number within bounds."""

    name = "number"


class WholeNumber(click.IntRange):
    """A whole number within bounds."""

    name = "whole number"


DAY, MOMENT, REMOTE = DayType(), MomentType(), RemoteType()
PORT = WholeNumber(0, 65_535)
