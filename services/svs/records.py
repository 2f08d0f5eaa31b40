"""The records of the Stolen Vehicle System."""

from __future__ import annotations

from datetime import date

from sqlalchemy import MetaData
from sqlalchemy.orm import Mapped

from services.svs.codes import PART_CATEGORY, ItemType, VehicleType
from shared import edits
from shared.records import Locatable
from shared.spec import PUBLIC_RECORD, WORKBOOK, Find, Record, assumed, field

_J = WORKBOOK["J"]
_NATIONAL = PUBLIC_RECORD["vehicles and license plates"]
_NUMBER = _J + assumed("field width")
_TYPE = _J + assumed("its codes")
_CASE = _NATIONAL + assumed("field width")


class Base(Record):
    """The records of this database."""

    __abstract__ = True
    metadata = MetaData(info={"service": "svs"})


class Reported:
    """What every record of this database holds about the report behind it: first its case, last its remarks."""

    case_number: Mapped[str] = field(
        "OCA", edits.identifier(1, 20), cite=_CASE, title="agency's case number", find=Find.EXACT, order=3
    )
    theft_date: Mapped[date] = field(
        "DOT", edits.calendar_date, cite=_NATIONAL, title="date of theft or of the report", past=True, order=3
    )
    miscellaneous: Mapped[str | None] = field("MIS", edits.text(1, 500), cite=_CASE, title="remarks", order=90)


class Vehicle(Locatable, Reported, Base):
    """A vehicle that somebody misses, wants or holds."""

    title = "VEHICLE"

    type: Mapped[VehicleType] = field("TYP", edits.code(VehicleType), cite=_TYPE, title="why it is on file", order=2)
    plate: Mapped[str | None] = field(
        "LIC", edits.alphanumeric(1, 10), cite=_NUMBER, title="license plate", find=Find.NEAR
    )
    plate_state: Mapped[str | None] = field("LIS", edits.state, cite=_J, title="state of the plate")
    plate_year: Mapped[str | None] = field("LIY", edits.license_year, cite=_NATIONAL, title="year the plate expires")
    plate_type: Mapped[str | None] = field("LIT", edits.plate_type, cite=_NATIONAL, title="type of plate")
    vehicle_number: Mapped[str | None] = field(
        "VIN", edits.alphanumeric(1, 20), cite=_NUMBER, title="vehicle identification number", find=Find.NEAR
    )
    engine_number: Mapped[str | None] = field(
        "ENG", edits.identifier(1, 20), cite=_NUMBER, title="engine number", find=Find.NEAR
    )
    model_year: Mapped[int | None] = field("VYR", edits.year, cite=_NATIONAL, title="model year")
    make: Mapped[str] = field("VMA", edits.vehicle_make, cite=_NATIONAL, title="make")
    model: Mapped[str | None] = field("VMO", edits.alphanumeric(1, 10), cite=_CASE, title="model")
    style: Mapped[str | None] = field("VST", edits.vehicle_style, cite=_NATIONAL, title="body style")
    color: Mapped[str | None] = field("VCO", edits.vehicle_color, cite=_NATIONAL, title="color")
    owner_number: Mapped[str | None] = field(
        "OAN", edits.identifier(1, 20), cite=_NUMBER, title="owner-applied number", find=Find.NEAR
    )

    def heading(self) -> str:
        """Such as STOLEN VEHICLE."""
        return f"{self.type.meaning.upper()} VEHICLE"


class Plate(Locatable, Reported, Base):
    """A license plate without its vehicle."""

    title = "LICENSE PLATE"

    type: Mapped[ItemType] = field("TYP", edits.code(ItemType), cite=_TYPE, title="why it is on file", order=2)
    plate: Mapped[str] = field("LIC", edits.alphanumeric(1, 10), cite=_NUMBER, title="license plate", find=Find.NEAR)
    plate_state: Mapped[str] = field("LIS", edits.state, cite=_J, title="state of the plate")
    plate_year: Mapped[str | None] = field("LIY", edits.license_year, cite=_NATIONAL, title="year the plate expires")
    plate_type: Mapped[str | None] = field("LIT", edits.plate_type, cite=_NATIONAL, title="type of plate")

    def heading(self) -> str:
        """Such as STOLEN LICENSE PLATE."""
        return f"{self.type.meaning.upper()} LICENSE PLATE"


class Part(Locatable, Reported, Base):
    """A part of a vehicle."""

    title = "PART"

    type: Mapped[ItemType] = field("TYP", edits.code(ItemType), cite=_TYPE, title="why it is on file", order=2)
    serial_number: Mapped[str] = field(
        "SER", edits.identifier(1, 20), cite=_NUMBER, title="serial number", find=Find.EXACT
    )
    brand: Mapped[str | None] = field("BRA", edits.text(1, 20), cite=_CASE, title="brand")
    category: Mapped[str | None] = field(
        "CAT", edits.code(PART_CATEGORY), cite=PART_CATEGORY.cite, title="kind of part"
    )
    owner_number: Mapped[str | None] = field(
        "OAN", edits.identifier(1, 20), cite=_NUMBER, title="owner-applied number", find=Find.NEAR
    )

    def heading(self) -> str:
        """Such as STOLEN PART."""
        return f"{self.type.meaning.upper()} PART"
