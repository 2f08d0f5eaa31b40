"""The Supervised Release File as a value."""

from __future__ import annotations

from datetime import date

from services.srf import rules
from services.srf.codes import Category, EntryLevel
from services.srf.records import Contact, SupervisedPerson
from shared import edits
from shared.records import (
    CALIFORNIA,
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    KEY_STYLE,
    NO_SEX_X,
    SEARCH_RULES,
    asks_by_name,
    same_license_state,
)
from shared.spec import (
    WORKBOOK,
    Action,
    Add,
    Cancel,
    Check,
    Database,
    Enter,
    ForwardEntry,
    ForwardInquiry,
    Inquire,
    Level,
    Modify,
    NameSearch,
    Option,
    Put,
    Report,
    Rule,
    Withdraw,
    assumed,
)

_G = WORKBOOK["G"]
_INTERNAL = assumed("the key, which no terminal can send")
_NATIONAL = _G + assumed("what NCIC requires of a supervised release, and that a record without it is refused")
_NAMED = _G + assumed("that an agent and a telephone number are required")
_ARREST = _G + assumed("the form of the report")
_FOLLOW = {Action.MODIFY: "MSR", Action.CANCEL: "XSR"}

PAROLE_SINCE, MENTAL_HEALTH_SINCE = date(2005, 6, 1), date(2008, 7, 1)
"""The days from which NCIC holds what SRF submits. Source: CLETS Operator Workbook 2011, G; the day is assumed."""

