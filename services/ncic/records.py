"""The records of the national files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Self

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from services.ncic.codes import WHEREABOUTS, VehicleType
from shared import edits
from shared.records import CONDITION, Locatable, PersonIdentity, Residence, left_behind
from shared.spec import PUBLIC_RECORD, Find, Member, Record, assumed, field, grouped, part, repeated

_PERSON = PUBLIC_RECORD["what NCIC requires of a wanted person"]
_ORDER = PUBLIC_RECORD["protection orders"] + assumed("which fields are required")
_RELEASE = PUBLIC_RECORD["supervised release"] + assumed("which fields are required")
_OFFENDER = PUBLIC_RECORD["convicted sexual offenders"] + assumed("which fields are required, and their codes")
_VEHICLE = PUBLIC_RECORD["vehicles and license plates"] + assumed("which fields are required")
_WIDTH = PUBLIC_RECORD["national record layouts"] + assumed("field width")

PLATE_YEARS_AFTER_ENTRY = 4
"""A plate stays on file for the year of entry and so many more. Source: CLETS Operator Workbook 2011, J."""


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "ncic"})


class WantedPerson(Locatable, PersonIdentity, Base):
    """Someone wanted anywhere in the country."""

    title = "WANTED PERSON"

    sex: Mapped[edits.NationalSex] = field("SEX", edits.national_sex, cite=_PERSON, title="sex", order=3)
    race: Mapped[str] = field("RAC", edits.race, cite=_PERSON, title="race", order=3)
    height: Mapped[str] = field("HGT", edits.height, cite=_PERSON, title="height, feet and inches", order=5)
    weight: Mapped[str] = field("WGT", edits.weight, cite=_PERSON, title="weight in pounds", order=5)
    hair: Mapped[str] = field("HAI", edits.hair_color, cite=_PERSON, title="hair color", order=5)
    offense: Mapped[str] = field("OFF", edits.offense, cite=_PERSON, title="offense")
    warrant_date: Mapped[date] = field("DOW", edits.calendar_date, cite=_PERSON, title="date of warrant", past=True)
    warrant_number: Mapped[str | None] = field("WNO", edits.identifier(1, 20), cite=_WIDTH, title="warrant number")
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_PERSON, title="agency's case number", find=Find.EXACT
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")


class ProtectionOrder(PersonIdentity, Base):
    """A court's order that restrains someone, wherever in the country."""

    title = "PROTECTION ORDER"

    sex: Mapped[edits.NationalSex] = field("SEX", edits.national_sex, cite=_ORDER, title="sex", order=3)
    race: Mapped[str] = field("RAC", edits.race, cite=_ORDER, title="race", order=3)
    height: Mapped[str | None] = field("HGT", edits.height, cite=_WIDTH, title="height, feet and inches", order=5)
    weight: Mapped[str | None] = field("WGT", edits.weight, cite=_WIDTH, title="weight in pounds", order=5)
    hair: Mapped[str | None] = field("HAI", edits.hair_color, cite=_WIDTH, title="hair color", order=5)
    court: Mapped[str | None] = field("CTI", edits.alphanumeric(9, 9), cite=_WIDTH, title="court that issued it")
    court_case: Mapped[str | None] = field("CCN", edits.identifier(1, 20), cite=_WIDTH, title="court's case number")
    issued: Mapped[date] = field("ISD", edits.calendar_date, cite=_ORDER, title="date of issue", past=True)
    expires: Mapped[date] = field("EXP", edits.calendar_date, cite=_ORDER, title="last day in effect")
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_ORDER, title="agency's case number", find=Find.EXACT
    )
    protected: Mapped[tuple[Member, ...]] = grouped(
        part("PNM", edits.person_name, cite=_ORDER, title="protected person"),
        part("PSX", edits.national_sex, cite=_ORDER, title="sex of the protected person"),
        part("PDB", edits.calendar_date, cite=_ORDER, title="date of birth of the protected person", past=True),
        array="parties",
    )
    conditions: Mapped[tuple[str, ...]] = repeated(
        "PCO", edits.code(CONDITION), cite=CONDITION.cite, title="protection order condition", required=True
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def due(self) -> date | None:
        """The day after the last one in effect."""
        return self.expires + timedelta(days=1)


class SupervisedRelease(PersonIdentity, Base):
    """Someone on parole, on probation or released under other supervision, wherever in the country."""

    title = "SUPERVISED RELEASE"

    sex: Mapped[edits.NationalSex] = field("SEX", edits.national_sex, cite=_RELEASE, title="sex", order=3)
    race: Mapped[str] = field("RAC", edits.race, cite=_RELEASE, title="race", order=3)
    birth: Mapped[date] = field("DOB", edits.calendar_date, cite=_RELEASE, title="date of birth", past=True, order=4)
    height: Mapped[str | None] = field("HGT", edits.height, cite=_WIDTH, title="height, feet and inches", order=5)
    weight: Mapped[str | None] = field("WGT", edits.weight, cite=_WIDTH, title="weight in pounds", order=5)
    hair: Mapped[str | None] = field("HAI", edits.hair_color, cite=_WIDTH, title="hair color", order=5)
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_RELEASE, title="agency's case number", find=Find.EXACT
    )
    agent: Mapped[str | None] = field("AGT", edits.text(1, 30), cite=_WIDTH, title="supervising agent")
    telephone: Mapped[str | None] = field("PHO", edits.phone, cite=_WIDTH, title="telephone of the agent")
    begins: Mapped[date | None] = field("BEG", edits.calendar_date, cite=_WIDTH, title="first day of supervision")
    ends: Mapped[date | None] = field("END", edits.calendar_date, cite=_WIDTH, title="last day of supervision")
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def due(self) -> date | None:
        """The day after the last one under supervision."""
        return None if self.ends is None else self.ends + timedelta(days=1)


