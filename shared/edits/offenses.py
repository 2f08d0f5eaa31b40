"""The edit for offense codes: four digits, of which the first two name a group of offenses."""

from __future__ import annotations

from shared.edits.codes import CodeTable
from shared.edits.plain import clean, text_column
from shared.spec.cite import PUBLIC_RECORD, assumed
from shared.spec.edit import Edit, Unacceptable

OFFENSE_GROUPS = CodeTable(
    "offense_group",
    PUBLIC_RECORD["uniform offense classification codes"] + assumed("49xx counts with flight and escape"),
    {
        "09": "homicide",
        "10": "kidnapping",
        "11": "sexual assault",
        "12": "robbery",
        "13": "assault",
        "20": "arson",
        "22": "burglary",
        "23": "larceny",
        "24": "stolen vehicle",
        "26": "fraud",
        "35": "drugs",
        "48": "flight or escape",
        "49": "flight or escape",
        "50": "obstruction, probation or parole violation",
        "52": "weapon offense",
        "54": "traffic offense",
    },
)
"""The groups of offenses, by the first two digits of a code."""

_FORM = "four digits of an offense group"
_GROUPS = "four digits that begin with " + ", ".join(OFFENSE_GROUPS)


def _read(value: str) -> str:
    cleaned = clean(value)
    if len(cleaned) != 4:
        raise Unacceptable("LENGTH", _FORM)
    if not cleaned.isdigit():
        raise Unacceptable("FORMAT", _FORM)
    if cleaned[:2] not in OFFENSE_GROUPS:
        raise Unacceptable("TABLE", _GROUPS)
    return cleaned


offense: Edit[str] = Edit(
    name="offense",
    accepts=_GROUPS,
    read=_read,
    write=str,
    column=text_column(4),
    width=4,
    good=("0999", "1299", "2404", "5499"),
    bad=("", "120", "12AB", "0100", "9912"),
)
"""An offense code of a listed group."""


def needs_description(offense_code: str) -> bool:
    """Whether the code only names its group: a code that ends in 99 must be described in the remarks."""
    return offense_code.endswith("99")
