"""The Stolen Vehicle System as a value."""

from __future__ import annotations

from services.svs import rules
from services.svs.records import Part, Plate, Vehicle
from shared.records import (
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    KEY_STYLE,
    LOCATE_RULE,
)
from shared.spec import (
    CALIFORNIA_RECORD,
    PUBLIC_RECORD,
    WORKBOOK,
    Action,
    Cancel,
    Check,
    Clear,
    Database,
    Default,
    Enter,
    ForwardEntry,
    ForwardInquiry,
    Inquire,
    Locate,
    Modify,
    Rule,
    assumed,
    inferred,
)

_J = WORKBOOK["J"]
_GOES_ON = inferred(_J, "NCIC answers for California's stolen vehicles") + PUBLIC_RECORD["what NCIC requires"]

DATABASE = Database(
    name="svs",
    title="Stolen Vehicle System",
    cite=_J,
    records=(Vehicle, Plate, Part),
    identifier=FILE_CONTROL_NUMBER,
    keys=(
        Inquire(
            "QV",
            Vehicle,
            Plate,
            Part,
            title="inquire on a vehicle, plate or part",
            cite=_J + KEY_STYLE,
            qualifiers=("LIS", "LIY", "LIT"),
            unsearched=("LIY", "LIT"),
            narrow=rules.same_plate,
            narrow_rule="SVS-04",
            defaults=(
                Default(
                    code="LIS",
                    value=rules.CALIFORNIA,
                    beside="LIC",
                    rule="SVS-04",
                    cite=inferred(_J, "only a plate of another state is asked with its state"),
                ),
            ),
            rule="SVS-02",
            near_rule="SVS-05",
            near_closing=(
                "NEAR MISS: NO RECORD HAS EXACTLY WHAT WAS ASKED",
                "READ THE RECORD BY ITS FCN AND COMPARE IT BEFORE ANY ACTION",
            ),
        ),
        Enter("EV", Vehicle, title="enter a vehicle", cite=KEY_STYLE),
        Modify("MV", Vehicle, title="modify a vehicle", cite=KEY_STYLE),
        Locate("LV", Vehicle, title="locate a vehicle", rule="CLETS-10", cite=KEY_STYLE),
        Clear("CV", Vehicle, title="clear a vehicle", cite=KEY_STYLE),
        Cancel("XV", Vehicle, title="cancel a vehicle", cite=KEY_STYLE),
        Enter("EL", Plate, title="enter a plate", cite=KEY_STYLE),
        Modify("ML", Plate, title="modify a plate", cite=KEY_STYLE),
        Locate("LL", Plate, title="locate a plate", rule="CLETS-10", cite=KEY_STYLE),
        Clear("CL", Plate, title="clear a plate", cite=KEY_STYLE),
        Cancel("XL", Plate, title="cancel a plate", cite=KEY_STYLE),
        Enter("EP", Part, title="enter a part", cite=KEY_STYLE),
        Modify("MP", Part, title="modify a part", cite=KEY_STYLE),
        Locate("LP", Part, title="locate a part", rule="CLETS-10", cite=KEY_STYLE),
        Clear("CP", Part, title="clear a part", cite=KEY_STYLE),
        Cancel("XP", Part, title="cancel a part", cite=KEY_STYLE),
    ),
    checks=(
        Check(
            "SVS-NUMBER",
            Vehicle,
            rules.vehicle_has_a_number,
            needs=rules.VEHICLE_NUMBERS,
            cite=CALIFORNIA_RECORD["entry of vehicles"],
        ),
        Check(
            "SVS-LIC-STATE",
            Vehicle,
            rules.plate_has_a_state,
            needs=(),
            cite=inferred(_J, "a plate is asked with its state"),
        ),
        Check("SVS-MUPS", Vehicle, rules.missing_person_vehicle_comes_from_mups, needs=("TYP",), cite=WORKBOOK["H"]),
    ),
    forwards=(
        ForwardInquiry(to="ncic", key="QV", when=rules.asks_by_vehicle_number, rule="SVS-03", cite=_J),
        ForwardInquiry(
            to="ncic", key="QV", when=rules.asks_by_plate_of_another_state, rule="SVS-04", cite=WORKBOOK["J", "R"]
        ),
        ForwardEntry(
            to="ncic",
            record=Vehicle,
            key="EV",
            when=rules.vehicle_goes_to_ncic,
            prepare=rules.as_it_is,
            then=rules.only_the_number,
            follow={Action.MODIFY: "MV", Action.LOCATE: "LV", Action.CANCEL: "XV", Action.CLEAR: "CV"},
            rule="SVS-NCIC",
            cite=_GOES_ON,
        ),
        ForwardEntry(
            to="ncic",
            record=Plate,
            key="EL",
            when=rules.plate_goes_to_ncic,
            prepare=rules.as_it_is,
            then=rules.only_the_number,
            follow={Action.MODIFY: "ML", Action.LOCATE: "LL", Action.CANCEL: "XL", Action.CLEAR: "CL"},
            rule="SVS-NCIC",
            cite=_GOES_ON,
        ),
    ),
    confirm=CONFIRM,
    rules=(
        CONFIRM_RULE,
        LOCATE_RULE,
        *FILE_RULES,
        Rule("SVS-01", "Vehicles are stolen, lost, felony, found, evidence or held; plates, parts the first five", _J),
        Rule("SVS-02", "Plate, vehicle, engine, serial, owner-applied and file control number find a record", _J),
        Rule("SVS-03", "A vehicle number is asked of NCIC as well", _J),
        Rule("SVS-04", "A plate of another state is asked with its state, and of NCIC", WORKBOOK["J", "R"]),
        Rule("SVS-05", "Where no number matches exactly, a near miss may be shown", _J + assumed("what is near")),
        Rule("SVS-06", "A near miss is read by its file control number and compared before any action", _J),
        Rule(
            "SVS-07", "NCIC keeps stolen plates for the year of entry and four more", _J + assumed("unexpired ones too")
        ),
        Rule("SVS-08", "Plate readers get extracts, and a match from one is verified here", _J, kept=False),
        Rule(
            "SVS-09",
            "A stolen or felony vehicle has a DOJ stop at DMV, maybe older than here",
            WORKBOOK["J", "Q"],
            kept=False,
        ),
        Rule("SVS-10", "For a vehicle found in Mexico the border center confirms without a locate", _J, kept=False),
        Rule(
            "SVS-NCIC", "Stolen and felony vehicles and stolen plates go to NCIC once they hold what it wants", _GOES_ON
        ),
    ),
)
