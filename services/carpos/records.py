"""The records of restraining and protective orders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Self

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped, mapped_column

from services.carpos.codes import OrderType, ServiceMethod
from services.carpos.terms import HISTORY_YEARS, last_day
from shared import edits
from shared.records import CONDITION, PersonFields, years_after
from shared.spec import (
    CALIFORNIA_RECORD,
    WORKBOOK,
    Find,
    Member,
    Record,
    Status,
    assumed,
    field,
    grouped,
    part,
    repeated,
)

_F = WORKBOOK["F"]
_CODE = _F + assumed("its code")
_TYPE = _F + CALIFORNIA_RECORD["types of orders and their court forms"]
_WIDTH = _F + assumed("its code and width")
_SERVICE = CALIFORNIA_RECORD["mandatory fields of a proof of service"] + assumed("its code")
_REGISTERED = _F + assumed("code and width of the registration")


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "carpos"})


class RestrainingOrder(PersonFields, Base):
    """A court's order that restrains one person for the sake of others."""

    title = "RESTRAINING ORDER"
    brief = (
        "NAM", "SEX", "RAC", "DOB", "PNM", "PSX", "PDB", "ORT", "ISD", "EXP", "PCO", "FRM", "SVM", "SVD", "OCA",
    )  # fmt: skip

    order_type: Mapped[OrderType] = field("ORT", edits.code(OrderType), cite=_TYPE, title="type of order")
    court: Mapped[str] = field("CTI", edits.alphanumeric(9, 9), cite=_WIDTH, title="court that issued it")
    court_case: Mapped[str] = field(
        "CCN", edits.identifier(1, 20), cite=_WIDTH, title="court's case number", find=Find.EXACT
    )
    issued: Mapped[date] = field("ISD", edits.calendar_date, cite=_CODE, title="date of issue", past=True)
    expires: Mapped[date | None] = field("EXP", edits.calendar_date, cite=_CODE, title="last day in effect")
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_F, title="agency's case number", find=Find.EXACT
    )
    protected: Mapped[tuple[Member, ...]] = grouped(
        part("PNM", edits.person_name, cite=_CODE, title="protected person"),
        part("PSX", edits.sex, cite=_CODE, title="sex of the protected person"),
        part("PDB", edits.calendar_date, cite=_CODE, title="date of birth of the protected person", past=True),
        array="parties",
        required=True,
    )
    conditions: Mapped[tuple[str, ...]] = repeated(
        "PCO", edits.code(CONDITION), cite=CONDITION.cite, title="protection order condition"
    )
    firearms: Mapped[bool | None] = field("FRM", edits.yes_no, cite=_CODE, title="firearms are prohibited")
    registered_court: Mapped[str | None] = field(
        "RGC", edits.alphanumeric(9, 9), cite=_REGISTERED, title="California court of registration"
    )
    registration: Mapped[str | None] = field(
        "RGN", edits.identifier(1, 20), cite=_REGISTERED, title="number of the registration"
    )
    served_how: Mapped[ServiceMethod | None] = field(
        "SVM", edits.code(ServiceMethod), cite=_SERVICE, title="how it was served"
    )
    served_by: Mapped[str | None] = field("SVB", edits.text(1, 30), cite=_SERVICE, title="who served it")
    served_on: Mapped[date | None] = field(
        "SVD", edits.calendar_date, cite=_SERVICE, title="date of service", past=True
    )
    served_at: Mapped[time | None] = field("SVT", edits.clock_time, cite=_SERVICE, title="time of service")
    served_agency: Mapped[str | None] = field("SVA", edits.text(1, 30), cite=_SERVICE, title="agency that served it")
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")
    ended_on: Mapped[date | None] = mapped_column(edits.calendar_date.column(), sort_order=20)
    """The day from which it was no longer in effect; set when it expires or is cancelled, never sent."""

    def findable(self) -> bool:
        """Orders that have ended are found as history, until they are removed."""
        return True

    def last_day(self) -> date | None:
        """The last day on which it is in effect unless it is cancelled; None where it has no end."""
        return last_day(self.order_type, self.issued, self.expires)

    def due(self) -> date | None:
        """The day after the last one in effect; once it has ended, the day on which the history forgets it."""
        if self.ended_on is not None:
            return years_after(self.ended_on, HISTORY_YEARS)
        last = self.last_day()
        return None if last is None else last + timedelta(days=1)

    def ended(self, status: Status, day: date) -> Self:
        """The order as history, from a day on."""
        return self.with_values(status=status, ended_on=day)

    def on_its_day(self, day: date) -> Self | None:
        """An order in effect expires; one that is history is removed."""
        return self.ended(Status.EXPIRED, day) if self.changeable() else None

    def in_effect(self, today: date) -> bool:
        """Whether it is in effect on a day: neither cancelled nor past its last day."""
        last = self.last_day()
        return self.changeable() and (last is None or today <= last)

    def remarks(self, today: date) -> tuple[str, ...]:
        """Whether it has ended, whether it was served, what it orders, and whether firearms are prohibited."""
        return tuple(self._remarks(today))

    def _remarks(self, today: date) -> Iterator[str]:
        last, in_effect = self.last_day(), self.in_effect(today)
        if self.status == Status.CANCELLED and self.ended_on:
            yield f"CANCELLED {self.ended_on:%Y%m%d}"
        elif not in_effect and last:
            yield f"EXPIRED {last:%Y%m%d}"
        elif last and last != self.expires:
            yield f"IN EFFECT UNTIL {last:%Y%m%d}"
        if self.served_how and self.served_on:
            yield f"ORDER SERVED {self.served_on:%Y%m%d} {self.served_how.meaning.upper()}"
        else:
            yield "ORDER NOT SERVED"
        yield from (f"TERM {code}: {CONDITION[code].upper()}" for code in self.conditions)
        if in_effect and self.firearms:
            yield "FIREARMS PROHIBITED WHILE THE ORDER IS IN EFFECT"


class Violation(Base):
    """Something that the restrained person did against an order."""

    title = "VIOLATION"
    brief = ("VDT", "VLO")

    violated_on: Mapped[date] = field("VDT", edits.calendar_date, cite=_CODE, title="date of the violation", past=True)
    location: Mapped[str] = field("VLO", edits.text(1, 60), cite=_WIDTH, title="place of the violation")
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="what happened")

    def remarks(self, today: date) -> tuple[str, ...]:
        """Who reported it and when, and what happened."""
        said = f": {self.miscellaneous}" if self.miscellaneous else ""
        return (f"VIOLATION OF {self.violated_on:%Y%m%d} REPORTED BY {self.ori} ON {self.entered_at[:8]}{said}",)
