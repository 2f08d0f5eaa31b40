"""Stores on one file: each has what it wrote, the file stays what it was, whatever happens to whoever uses it."""

from __future__ import annotations

import fcntl
import gc
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, Text, select

from shared.store import shared_files
from shared.store.connection import Connection, StoreError
from shared.store.places import Files

NOTE = Table("note", MetaData(), Column("id", Integer, primary_key=True), Column("text", Text))
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from shared.store.connection import Connection
from shared.store.places import Files
from tests.store.test_shared_files import write
connection = Connection(Files(Path(sys.argv[1])).open("worlds/a"))
write(connection, "killed")
connection.driver.execute("BEGIN")
connection.driver.execute("INSERT INTO note VALUES (99, 'never committed')")
os.kill(os.getpid(), signal.SIGKILL)
"""


def write(connection: Connection, text: str) -> None:
    """Add a note, lasting at once."""
    connection.write(connection.prepare(NOTE.insert()), {"id": None, "text": text})
    connection.commit()


def notes(connection: Connection) -> list[str]:
    return [row[0] for row in connection.rows(connection.prepare(select(NOTE.c.text).order_by(NOTE.c.id)), {})]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A folder with an image that holds one note, and two worlds made of it."""
    made = Files(tmp_path)
    connection = Connection(made.open("images/first"))
    NOTE.metadata.create_all(connection.engine)
    write(connection, "image")
    connection.close()
    made.copy("images/first", "worlds/a")
    made.copy("images/first", "worlds/b")
    return made


@pytest.fixture
def opened(files: Files) -> Callable[[str], Connection]:
    """Opens a store of the folder."""
    return lambda store: Connection(files.open(store))


Opened = Callable[[str], Connection]


def image(folder: Path) -> bytes:
    return (folder / "images" / "first.sqlite").read_bytes()


def test_stores_on_one_file_know_nothing_of_each_other(opened: Opened) -> None:
    first, second = opened("worlds/a"), opened("worlds/b")
    for number in range(300):
        write(first, f"a{number}")
        write(second, f"b{number}")
    assert notes(first) == ["image", *(f"a{number}" for number in range(300))]
    assert notes(second) == ["image", *(f"b{number}" for number in range(300))]
    first.close()
    second.close()
    first = opened("worlds/a")
    assert notes(first)[-1] == "a299"
    first.close()


def test_a_copy_takes_no_room_for_what_is_shared(tmp_path: Path, files: Files) -> None:
    found = {
        (tmp_path / store).stat().st_ino for store in ("images/first.sqlite", "worlds/a.sqlite", "worlds/b.sqlite")
    }
    assert len(found) == 1


def test_the_file_stays_what_it_was_when_connections_are_closed_or_forgotten(tmp_path: Path, opened: Opened) -> None:
    before = image(tmp_path)
    connection = opened("worlds/a")
    write(connection, "closed")
    connection.close()
    connection = opened("worlds/a")
    write(connection, "forgotten")
    driver = connection.core.detach() or connection.driver
    del connection, driver
    gc.collect()
    assert image(tmp_path) == before
    connection = opened("worlds/a")
    assert notes(connection) == ["image", "closed", "forgotten"]
    connection.close()


def test_a_process_that_is_killed_loses_nothing_and_harms_no_other_store(tmp_path: Path, opened: Opened) -> None:
    before = image(tmp_path)
    root = str(Path(__file__).parents[2])
    ended = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), root], cwd=root, check=False)
    assert ended.returncode < 0
    first, second = opened("worlds/a"), opened("worlds/b")
    assert (notes(first), notes(second), image(tmp_path)) == (["image", "killed"], ["image"], before)
    first.close()
    second.close()


def test_a_store_made_of_an_open_one_has_what_was_committed(files: Files, opened: Opened) -> None:
    first = opened("worlds/a")
    write(first, "before")
    files.save(first, "images/second")
    write(first, "after")
    files.copy("images/second", "worlds/c")
    third = opened("worlds/c")
    assert (notes(third), notes(first)) == (["image", "before"], ["image", "before", "after"])
    first.close()
    third.close()


