"""The national files as a value."""

from __future__ import annotations

from services.ncic import rules
from services.ncic.records import Plate, ProtectionOrder, SexOffender, SupervisedRelease, Vehicle, WantedPerson
from shared.records import CONFIRM, CONFIRM_RULE, IDENTIFIERS, NATIONAL, needs_identifier, same_license_state
from shared.spec import (
    PUBLIC_RECORD,
    WORKBOOK,
    Cancel,
    Check,
    Clear,
    Database,
    Enter,
    Identifier,
    Inquire,
    Locate,
    Modify,
    NameSearch,
    Rule,
    assumed,
)

_R = WORKBOOK["R"]
_KEY = PUBLIC_RECORD["message keys in common use"]
_SUPERVISED = assumed("the key is not public; it is in the style of the others")

DATABASE = Database(
    name="ncic",
    title="National Crime Information Center",
    cite=_R,
    direct=False,
    records=(WantedPerson, ProtectionOrder, SupervisedRelease, SexOffender, Vehicle, Plate),
    identifier=Identifier(
        "NIC",
        cite=PUBLIC_RECORD["numbers of national records"] + assumed("letters and check digit"),
        letters=(
            (WantedPerson, "W"),
            (ProtectionOrder, "H"),
            (SupervisedRelease, "C"),
            (SexOffender, "X"),
            (Vehicle, "V"),
            (Plate, "P"),
        ),
        entry_rule="NCIC-08",
        search_rule="NCIC-08",
        owner_rule="NCIC-OWNER",
    ),
    name_rules=NATIONAL,
    name_searches=tuple(
        NameSearch(record, names=("NAM", "AKA"), sex="SEX", births=("DOB", "ADB"), race="RAC")
        for record in (WantedPerson, ProtectionOrder, SupervisedRelease, SexOffender)
    ),
    tail_numbers=frozenset({"VIN"}),
    tail_rule="NCIC-VIN",
    keys=(
        Inquire(
            "QW",
            WantedPerson,
            ProtectionOrder,
            SupervisedRelease,
            SexOffender,
            title="inquire on a person",
            cite=_KEY,
            qualifiers=("OLS",),
            narrow=same_license_state,
            rule="NCIC-02",
            name_rule="NCIC-03",
        ),
        Enter("EW", WantedPerson, title="enter a wanted person", cite=_KEY),
        Modify("MW", WantedPerson, title="modify a wanted person", cite=_KEY),
        Locate("LW", WantedPerson, title="locate a wanted person", rule="NCIC-OWNER", cite=_KEY),
        Clear("CW", WantedPerson, title="clear a wanted person", cite=_KEY),
        Cancel("XW", WantedPerson, title="cancel a wanted person", cite=_KEY),
        Enter("EPO", ProtectionOrder, title="enter a protection order", cite=_KEY),
        Modify("MPO", ProtectionOrder, title="modify a protection order", cite=_KEY),
        Cancel("XPO", ProtectionOrder, title="cancel a protection order", cite=_KEY),
        Enter("ESR", SupervisedRelease, title="enter a supervised release", cite=_SUPERVISED),
        Modify("MSR", SupervisedRelease, title="modify a supervised release", cite=_SUPERVISED),
        Cancel("XSR", SupervisedRelease, title="cancel a supervised release", cite=_SUPERVISED),
        Enter("EXS", SexOffender, title="enter a sex offender", cite=_KEY),
        Modify("MXS", SexOffender, title="modify a sex offender", cite=_KEY),
        Cancel("XXS", SexOffender, title="cancel a sex offender", cite=_KEY),
        Inquire(
            "QV",
            Vehicle,
            Plate,
            title="inquire on a vehicle or plate",
            cite=_R + _KEY,
            qualifiers=("LIS", "LIY", "LIT"),
            unsearched=("LIY", "LIT"),
            narrow=rules.same_plate,
            narrow_rule="NCIC-04",
            rule="NCIC-01",
        ),
        Enter("EV", Vehicle, title="enter a vehicle", cite=_KEY),
        Modify("MV", Vehicle, title="modify a vehicle", cite=_KEY),
        Locate("LV", Vehicle, title="locate a vehicle", rule="NCIC-OWNER", cite=_KEY),
        Clear("CV", Vehicle, title="clear a vehicle", cite=_KEY),
        Cancel("XV", Vehicle, title="cancel a vehicle", cite=_KEY),
        Enter("EL", Plate, title="enter a plate", cite=_KEY),
        Modify("ML", Plate, title="modify a plate", cite=_KEY),
        Locate("LL", Plate, title="locate a plate", rule="NCIC-OWNER", cite=_KEY),
        Clear("CL", Plate, title="clear a plate", cite=_KEY),
        Cancel("XL", Plate, title="cancel a plate", cite=_KEY),
    ),
    checks=(
        Check(
            "NCIC-IDENTIFIED",
            WantedPerson,
            needs_identifier,
            cite=PUBLIC_RECORD["what NCIC requires of a wanted person"],
        ),
        Check(
            "NCIC-ORDER-IDENTIFIED",
            ProtectionOrder,
            needs_identifier,
            needs=IDENTIFIERS,
            cite=assumed("what NCIC requires of a protection order"),
        ),
        Check(
            "NCIC-OFFENDER-IDENTIFIED",
            SexOffender,
            needs_identifier,
            needs=IDENTIFIERS,
            cite=assumed("what NCIC requires of a sex offender"),
        ),
        Check("NCIC-NUMBER", Vehicle, rules.vehicle_has_a_number, cite=assumed("what NCIC requires of a vehicle")),
    ),
    confirm=CONFIRM,
    rules=(
        CONFIRM_RULE,
        Rule(
            "NCIC-01",
            "NCIC is many files; here: wanted, protection order, supervised release, sex offender, vehicle and plate",
            _R,
        ),
        Rule("NCIC-02", "A name inquiry searches every file here that holds names", _R),
        Rule("NCIC-03", "Names match by phonetic last name and exact date of birth", _R),
        Rule("NCIC-04", "A felony vehicle's plate matches without its state, and a caveat says so", _R),
        Rule(
            "NCIC-05",
            "What gang and terrorist files answer is for officers alone and never told to the subject",
            _R,
            kept=False,
        ),
        Rule("NCIC-06", "Identity theft records hold the password of the victim", _R, kept=False),
        Rule("NCIC-07", "Past inquiries and purged records are searched off line, on request", _R, kept=False),
        Rule(
            "NCIC-08",
            "An accepted record gets a national number: a letter and nine digits",
            PUBLIC_RECORD["numbers of national records"] + assumed("letters and check digit"),
        ),
        Rule(
            "NCIC-SEX",
            "Sex U in an inquiry searches M, F and U",
            PUBLIC_RECORD["searches by race, sex and number"],
        ),
        Rule(
            "NCIC-VIN",
            "A vehicle number is searched by its rightmost eight characters",
            PUBLIC_RECORD["searches by race, sex and number"],
        ),
        Rule(
            "NCIC-OWNER",
            "A national record is modified, cleared and cancelled by its owner, and located by others",
            PUBLIC_RECORD["locate, clear and cancel"],
        ),
        Rule(
            "SVS-07",
            "Stolen plates stay for the year of entry and four more",
            WORKBOOK["J"] + assumed("unexpired ones too"),
        ),
    ),
)
