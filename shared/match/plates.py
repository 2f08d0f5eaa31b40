"""Near misses of plates and other numbers.

With no exact match a near miss may be returned (CLETS Operator Workbook 2011, J); how it is found is not published.
Ours: two texts are near if they differ only in characters that are easily confused, or by one wrong, missing or extra
character, or by two neighbours swapped.

Candidates are found without comparing every record: each text is stored under hashes of itself and of everything that
remains when one character is dropped. Two texts one edit apart always share such a remainder.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

_FOLDED = str.maketrans("ODQILZSBV", "00011258U")
_MOST_CONFUSED = 2


def fold(text: str) -> str:
    """The text with confusable characters made one: 0ODQ, 1IL, 2Z, 5S, 8B and UV."""
    return text.translate(_FOLDED)


def neighbourhood(kind: str, text: str) -> frozenset[int]:
    """Signed 64-bit hashes of the folded text and of each remainder with one character dropped.

    Two texts at most one wrong, missing, extra or swapped pair of characters apart share at least one hash; sharing one
    does not prove that they are near, so ask ``difference``. The hashes are the same on every machine and in every run.

    Args:
        kind: what the text is, such as ``LIC``; texts of different kinds share no hash.
        text: a plate or number in capitals.
    """
    folded = fold(text)
    prefix = kind.encode() + b"/"
    remainders = {folded[:at] + folded[at + 1 :] for at in range(len(folded))}
    remainders.add(folded)
    return frozenset(
        [
            int.from_bytes(blake2b(prefix + remainder.encode(), digest_size=8).digest(), "big", signed=True)
            for remainder in remainders
        ]
    )


class DifferenceKind(StrEnum):
    """How a near miss differs from what was asked, the likeliest slip first."""

    CONFUSABLE = "confusable"
    SWAPPED = "swapped"
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"


_RANKS = {kind: rank for rank, kind in enumerate(DifferenceKind)}


@dataclass(frozen=True, slots=True)
class Difference:
    """What tells a near miss from what was asked, seen from the record that was found.

    Attributes:
        kind: what kind of slip it would be.
        text: the difference in plain words, characters counted from 1.
    """

    kind: DifferenceKind
    text: str

    @property
    def rank(self) -> int:
        """The place of the kind among near misses; 0 is the best."""
        return _RANKS[self.kind]


def difference(asked: str, found: str) -> Difference | None:
    """How the found text differs from the asked one, or None where they are equal or too far apart."""
    if asked == found:
        return None
    if len(asked) == len(found):
        return _same_length(asked, found)
    if len(asked) == len(found) + 1:
        return _missing(asked, found)
    if len(asked) + 1 == len(found):
        return _extra(asked, found)
    return None


def two_wrong(asked: str, found: str) -> str:
    """How a text of the same length differs in at most two characters, in words; "" where it is not such a text."""
    if len(asked) != len(found) or len(_places(asked, found)) > _MOST_CONFUSED:
        return ""
    return _words(asked, found)


def _places(asked: str, found: str) -> list[int]:
    return [at for at, pair in enumerate(zip(asked, found, strict=True)) if pair[0] != pair[1]]


def _words(asked: str, found: str) -> str:
    return ", ".join(f"CHARACTER {at + 1} IS {found[at]}, ASKED {asked[at]}" for at in _places(asked, found))


def _same_length(asked: str, found: str) -> Difference | None:
    places = _places(asked, found)
    if len(places) > _MOST_CONFUSED:
        return None
    words = _words(asked, found)
    if fold(asked) == fold(found):
        return Difference(DifferenceKind.CONFUSABLE, words)
    first, last = places[0], places[-1]
    if first == last:
        return Difference(DifferenceKind.WRONG, words)
    if last == first + 1 and asked[first] == found[last] and asked[last] == found[first]:
        return Difference(DifferenceKind.SWAPPED, f"CHARACTERS {first + 1} AND {last + 1} ARE SWAPPED")
    return None


def _missing(asked: str, found: str) -> Difference | None:
    at = _first_difference(asked, found)
    if asked[at + 1 :] != found[at:]:
        return None
    return Difference(DifferenceKind.MISSING, f"ASKED CHARACTER {at + 1}, {asked[at]}, IS MISSING")


def _extra(asked: str, found: str) -> Difference | None:
    at = _first_difference(asked, found)
    if asked[at:] != found[at + 1 :]:
        return None
    return Difference(DifferenceKind.EXTRA, f"CHARACTER {at + 1}, {found[at]}, WAS NOT ASKED")


def _first_difference(one: str, other: str) -> int:
    for at, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return at
    return min(len(one), len(other))
