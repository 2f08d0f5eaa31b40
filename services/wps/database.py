"""The Wanted Persons System as a value."""

from __future__ import annotations

from services.wps import rules
from services.wps.codes import EntryLevel
from services.wps.records import WantedPerson
from shared.records import (
    CALIFORNIA,
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    IDENTIFIERS,
    KEY_STYLE,
    LOCATE_RULE,
    NO_SEX_X,
    SEARCH_RULES,
    asks_by_name,
    asks_for_identified_person,
    needs_identifier,
    same_license_state,
)
from shared.spec import (
    PUBLIC_RECORD,
    WORKBOOK,
    Action,
    Cancel,
    Check,
    Clear,
    Database,
    Enter,
    ForwardEntry,
    ForwardInquiry,
    Inquire,
    Level,
    Locate,
    Modify,
    NameSearch,
    Rule,
    assumed,
)

_E = WORKBOOK["E"]
_REQUIRED = PUBLIC_RECORD["what NCIC requires of a wanted person"]

DATABASE = Database(
    name="wps",
    title="Wanted Persons System",
    cite=_E,
    records=(WantedPerson,),
    identifier=FILE_CONTROL_NUMBER,
    name_rules=CALIFORNIA,
    name_searches=(NameSearch(WantedPerson, names=("NAM", "AKA"), sex="SEX", births=("DOB", "ADB"), race="RAC"),),
    keys=(
        Inquire(
            "QW",
            WantedPerson,
            title="inquire on a wanted person",
            cite=KEY_STYLE,
            qualifiers=("OLS",),
            narrow=same_license_state,
            rule="WPS-01",
            name_rule="WPS-01",
        ),
        Enter("EW", WantedPerson, title="enter a wanted person", cite=KEY_STYLE),
        Modify("MW", WantedPerson, title="modify a wanted person", cite=KEY_STYLE),
        Cancel("XW", WantedPerson, title="cancel a wanted person", cite=KEY_STYLE),
        Locate("LW", WantedPerson, title="locate a wanted person", rule="CLETS-10", cite=KEY_STYLE),
        Clear("CW", WantedPerson, title="clear a wanted person", cite=KEY_STYLE),
    ),
    levels=tuple(Level(str(level.value), level.meaning, _E) for level in EntryLevel),
    checks=(
        Check(
            "WPS-IDENTIFIED", WantedPerson, needs_identifier, needs=IDENTIFIERS, cite=PUBLIC_RECORD["wanted persons"]
        ),
        Check(
            "WPS-OFFENSE-99",
            WantedPerson,
            rules.general_offense_is_described,
            needs=("OFF",),
            cite=PUBLIC_RECORD["offense codes"],
        ),
        Check(
            "WPS-LEVEL-2",
            WantedPerson,
            rules.level_2_is_complete_for_ncic,
            needs=("ENT",),
            cite=_REQUIRED + assumed("refused rather than held back"),
        ),
    ),
    forwards=(
        # What SRF passes on it has passed on to the orders itself.
        ForwardInquiry(to="carpos", key="QRO", when=asks_by_name, first_hand=True, rule="WPS-10", cite=WORKBOOK["F"]),
        ForwardInquiry(
            to="ncic",
            key="QW",
            when=asks_for_identified_person,
            translate=NO_SEX_X,
            rule="WPS-02",
            cite=WORKBOOK["E", "R"] + assumed("an age alone does not go on"),
        ),
        ForwardEntry(
            to="ncic",
            record=WantedPerson,
            key="EW",
            when=rules.goes_to_ncic,
            prepare=rules.mark_no_extradition,
            prepare_rule="WPS-05",
            then=rules.raise_to_level_2,
            follow={Action.MODIFY: "MW", Action.LOCATE: "LW", Action.CANCEL: "XW", Action.CLEAR: "CW"},
            translate=NO_SEX_X,
            rule="WPS-04",
            cite=_E + _REQUIRED,
        ),
    ),
    confirm=CONFIRM,
    rules=(
        CONFIRM_RULE,
        LOCATE_RULE,
        *FILE_RULES,
        *SEARCH_RULES,
        Rule("WPS-01", "Name and sex find a wanted person; nothing more is needed", _E),
        Rule("WPS-02", "Only an inquiry with a date of birth or other number goes on to NCIC", WORKBOOK["E", "R"]),
        Rule("WPS-03", "Levels 1 and 2 transport within California, 2 is in NCIC too; 3 and 4 do not transport", _E),
        Rule("WPS-04", "A complete level 1 felony goes to NCIC by itself and becomes level 2 when NCIC took it", _E),
        Rule("WPS-05", "What goes to NCIC by itself has NOEX OUTSIDE CA in front of its remarks", _E),
        Rule("WPS-09", "Behind each record stands a warrant that the wanting agency can show at any time", _E),
        Rule("WPS-10", "A name inquiry searches restraining orders as well", WORKBOOK["F"]),
    ),
)
