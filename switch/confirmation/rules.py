"""The published rules behind hit confirmation, and the reasons that replies give."""

from __future__ import annotations

from shared.spec import POLICIES, WORKBOOK, Rule
from shared.wire import Reason

_E = WORKBOOK["E"]

RULES = (
    Rule("WPS-06", "A hit is confirmed by YQ and YR, or by a telephone call that is recorded", _E),
    Rule("WPS-07", "An urgent confirmation is due in ten minutes, a routine one in an hour", _E),
    Rule("WPS-08", "An answer confirms, denies, or says by when it will do either", _E),
    Rule(
        "CLETS-10", "A confirmation request goes to the owner's terminal that is always attended", POLICIES["1.6.2.A"]
    ),
)
"""The rules that hit confirmation keeps, for every kind of record."""

_by_id = {rule.id: rule for rule in RULES}


def reason(rule: str, text: str = "") -> Reason:
    """A step of why a reply is what it is; without a text it says what the rule says."""
    found = _by_id[rule]
    return Reason(text or found.title, found.id, str(found.cite))
