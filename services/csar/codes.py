"""The code tables of registrants."""

from __future__ import annotations

from shared.edits import CodeTable, WireCode, WireNumber
from shared.spec import POLICIES, assumed


class Category(WireCode):
    """For what somebody registers."""

    SEX = "S", "sex offender"
    ARSON = "A", "arson offender"
    BOTH = "B", "sex and arson offender"
    JUVENILE_ARSON = "J", "juvenile arson offender"


class Tier(WireNumber):
    """How long a sex offender registers, from 2021 on."""

    ONE = 1, "ten years"
    TWO = 2, "twenty years"
    THREE = 3, "life"


class Posting(WireCode):
    """What the public site shows of a registrant."""

    FULL = "F", "full address"
    ZIP_ONLY = "Z", "ZIP code only"
    NO_POST = "N", "not shown to the public"
    EXCLUDED = "X", "excluded, not shown to the public"


class Whereabouts(WireCode):
    """What is known of where a registrant is."""

    REGISTERED = "A", "where registered"
    DEPORTED = "D", "deported"
    INCARCERATED = "I", "incarcerated"
    LEFT_STATE = "O", "registered out of state"
    UNKNOWN = "U", "whereabouts unknown"


RISK_INSTRUMENT = CodeTable(
    "risk_instrument",
    POLICIES["glossary"] + assumed("which instruments there are, and their codes"),
    {
        "S99": "Static-99R, static risk",
        "STB": "Stable-2007, dynamic risk",
        "ACU": "Acute-2007, acute risk",
        "LSC": "LS/CMI, violence risk",
        "JSO": "JSORRAT-II, juveniles",
    },
)
