"""How errors end a command: one line on stderr and an exit code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from cjfarm.errors import MORE_PACKAGES, FarmError, Refused
from cjfarm.paths import is_ours

_REQUEST_STATUSES = (400, 404, 405, 409, 415, 422)
HINT = "cjfarm --debug … shows where it happened"


class Failure(click.ClickException):
    """Something went wrong: exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"cjfarm: {self.format_message()}", file=file, err=file is None)


class Refusal(Failure):
    """What was asked for cannot be: exit code 2."""

    exit_code = 2


@contextmanager
def refusing(*kinds: type[Exception]) -> Iterator[None]:
    """Errors of these kinds say what was wrong with the request: their text is told, and the exit code is 2."""
    try:
        yield
    except kinds as error:
        raise Refusal(str(error)) from error


def failure_of(error: Exception) -> Failure:
    """How an error ends a command that did not expect it: a farm's refusal is one of the request."""
    if isinstance(error, Refused) and error.status in _REQUEST_STATUSES:
        return Refusal(str(error))
    return Failure(str(error) if isinstance(error, FarmError) else told(error))


def told(error: Exception) -> str:
    """An error that nobody foresaw, in one line."""
    if isinstance(error, ModuleNotFoundError) and not is_ours(error.name):
        return f"{error.name} is not installed: {MORE_PACKAGES}"
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text or 'no reason given'} ({HINT})"
