"""Records: one class per record type, whose attributes are its fields.

A record is a value. It is read into an object whose attributes are typed, rules look at it, and a change makes a new
one; nothing is written by setting an attribute. The class is also the table layout, in SQLAlchemy's declarative terms.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self

from sqlalchemy import Integer, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from shared.spec.fields import Field


class Status(StrEnum):
    """Where a record stands in its life."""

    ACTIVE = "active"
    LOCATED = "located"
    CLEARED = "cleared"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


FINDABLE = frozenset({Status.ACTIVE, Status.LOCATED})
"""Statuses in which an inquiry finds the record."""

LIVE, TEST = 0, 1
"""The two sides of every database: the exercise population, and what the training keys work on."""

EITHER_SIDE = -1
"""Stands for both sides where a record is looked for by its own number."""

CLOSED = 2
"""Added to the side of a record's search keys once no inquiry finds it any more: only explanations look there."""

SHOWN = "_shown"
"""Where a record keeps what was made of it for readers; no column and no part of its value."""


class Record(DeclarativeBase):
    """What every record has besides its declared fields.

    Attributes:
        id: the row's number, ours alone.
        side: LIVE or TEST.
        ori: the agency that owns the record.
        fcn: the file control number, thirteen digits, where the database gives one.
        nic: the national number, one letter and nine digits, where the national file holds the record.
        status: where the record stands in its life.
        entered_at: when it was entered, as local time to the second, ``CCYYMMDDHHMMSS``.
        due_on: the day on which the calendar changes the record, ``CCYYMMDD``, or None.
        version: counts changes, so that two writers cannot both win.
    """

    __abstract__ = True

    title: ClassVar[str]
    """What the record is, in capitals: the words after MKE."""
    brief: ClassVar[tuple[str, ...]] = ()
    """The codes that an abbreviated answer shows, in order; empty shows everything always."""
    cautions: ClassVar[tuple[str, ...]] = ()
    """The codes that stand last in an abbreviated answer."""
    sole: ClassVar[tuple[str, ...]] = ()
    """The codes of numbers that no two records may share while both take changes."""
    photograph: ClassVar[str] = ""
    """The code of the field, yes or no, that says whether there is a photograph; empty where there never is."""

    id: Mapped[int] = mapped_column(Integer, primary_key=True, sort_order=0)
    side: Mapped[int] = mapped_column(Integer, sort_order=1)
    ori: Mapped[str] = mapped_column(String(9), sort_order=1)
    fcn: Mapped[str | None] = mapped_column(String(13), sort_order=1, index=True)
    nic: Mapped[str | None] = mapped_column(String(10), sort_order=1, index=True)
    status: Mapped[str] = mapped_column(String(9), sort_order=1)
    entered_at: Mapped[str] = mapped_column(String(14), sort_order=1)
    due_on: Mapped[str | None] = mapped_column(String(8), sort_order=1, index=True)
    version: Mapped[int] = mapped_column(Integer, sort_order=1)

    @declared_attr.directive
    @classmethod
    def __tablename__(cls) -> str:
        return f"{cls.metadata.info['service']}_{record_name(cls)}"

    def heading(self) -> str:
        """The words after MKE; a record type whose words depend on its fields overrides this."""
        return self.title

    def findable(self) -> bool:
        """Whether an inquiry finds the record; a record type with a history file overrides this."""
        return self.status in FINDABLE

    def changeable(self) -> bool:
        """Whether the record takes changes: not once it is closed, even where a history file still shows it."""
        return self.status in FINDABLE

    def due(self) -> date | None:
        """The day on which the calendar changes the record, or None; a record type with a term overrides this."""
        return None

    def ended(self, status: Status, day: date) -> Self:
        """The record once it is closed on a day; a record type with a history file notes the day."""
        return self.with_values(status=status)

    def located(self, ori: str, day: date) -> Self:
        """The record once another agency has found its subject on a day; a record type that notes it overrides this."""
        return self.with_values(status=Status.LOCATED)

    def on_its_day(self, day: date) -> Self | None:
        """What becomes of the record on the day that it is due: it expires; None where it is removed."""
        return self.ended(Status.EXPIRED, day)

    def completed(self, sent: Mapping[str, Any]) -> Self:
        """The record after a message gave these attributes; where more follows from them, a record type overrides this.

        It is asked at the entry and at every modification, before the rules over the whole record are.
        """
        return self

    def remarks(self, today: date) -> tuple[str, ...]:
        """Lines of plain text shown with the record; a record type that has some overrides this."""
        return ()

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Make a record from all its attribute values; the dictionary becomes the record's own."""
        # Straight into __dict__: reading an attribute that stands there needs no session and no instance state.
        record = cls.__new__(cls)
        record.__dict__ = values
        return record

    @classmethod
    def new(cls, values: Mapping[str, Any]) -> Self:
        """Make a record that was never stored; attributes that are not given are empty."""
        return cls.of({**dict.fromkeys(column.key for column in cls.__table__.columns), **values})

    def shown(self, today: date) -> dict[Any, Any]:
        """What was made of the record for readers on a day, so that it is not made again; kept beside the record."""
        held = self.__dict__.get(SHOWN)
        if held is None or held[0] != today:
            held = self.__dict__[SHOWN] = (today, {})
        made: dict[Any, Any] = held[1]
        return made

    def with_values(self, **values: Any) -> Self:
        """The same record with some attributes changed."""
        held = {**self.__dict__, **values}
        held.pop(SHOWN, None)
        return self.of(held)

    def entered_on(self) -> date:
        """The day of entry."""
        return datetime.strptime(self.entered_at[:8], "%Y%m%d").date()


def record_name(cls: type[Record]) -> str:
    """The catalog's name of a record type: ``WantedPerson`` becomes ``wanted_person``."""
    return _catalog_name(cls.__name__)


@cache
def _catalog_name(words: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", words).lower()


def fields_of(cls: type[Record]) -> tuple[Field, ...]:
    """The declared fields of a record class, in table order, with attribute and requirement filled in."""
    found = []
    for column in cls.__table__.columns:
        for declared in column.info.get("fields", ()):
            required = declared.required or not (column.nullable or declared.repeated)
            found.append(replace(declared, attribute=column.key, required=required))
    return tuple(found)
