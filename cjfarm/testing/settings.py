"""Which farm and which world a test wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from cjfarm.errors import FarmError

DEFAULTS = {"seed": "1", "date": "2026-03-02", "size": "small", "clock": "frozen"}
"""What a farm is started with where nothing is said: the same people on the same day on every run."""
_FILES = ("config", "dialect")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a test may ask for; what is None is left to the farm, or as in ``DEFAULTS`` where one is started.

    Attributes:
        url: a farm that runs already; None has one started.
        seed: which people there are.
        date: the day on which a frozen clock begins, at midnight, as ``YYYY-MM-DD``.
        size: how many people there are: ``small``, ``county``, ``state`` or a number.
        clock: ``frozen`` or ``real``.
        config: terminals, operators, agencies and limits, as a TOML file.
        dialect: another system's message layout, as a TOML file.
    """

    url: str | None = None
    seed: str | None = None
    date: str | None = None
    size: str | None = None
    clock: str | None = None
    config: str | None = None
    dialect: str | None = None

    def with_(self, changes: Mapping[str, Any], folder: Path) -> Settings:
        """These settings with some of them changed; files are relative to a folder.

        Raises:
            FarmError: there is no such setting; the text says which there are.
        """
        unknown = [name for name in changes if name not in NAMES]
        if unknown:
            accepted = ", ".join(name for name in NAMES if name != "url")
            raise FarmError(f"cjfarm: {unknown[0]} is unknown; {accepted} are accepted")
        asked = {name: str(value) for name, value in changes.items() if value not in (None, "")}
        placed = {name: str(folder / value) if name in _FILES else value for name, value in asked.items()}
        return replace(self, **placed)

    def of_process(self, run: Settings) -> Settings:
        """What the process is started with: a test's files, and the people of the run."""
        return replace(run, config=self.config, dialect=self.dialect)

    def options(self) -> Iterator[str]:
        """The options of the command that starts such a farm."""
        for name in (*DEFAULTS, *_FILES):
            value = getattr(self, name) or DEFAULTS.get(name)
            if value is not None:
                yield from (f"--{name}", value)

    @property
    def name(self) -> str:
        """A name that such farms have in common and no others."""
        return sha256("\0".join(self.options()).encode()).hexdigest()[:12]

    def recipe(self, run: Settings) -> dict[str, Any]:
        """What a world is made of where that is other than the farm's own."""
        asked = {name: getattr(self, name) for name in DEFAULTS}
        other = {name: value for name, value in asked.items() if value and (self.url or value != getattr(run, name))}
        numbers = {name: int(value) for name, value in other.items() if value.lstrip("-").isdigit()}
        return {**other, **numbers}


NAMES = tuple(field.name for field in fields(Settings))
