"""Where stores lie, and how whole ones are copied, put back and removed.

A store is named by its kind and its name: ``worlds/main``, ``images/taken-7``. A copy appears under its name only when
it is complete: a process that ends in the middle leaves what was before.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from shared.store.connection import Connection, StoreError
from shared.store.engines import open_engine, sqlite_url
from shared.store.shared_files import is_shared, share, was_changed

_SUFFIXES = ("", "-wal", "-shm", "-journal", ".unfinished")


class Places(Protocol):
    """The stores of one farm."""

    quick: bool
    """Whether a copy takes no longer than a message, whatever its size."""

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

    def renew(self, connection: Connection, store: str, image: str) -> str:
        """Put what another store holds in the place of what an open one does; nothing may wait to be committed there.

        Args:
            connection: the open store.
            store: its name.
            image: what is put there; nobody has it open.

        Returns:
            The store that now holds it: the same, or another one that is to be opened in its place.

        Raises:
            StoreError: it is not possible; the open store holds what it held.
        """

    def rename(self, store: str, to: str) -> None:
        """Give a store that nobody has open another name."""

    def remove(self, store: str) -> None:
        """Remove a store that nobody has open; what is not there is left alone."""

    def tidy(self) -> None:
        """Remove what was not completed; nobody may be making anything."""


class Files:
    """Stores as SQLite files in a folder."""

    quick = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, store: str, limit_bytes: int | None = None, durable: bool = True) -> Engine:
        """An engine for the file of a store."""
        path = self._path(store)
        path.parent.mkdir(parents=True, exist_ok=True)
        if was_changed(path):
            raise StoreError(f"another program has written {path}, and with it every world on the same file")
        return open_engine(sqlite_url(path), limit_bytes=limit_bytes, durable=durable)

    def names(self, kind: str) -> list[str]:
        """Every store of a kind, by its name alone."""
        return sorted(path.stem for path in (self._folder / kind).glob("*.sqlite"))

    def copy(self, store: str, to: str) -> None:
        """Give the file of a store one more name."""
        path = self._path(to)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            share(self._path(store), path)
        except OSError as error:
            raise StoreError(f"{to} could not be made: {error}") from error

    def save(self, connection: Connection, to: str) -> None:
        """Give the file of an open store one more name; from then on both share it."""
        path = self._path(to)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            if is_shared(connection.path):
                share(connection.path, path)
            else:
                connection.reopen(lambda: share(connection.path, path))
        except OSError as error:
            raise StoreError(f"{to} could not be made: {error}") from error

    def renew(self, connection: Connection, store: str, image: str) -> str:
        """Make another store beside the open one."""
        name, _, number = store.partition(".")
        numbered = (f"{name}.{following}" for following in count(int(number or 0) + 1))
        beside = next(free for free in numbered if not self._path(free).exists())
        self.copy(image, beside)
        return beside

    def rename(self, store: str, to: str) -> None:
        """Give the file of a store another name."""
        self._path(store).rename(self._path(to))

    def remove(self, store: str) -> None:
        """Remove the files of a store."""
        path = self._path(store)
        for suffix in _SUFFIXES:
            path.with_name(path.name + suffix).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Remove unfinished files, and logs without a file."""
        for path in self._folder.glob("*/*.unfinished"):
            path.unlink()
        for log in self._folder.glob("*/*.sqlite-wal"):
            if not log.with_name(log.name.removesuffix("-wal")).exists():
                log.unlink()

    def _path(self, store: str) -> Path:
        return self._folder / f"{store}.sqlite"
