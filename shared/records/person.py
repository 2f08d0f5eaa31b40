"""The person part of a record, alike in every file that holds people.

``PersonFields`` is what California's files share. ``PersonIdentity`` leaves out sex and the descriptors RAC HGT WGT
HAI, because the national files know no sex X and require some of these descriptors: a national record declares them
itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Mapped

from shared import edits
from shared.spec import PUBLIC_RECORD, WORKBOOK, Find, assumed, field, repeated

_WORKBOOK = WORKBOOK["C", "E"]
_NATIONAL = PUBLIC_RECORD["personal descriptors of the national files"]
_CII = WORKBOOK["D"] + assumed("the number's form")
_WIDTH = _NATIONAL + assumed("field width")

NUMERIC_IDENTIFIERS = ("SOC", "OLN", "FBI", "CII")
"""The numbers that may stand in for a date of birth; FCN, NIC and OCA name a record and not a person."""


IDENTIFIERS = ("DOB", *NUMERIC_IDENTIFIERS)
"""What a person is entered with at least one of."""


class PersonIdentity:
    """Who a record is about: names, dates of birth, marks and numbers."""

    name: Mapped[str] = field("NAM", edits.person_name, cite=_WORKBOOK, title="name", order=2)
    birth: Mapped[date | None] = field(
        "DOB", edits.calendar_date, cite=_WORKBOOK, title="date of birth", past=True, order=4
    )
    eyes: Mapped[str | None] = field("EYE", edits.eye_color, cite=_NATIONAL, title="eye color", order=6)
    skin: Mapped[str | None] = field("SKN", edits.skin_tone, cite=_NATIONAL, title="skin tone", order=6)
    marks: Mapped[tuple[str, ...]] = repeated(
        "SMT", edits.text(1, 50), cite=_WIDTH, title="scars, marks and tattoos", order=6
    )
    social_security: Mapped[str | None] = field(
        "SOC", edits.social_security, cite=_NATIONAL, title="social security number", find=Find.EXACT, order=6
    )
    license_number: Mapped[str | None] = field(
        "OLN", edits.alphanumeric(1, 20), cite=_WIDTH, title="driver license number", find=Find.EXACT, order=6
    )
    license_state: Mapped[str | None] = field(
        "OLS", edits.state, cite=_NATIONAL, title="state of the driver license", order=6
    )
    fbi_number: Mapped[str | None] = field(
        "FBI", edits.alphanumeric(1, 9), cite=_WIDTH, title="FBI number", find=Find.EXACT, order=6
    )
    state_number: Mapped[str | None] = field(
        "CII", edits.cii, cite=_CII, title="California criminal history number", find=Find.EXACT, order=6
    )
    aliases: Mapped[tuple[str, ...]] = repeated(
        "AKA", edits.person_name, cite=_NATIONAL, title="other name used", order=6
    )
    other_births: Mapped[tuple[str, ...]] = repeated(
        "ADB",
        edits.calendar_date,
        cite=assumed("code of further dates"),
        title="other date of birth used",
        past=True,
        order=6,
    )


class PersonFields(PersonIdentity):
    """The person part of a record in California's files."""

    sex: Mapped[edits.Sex] = field("SEX", edits.sex, cite=_WORKBOOK, title="sex", order=3)
    race: Mapped[str | None] = field("RAC", edits.race, cite=_NATIONAL, title="race", order=3)
    height: Mapped[str | None] = field("HGT", edits.height, cite=_NATIONAL, title="height, feet and inches", order=5)
    weight: Mapped[str | None] = field("WGT", edits.weight, cite=_NATIONAL, title="weight in pounds", order=5)
    hair: Mapped[str | None] = field("HAI", edits.hair_color, cite=_NATIONAL, title="hair color", order=5)


def needs_identifier(person: PersonIdentity) -> list[tuple[str, str]]:
    """A person is entered with a date of birth or another numeric identifier."""
    held = (person.birth, person.social_security, person.license_number, person.fbi_number, person.state_number)
    if any(held):
        return []
    return [("DOB", f"REQUIRED: A DATE OF BIRTH, OR ONE OF {', '.join(NUMERIC_IDENTIFIERS)}")]


def asks_by_name(asked: Mapping[str, str]) -> bool:
    """A person is asked for by name, and not a record by its file control number."""
    return "NAM" in asked and "FCN" not in asked


def asks_for_identified_person(asked: Mapping[str, str]) -> bool:
    """Name and sex come with a date of birth or another numeric identifier; an age alone does not count."""
    return "NAM" in asked and "SEX" in asked and any(code in asked for code in ("DOB", *NUMERIC_IDENTIFIERS))


def same_license_state(person: PersonIdentity, code: str, asked: Mapping[str, str]) -> tuple[str, ...] | None:
    """A driver license number asked with its state is not the same number in another state."""
    if code == "OLN" and "OLS" in asked and person.license_state not in (None, asked["OLS"]):
        return None
    return ()