DATABASE = Database(
    name="srf",
    title="Supervised Release File",
    cite=_G,
    records=(SupervisedPerson, Contact),
    identifier=FILE_CONTROL_NUMBER,
    name_rules=CALIFORNIA,
    name_searches=(NameSearch(SupervisedPerson, names=("NAM", "AKA"), sex="SEX", births=("DOB", "ADB"), race="RAC"),),
    keys=(
        Inquire(
            "QVC",
            SupervisedPerson,
            title="inquire on a supervised person",
            cite=WORKBOOK["G", "O"],
            qualifiers=("OLS",),
            options=(
                Option(
                    "APP",
                    edits.yes_no,
                    title="whether armed prohibited persons are searched as well; left out it stands for N",
                    cite=WORKBOOK["G", "O"],
                ),
            ),
            narrow=same_license_state,
            rule="SRF-NUMBER",
            name_rule="SRF-03",
        ),
        Enter("ESR", SupervisedPerson, title="enter a supervised person", cite=KEY_STYLE),
        Modify("MSR", SupervisedPerson, title="modify a supervised person", cite=KEY_STYLE),
        Cancel("XSR", SupervisedPerson, title="cancel a supervised person", cite=KEY_STYLE),
        Add(
            "CMS",
            SupervisedPerson,
            adds=Contact,
            title="report a contact with a supervised person",
            cite=_G + KEY_STYLE,
            done="CONTACT MESSAGE SENT",
            rule="SRF-05",
            tells_owner=True,
            open_to_inquiry=True,
        ),
        Put(
            "PRG",
            SupervisedPerson,
            number="CII",
            always=(("CAT", Category.REGISTRANT), ("ENT", "1")),
            title="keep the summary of a registrant",
            rule="SRF-09",
            cite=WORKBOOK["G", "I"] + _INTERNAL,
        ),
        Withdraw(
            "WRG",
            SupervisedPerson,
            number="CII",
            always=(("CAT", Category.REGISTRANT),),
            title="withdraw the summary of a registrant",
            rule="SRF-09",
            cite=WORKBOOK["G", "I"] + _INTERNAL,
        ),
        Report(
            "NOA",
            SupervisedPerson,
            reports="arrest",
            number="CII",
            options=(
                Option("DOA", edits.calendar_date, title="date of the arrest", cite=_ARREST),
                Option("OFF", edits.text(1, 60), title="offense, as a code or in words", cite=_ARREST),
                Option("OCA", edits.identifier(1, 20), title="case number of the arresting agency", cite=_ARREST),
            ),
            title="notice of arrest",
            cite=_G + KEY_STYLE,
            done="NOTICE OF ARREST TAKEN",
            rule="SRF-07",
        ),
    ),
    levels=tuple(Level(str(level.value), level.meaning, _G) for level in EntryLevel),
    checks=(
        Check("SRF-AGENT", SupervisedPerson, rules.supervisor_is_named, needs=("CAT",), cite=_NAMED),
        Check(
            "SRF-REGISTRANT",
            SupervisedPerson,
            rules.registry_writes_registrants,
            needs=("CAT",),
            first_hand=True,
            cite=WORKBOOK["G", "I"] + assumed("that nobody else writes them"),
        ),
        Check(
            "SRF-TERM",
            SupervisedPerson,
            rules.ends_after_begin,
            needs=("BEG", "END"),
            cite=assumed("supervision ends after its start"),
        ),
        Check(
            "SRF-OVER",
            SupervisedPerson,
            rules.ends_after_entry,
            needs=("END",),
            cite=assumed("the file holds who is under supervision, and nobody else"),
        ),
        Check(
            "SRF-LEVEL-2",
            SupervisedPerson,
            rules.parole_is_complete_for_ncic,
            needs=("ENT", "CAT"),
            since=PAROLE_SINCE,
            cite=_NATIONAL,
        ),
        Check(
            "SRF-LEVEL-2-HEALTH",
            SupervisedPerson,
            rules.mental_health_is_complete_for_ncic,
            needs=("ENT", "CAT"),
            since=MENTAL_HEALTH_SINCE,
            cite=_NATIONAL,
        ),
        Check(
            "SRF-CONTACT-PLATE", Contact, rules.plate_has_a_state, needs=("LIC",), cite=_G + assumed("as for vehicles")
        ),
        Check(
            "SRF-CONTACT-TIME",
            Contact,
            rules.contact_has_happened,
            needs=("CDT", "CTM"),
            cite=assumed("nobody reports a contact that is yet to come"),
        ),
    ),
    forwards=(
        ForwardInquiry(to="wps", key="QW", when=asks_by_name, rule="SRF-03", cite=_G),
        ForwardInquiry(to="carpos", key="QRO", when=asks_by_name, rule="CAR-06", cite=WORKBOOK["F", "G"]),
        ForwardInquiry(
            to="apps",
            key="QYP",
            when=rules.asks_for_prohibited_persons,
            last=True,
            rule="SRF-04",
            cite=WORKBOOK["G", "O"],
        ),
        ForwardEntry(
            to="ncic",
            record=SupervisedPerson,
            key="ESR",
            when=rules.parole_of_level_2,
            prepare=rules.as_it_is,
            then=rules.stays_as_it_is,
            follow=_FOLLOW,
            translate=NO_SEX_X,
            rule="SRF-02",
            since=PAROLE_SINCE,
            cite=_G,
        ),
        ForwardEntry(
            to="ncic",
            record=SupervisedPerson,
            key="ESR",
            when=rules.mental_health_of_level_2,
            prepare=rules.as_it_is,
            then=rules.stays_as_it_is,
            follow=_FOLLOW,
            translate=NO_SEX_X,
            rule="SRF-02",
            since=MENTAL_HEALTH_SINCE,
            cite=_G,
        ),
    ),
    confirm=(
        *CONFIRM,
        "CONTACT MESSAGE REQUESTED, ALSO IF THERE WAS NO ENCOUNTER:",
        "SEND CMS (IN TRAINING TCMS) WITH FCN, CIRCUMSTANCES, DATE, TIME, PLACE, VEHICLE",
    ),
    rules=(
        CONFIRM_RULE,
        *FILE_RULES,
        *SEARCH_RULES,
        Rule(
            "SRF-01",
            "Subjects are on parole or probation, registrants, career criminals, or released from mental health care",
            _G,
        ),
        Rule(
            "SRF-02",
            "Level 2 goes to NCIC: parole and probation from June 2005 on, mental health from July 2008 on",
            _G,
            since=PAROLE_SINCE,
        ),
        Rule("SRF-03", "An inquiry by name and sex asks SRF, WPS and CARPOS; with a number NCIC too, through WPS", _G),
        Rule("SRF-04", "With APP/Y the armed prohibited persons are searched too, and answer last", WORKBOOK["G", "O"]),
        Rule("SRF-05", "Each hit asks for a contact message, which the agency that entered the record gets", _G),
        Rule("SRF-06", "The contact message is due without an encounter too, and records that the public was told", _G),
        Rule("SRF-07", "If the record holds the CII number, the supervising agency is told of an arrest", _G),
        Rule("SRF-08", "Test keys serve training at both levels; level 2 goes to the test side of NCIC", _G),
        Rule("SRF-09", "Sex and arson registrants come from the registry, as summaries", WORKBOOK["G", "I"]),
        Rule(
            "SRF-NUMBER",
            "File control number, case number and the subject's own numbers find a record",
            assumed("which numbers, beside a name, an inquiry is asked with"),
        ),
        Rule("CAR-06", "Who asks for supervised persons by name is told of restraining orders too", WORKBOOK["F"]),
    ),
)
