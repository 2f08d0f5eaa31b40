"""The edit for a person's name: ``LAST,FIRST MIDDLE SUFFIX`` in one field of at most thirty characters."""

from __future__ import annotations

import re
from functools import lru_cache

from shared.edits.plain import clean, text_column
from shared.spec.edit import Edit, Unacceptable

SHORTEST = 3
LONGEST = 30

_ACCEPTS = f"LAST,FIRST MIDDLE in {SHORTEST} to {LONGEST} letters, hyphens, apostrophes and spaces, with one comma"
_PART = r"(?=[' -]*[A-Z])[A-Z' -]+"
_both_parts = re.compile(f"{_PART},{_PART}").fullmatch
_around_comma = re.compile(r" *, *")


@lru_cache(maxsize=4096)
def _read(value: str) -> str:
    # Spaces never tell two people apart, so they are settled before the length is measured.
    name = _around_comma.sub(",", " ".join(clean(value).split()))
    if not SHORTEST <= len(name) <= LONGEST:
        raise Unacceptable("LENGTH", _ACCEPTS)
    if _both_parts(name) is None:
        raise Unacceptable("FORMAT", _ACCEPTS)
    return name


person_name: Edit[str] = Edit(
    name="person_name",
    accepts=_ACCEPTS,
    read=_read,
    write=str,
    column=text_column(LONGEST),
    width=LONGEST,
    good=("DOE,JOHN", "DOE,JOHN MICHAEL JR", "GARCIA-LOPEZ,ANA", "O'BRIEN,J", "DE LA CRUZ,MARIA"),
    bad=("", "A,", "DOE", "DOE,", ",JOHN", "DOE,JOHN,M", "DOE,J0HN", "D" * 26 + ",JOHN", "-,'"),
)
"""Surname, comma, first name or initial, then middle names and suffix; runs of spaces are read as one."""
