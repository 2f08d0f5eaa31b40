"""A person's name taken apart: surname, first name, and whatever follows."""

from __future__ import annotations

from functools import lru_cache

from shared.spec.values import value_class


@value_class(frozen=True, slots=True)
class PersonName:
    """The parts of a name.

    Attributes:
        last: the surname, which may hold spaces, hyphens and apostrophes.
        first: the first name or initial; empty where the name has none.
        middle: middle names, initials and suffix as written; empty where there are none.
    """

    last: str
    first: str = ""
    middle: str = ""

    @classmethod
    def parse(cls, text: str) -> PersonName:
        """Take apart ``LAST,FIRST MIDDLE``, as in ``DOE,JOHN MICHAEL``."""
        last, _, given = text.upper().partition(",")
        first, _, middle = given.strip().partition(" ")
        return cls(last.strip(), first, middle.strip())

    def __str__(self) -> str:
        given = f"{self.first} {self.middle}".strip()
        return f"{self.last},{given}" if given else self.last


@lru_cache(maxsize=16_384)
def split_name(text: str) -> PersonName:
    """The parts of a name written ``LAST,FIRST MIDDLE``."""
    return PersonName.parse(text)


def is_initial(first: str) -> bool:
    """Whether a first name is a single letter: it stands for every first name that begins with it (Workbook C)."""
    return len(first) == 1 and first.isalpha()
