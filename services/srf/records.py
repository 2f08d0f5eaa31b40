"""The records of the Supervised Release File."""

from __future__ import annotations

from datetime import date, time, timedelta

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from services.srf.codes import Category, Circumstance, EntryLevel
from shared import edits
from shared.records import PersonFields
from shared.spec import WORKBOOK, Find, Record, assumed, field, repeated

_G = WORKBOOK["G"]
_CODE = _G + assumed("its code")
_WIDTH = _G + assumed("its code and width")
_TERM = assumed("when supervision begins and ends; on the day after its last the record leaves the file")
_CONTACT = _G + assumed("code and width of a contact message's field")


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "srf"})


class SupervisedPerson(PersonFields, Base):
    """Someone on parole, on probation, registered, or released under other supervision."""

    title = "SUPERVISED RELEASE"
    brief = ("NAM", "SEX", "RAC", "DOB", "CAT", "ENT", "AGT", "PHO", "BEG", "END", "OCA")

    category: Mapped[Category] = field("CAT", edits.code(Category), cite=_CODE, title="category of the subject")
    entry_level: Mapped[EntryLevel] = field("ENT", edits.code(EntryLevel), cite=_CODE, title="entry level")
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_WIDTH, title="agency's case number", find=Find.EXACT
    )
    agent: Mapped[str | None] = field("AGT", edits.text(1, 30), cite=_WIDTH, title="supervising agent")
    telephone: Mapped[str | None] = field("PHO", edits.phone, cite=_WIDTH, title="telephone of the agent")
    begins: Mapped[date | None] = field("BEG", edits.calendar_date, cite=_TERM, title="first day of supervision")
    ends: Mapped[date | None] = field("END", edits.calendar_date, cite=_TERM, title="last day of supervision")
    conditions: Mapped[tuple[str, ...]] = repeated(
        "COND", edits.text(1, 60), cite=_WIDTH, title="condition of supervision"
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def due(self) -> date | None:
        """The day after the last one under supervision."""
        return None if self.ends is None else self.ends + timedelta(days=1)

    def remarks(self, today: date) -> tuple[str, ...]:
        """What the category means."""
        return (f"SUBJECT: {self.category.meaning.upper()}",)


class Contact(Base):
    """A contact message: that a subject was met, or what was done without meeting the subject."""

    title = "CONTACT MESSAGE"
    brief = ("CIR", "CDT", "CTM", "LOC", "LIC", "LIS", "REM")

    circumstance: Mapped[Circumstance] = field(
        "CIR", edits.code(Circumstance), cite=_CONTACT, title="circumstances of the contact"
    )
    contacted_on: Mapped[date] = field(
        "CDT", edits.calendar_date, cite=_CONTACT, title="date of the contact", past=True
    )
    contacted_at: Mapped[time | None] = field("CTM", edits.clock_time, cite=_CONTACT, title="time of the contact")
    location: Mapped[str] = field("LOC", edits.text(1, 100), cite=_CONTACT, title="where it was")
    plate: Mapped[str | None] = field("LIC", edits.alphanumeric(1, 10), cite=_CONTACT, title="license plate")
    plate_state: Mapped[str | None] = field("LIS", edits.state, cite=_CONTACT, title="state of the plate")
    comment: Mapped[str | None] = field("REM", edits.text(1, 500), cite=_CONTACT, title="what else there is to say")

    def remarks(self, today: date) -> tuple[str, ...]:
        """Who reported it, and what the circumstances mean."""
        return (f"CONTACT {self.contacted_on:%Y%m%d} {self.circumstance.meaning.upper()}, REPORTED BY {self.ori}",)
