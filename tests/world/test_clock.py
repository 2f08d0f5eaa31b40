"""A clock that runs is moved as surely as one that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from shared.world import Clock, ClockError, Mode

NOON = datetime(2026, 7, 1, 19, tzinfo=UTC)


class Running:
    """The system's time: every look at it takes a second."""

    def __init__(self) -> None:
        self._seconds = self._count()

    def __call__(self) -> datetime:
        return NOON + timedelta(seconds=next(self._seconds))

    @staticmethod
    def _count() -> Iterator[int]:
        second = 0
        while True:
            yield second
            second += 1


@pytest.fixture
def clock() -> Clock:
    """A clock that runs."""
    return Clock(Mode.REAL, Running())


def test_a_clock_that_runs_can_be_moved_to_one_moment_several_times(clock: Clock) -> None:
    due = clock.tick() + timedelta(minutes=5)
    for _ in range(3):
        clock.move_to(due)
        assert clock.now() == due
    assert clock.tick() > due


def test_a_clock_that_runs_is_frozen_at_the_moment_it_was_moved_to(clock: Clock) -> None:
    due = clock.tick() + timedelta(minutes=5)
    clock.move_to(due)
    clock.set_mode(Mode.FROZEN)
    assert clock.tick() == clock.now() == due


def test_a_look_at_a_clock_changes_nothing_for_what_is_under_way(clock: Clock) -> None:
    now = clock.tick()
    assert now < clock.reading() < clock.reading()
    assert clock.now() == now


def test_a_clock_is_not_moved_back(clock: Clock) -> None:
    with pytest.raises(ClockError, match="only moves forward: it is 2026-07-01T12"):
        clock.move_to(clock.tick() - timedelta(seconds=1))


def test_where_something_due_fails_the_clock_stands_where_it_stood(clock: Clock) -> None:
    now = clock.tick()

    def fail() -> None:
        with clock.undone_together():
            clock.move_to(now + timedelta(days=1))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert clock.now() == now
    assert clock.tick() < now + timedelta(minutes=1)
