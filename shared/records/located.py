"""Records that another agency may find the subject of: who did so, and when."""

from __future__ import annotations

from datetime import date
from typing import Self

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from shared import edits
from shared.spec import Record


class Locatable(Record):
    """A record that takes a locate; from then on it shows who located its subject, and when."""

    __abstract__ = True

    located_by: Mapped[str | None] = mapped_column(String(9), sort_order=20)
    """The agency that located it last; set by a locate, never sent."""
    located_on: Mapped[date | None] = mapped_column(edits.calendar_date.column(), sort_order=20)
    """The day of that."""

    def located(self, ori: str, day: date) -> Self:
        """The record once an agency has found its subject on a day."""
        return super().located(ori, day).with_values(located_by=ori, located_on=day)

    def remarks(self, today: date) -> tuple[str, ...]:
        """Who located it and when, before what else there is to say."""
        said = (f"LOCATED BY {self.located_by} ON {self.located_on:%Y%m%d}",) if self.located_on else ()
        return (*said, *super().remarks(today))
