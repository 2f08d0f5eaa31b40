"""Matching: when two names, dates, plates or vehicle numbers count as the same or nearly the same. Pure functions."""

from shared.match.dates import age_window, birth_window
from shared.match.diminutives import first_name_roots, first_names_match
from shared.match.names import PersonName, is_initial, split_name
from shared.match.phonetics import national_surname_code, surname_codes
from shared.match.plates import Difference, DifferenceKind, difference, fold, neighbourhood, two_wrong
from shared.match.slips import one_slip, one_wrong, sound_alike
from shared.match.vehicles import vin_tail

__all__ = [
    "Difference",
    "DifferenceKind",
    "PersonName",
    "age_window",
    "birth_window",
    "difference",
    "first_name_roots",
    "first_names_match",
    "fold",
    "is_initial",
    "national_surname_code",
    "neighbourhood",
    "one_slip",
    "one_wrong",
    "sound_alike",
    "split_name",
    "surname_codes",
    "two_wrong",
    "vin_tail",
]
