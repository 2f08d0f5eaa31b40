"""Many stores on one SQLite file, each with a log of its own.

SQLite in WAL mode writes whole changed pages into a log beside the file, and reads a page from there before it looks
into the file. Where nothing is ever moved from the log into the file, the file stays what it was: any number of stores
can share it. Here such a file has several names (hard links), and SQLite keeps the log of a store beside its name. So a
store is made by giving a file one more name, whatever its size, and what it holds beyond the file is in its log alone.
See docs/decisions/worlds.md.

Whether a file is shared is told by the number of its names, and by nothing else: a file with one name belongs to that
store alone and is used as SQLite uses any file. A copy of a folder therefore is what it looks like.
"""

from __future__ import annotations

import errno
import fcntl
import os
import sqlite3
import struct
from contextlib import suppress
from pathlib import Path
from shutil import copyfile
from typing import Any

OUTGROWN_BYTES = 64 * 1_048_576
"""From what size of its log on a store gets a file of its own, so that the log can be moved into it."""
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
_SET_LOCK: int | None = getattr(fcntl, "F_OFD_SETLK", None)
_SEALED, _OPEN = 0o444, 0o644
"""The modes of shared files and of others: a program that does not know better cannot write a shared one."""
_UNTOUCHED = 0
"""The time of change that a shared file keeps as long as nobody writes it."""
_NO_LINKS = (errno.EPERM, errno.EXDEV, errno.EMLINK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


class Guard:
    """A lock that lets other programs read a file and keeps them from moving the log into it when they close it.

    It belongs to its own descriptor and not to the process (Linux: open file description locks), so that the files
    that SQLite opens and closes do not end it. Elsewhere there is none.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        if _SET_LOCK is not None:
            # The bytes that SQLite locks for reading, and whole before it moves a log.
            lock = struct.pack("hhqqi", fcntl.F_RDLCK, os.SEEK_SET, _SHARED_FIRST, _SHARED_SIZE, 0)
            with suppress(OSError):
                fcntl.fcntl(self._file, _SET_LOCK, lock)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


class SharedConnection(sqlite3.Connection):
    """A connection that leaves the log where it is, also when it is closed."""

    guard: Guard | None = None
    """Keeps other programs from moving the log."""

    def close(self) -> None:
        """Close without moving the log into the file: an interrupted connection writes nothing any more."""
        if self.guard is not None:
            self.guard.close()
        with suppress(sqlite3.Error):
            self.execute("PRAGMA synchronous=OFF")  # it would wait for the disk before it finds itself interrupted
        with suppress(sqlite3.Error):
            self.interrupt()
        super().close()

    def __del__(self) -> None:
        """A connection that nobody closed is closed in the same way."""
        with suppress(sqlite3.Error):
            self.interrupt()


def is_shared(path: Path) -> bool:
    """Whether a file has several names."""
    try:
        return path.stat().st_nlink > 1
    except FileNotFoundError:
        return False


def connect(path: Path, **settings: Any) -> sqlite3.Connection:
    """A connection to the file of a store, shared or not.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    if not is_shared(path):
        if path.exists():
            path.chmod(_OPEN)
        return sqlite3.Connection(path, **settings)
    # SQLite's locks and the shared index of the log go by the file and not by its name, so that the logs would be taken
    # for one. Each connection is alone on its log, which the farm's lock on its folder sees to: it needs neither.
    uri = f"{path.absolute().as_uri()}?vfs=unix-none"
    path.chmod(_OPEN)
    try:
        connection = SharedConnection(uri, uri=True, **settings)
        connection.guard = Guard(path)
        # Reading anything opens the file.
        connection.executescript("PRAGMA locking_mode=EXCLUSIVE; PRAGMA wal_autocheckpoint=0; PRAGMA user_version")
    finally:
        path.chmod(_SEALED)
    return connection


def was_changed(path: Path) -> bool:
    """Whether another program has written a shared file: nothing that is stored on it is what it was."""
    return is_shared(path) and path.stat().st_mtime_ns != _UNTOUCHED


def share(path: Path, to: Path) -> None:
    """Give what is stored under one name another name, which nothing has; nobody may be writing it.

    Where the file system has no hard links the file is copied.

    Raises:
        OSError: it is not possible; the other name does not exist then.
    """
    log = log_of(path)
    if log.exists() and log.stat().st_size:
        copyfile(log, log_of(to))
    if not is_shared(path):
        os.utime(path, ns=(_UNTOUCHED, _UNTOUCHED))
    try:
        os.link(path, to)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        unfinished = to.with_name(f"{to.name}.unfinished")
        copyfile(path, unfinished)
        unfinished.rename(to)
    else:
        path.chmod(_SEALED)


def make_lasting(path: Path) -> None:
    """Wait until the log of a store is on the disk."""
    with suppress(FileNotFoundError):
        file = os.open(log_of(path), os.O_RDWR)
        try:
            os.fsync(file)
        finally:
            os.close(file)


def has_outgrown(path: Path) -> bool:
    """Whether the log of a store on a shared file is so long that it should have a file of its own."""
    with suppress(FileNotFoundError):
        return log_of(path).stat().st_size > OUTGROWN_BYTES
    return False


def own_copy(path: Path) -> Path:
    """A copy of a shared file, ready to take its place under one name; takes long for a large one."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    copyfile(path, unfinished)
    return unfinished


def log_of(path: Path) -> Path:
    """The log beside a file."""
    return path.with_name(f"{path.name}-wal")
