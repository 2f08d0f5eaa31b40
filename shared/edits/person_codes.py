"""Code tables that describe people: sex, race, eyes, hair, skin."""

from __future__ import annotations

from shared.edits.codes import CodeTable, WireCode, code
from shared.spec.cite import PUBLIC_RECORD

_DESCRIPTORS = PUBLIC_RECORD["personal descriptor codes"]


class Sex(WireCode):
    """Sex in California's files; X in an inquiry searches male, female and unknown records."""

    MALE = "M", "male"
    FEMALE = "F", "female"
    UNKNOWN = "U", "unknown"
    UNSPECIFIED = "X", "unknown (California)"


class NationalSex(WireCode):
    """Sex in the national files, which do not know X."""

    MALE = "M", "male"
    FEMALE = "F", "female"
    UNKNOWN = "U", "unknown"


RACE = CodeTable(
    "race",
    _DESCRIPTORS,
    {
        "A": "Asian or Pacific Islander",
        "B": "Black",
        "I": "American Indian or Alaskan native",
        "W": "White",
        "U": "unknown",
    },
)

EYE = CodeTable(
    "eye_color",
    _DESCRIPTORS,
    {
        "BLK": "black",
        "BLU": "blue",
        "BRO": "brown",
        "GRN": "green",
        "GRY": "gray",
        "HAZ": "hazel",
        "MAR": "maroon",
        "MUL": "multicolored",
        "PNK": "pink",
        "XXX": "unknown",
    },
)

HAIR = CodeTable(
    "hair_color",
    _DESCRIPTORS,
    {
        "BLD": "bald",
        "BLK": "black",
        "BLN": "blond or strawberry",
        "BLU": "blue",
        "BRO": "brown",
        "GRN": "green",
        "GRY": "gray or partially gray",
        "ONG": "orange",
        "PLE": "purple",
        "PNK": "pink",
        "RED": "red or auburn",
        "SDY": "sandy",
        "WHI": "white",
        "XXX": "unknown",
    },
)

SKIN = CodeTable(
    "skin_tone",
    _DESCRIPTORS,
    {
        "ALB": "albino",
        "BLK": "black",
        "DBR": "dark brown",
        "DRK": "dark",
        "FAR": "fair",
        "LBR": "light brown",
        "LGT": "light",
        "MBR": "medium brown",
        "MED": "medium",
        "OLV": "olive",
        "RUD": "ruddy",
        "SAL": "sallow",
        "YEL": "yellow",
    },
)

sex = code(Sex)
national_sex = code(NationalSex)
race = code(RACE)
eye_color = code(EYE)
hair_color = code(HAIR)
skin_tone = code(SKIN)
