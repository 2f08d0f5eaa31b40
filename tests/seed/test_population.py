from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from seed.entries import Entry
from seed.population import Population, size_of

DAY = date(2026, 3, 1)
ROOT = Path(__file__).parents[2]
DIGEST = """
import hashlib, datetime
from seed.population import Population
text = repr(tuple(Population(1, datetime.date(2026, 3, 1), 300).entries()))
print(hashlib.sha256(text.encode()).hexdigest())
"""


@pytest.mark.parametrize(
    ("text", "size"), [("small", 2_000), ("county", 100_000), ("state", 1_000_000), ("1", 1), (250, 250)]
)
def test_a_size_is_a_word_or_a_number(text: str | int, size: int) -> None:
    assert size_of(text) == size


@pytest.mark.parametrize("text", ["", "tiny", "0", "-5", "1.5", 0, 1_000_001])
def test_a_wrong_size_says_what_would_be_right(text: str | int) -> None:
    with pytest.raises(ValueError, match="small, county, state or a number from 1 to 1000000"):
        size_of(text)


def test_a_population_without_people_is_refused() -> None:
    with pytest.raises(ValueError, match="size 0"):
        Population(1, DAY, 0)


def test_a_population_of_one_is_possible() -> None:
    assert len(Population(1, DAY, 1).people) == 1
    assert len(tuple(Population(1, DAY, 1).entries())) <= 3


def test_growing_the_population_keeps_the_entries_of_the_first_people(entries: tuple[Entry, ...]) -> None:
    assert set(Population(1, DAY, 500).entries()) <= set(entries)


def test_another_seed_gives_other_entries(entries: tuple[Entry, ...]) -> None:
    assert not set(Population(2, DAY, 300).entries()) & set(entries)


@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2020, 1, 1), date(2030, 12, 31)])
def test_any_reference_date_gives_records_before_it(day: date) -> None:
    found = tuple(Population(1, day, 400).entries())
    assert len(found) > 100
    assert all(entry.at.date() < day for entry in found)


def test_two_processes_with_different_hash_seeds_make_the_same_entries() -> None:
    def digest(hash_seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(
            [sys.executable, "-c", DIGEST], env=env, check=True, capture_output=True, text=True
        ).stdout

    assert digest("1") == digest("2") != ""