class SexOffender(Residence, PersonIdentity, Base):
    """Someone who must register as a sex offender, wherever in the country."""

    title = "SEX OFFENDER"

    sex: Mapped[edits.NationalSex] = field("SEX", edits.national_sex, cite=_OFFENDER, title="sex", order=3)
    race: Mapped[str | None] = field("RAC", edits.race, cite=_OFFENDER, title="race", order=3)
    height: Mapped[str | None] = field("HGT", edits.height, cite=_WIDTH, title="height, feet and inches", order=5)
    weight: Mapped[str | None] = field("WGT", edits.weight, cite=_WIDTH, title="weight in pounds", order=5)
    hair: Mapped[str | None] = field("HAI", edits.hair_color, cite=_WIDTH, title="hair color", order=5)
    registered: Mapped[date] = field(
        "RDT", edits.calendar_date, cite=_OFFENDER, title="date of the last registration", past=True
    )
    whereabouts: Mapped[str | None] = field(
        "WHB", edits.code(WHEREABOUTS), cite=WHEREABOUTS.cite, title="what is known of where the person is"
    )
    predator: Mapped[bool | None] = field("SVP", edits.yes_no, cite=_OFFENDER, title="sexually violent predator")
    case_number: Mapped[str | None] = field(
        "OCA", edits.identifier(1, 20), cite=_WIDTH, title="agency's case number", find=Find.EXACT
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def completed(self, sent: Mapping[str, Any]) -> Self:
        """Where the person lives now takes the place of where it was before."""
        return self.with_values(**left_behind(sent))


class Vehicle(Locatable, Base):
    """A stolen vehicle, or one used in a felony."""

    title = "VEHICLE"

    type: Mapped[VehicleType] = field(
        "TYP", edits.code(VehicleType), cite=assumed("its codes"), title="why it is on file"
    )
    plate: Mapped[str | None] = field(
        "LIC", edits.alphanumeric(1, 10), cite=_VEHICLE, title="license plate", find=Find.EXACT
    )
    plate_state: Mapped[str | None] = field("LIS", edits.state, cite=_VEHICLE, title="state of the plate")
    plate_year: Mapped[str | None] = field("LIY", edits.license_year, cite=_VEHICLE, title="year the plate expires")
    plate_type: Mapped[str | None] = field("LIT", edits.plate_type, cite=_VEHICLE, title="type of plate")
    vehicle_number: Mapped[str | None] = field(
        "VIN", edits.alphanumeric(1, 20), cite=_VEHICLE, title="vehicle identification number", find=Find.EXACT
    )
    model_year: Mapped[int] = field("VYR", edits.year, cite=_VEHICLE, title="model year")
    make: Mapped[str] = field("VMA", edits.vehicle_make, cite=_VEHICLE, title="make")
    model: Mapped[str | None] = field("VMO", edits.alphanumeric(1, 10), cite=_WIDTH, title="model")
    style: Mapped[str] = field("VST", edits.vehicle_style, cite=_VEHICLE, title="body style")
    color: Mapped[str | None] = field("VCO", edits.vehicle_color, cite=_VEHICLE, title="color")
    theft_date: Mapped[date] = field("DOT", edits.calendar_date, cite=_VEHICLE, title="date of theft", past=True)
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_VEHICLE, title="agency's case number", find=Find.EXACT
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def heading(self) -> str:
        """STOLEN VEHICLE or FELONY VEHICLE."""
        return f"{self.type.meaning.upper()} VEHICLE"


class Plate(Locatable, Base):
    """A stolen license plate."""

    title = "STOLEN LICENSE PLATE"

    plate: Mapped[str] = field("LIC", edits.alphanumeric(1, 10), cite=_VEHICLE, title="license plate", find=Find.EXACT)
    plate_state: Mapped[str] = field("LIS", edits.state, cite=_VEHICLE, title="state of the plate")
    plate_year: Mapped[str] = field("LIY", edits.license_year, cite=_VEHICLE, title="year the plate expires")
    plate_type: Mapped[str] = field("LIT", edits.plate_type, cite=_VEHICLE, title="type of plate")
    theft_date: Mapped[date] = field("DOT", edits.calendar_date, cite=_VEHICLE, title="date of theft", past=True)
    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_VEHICLE, title="agency's case number", find=Find.EXACT
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_WIDTH, title="remarks")

    def due(self) -> date | None:
        """The first day after the year of entry plus four.

        Source: CLETS Operator Workbook 2011, J; that a plate goes the same day which has not expired by then, or never
        expires (LIY/NX), is assumed.
        """
        return date(self.entered_on().year + PLATE_YEARS_AFTER_ENTRY + 1, 1, 1)
