"""Keeping only the latest of what is remembered."""

from __future__ import annotations

from collections import OrderedDict
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


def keep_latest(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    """Remember a value; where there are as many as may be, the one that came first makes room."""
    if len(kept) >= most and key not in kept:
        kept.popitem(last=False)
    kept[key] = value
