"""First names through a table of diminutives: GREG also finds GREGG and GREGORY.

CLETS Operator Workbook 2011, C, says that there is such a table and that creative spellings (KARYN, CHAYSE) do not
match the usual spelling; the table itself is not published. Ours stands in ``diminutives.csv``: a root name and its
usual short forms, in English and Spanish. A short form may belong to several roots (AL to ALAN, ALBERT, ALFRED).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path


def _roots_by_form(path: Path) -> Mapping[str, tuple[str, ...]]:
    roots: dict[str, set[str]] = {}
    with path.open(encoding="ascii", newline="") as lines:
        for row in csv.DictReader(lines):
            for form in (row["root"], *row["forms"].split()):
                roots.setdefault(form, set()).add(row["root"])
    return {form: tuple(sorted(names)) for form, names in roots.items()}


_ROOTS = _roots_by_form(Path(__file__).with_name("diminutives.csv"))


@lru_cache(maxsize=16_384)
def first_name_roots(first: str) -> tuple[str, ...]:
    """The root names that a first name may stand for, sorted; a name that is not in the table is its own root."""
    name = first.upper()
    return _ROOTS.get(name) or (name,)


def first_names_match(one: str, other: str) -> bool:
    """Whether two first names share a root."""
    return not set(first_name_roots(one)).isdisjoint(first_name_roots(other))
