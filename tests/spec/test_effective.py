"""Effective dates: what is declared holds from its first day on, and on its last no longer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.srf import DATABASE
from services.srf.records import Contact, SupervisedPerson
from shared.spec import Add, Inquire, Level, Report, SpecError, assumed, effective, holds_on, in_force

CITE = assumed("for a test")
FROM, TO = date(2013, 3, 6), date(2014, 1, 1)


@pytest.mark.parametrize(
    ("since", "until", "day", "holds"),
    [
        (None, None, date(1900, 1, 1), True),
        (FROM, None, date(2013, 3, 5), False),
        (FROM, None, FROM, True),
        (None, TO, date(2013, 12, 31), True),
        (None, TO, TO, False),
        (FROM, TO, date(2013, 6, 1), True),
    ],
    ids=str,
)
def test_something_holds_from_its_first_day_up_to_the_day_it_is_over(
    since: date | None, until: date | None, day: date, holds: bool
) -> None:
    level = Level("1", "for a test", CITE, since, until)
    assert holds_on(day, level) is holds
    assert in_force([level], day) == ((level,) if holds else ())


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [(None, None, ""), (FROM, None, "since 2013-03-06"), (FROM, TO, "since 2013-03-06, until 2014-01-01")],
    ids=str,
)
def test_a_reader_is_told_when_something_holds(since: date | None, until: date | None, said: str) -> None:
    assert effective(Level("1", "for a test", CITE, since, until)) == said


def test_the_forwards_of_one_record_type_lead_into_one_file() -> None:
    first, second = DATABASE.entry_forwards[SupervisedPerson]
    elsewhere = replace(second, key="EW")
    others = tuple(forward for forward in DATABASE.forwards if forward not in (first, second))
    with pytest.raises(SpecError, match="goes on into several files"):
        replace(DATABASE, forwards=(*others, first, elsewhere))


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (Inquire("ZZ1", SupervisedPerson, title="x", cite=CITE, tells_owner=True), "could tell the owner"),
        (
            Add("ZZ2", SupervisedPerson, adds=Contact, title="x", cite=CITE, options=DATABASE.keys[0].options),
            "has options but is neither inquiry nor report",
        ),
        (Report("ZZ3", SupervisedPerson, title="x", cite=CITE, reports="arrest"), "must say what it reports"),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_key_that_says_what_makes_no_sense_is_refused(key: Any, said: str) -> None:
    with pytest.raises(SpecError, match=said):
        replace(DATABASE, keys=(*DATABASE.keys, key))
