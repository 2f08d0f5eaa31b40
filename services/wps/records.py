"""The record of the Wanted Persons System."""

from __future__ import annotations

from datetime import date

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from services.wps.codes import CAUTION, EntryLevel, WarrantType
from shared import edits
from shared.records import Locatable, PersonFields
from shared.spec import CALIFORNIA_RECORD, PUBLIC_RECORD, WORKBOOK, Find, Record, assumed, field, repeated

_NATIONAL = PUBLIC_RECORD["wanted persons"]
_NIGHT = CALIFORNIA_RECORD["night service of warrants"] + assumed("its code")
_WIDTH = WORKBOOK["E"] + assumed("field width")

MISCELLANEOUS = edits.text(1, 500)


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "wps"})


class WantedPerson(Locatable, PersonFields, Base):
    """Someone for whom an arrest warrant is outstanding."""

    title = "WANTED PERSON"
    brief = ("NAM", "SEX", "RAC", "DOB", "TYP", "OFF", "ENT", "OCA")
    cautions = ("CAU",)

    offense: Mapped[str] = field("OFF", edits.offense, cite=_NATIONAL, title="offense")
    warrant_date: Mapped[date] = field("DOW", edits.calendar_date, cite=_NATIONAL, title="date of warrant", past=True)
    warrant_number: Mapped[str] = field(
        "WNO", edits.identifier(1, 20), cite=_WIDTH, title="warrant number", find=Find.EXACT
    )
    warrant_type: Mapped[WarrantType] = field(
        "TYP", edits.code(WarrantType), cite=WORKBOOK["E"] + assumed("its code"), title="felony or misdemeanor"
    )
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_WIDTH, title="agency's case number", find=Find.EXACT
    )
    entry_level: Mapped[EntryLevel] = field("ENT", edits.code(EntryLevel), cite=WORKBOOK["E"], title="entry level")
    bail: Mapped[int | None] = field("BAL", edits.money, cite=assumed("code of the bail"), title="bail in dollars")
    night_service: Mapped[bool | None] = field("NSV", edits.yes_no, cite=_NIGHT, title="may be served at night")
    caution: Mapped[tuple[str, ...]] = repeated("CAU", edits.code(CAUTION), cite=CAUTION.cite, title="caution")
    no_extradition: Mapped[bool | None]
    """Went to NCIC by itself, so that its remarks there begin with the note; set by a rule, never sent."""
    miscellaneous: Mapped[str | None] = field("MIS", MISCELLANEOUS, cite=_WIDTH, title="remarks")
