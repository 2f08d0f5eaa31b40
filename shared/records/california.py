"""What California's files share beside the person part: file control numbers, and what every hit says."""

from __future__ import annotations

from shared.spec import POLICIES, WORKBOOK, Identifier, Rule, assumed

FILE_CONTROL_NUMBER = Identifier(
    "FCN",
    cite=WORKBOOK["C"],
    daily_limit=99_999,
    limit_rule="CJIS-02",
    entry_rule="CJIS-01",
    search_rule="CJIS-03",
    owner_rule="CJIS-04",
)

CONFIRM = (
    "CONFIRM WITH THE ORIGINATING AGENCY BEFORE ACTING",
    "A MATCH IS NOT PROBABLE CAUSE; COMPARE WITH THE MASTER CASE RECORD",
)
"""What must be done before anyone acts on a hit."""

CONFIRM_RULE = Rule(
    "CLETS-17",
    "A match is not probable cause: each hit says to confirm it with the agency that holds the master case record",
    WORKBOOK["B"] + POLICIES["1.6.1.A"],
)

_C = WORKBOOK["C"]

LOCATE_RULE = Rule(
    "CLETS-10",
    "A locate is told to the owner of the record at its attended terminal",
    POLICIES["1.6.2.A"],
)

FILE_RULES = (
    Rule("CJIS-01", "An accepted entry gets a file control number: agency, year, day of the year, serial", _C),
    Rule("CJIS-02", "A database takes 99,999 entries a day and refuses the next", _C),
    Rule("CJIS-03", "An inquiry by file control number shows the whole record, one by name an abbreviated one", _C),
    Rule("CJIS-04", "A record is modified or cancelled by its file control number together with its owner's ORI", _C),
)
"""What holds for the records of every California file."""

SEARCH_RULES = (
    Rule("CJIS-05", "Last names match by sound", _C),
    Rule("CJIS-06", "First names match through a table of diminutives", _C),
    Rule("CJIS-07", "A creative spelling of a first name does not match the usual one", _C),
    Rule("CJIS-08", "A first initial finds every first name that begins with it", _C),
    Rule("CJIS-09", "Sex X in an inquiry searches male, female and unknown", _C),
    Rule("CJIS-10", "A date of birth searches one year to either side", _C),
    Rule("CJIS-11", "An age searches three years to either side of the birth year", _C),
    Rule("CJIS-12", "A name inquiry with a date of birth goes on to NCIC's person files", WORKBOOK["C", "R"]),
    Rule("CJIS-13", "These rules for names hold in California's justice files, not at DMV and not at NCIC", _C),
)
"""What holds for the California files that are searched by name."""

KEY_STYLE = assumed("California's message keys are not public; this one is in national style")
"""Where the message keys come from that are ours."""
NO_SEX_X = {"SEX": {"X": "U"}, "PSX": {"X": "U"}}
"""What becomes of California's sex X on the way to NCIC, which knows no such code."""