def test_a_store_of_its_own_shares_its_file_from_when_another_is_made_of_it(
    tmp_path: Path, files: Files, opened: Opened
) -> None:
    own = opened("worlds/own")
    NOTE.metadata.create_all(own.engine)
    write(own, "one")
    files.save(own, "images/of-own")
    assert (tmp_path / "worlds" / "own.sqlite").stat().st_nlink == 2
    write(own, "two")
    files.copy("images/of-own", "worlds/c")
    third = opened("worlds/c")
    assert (notes(own), notes(third)) == (["one", "two"], ["one"])
    own.close()
    third.close()


def test_a_long_log_gets_a_file_of_its_own(tmp_path: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_files, "OUTGROWN_BYTES", 4096)
    before = image(tmp_path)
    first, second = opened("worlds/a"), opened("worlds/b")
    write(first, "a" * 10_000)
    first.tidy()
    assert first.has_own_ready
    write(first, "beside")
    first.take_own()
    write(first, "after")
    first.tidy()
    assert (tmp_path / "worlds" / "a.sqlite").stat().st_nlink == 1
    assert [text[:6] for text in notes(first)] == ["image", "aaaaaa", "beside", "after"]
    assert (notes(second), image(tmp_path)) == (["image"], before)
    first.close()
    second.close()
    assert not (tmp_path / "worlds" / "a.sqlite-wal").exists()


def test_the_last_store_on_a_file_owns_it(tmp_path: Path, files: Files, opened: Opened) -> None:
    first = opened("worlds/a")
    write(first, "mine")
    first.close()
    files.remove("worlds/b")
    files.remove("images/first")
    first = opened("worlds/a")
    write(first, "too")
    first.close()
    assert not (tmp_path / "worlds" / "a.sqlite-wal").exists()
    first = opened("worlds/a")
    assert notes(first) == ["image", "mine", "too"]
    first.close()


def test_a_copy_of_the_folder_stands_for_itself(tmp_path: Path, opened: Opened) -> None:
    first = opened("worlds/a")
    write(first, "copied")
    first.close()
    shutil.copytree(tmp_path, tmp_path / "copy")
    with sqlite3.connect(tmp_path / "copy" / "worlds" / "a.sqlite") as found:
        assert found.execute("SELECT text FROM note").fetchall() == [("image",), ("copied",)]
    first = Connection(Files(tmp_path / "copy").open("worlds/a"))
    assert notes(first) == ["image", "copied"]
    first.close()


def test_a_shared_file_that_another_program_has_written_is_not_used(tmp_path: Path, files: Files) -> None:
    path = tmp_path / "worlds" / "a.sqlite"
    path.chmod(0o644)
    with sqlite3.connect(path) as other:
        other.execute("INSERT INTO note VALUES (7, 'from elsewhere')")
    other.close()
    with pytest.raises(StoreError, match="another program has written"):
        files.open("worlds/b")


@pytest.mark.skipif(not hasattr(fcntl, "F_OFD_SETLK"), reason="locks of a descriptor's own are Linux's")
def test_a_program_that_looks_into_a_store_meanwhile_moves_nothing(tmp_path: Path, opened: Opened) -> None:
    before = image(tmp_path)
    first, second = opened("worlds/a"), opened("worlds/b")
    write(first, "one")
    path = tmp_path / "worlds" / "a.sqlite"
    look = f"import sqlite3; print(sqlite3.connect({str(path)!r}).execute('SELECT text FROM note').fetchall())"
    # Closing another world's store must not end the lock.
    second.close()
    seen = subprocess.run([sys.executable, "-c", look], check=True, capture_output=True, text=True)
    assert "one" in seen.stdout
    write(first, "two")
    first.close()
    first = opened("worlds/a")
    assert (notes(first), image(tmp_path)) == (["image", "one", "two"], before)
    first.close()


def test_where_there_are_no_links_a_copy_is_a_copy(
    tmp_path: Path, files: Files, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*paths: object) -> None:
        raise OSError(95, "Operation not supported")

    first = opened("worlds/a")
    write(first, "logged")
    monkeypatch.setattr("os.link", refuse)
    files.save(first, "images/copied")
    files.copy("images/copied", "worlds/c")
    third = opened("worlds/c")
    assert notes(third) == ["image", "logged"]
    assert (tmp_path / "worlds" / "c.sqlite").stat().st_nlink == 1
    first.close()
    third.close()
