"""Chance that repeats: one stream of random numbers a purpose, weighted draws, and numbers that never collide."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

# A prime that divides none of the spaces below, so that number * STRIDE % space visits each value once.
STRIDE = 982_451_653


def stream(seed: int, purpose: str, number: int | None = None) -> Random:
    """The random numbers of one purpose, or of one purpose for one person; they depend on nothing else."""
    return Random(f"{seed}/{purpose}" if number is None else f"{seed}/{purpose}/{number}")


@lru_cache(maxsize=256)
def _offset(seed: int, purpose: str, space: int) -> int:
    return stream(seed, purpose).randrange(space)


def spread(seed: int, purpose: str, number: int, space: int) -> int:
    """A scattered value in ``range(space)`` that no other number below ``space`` gets.

    Raises:
        ValueError: the number does not fit the space, so its value would belong to another one.
    """
    if not 0 <= number < space:
        raise ValueError(f"number {number} is outside 0 to {space - 1}")
    return (number * STRIDE + _offset(seed, purpose, space)) % space


class Weighted(Generic[T]):
    """Values with weights; weights need not sum to one."""

    def __init__(self, pairs: Iterable[tuple[T, float]]) -> None:
        listed = tuple(pairs)
        self.values: tuple[T, ...] = tuple(value for value, _ in listed)
        self._sums = tuple(accumulate(weight for _, weight in listed))

    def draw(self, chance: Random) -> T:
        """One value, as likely as its weight."""
        return chance.choices(self.values, cum_weights=self._sums)[0]


def weighted_words(text: str) -> Weighted[str]:
    """Values written as ``WORD weight WORD weight``."""
    words = text.split()
    return Weighted((word, float(weight)) for word, weight in zip(words[::2], words[1::2], strict=True))
