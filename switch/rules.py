"""The published rules that the switch keeps, and the reasons that its replies give."""

from __future__ import annotations

from shared.records import FIELD_RULE, SIDE_RULE, STATUS_RULE
from shared.spec import BULLETIN_13_07, POLICIES, PUBLIC_RECORD, WORKBOOK, Rule, assumed, inferred
from shared.wire import Reason

_E = WORKBOOK["E"]
_UNANSWERED = inferred(PUBLIC_RECORD["Nlets status messages"], "worded after them")

FORM_RULE = Rule(
    "FARM-FORM",
    "A message has the parts that the dialect says, in their order, and a key that the catalog lists",
    assumed("how messages are laid out and framed is not public"),
)

RULES = (
    Rule(
        "CLETS-01",
        "A header of 4 to 10 begins with the mnemonic and comes back unchanged",
        POLICIES["1.6.6.C", "glossary"],
    ),
    Rule("CLETS-02", "An operator field of six names one person; it is never left out", POLICIES["1.6.7"]),
    Rule("CLETS-03", "A terminal address of 6 to 18 may follow the operator", POLICIES["1.6.8", "glossary"]),
    Rule("CLETS-04", "A mnemonic of four stands for one device, or by approval for a pool of them", POLICIES["1.6.2"]),
    Rule(
        "CLETS-05",
        "What a pooled mnemonic did not ask for goes to a fixed destination, never to itself",
        POLICIES["1.6.2.B.1.f"],
    ),
    Rule(
        "CLETS-07",
        "Every message names the nine-character ORI of the terminal's agency",
        WORKBOOK["B"] + POLICIES["glossary"] + assumed("that a terminal speaks for its own agency only"),
    ),
    Rule(
        "CLETS-08",
        "Each mnemonic is authorised for databases and keys; the rest is refused",
        POLICIES["1.4.3.B", "glossary"] + assumed("that it goes by message key as well"),
    ),
    Rule(
        "CLETS-09",
        "Only operators with full access change records; a violation of an order anyone may add",
        WORKBOOK["introduction", "F"],
    ),
    Rule("CLETS-10", "Confirmation requests and locates go to the owner's attended terminal", POLICIES["1.6.2.A"]),
    Rule(
        "CLETS-13",
        "Everything in and out is kept, with whether, when and where it was delivered",
        POLICIES["1.7.1", "1.6.2.B", "glossary"],
    ),
    Rule(
        "CLETS-16",
        "A message key that is retired or out of service is down",
        BULLETIN_13_07["notice"] + assumed("that one which is only out of service answers alike"),
    ),
    Rule(
        "CLETS-21",
        "Nobody works at a terminal before statement and background check are complete",
        WORKBOOK["A"] + POLICIES["1.9.2", "1.9.3"],
    ),
    SIDE_RULE,
    Rule("CLETS-24", "Where a destination does not answer the sender is told, and nothing is lost", _UNANSWERED),
    Rule("WPS-06", "A hit is confirmed by YQ and YR, or by a telephone call that is recorded", _E),
    Rule("WPS-07", "An urgent confirmation is due in ten minutes, a routine one in an hour", _E),
    Rule("WPS-08", "An answer confirms, denies, or says by when it will do either", _E),
    FIELD_RULE,
    FORM_RULE,
    STATUS_RULE,
    Rule(
        "FARM-FAULT",
        "A fault that was put in force by hand strikes what fits it, and the journal says which one struck",
        assumed("faults are the farm's own, to see what a client does"),
    ),
)
"""The rules that the switch keeps for every database, hit confirmation among them."""

_by_id = {rule.id: rule for rule in RULES}


def reason(rule: str, text: str = "") -> Reason:
    """A step of why a reply is what it is; without a text it says what the rule says."""
    found = _by_id[rule]
    return Reason(text or found.title, found.id, str(found.cite))
