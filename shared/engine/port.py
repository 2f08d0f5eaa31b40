"""What the engine asks of a store; the store implements it, the engine knows no SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from shared.spec import Record
from shared.spec.values import value_class


@value_class(frozen=True, slots=True)
class NameCandidate:
    """A record that a name search may have found, by the name and date of birth that matched."""

    record_type: str
    record_id: int
    code: str
    name: str
    born: int


@value_class(frozen=True, slots=True)
class NumberCandidate:
    """A record that holds a number: which kind of number, and its value."""

    record_type: str
    record_id: int
    code: str
    value: str


@value_class(frozen=True, slots=True)
class NameQuery:
    """A name search: any of the codes, roots and sexes, born in the window (CCYYMMDD, inclusive) if there is one."""

    side: int
    codes: tuple[str, ...]
    roots: tuple[str, ...]
    sexes: tuple[str, ...]
    first: int | None = None
    last: int | None = None


class Records(Protocol):
    """The records of one database in one world."""

    def by_name(self, query: NameQuery) -> Sequence[NameCandidate]:
        """Candidates of a name search, in no order."""

    def by_number(self, side: int, code: str, value: str) -> Sequence[NumberCandidate]:
        """Candidates that hold exactly this number."""

    def by_neighbourhood(self, side: int, code: str, hashes: Sequence[int]) -> Sequence[NumberCandidate]:
        """Candidates that share a hash with the number asked."""

    def nearly_by_name(self, query: NameQuery, most: int) -> Sequence[tuple[str, int]]:
        """Records that sound alike and miss something else of a name search, by type and row number.

        They may also be of the other side, or closed. Those that miss the least stand first.
        """

    def by_codes(self, query: NameQuery) -> Sequence[NameCandidate]:
        """Candidates of a name search under many codes, in no order."""

    def by_numbers(self, side: int, code: str, values: Sequence[str]) -> Sequence[NumberCandidate]:
        """Candidates that hold one of these numbers."""

    def by_neighbourhoods(self, side: int, code: str, hashes: Sequence[int]) -> Sequence[NumberCandidate]:
        """Candidates that share one of many hashes."""

    def load(self, record_type: str, record_id: int) -> Record | None:
        """One record by its row number."""

    def with_identifier(self, record_type: str, attribute: str, value: str, side: int) -> Record | None:
        """One record by its own identifier (``fcn`` or ``nic``), whatever its status; on a side, or on either."""

    def next_serial(self, name: str) -> int:
        """The next number of a series, from 1; kept with the records."""

    def due(self, today: str) -> Sequence[Record]:
        """Records whose day has come (``CCYYMMDD``, inclusive), the earliest first."""
