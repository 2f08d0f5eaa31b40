"""The code tables of restraining and protective orders."""

from __future__ import annotations

from shared.edits import WireCode


class OrderType(WireCode):
    """What kind of order it is, with the form of the court on which it is issued."""

    EMERGENCY = "EPO", "emergency protective order (EPO-001)"
    EMERGENCY_GUN_VIOLENCE = "EGV", "gun violence emergency protective order (EPO-002)"
    DOMESTIC_TEMPORARY = "TRO", "domestic violence, temporary restraining order (DV-110)"
    DOMESTIC = "OAH", "domestic violence, restraining order after hearing (DV-130)"
    HARASSMENT_TEMPORARY = "TCH", "civil harassment, temporary restraining order (CH-110)"
    HARASSMENT = "CHO", "civil harassment, restraining order after hearing (CH-130)"
    ELDER_TEMPORARY = "TEA", "elder or dependent adult abuse, temporary restraining order (EA-110)"
    ELDER_FINANCIAL_TEMPORARY = "TEF", "elder or dependent adult financial abuse, temporary restraining order (EA-110)"
    ELDER = "EAR", "elder or dependent adult abuse, restraining order after hearing (EA-130)"
    ELDER_FINANCIAL = "EAF", "elder or dependent adult financial abuse, restraining order after hearing (EA-130)"
    WORKPLACE_TEMPORARY = "TWH", "workplace violence, temporary restraining order (WV-110)"
    WORKPLACE = "WHO", "workplace violence, restraining order after hearing (WV-130)"
    SCHOOL_TEMPORARY = "TSV", "private postsecondary school violence, temporary restraining order (SV-110)"
    SCHOOL = "SVO", "private postsecondary school violence, restraining order after hearing (SV-130)"
    GUN_VIOLENCE_TEMPORARY = "TGV", "gun violence, temporary restraining order (GV-110)"
    GUN_VIOLENCE = "OGV", "gun violence, restraining order after hearing (GV-130)"
    CRIMINAL = "CPO", "criminal protective order (CR-160)"
    JUVENILE = "JUV", "juvenile restraining order (JV-255)"
    OUT_OF_STATE = "OOS", "out-of-state protective order, registered with a California court"


class ServiceMethod(WireCode):
    """How the restrained person was told of the order."""

    PERSON = "P", "in person"
    MAIL = "M", "by mail"
    ORALLY = "O", "orally"
    HEARING = "H", "at the hearing"
