"""The farms of one run of tests."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from cjfarm.client.sync.client import Client
from cjfarm.errors import FarmError
from cjfarm.testing.process import shared_farm, stop_farms
from cjfarm.testing.settings import Settings


class Farms:
    """Gives every test the farm that it wants, one process for all that want the same.

    Attributes:
        settings: those of the run.
        owner: the process with which the farms end.
    """

    def __init__(self, settings: Settings, shared: Path | None = None, owner: int | None = None) -> None:
        """Start nothing yet.

        Args:
            settings: those of the run; a test may want others.
            shared: the folder of those that all test processes share; None where there is one test process only.
            owner: the process that all test processes belong to; None for this one.
        """
        self.settings = settings
        self._is_guest = shared is not None
        self._folder = shared
        self.owner = owner or os.getpid()
        self._clients: dict[str, Client] = {}
        self._failed: dict[str, FarmError] = {}

    @property
    def folder(self) -> Path:
        """Where the farms are."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="cjfarm-"))
        return self._folder

    def client(self, settings: Settings) -> Client:
        """The farm for a test with these settings, started if need be.

        Raises:
            FarmError: it does not become ready. It is tried once.
        """
        process = settings.of_process(self.settings)
        name = process.url or process.name
        if name in self._failed:
            raise self._failed[name]
        if name not in self._clients:
            try:
                self._clients[name] = Client(process.url or shared_farm(self.folder, process, self.owner))
            except FarmError as error:
                self._failed[name] = error
                raise
        return self._clients[name]

    def stop(self) -> None:
        """Hang up, and stop what was started; only who shares a folder with others leaves that to its owner."""
        for client in self._clients.values():
            client.close()
        if self._folder is not None and not self._is_guest:
            stop_farms(self._folder)
