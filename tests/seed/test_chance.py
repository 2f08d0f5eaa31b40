from __future__ import annotations

import pytest

from seed.chance import Weighted, spread, stream


@pytest.mark.parametrize("space", [1_000, 6_084, 10_000])
def test_no_two_numbers_get_the_same_value(space: int) -> None:
    assert {spread(1, "test", number, space) for number in range(space)} == set(range(space))


@pytest.mark.parametrize("number", [-1, 1_000])
def test_a_number_outside_its_space_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="0 to 999"):
        spread(1, "test", number, 1_000)


def test_a_stream_depends_on_seed_purpose_and_number() -> None:
    draws = [stream(*given).random() for given in ((1, "a"), (2, "a"), (1, "b"), (1, "a", 0), (1, "a", 1))]
    assert len(set(draws)) == len(draws)
    assert stream(1, "a", 1).random() == draws[-1]


def test_a_value_without_weight_is_never_drawn() -> None:
    table = Weighted([("never", 0.0), ("always", 2.0)])
    chance = stream(1, "test")
    assert {table.draw(chance) for _ in range(50)} == {"always"}
