"""The farms that cases are played on, by the day on which they begin."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases.farm import FarmProcess
from tests.cases.over_engine import DAY, EngineFarm


class Farms:
    """The farms of one kind, each by the day on which it begins; every one is started when it is first asked for."""

    def __init__(self, factory: pytest.TempPathFactory, name: str, *options: str) -> None:
        self._factory, self._name, self._options = factory, name, options
        self._started: dict[date, FarmProcess] = {}

    def of(self, day: date | None) -> FarmProcess:
        """The farm that began on a day; None is the usual one."""
        began = day or DAY
        if began not in self._started:
            options = ("--date", str(began), *self._options)
            self._started[began] = FarmProcess(self._factory.mktemp(self._name), *options)
        return self._started[began]

    def fresh(self, day: date | None) -> FarmProcess:
        """The farm that began on a day, put back to what it was then: nothing of another case is still open."""
        farm = self.of(day)
        farm.ask("POST", "/worlds/main/reset")
        return farm

    def stop(self) -> None:
        """Stop every one."""
        for farm in self._started.values():
            farm.stop()


class Engines:
    """Worlds in this process, by the day on which they begin."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        self._factory = factory
        self._made: dict[date, EngineFarm] = {}

    def of(self, day: date | None) -> EngineFarm:
        """The worlds that begin on a day; None is the usual one."""
        began = day or DAY
        if began not in self._made:
            self._made[began] = EngineFarm(self._factory.mktemp("engine"), began)
        return self._made[began]

    def close(self) -> None:
        """Close the shared worlds."""
        for farm in self._made.values():
            farm.shared.close()
