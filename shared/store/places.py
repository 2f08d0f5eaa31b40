"""Where stores lie, and how whole ones are copied, put back and removed.

A store is named by its kind and its name: ``worlds/main``, ``images/taken-7``. A copy appears under its name only when
it is complete, and what an open store holds is exchanged in one transaction: a process that ends in the middle leaves
what was before.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copyfile
from typing import Protocol

from sqlalchemy import Engine

from shared.store.connection import Connection, StoreError
from shared.store.engines import open_engine, sqlite_url

_SUFFIXES = ("", "-wal", "-shm", "-journal", ".unfinished", ".unfinished-journal")


class Places(Protocol):
    """The stores of one farm."""

    def open(self, store: str, limit_bytes: int | None = None, durable: bool = True) -> Engine:
        """An engine for a store; one that does not exist is made, without tables.

        Args:
            store: its kind and name.
            limit_bytes: how far it may grow; None sets no limit.
            durable: False for what need not outlive the process.

        Raises:
            StoreError: the store cannot be used.
        """

    def names(self, kind: str) -> list[str]:
        """Every store of a kind, by its name alone."""

    def copy(self, store: str, to: str) -> None:
        """Make a store from one that nobody has open.

        Raises:
            StoreError: there is no such store, or no room.
        """

    def save(self, connection: Connection, to: str) -> None:
        """Make a store of what an open one holds; nothing may wait to be committed there.

        Raises:
            StoreError: there is no room.
        """

    def restore(self, connection: Connection, store: str) -> None:
        """Put what a store holds in the place of what an open one does; nothing may wait to be committed there.

        Raises:
            StoreError: it is not possible; the open store holds what it held.
        """

    def rename(self, store: str, to: str) -> None:
        """Give a store that nobody has open another name."""

    def remove(self, store: str) -> None:
        """Remove a store that nobody has open; what is not there is left alone."""

    def tidy(self) -> None:
        """Remove copies that were not completed; nobody may be making one."""


class Files:
    """Stores as SQLite files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, store: str, limit_bytes: int | None = None, durable: bool = True) -> Engine:
        """An engine for the file of a store."""
        path = self._path(store)
        path.parent.mkdir(parents=True, exist_ok=True)
        return open_engine(sqlite_url(path), limit_bytes=limit_bytes, durable=durable)

    def names(self, kind: str) -> list[str]:
        """Every store of a kind, by its name alone."""
        return sorted(path.stem for path in (self._folder / kind).glob("*.sqlite"))

    def copy(self, store: str, to: str) -> None:
        """Copy the file of a store."""
        unfinished = self._unfinished(to)
        try:
            copyfile(self._path(store), unfinished)
        except OSError as error:
            raise StoreError(f"{store} could not be copied: {error}") from error
        unfinished.rename(self._path(to))

    def save(self, connection: Connection, to: str) -> None:
        """Write what an open store holds into a file."""
        unfinished = self._unfinished(to)
        unfinished.unlink(missing_ok=True)
        try:
            with closing(sqlite3.connect(unfinished)) as target:
                connection.driver.backup(target)
        except sqlite3.Error as error:
            raise StoreError(f"{to} could not be written: {error}") from error
        unfinished.rename(self._path(to))

    def restore(self, connection: Connection, store: str) -> None:
        """Write what a file holds over what an open store holds."""
        try:
            with closing(sqlite3.connect(f"{self._path(store).resolve().as_uri()}?immutable=1", uri=True)) as source:
                source.backup(connection.driver)
        except sqlite3.Error as error:
            raise StoreError(f"{store} could not be put back: {error}") from error

    def rename(self, store: str, to: str) -> None:
        """Give the file of a store another name."""
        self._path(store).rename(self._path(to))

    def remove(self, store: str) -> None:
        """Remove the files of a store."""
        path = self._path(store)
        for suffix in _SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove the files of copies that were not completed."""
        for path in self._folder.glob("*/*.unfinished*"):
            path.unlink()

    def _unfinished(self, store: str) -> Path:
        path = self._path(store)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.with_name(path.name + ".unfinished")

    def _path(self, store: str) -> Path:
        return self._folder / f"{store}.sqlite"
