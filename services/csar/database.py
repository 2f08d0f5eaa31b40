"""The California Sex and Arson Registry as a value."""

from __future__ import annotations

from datetime import date, time

from services.csar import duties, rules
from services.csar.records import Registrant
from shared.records import (
    CALIFORNIA,
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    NO_SEX_X,
    SEARCH_RULES,
    asks_for_identified_person,
    one_residence,
    same_license_state,
)
from shared.spec import (
    BULLETIN_13_07,
    POLICIES,
    WORKBOOK,
    Action,
    Check,
    Database,
    Enter,
    ForwardEntry,
    ForwardInquiry,
    Inquire,
    Modify,
    NameSearch,
    Rule,
    Summary,
    assumed,
)

_I = WORKBOOK["I"]
_BULLETIN = BULLETIN_13_07["notice"]
KEYS_UNTIL = date(2014, 1, 1)
"""The day from which terminals no longer enter and update."""
WEB_SINCE = date(2013, 3, 6)
"""The day from which agencies enter and update through the web interface."""
_SUMMARY = (
    "NAM", "SEX", "RAC", "DOB", "HGT", "WGT", "HAI", "EYE", "SKN", "SMT", "SOC", "OLN", "OLS", "FBI", "CII", "AKA",
    "ADB",
)  # fmt: skip
"""What a summary repeats of a registrant."""

DATABASE = Database(
    name="csar",
    title="California Sex and Arson Registry",
    cite=_I + _BULLETIN,
    records=(Registrant,),
    identifier=FILE_CONTROL_NUMBER,
    name_rules=CALIFORNIA,
    name_searches=(NameSearch(Registrant, names=("NAM", "AKA"), sex="SEX", births=("DOB", "ADB"), race="RAC"),),
    keys=(
        Inquire(
            "QSA",
            Registrant,
            title="inquire on a registrant",
            cite=_I + _BULLETIN,
            qualifiers=("OLS",),
            narrow=same_license_state,
            rule="CSAR-01",
            name_rule="CJIS-03",
            whole=("CII",),
        ),
        Enter(
            "ESA",
            Registrant,
            title="enter a registrant",
            cite=_BULLETIN,
            done="REGISTRATION ENTERED",
            until=KEYS_UNTIL,
            web_since=WEB_SINCE,
        ),
        Modify(
            "USA",
            Registrant,
            title="update a registrant",
            cite=_BULLETIN,
            done="REGISTRATION UPDATED",
            until=KEYS_UNTIL,
            web_since=WEB_SINCE,
        ),
    ),
    checks=(
        Check(
            "CSAR-RESIDENCE",
            Registrant,
            one_residence,
            needs=("ADR", "CTY", "ZIP", "TRN"),
            cite=_I + assumed("an address is valid with city and ZIP code"),
        ),
        Check(
            "CSAR-HISTORY",
            Registrant,
            rules.later_than_before,
            needs=("RDT",),
            cite=assumed("the history is in the order of its dates"),
        ),
        Check(
            "CSAR-RISK",
            Registrant,
            rules.score_has_an_instrument,
            needs=("RSI", "RSS"),
            cite=POLICIES["glossary"] + assumed("a score means nothing without its instrument"),
        ),
    ),
    forwards=(
        ForwardInquiry(
            to="ncic",
            key="QW",
            when=asks_for_identified_person,
            translate=NO_SEX_X,
            rule="CJIS-12",
            cite=WORKBOOK["C"] + assumed("an age alone does not go on"),
        ),
        ForwardEntry(
            to="ncic",
            record=Registrant,
            key="EXS",
            when=rules.belongs_in_ncic,
            prepare=rules.as_it_is,
            then=rules.stays_as_it_is,
            follow={Action.MODIFY: "MXS", Action.CANCEL: "XXS"},
            translate=NO_SEX_X,
            rule="CSAR-04",
            cite=_I,
        ),
        Summary(
            to="srf",
            record=Registrant,
            key="PRG",
            withdraw="WRG",
            by="CII",
            at=(time(6), time(18)),
            when=rules.has_a_summary,
            codes=_SUMMARY,
            prepare=rules.summary,
            rule="CSAR-02",
            cite=_I + assumed("the times of day"),
        ),
    ),
    confirm=CONFIRM,
    rules=(
        CONFIRM_RULE,
        *FILE_RULES,
        *SEARCH_RULES,
        Rule("CSAR-01", "By CII or FCN the whole record is shown: registrations, vehicles, all descriptors", _I),
        Rule("CSAR-02", "Twice a day the supervised release file gets a summary of every registrant that changed", _I),
        Rule("CSAR-03", "An answer says where whereabouts are unknown or a registrant may not be in compliance", _I),
        Rule("CSAR-04", "Sex offenders with a valid address, deported, transient or missing go to NCIC", _I),
        Rule("CSAR-05", "ESA and USA are down from 2014 on; QSA stays", _BULLETIN),
        Rule("CSAR-06", "Since 6 March 2013 agencies enter and update over the web", _BULLETIN),
        Rule("CSAR-07", "Registration is for life, for juvenile arson ten years; from 2021 by tiers", duties.TERM_CITE),
        Rule("CSAR-08", "The public site shows address, ZIP code or nothing; law enforcement sees all", _I),
        Rule("CSAR-09", "Law enforcement searches by category, date of birth, predator designation and marks", _I),
        Rule("CSAR-10", "Risk, method, employment, vehicles and photographs are held as well", POLICIES["glossary"]),
        Rule("CSAR-DUE", "Registration is due at the birthday, after 30 or after 90 days", duties.DUE_CITE),
    ),
)
