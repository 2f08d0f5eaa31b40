"""Every field of a hit confirmation request or answer, one a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shared import edits
from shared.spec import PUBLIC_RECORD, WORKBOOK, Cite, Edit, Field, assumed
from switch.confirmation.codes import HitType, Priority, RequestNumber, answer_code

_REQUEST = PUBLIC_RECORD["hit confirmation request YQ"]
_NUMBER = _REQUEST + assumed("that any number is taken, whatever was sent before")
_ANSWER = WORKBOOK["E"] + assumed("the letters of the answers")
_WIDTH = _REQUEST + assumed("field width")


def _field(code: str, edit: Edit[Any], title: str, cite: Cite, past: bool = False) -> Field:
    return Field(code, edit, title, cite, past=past, attribute=code)


FIELDS = (
    _field("RTY", edits.code(HitType), "kind of record that was hit", _REQUEST),
    _field("RNO", edits.code(RequestNumber), "number of the request for this hit", _NUMBER),
    _field("PRI", edits.code(Priority), "priority, which the requester must choose", WORKBOOK["E"] + _REQUEST),
    _field("CON", answer_code, "answer of the record's owner", _ANSWER),
    _field("HRS", edits.digits(1, 3), "hours until the record will be confirmed or denied", _ANSWER),
    _field("OCA", edits.identifier(1, 20), "case number of the record's owner", _WIDTH),
    _field("FCN", edits.fcn, "file control number of the record", WORKBOOK["C"]),
    _field("NIC", edits.nic, "number of the record at NCIC", _REQUEST),
    _field("NAM", edits.person_name, "name", _REQUEST),
    _field("DOB", edits.calendar_date, "date of birth", _REQUEST, past=True),
    _field("SEX", edits.sex, "sex", _REQUEST),
    _field("RAC", edits.race, "race", _REQUEST),
    _field("LIC", edits.alphanumeric(1, 10), "license plate", _WIDTH),
    _field("LIS", edits.state, "state of the plate", _REQUEST),
    _field("LIY", edits.license_year, "year the plate expires", _REQUEST),
    _field("LIT", edits.plate_type, "type of plate", _REQUEST),
    _field("VIN", edits.alphanumeric(1, 20), "vehicle identification number", _WIDTH),
    _field("VYR", edits.year, "model year", _REQUEST),
    _field("VMA", edits.vehicle_make, "make of the vehicle", _REQUEST),
    _field("VMO", edits.alphanumeric(1, 10), "model of the vehicle", _WIDTH),
    _field("VST", edits.vehicle_style, "body style", _REQUEST),
    _field("VCO", edits.vehicle_color, "color of the vehicle", _REQUEST),
    _field("SER", edits.identifier(1, 20), "serial number", _WIDTH),
    _field("OAN", edits.identifier(1, 20), "owner applied number", _WIDTH),
    _field("BRA", edits.text(1, 20), "brand", _WIDTH),
    _field("CAT", edits.text(1, 20), "category of the part", _WIDTH),
    _field("TYP", edits.text(1, 10), "type of the article", _WIDTH),
    _field("MAK", edits.text(1, 20), "make of the gun", _WIDTH),
    _field("CAL", edits.text(1, 4), "caliber of the gun", _WIDTH),
    _field("MOD", edits.text(1, 20), "model of the gun", _WIDTH),
    _field("REG", edits.alphanumeric(1, 10), "registration number of the boat", _WIDTH),
    _field("BHN", edits.alphanumeric(1, 20), "hull number of the boat", _WIDTH),
    _field("DEN", edits.text(1, 10), "denomination of the security", _WIDTH),
    _field("RNA", edits.text(1, 30), "name of the requester", _WIDTH),
    _field("RAG", edits.text(1, 60), "name of the requester's agency", _WIDTH),
    _field("PHO", edits.phone, "telephone number of the requester", _REQUEST),
    _field("REM", edits.text(1, 500), "remarks", _WIDTH),
    _field("RQR", edits.text(1, 30), "requester who is not the operator", assumed("the code of this field")),
)
"""The fields of hit confirmation: code, edit, title and citation."""

BY_CODE: Mapping[str, Field] = {item.code: item for item in FIELDS}
"""The same fields by their codes."""
