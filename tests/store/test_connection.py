"""What holds together, what lasts, and what is forgotten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from traceback import format_exception
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, bindparam, func, select

from shared.store.connection import Connection, StoreError
from shared.store.engines import open_engine

ROOT = Path(__file__).resolve().parents[2]
NOTE = Table(
    "note", MetaData(), Column("id", Integer, primary_key=True, autoincrement=False), Column("text", String(20))
)

CHILD = """
import sys
from sqlalchemy import Column, Integer, MetaData, String, Table
from shared.store.connection import Connection
from shared.store.engines import open_engine
note = Table("note", MetaData(), Column("id", Integer), Column("text", String(20)))
connection = Connection(open_engine(sys.argv[1], sys.argv[2]))
insert = connection.prepare(note.insert())
connection.write(insert, {"id": 1, "text": "committed"})
connection.commit()
with connection.step():
    connection.write(insert, {"id": 2, "text": "not committed"})
print("written", flush=True)
sys.stdin.read()
"""


class Notes:
    """A table to write in, over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._insert = connection.prepare(NOTE.insert())
        self._all = connection.prepare(select(NOTE.c.id).order_by(NOTE.c.id))

    def write(self, number: int, text: str | None = None) -> None:
        self.connection.write(self._insert, {"id": number, "text": text})

    def write_all(self, *numbers: int) -> None:
        self.connection.write_all(self._insert, ({"id": number, "text": None} for number in numbers))

    def held(self) -> list[int]:
        return [row[0] for row in self.connection.rows(self._all, {})]


@pytest.fixture
def notes(connect: Callable[[], Connection]) -> Notes:
    connection = connect()
    NOTE.metadata.create_all(connection.engine)
    return Notes(connection)


def write_and_fail(notes: Notes, *numbers: int) -> None:
    with notes.connection.step():
        notes.write(numbers[0])
        notes.write_all(*numbers[1:])
        raise ValueError("a mistake of ours")


def try_twice(notes: Notes, number: int) -> None:
    with notes.connection.trial():
        notes.write(number)
        notes.write(number)


def write_twice(notes: Notes, number: int) -> None:
    with notes.connection.step():
        notes.write(number)
        notes.write(number)


def test_a_failing_step_leaves_nothing_behind(notes: Notes) -> None:
    with pytest.raises(ValueError, match="mistake"):
        write_and_fail(notes, 1, 2, 3)
    notes.connection.commit()
    assert notes.held() == []


def test_a_failing_step_leaves_the_steps_before_it(notes: Notes, connect: Callable[[], Connection]) -> None:
    with notes.connection.step():
        notes.write(1)
    with pytest.raises(ValueError, match="mistake"):
        write_and_fail(notes, 2)
    with notes.connection.step():
        notes.write(3)
    notes.connection.commit()
    assert Notes(connect()).held() == [1, 3]


def test_a_step_that_the_database_refuses_leaves_the_steps_before_it(notes: Notes) -> None:
    with notes.connection.step():
        notes.write(1)
    with pytest.raises(StoreError):
        write_twice(notes, 2)
    with notes.connection.step():
        notes.write(3)
    notes.connection.commit()
    assert notes.held() == [1, 3]


def test_a_step_inside_a_step_is_part_of_it(notes: Notes) -> None:
    def nested() -> None:
        with notes.connection.step():
            notes.write(1)
            write_and_fail(notes, 2)

    with pytest.raises(ValueError, match="mistake"):
        nested()
    notes.connection.commit()
    assert notes.held() == []


def test_a_commit_after_a_failed_write_keeps_the_others_or_says_that_it_did_not(
    notes: Notes, connect: Callable[[], Connection]
) -> None:
    notes.write(1)
    with pytest.raises(StoreError):
        notes.write(1)
    try:
        notes.connection.commit()
        said = [1]
    except StoreError:
        said = []
    assert Notes(connect()).held() == said


def test_a_step_that_writes_nothing_keeps_nobody_else_from_writing(
    notes: Notes, connect: Callable[[], Connection]
) -> None:
    other = Notes(connect())
    with notes.connection.step():
        assert notes.held() == []
    other.write(1)
    other.connection.commit()
    notes.connection.commit()
    assert notes.held() == [1]


def test_several_steps_last_with_one_commit(notes: Notes, connect: Callable[[], Connection]) -> None:
    other = Notes(connect())
    for number in (1, 2, 3):
        with notes.connection.step():
            notes.write(number)
    assert other.held() == []
    notes.connection.commit()
    assert other.held() == [1, 2, 3]


def test_a_rollback_forgets_every_step_since_the_last_commit(notes: Notes) -> None:
    notes.write(1)
    notes.connection.commit()
    with notes.connection.step():
        notes.write(2)
    notes.connection.rollback()
    assert notes.held() == [1]


def test_closing_forgets_what_is_not_committed(notes: Notes, connect: Callable[[], Connection]) -> None:
    notes.write(1)
    notes.connection.close()
    assert Notes(connect()).held() == []


def test_a_killed_process_loses_only_what_it_did_not_commit(notes: Notes, place: Any) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, place.url, place.schema],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written\n"
        child.kill()
    assert notes.held() == [1]


def test_a_statement_keeps_its_fixed_values(notes: Notes) -> None:
    notes.write(1, "one")
    notes.write(2, "two")
    either = notes.connection.prepare(
        select(func.count()).where((NOTE.c.text == bindparam("text")) | (bindparam("text") == "any"))
    )
    counts = [notes.connection.row(either, {"text": text}) for text in ("one", "any", "none")]
    assert counts == [(1,), (2,), (0,)]


def test_a_statement_passes_over_values_that_it_does_not_use(notes: Notes) -> None:
    by_id = notes.connection.prepare(select(NOTE.c.text).where(NOTE.c.id == bindparam("id")))
    notes.write(1, "a % and a : and a ?")
    assert notes.connection.row(by_id, {"id": 1, "other": object}) == ("a % and a : and a ?",)
    assert notes.connection.row(by_id, {"id": 2}) is None


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no url", "is no database URL"),
        ("mysql://localhost/cjfarm", "mysql is not supported"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "does not answer"),
    ],
)
def test_a_url_that_opens_nothing_is_refused_with_a_reason(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_engine(url)


@pytest.mark.parametrize("url", ["postgresql:/user:Secret1@host/name", "postgresql://user:Secret1@host:port/name"])
def test_a_refusal_never_repeats_a_url_that_may_hold_a_password(url: str) -> None:
    with pytest.raises(StoreError, match="is no database URL") as refused:
        open_engine(url)
    assert "Secret1" not in "".join(format_exception(refused.value))


def test_a_trial_leaves_nothing_behind_inside_a_step_or_outside(notes: Notes) -> None:
    with notes.connection.trial():
        notes.write(1, "tried")
        assert notes.held() == [1]
    with notes.connection.step():
        notes.write(2, "kept")
        with notes.connection.trial():
            notes.write(3, "tried")
    notes.connection.commit()
    assert notes.held() == [2]


def test_a_trial_that_fails_leaves_nothing_behind(notes: Notes) -> None:
    with notes.connection.step():
        with pytest.raises(StoreError):
            try_twice(notes, 1)
        notes.write(2, "kept")
    notes.connection.commit()
    assert notes.held() == [2]
