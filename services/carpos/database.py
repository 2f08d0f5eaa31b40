"""The California Restraining and Protective Order System as a value."""

from __future__ import annotations

from services.carpos import rules, terms
from services.carpos.records import RestrainingOrder, Violation
from shared.records import (
    CALIFORNIA,
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    SEARCH_RULES,
    asks_for_identified_person,
    same_license_state,
)
from shared.spec import (
    POLICIES,
    PUBLIC_RECORD,
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
    Modify,
    NameSearch,
    Rule,
    Update,
    assumed,
)

_F = WORKBOOK["F"]
_KEY = assumed("California's message keys are not public; this one is in national style")
_NO_SEX_X = {"SEX": {"X": "U"}, "PSX": {"X": "U"}}

DATABASE = Database(
    name="carpos",
    title="California Restraining and Protective Order System",
    cite=_F,
    records=(RestrainingOrder, Violation),
    identifier=FILE_CONTROL_NUMBER,
    name_rules=CALIFORNIA,
    name_searches=(
        NameSearch(
            RestrainingOrder,
            names=("NAM", "AKA"),
            sex="SEX",
            births=("DOB", "ADB"),
            race="RAC",
            remark="MATCHED RESTRAINED PARTY",
        ),
        NameSearch(RestrainingOrder, names=("PNM",), sex="PSX", births=("PDB",), remark="MATCHED PROTECTED PARTY"),
    ),
    keys=(
        Inquire(
            "QRO",
            RestrainingOrder,
            title="inquire on a restraining order by either party",
            cite=_F + _KEY,
            qualifiers=("OLS",),
            narrow=same_license_state,
            rule="CAR-05",
            name_rule="CAR-05",
        ),
        Enter("ERO", RestrainingOrder, title="enter a restraining order", cite=_KEY),
        Modify("MRO", RestrainingOrder, title="modify a restraining order", cite=_KEY),
        Cancel("XRO", RestrainingOrder, title="cancel a restraining order", cite=_KEY),
        Update(
            "SRO",
            RestrainingOrder,
            fields=("SVM", "SVB", "SVD", "SVT", "SVA"),
            title="record the service of a restraining order",
            cite=_F + _KEY,
            done="SERVICE RECORDED",
            rule="CAR-02",
        ),
        Add(
            "VRO",
            RestrainingOrder,
            adds=Violation,
            title="report a violation of a restraining order",
            cite=_F + _KEY,
            done="VIOLATION ADDED",
            rule="CAR-08",
            open_to_inquiry=True,
        ),
    ),
    checks=(
        Check(
            "CARPOS-EXPIRATION",
            RestrainingOrder,
            rules.ends_after_issue,
            needs=("ISD", "EXP"),
            cite=assumed("an order ends after its start"),
        ),
        Check("CARPOS-OUT-OF-STATE", RestrainingOrder, rules.out_of_state_is_registered, needs=("ORT",), cite=_F),
        Check(
            "CARPOS-SERVICE",
            RestrainingOrder,
            rules.service_is_whole,
            needs=(),
            cite=PUBLIC_RECORD["mandatory fields of a proof of service"],
        ),
        Check(
            "CARPOS-SERVICE-DATE",
            RestrainingOrder,
            rules.served_after_issue,
            needs=("ISD", "SVD"),
            cite=assumed("nobody can be served with an order that is not yet made"),
        ),
    ),
    forwards=(
        ForwardInquiry(
            to="ncic",
            key="QW",
            when=asks_for_identified_person,
            translate=_NO_SEX_X,
            first_hand=True,
            rule="CJIS-12",
            cite=WORKBOOK["C", "R"] + assumed("an age alone does not go on"),
        ),
        ForwardEntry(
            to="ncic",
            record=RestrainingOrder,
            key="EPO",
            when=rules.meets_ncic_criteria,
            prepare=rules.as_it_is,
            then=rules.stays_as_it_is,
            follow={Action.MODIFY: "MPO", Action.CANCEL: "XPO"},
            translate=_NO_SEX_X,
            rule="CAR-03",
            cite=_F + assumed("the criteria"),
        ),
    ),
    confirm=CONFIRM,
    rules=(
        CONFIRM_RULE,
        *FILE_RULES,
        *SEARCH_RULES,
        Rule("CAR-01", "Orders of every type are held, from emergency to out of state, each under its court form", _F),
        Rule("CAR-02", "An order is entered served or not; service is recorded whenever it happens", _F),
        Rule("CAR-03", "An order that meets NCIC's criteria goes to its protection order file by itself", _F),
        Rule("CAR-04", "Another state's order is entered once a California court has registered it", _F),
        Rule("CAR-05", "FCN, case number, or name and sex of either party find an order", _F),
        Rule("CAR-06", "Who asks for wanted or supervised persons by name is told of restraining orders too", _F),
        Rule("CAR-07", "An answer gives the terms and, while the order is in effect, that firearms are prohibited", _F),
        Rule("CAR-08", "Any agency may add a violation, with inquiry access alone too; it is shown from then on", _F),
        Rule("CAR-09", "An order that has ended stays in the history for five years", _F + POLICIES["glossary"]),
        Rule("CAR-LIFE", "An emergency order ends after five court days or seven days, whichever is first", terms.CITE),
    ),
)
