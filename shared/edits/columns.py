"""Column types that store a value as the text of the wire and return it typed.

Reading is the hot path: each type hands the driver one ready-made lookup (a dictionary's or a cache's own method)
instead of a Python function per value. Dates are VARCHAR and not CHAR, because PostgreSQL pads CHAR and then leaves
indexes aside when it compares such a column with text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import Enum
from functools import lru_cache
from typing import Any

from sqlalchemy.engine import Dialect
from sqlalchemy.types import Integer, String, TypeDecorator, TypeEngine

Reader = Callable[[Any], Any]


@lru_cache(maxsize=65_536)
def date_of(stored: str | None) -> date | None:
    """The date that eight digits CCYYMMDD stand for; None stays None.

    Raises:
        ValueError: there is no such date.
    """
    return None if stored is None else date(int(stored[:4]), int(stored[4:6]), int(stored[6:]))


@lru_cache(maxsize=65_536)
def date_text(value: date) -> str:
    """A date as eight digits CCYYMMDD."""
    return value.isoformat().replace("-", "")


@lru_cache(maxsize=2_048)
def time_of(stored: str | None) -> time | None:
    """The time of day that four digits HHMM stand for; None stays None.

    Raises:
        ValueError: there is no such time.
    """
    return None if stored is None else time(int(stored[:2]), int(stored[2:]))


class DateText(TypeDecorator[Any]):
    """A date, stored as eight digits CCYYMMDD, so that it sorts and compares in any database."""

    impl = String
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(8)

    def process_bind_param(self, value: date | str | None, dialect: Dialect) -> str | None:
        """What is stored for a value; a value already in its stored form passes."""
        return value if value is None or isinstance(value, str) else date_text(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """The lookup from what is stored to the value."""
        return date_of


class TimeText(TypeDecorator[Any]):
    """A time of day to the minute, stored as four digits HHMM."""

    impl = String
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(4)

    def process_bind_param(self, value: time | str | None, dialect: Dialect) -> str | None:
        """What is stored for a value; a value already in its stored form passes."""
        return value if value is None or isinstance(value, str) else value.strftime("%H%M")

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """The lookup from what is stored to the value."""
        return time_of


class YesNoText(TypeDecorator[Any]):
    """A yes or no, stored as Y or N."""

    impl = String
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(1)

    def process_bind_param(self, value: bool | str | None, dialect: Dialect) -> str | None:
        """What is stored for a value; a value already in its stored form passes."""
        return value if value is None or isinstance(value, str) else "NY"[value]

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """The lookup from what is stored to the value."""
        return {"Y": True, "N": False, None: None}.__getitem__


class CodeText(TypeDecorator[Any]):
    """A member of an enumeration of codes, stored as its code."""

    impl = String
    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__(max(len(str(member.value)) for member in members))
        self.members = members

    def process_bind_param(self, value: Enum | str | None, dialect: Dialect) -> str | None:
        """What is stored for a value; a value already in its stored form passes."""
        return value if value is None else str(value.value if isinstance(value, Enum) else value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """The lookup from what is stored to the value."""
        return _by_value(self.members)


class CodeNumber(TypeDecorator[Any]):
    """A member of an enumeration of numbers, stored as its number."""

    impl = Integer
    cache_ok = True

    def __init__(self, members: type[Enum]) -> None:
        super().__init__()
        self.members = members

    def process_bind_param(self, value: Enum | int | None, dialect: Dialect) -> int | None:
        """What is stored for a value; a value already in its stored form passes."""
        return value if value is None else int(value.value if isinstance(value, Enum) else value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Reader:
        """The lookup from what is stored to the value."""
        return _by_value(self.members)


def enum_column(members: type[Enum]) -> TypeEngine[Any]:
    """The column type for an enumeration: a number where its members are numbers, else text."""
    return CodeNumber(members) if issubclass(members, int) else CodeText(members)


def _by_value(members: type[Enum]) -> Reader:
    found: dict[object, object] = {member.value: member for member in members}
    found[None] = None
    return found.__getitem__
