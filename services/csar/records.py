"""The records of registrants."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Self

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from services.csar.codes import RISK_INSTRUMENT, Category, Posting, Tier, Whereabouts
from services.csar.duties import duty_ends
from services.csar.notices import notices
from shared import edits
from shared.records import PersonFields, Residence, left_behind
from shared.spec import CALIFORNIA_RECORD, POLICIES, WORKBOOK, Find, Member, Record, assumed, field, grouped, part

_I = WORKBOOK["I"]
_CODE = _I + assumed("its code")
_WIDTH = _I + assumed("its code and width")
_MORE = POLICIES["glossary"] + assumed("its code and width")
_PUBLIC = CALIFORNIA_RECORD["registration law"] + assumed("its code")

_RISK_SCORE = edits.shaped(
    "risk_score", "a whole number of up to two digits, also negative", r"-?[0-9]{1,2}", 1, 3,
    good=("0", "12", "-3"), bad=("", "123", "A"),
)  # fmt: skip


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "csar"})


class Registrant(Residence, PersonFields, Base):
    """Someone who must register as a sex or arson offender."""

    title = "REGISTRANT"
    brief = ("NAM", "SEX", "RAC", "DOB", "CII", "CAT", "RDT", "ADR", "CTY", "ZIP", "TRN", "TIR", "SVP", "PST", "OCA")
    cautions = ("SMT",)
    sole = ("CII",)
    photograph = "PHT"

    state_number: Mapped[str] = field(
        "CII", edits.cii, cite=_I, title="California criminal history number", find=Find.EXACT, order=6
    )
    category: Mapped[Category] = field("CAT", edits.code(Category), cite=_CODE, title="for what the person registers")
    registered: Mapped[date] = field(
        "RDT", edits.calendar_date, cite=_CODE, title="date of the last registration", past=True
    )
    tier: Mapped[Tier | None] = field("TIR", edits.code(Tier), cite=_PUBLIC, title="tier, from 2021 on")
    predator: Mapped[bool | None] = field("SVP", edits.yes_no, cite=_CODE, title="sexually violent predator")
    posting: Mapped[Posting | None] = field("PST", edits.code(Posting), cite=_CODE, title="what the public site shows")
    whereabouts: Mapped[Whereabouts | None] = field(
        "WHB", edits.code(Whereabouts), cite=_CODE, title="what is known of where the person is"
    )
    adjudicated: Mapped[date | None] = field(
        "ADJ", edits.calendar_date, cite=_CODE, title="date of conviction or adjudication", past=True
    )
    released: Mapped[date | None] = field(
        "REL", edits.calendar_date, cite=_PUBLIC, title="date of release from custody", past=True
    )
    relieved: Mapped[date | None] = field(
        "END", edits.calendar_date, cite=_PUBLIC, title="day from which a court or death has ended the duty"
    )
    risk_instrument: Mapped[str | None] = field(
        "RSI", edits.code(RISK_INSTRUMENT), cite=_MORE, title="instrument of the risk assessment"
    )
    risk_score: Mapped[str | None] = field("RSS", _RISK_SCORE, cite=_MORE, title="score of the risk assessment")
    method: Mapped[str | None] = field("MOP", edits.text(1, 200), cite=_MORE, title="method of operation")
    employment: Mapped[tuple[Member, ...]] = grouped(
        part("EMP", edits.text(1, 40), cite=_MORE, title="employer"),
        part("EMA", edits.text(1, 50), cite=_MORE, title="address of the employer"),
        array="employment",
    )
    vehicles: Mapped[tuple[Member, ...]] = grouped(
        part("LIC", edits.alphanumeric(1, 10), cite=_WIDTH, title="license plate of a vehicle"),
        part("LIS", edits.state, cite=_CODE, title="state of the plate"),
        part("VYR", edits.year, cite=_CODE, title="model year of the vehicle"),
        part("VMA", edits.vehicle_make, cite=_CODE, title="make of the vehicle"),
        part("VCO", edits.vehicle_color, cite=_CODE, title="color of the vehicle"),
        array="vehicles",
    )
    photographed: Mapped[bool | None] = field("PHT", edits.yes_no, cite=_MORE, title="a photograph is on file")
    case_number: Mapped[str | None] = field(
        "OCA", edits.identifier(1, 20), cite=assumed("as in every file"), title="agency's case number", find=Find.EXACT
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")
    history: Mapped[tuple[Member, ...]] = grouped(
        part("HRD", edits.calendar_date, cite=_CODE, title="date of a registration in the history"),
        part("HAD", edits.text(1, 50), cite=_WIDTH, title="address registered then"),
        part("HCT", edits.text(1, 30), cite=_WIDTH, title="city registered then"),
        part("HZP", edits.digits(5, 5), cite=_CODE, title="ZIP code registered then"),
        part("HTR", edits.yes_no, cite=_CODE, title="registered as a transient then"),
        array="registrations",
        kept=True,
        order=20,
    )

    def completed(self, sent: Mapping[str, Any]) -> Self:
        """A message with a date of registration adds to the history; one without corrects its last entry."""
        moved = self.with_values(**left_behind(sent))
        held = moved.history or ()
        earlier = held if sent.get("registered") else held[:-1]
        return moved.with_values(history=(*earlier, _registration(moved)))

    def ends(self) -> date | None:
        """The first day without a duty to register, or None for a duty for life."""
        if self.relieved is not None:
            return self.relieved
        return duty_ends(self.category, self.tier, self._begun())

    def due(self) -> date | None:
        """The day on which the duty ends."""
        return self.ends()

    def remarks(self, today: date) -> tuple[str, ...]:
        """How the duty is kept, how long it lasts, and what the public sees."""
        return tuple(notices(self, today))

    def _begun(self) -> date:
        """Juveniles count from the adjudication, all others from the release; who has neither, from the first day."""
        first = date.fromisoformat(self.history[0][0][1]) if self.history else self.registered
        if self.category is Category.JUVENILE_ARSON:
            return self.adjudicated or first
        return self.released or self.adjudicated or first


def _registration(one: Registrant) -> Member:
    held = (
        ("HRD", f"{one.registered:%Y%m%d}" if one.registered else None),
        ("HAD", one.address),
        ("HCT", one.city),
        ("HZP", one.zip_code),
        ("HTR", "Y" if one.transient else None),
    )
    return tuple((code, text) for code, text in held if text)
