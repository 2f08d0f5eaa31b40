"""Field edits: text as sent to a canonical value, or the reason why not.

Each edit is a value or a function that makes one; reading raises ``Unacceptable`` with a fault of FORMAT, LENGTH, TABLE
or DATE and what would have been accepted.
"""

from shared.edits.codes import CodeTable, WireCode, WireNumber, code
from shared.edits.dates import calendar_date, clock_time
from shared.edits.measures import age, height, license_year, money, weight, whole_number, year, yes_no
from shared.edits.names import person_name
from shared.edits.numbers import cii, fcn, nic, ori, phone, social_security
from shared.edits.offenses import OFFENSE_GROUPS, needs_description, offense
from shared.edits.person_codes import (
    EYE,
    HAIR,
    RACE,
    SKIN,
    NationalSex,
    Sex,
    eye_color,
    hair_color,
    national_sex,
    race,
    sex,
    skin_tone,
)
from shared.edits.places import COUNTY, STATE, county, state, table_from_csv
from shared.edits.plain import alphanumeric, digits, identifier, shaped, text
from shared.edits.vehicle_codes import (
    COLOR,
    PLATE_TYPE,
    VEHICLE_MAKE,
    VEHICLE_STYLE,
    plate_type,
    vehicle_color,
    vehicle_make,
    vehicle_style,
)

__all__ = [
    "COLOR",
    "COUNTY",
    "EYE",
    "HAIR",
    "OFFENSE_GROUPS",
    "PLATE_TYPE",
    "RACE",
    "SKIN",
    "STATE",
    "VEHICLE_MAKE",
    "VEHICLE_STYLE",
    "CodeTable",
    "NationalSex",
    "Sex",
    "WireCode",
    "WireNumber",
    "age",
    "alphanumeric",
    "calendar_date",
    "cii",
    "clock_time",
    "code",
    "county",
    "digits",
    "eye_color",
    "fcn",
    "hair_color",
    "height",
    "identifier",
    "license_year",
    "money",
    "national_sex",
    "needs_description",
    "nic",
    "offense",
    "ori",
    "person_name",
    "phone",
    "plate_type",
    "race",
    "sex",
    "shaped",
    "skin_tone",
    "social_security",
    "state",
    "table_from_csv",
    "text",
    "vehicle_color",
    "vehicle_make",
    "vehicle_style",
    "weight",
    "whole_number",
    "year",
    "yes_no",
]
