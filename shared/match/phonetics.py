"""Surnames by sound: California's way and the national way.

CLETS Operator Workbook 2011, C: a name inquiry matches last names by sound, SCHULTZ also finds SHUELS. Which code is
used is not published. We assume American Soundex over a simplified spelling: plain Soundex keeps SCHULTZ (S432) and
SHUELS (S420) apart, and wider codes bring in too many surnames.
"""

from __future__ import annotations

import re
from functools import lru_cache

import jellyfish

# The longer group stands first, because SCH holds no SH but both become S.
_SIMPLER = (("SCH", "S"), ("SH", "S"), ("TZ", "Z"))
_not_letters = re.compile(r"[^A-Z]+")
_CACHED_SURNAMES = 65_536


@lru_cache(maxsize=_CACHED_SURNAMES)
def surname_codes(last: str) -> tuple[str, ...]:
    """The sound codes of a surname in California's files; two surnames sound alike if they share a code.

    A surname of several words counts as one (DE LA CRUZ as DELACRUZ). A hyphenated surname counts as one and also by
    each of its parts, so that GARCIA-LOPEZ is found as GARCIA and as LOPEZ. That choice is ours. A text without
    letters has no codes.
    """
    upper = last.upper()
    spellings = [upper, *upper.split("-")] if "-" in upper else [upper]
    codes = (_simplified_soundex(_letters(spelling)) for spelling in spellings)
    return tuple(dict.fromkeys(code for code in codes if code))


@lru_cache(maxsize=_CACHED_SURNAMES)
def national_surname_code(last: str) -> str:
    """The sound code of a surname at NCIC: American Soundex of the whole surname; empty for a text without letters."""
    return jellyfish.soundex(_letters(last.upper()))


def _letters(surname: str) -> str:
    return _not_letters.sub("", surname)


def _simplified_soundex(surname: str) -> str:
    for group, simpler in _SIMPLER:
        surname = surname.replace(group, simpler)
    return jellyfish.soundex(surname)
