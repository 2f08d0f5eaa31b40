"""How a database compares names: the functions are chosen in its declaration, the engine only calls them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from shared.spec.cite import Cite

Window = tuple[date, date]


@dataclass(frozen=True, slots=True)
class NameRules:
    """The name search of one database.

    Attributes:
        codes: last name to its phonetic codes.
        roots: first name to the names it stands for; a single empty root means that first names are not compared.
        birth_window: date of birth to the first and last date searched.
        age_window: age in years and today to the first and last date searched; None where an age is not searched.
        sexes: sex asked to the sexes searched.
        races: race asked to the races searched; empty means all.
        exclusive_numbers: codes of numbers that replace the name search where they are given.
        needs_birth: whether a name is searched only together with a date of birth.
        sound_rule, first_name_rule, spelling_rule, initial_rule, sex_rule, birth_rule, age_rule: ids of the rules
            behind each comparison; the spelling rule is the one by which first names that only sound alike differ.
        title: what it does, in a sentence.
        cite: where it comes from.
    """

    codes: Callable[[str], tuple[str, ...]]
    roots: Callable[[str], tuple[str, ...]]
    birth_window: Callable[[date], Window]
    age_window: Callable[[int, date], Window] | None
    sexes: dict[str, tuple[str, ...]]
    title: str
    cite: Cite
    races: dict[str, tuple[str, ...]] | None = None
    exclusive_numbers: frozenset[str] = frozenset()
    needs_birth: bool = False
    sound_rule: str = ""
    first_name_rule: str = ""
    spelling_rule: str = ""
    initial_rule: str = ""
    sex_rule: str = ""
    birth_rule: str = ""
    age_rule: str = ""
