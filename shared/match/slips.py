"""Texts one slip of the hand away: a wrong, missing, extra or swapped character."""

from __future__ import annotations

from string import ascii_uppercase, digits

import jellyfish

from shared.match.phonetics import national_surname_code

_SPELLED_APART = 2


def one_slip(text: str) -> list[str]:
    """Every text that one slip turns into this one, sorted; of digits alone, or letters alone, where it is such.

    Args:
        text: a name or number in capitals.
    """
    letters = _alphabet(text)
    found = {text[:at] + text[at + 1 :] for at in range(len(text))}
    found |= {text[:at] + letter + text[at:] for at in range(len(text) + 1) for letter in letters}
    found |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
    found.update(one_wrong(text))
    return sorted(found - {text, ""})


def one_wrong(text: str) -> list[str]:
    """Every text of the same length with one other character, sorted."""
    letters = _alphabet(text)
    found = {text[:at] + letter + text[at + 1 :] for at in range(len(text)) for letter in letters}
    return sorted(found - {text})


def sound_alike(one: str, other: str) -> bool:
    """Whether two first names sound alike and are written a little differently, as KAREN and KARYN."""
    alike = national_surname_code(one) == national_surname_code(other)
    return one != other and alike and jellyfish.damerau_levenshtein_distance(one, other) <= _SPELLED_APART


def _alphabet(text: str) -> str:
    held = text.replace(" ", "").replace("-", "").replace("'", "")
    if held.isdigit():
        return digits
    return ascii_uppercase if held.isalpha() else digits + ascii_uppercase
