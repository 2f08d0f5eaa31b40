"""What a record of the Supervised Release File must hold, and when it goes on to NCIC."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.srf.codes import Category, EntryLevel
from services.srf.records import Contact, SupervisedPerson

PAROLE_AND_PROBATION = frozenset(
    {Category.STATE_PAROLE, Category.JUVENILE_PAROLE, Category.COUNTY_PROBATION, Category.FEDERAL_PROBATION}
)
OTHERS = " ".join(category for category in Category if category is not Category.REGISTRANT)


def supervisor_is_named(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """A subject has an agent and a telephone number to call; a registrant has none."""
    if subject.category is Category.REGISTRANT:
        return []
    held = {"AGT": subject.agent, "PHO": subject.telephone}
    return [(code, f"REQUIRED FOR CAT/{subject.category}") for code, value in held.items() if not value]


def registry_writes_registrants(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """A registrant's record is written, changed and cancelled by the registry alone."""
    if subject.category is not Category.REGISTRANT:
        return []
    return [("CAT", f"A RECORD OF CAT/RG IS WRITTEN BY CSAR ALONE: ONE OF {OTHERS} IS ACCEPTED")]


def ends_after_begin(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """Supervision does not end before it begins."""
    if subject.begins is None or subject.ends is None or subject.ends >= subject.begins:
        return []
    return [("END", f"LIES BEFORE THE FIRST DAY: A DATE FROM {subject.begins:%Y%m%d} ON IS ACCEPTED")]


def ends_after_entry(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """Supervision that was over before the day of entry is not entered: nobody would ever find it."""
    day = subject.entered_on()
    if subject.ends is None or subject.ends >= day:
        return []
    return [("END", f"LIES BEFORE THE DAY OF ENTRY: A DATE FROM {day:%Y%m%d} ON IS ACCEPTED")]


def parole_is_complete_for_ncic(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """Parole or probation of level 2 holds every field that NCIC requires."""
    return _missing(subject) if parole_of_level_2(subject) else []


def mental_health_is_complete_for_ncic(subject: SupervisedPerson) -> list[tuple[str, str]]:
    """A mental health release of level 2 holds every field that NCIC requires."""
    return _missing(subject) if mental_health_of_level_2(subject) else []


def _missing(subject: SupervisedPerson) -> list[tuple[str, str]]:
    held = {"RAC": subject.race, "DOB": subject.birth}
    text = "REQUIRED AT ENT/2: NCIC TAKES NO SUPERVISED RELEASE WITHOUT IT"
    return [(code, text) for code, value in held.items() if not value]


def parole_of_level_2(subject: SupervisedPerson) -> bool:
    """Somebody on parole or probation, at level 2."""
    return subject.entry_level is EntryLevel.NATIONAL and subject.category in PAROLE_AND_PROBATION


def mental_health_of_level_2(subject: SupervisedPerson) -> bool:
    """Somebody released by the Department of Mental Health, at level 2."""
    return subject.entry_level is EntryLevel.NATIONAL and subject.category is Category.MENTAL_HEALTH


def as_it_is(subject: SupervisedPerson) -> dict[str, str]:
    """Nothing differs on the way to NCIC but the codes that NCIC does not know."""
    return {}


def stays_as_it_is(subject: SupervisedPerson) -> dict[str, Any]:
    """A record that NCIC has taken gets its number there and nothing else."""
    return {}


def plate_has_a_state(contact: Contact) -> list[tuple[str, str]]:
    """A license plate is told with its state."""
    if contact.plate is None or contact.plate_state is not None:
        return []
    return [("LIS", "REQUIRED WITH LIC: THE STATE OF THE PLATE")]


def contact_has_happened(contact: Contact) -> list[tuple[str, str]]:
    """A contact lies before the time at which it is reported."""
    if contact.contacted_at is None:
        return []
    if f"{contact.contacted_on:%Y%m%d}{contact.contacted_at:%H%M}" <= contact.entered_at[:12]:
        return []
    return [("CTM", f"LIES AHEAD: A TIME UP TO {contact.entered_at[8:12]} OF TODAY IS ACCEPTED")]


def asks_for_prohibited_persons(asked: Mapping[str, str]) -> bool:
    """The option APP is Y: armed prohibited persons are wanted too."""
    return asked.get("APP") == "Y"
