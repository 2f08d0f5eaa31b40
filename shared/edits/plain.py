"""Edits for plain text: any printable text, identifiers, letters and digits, digits alone.

Every edit of this package reads through ``clean``: outer spaces do not count, letters are raised to capitals, and no
value holds a period, because a period ends a field on the wire.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy.types import String, TypeEngine

from shared.spec.edit import Edit, Unacceptable


def clean(value: str) -> str:
    """The text in capitals without outer spaces.

    Raises:
        Unacceptable: it holds a period or anything but printable ASCII.
    """
    if "." in value or not (value.isascii() and value.isprintable()):
        raise Unacceptable("FORMAT", "printable ASCII characters without a period")
    return value.strip(" ").upper()


def text_column(width: int) -> Callable[[], TypeEngine[Any]]:
    """A maker of text columns: what is stored is the canonical value itself, so that reading costs nothing."""
    return lambda: String(width)


def shaped(
    name: str,
    accepts: str,
    pattern: str,
    minimum: int,
    maximum: int,
    *,
    good: tuple[str, ...] = (),
    bad: tuple[str, ...] = (),
) -> Edit[str]:
    """An edit for text of ``minimum`` to ``maximum`` characters that matches a regular expression as a whole."""
    matches = re.compile(pattern).fullmatch

    def read(value: str) -> str:
        cleaned = clean(value)
        if not minimum <= len(cleaned) <= maximum:
            raise Unacceptable("LENGTH", accepts)
        if matches(cleaned) is None:
            raise Unacceptable("FORMAT", accepts)
        return cleaned

    return Edit(name, accepts, read, str, text_column(maximum), maximum, good=good, bad=bad)


def length_range(minimum: int, maximum: int) -> str:
    """The lengths from minimum to maximum in words, such as ``1 to 20``."""
    return str(minimum) if minimum == maximum else f"{minimum} to {maximum}"


def text(minimum: int, maximum: int) -> Edit[str]:
    """Any printable text without a period."""
    accepts = f"{length_range(minimum, maximum)} printable characters, no period"
    good = ("A" * max(minimum, 1), "Z" * maximum)
    bad = ("", "A" * (maximum + 1), "A" * minimum + ".")
    return shaped("text", accepts, r"[ -~]*", max(minimum, 1), maximum, good=good, bad=bad)


def identifier(minimum: int, maximum: int) -> Edit[str]:
    """Letters, digits and hyphens, as in case and warrant numbers."""
    accepts = f"{length_range(minimum, maximum)} letters, digits or hyphens"
    good = ("A" * minimum, ("TEST-" + "1" * maximum)[:maximum])
    bad = ("", "A" * (maximum + 1), "/" * minimum)
    return shaped("identifier", accepts, r"[A-Z0-9-]+", minimum, maximum, good=good, bad=bad)


def alphanumeric(minimum: int, maximum: int) -> Edit[str]:
    """Letters and digits only, as in plates and serial numbers."""
    accepts = f"{length_range(minimum, maximum)} letters or digits"
    good = ("A" * minimum, "9" * maximum)
    bad = ("", "A" * (maximum + 1), "-" * minimum)
    return shaped("alphanumeric", accepts, r"[A-Z0-9]+", minimum, maximum, good=good, bad=bad)


def digits(minimum: int, maximum: int) -> Edit[str]:
    """Digits only; leading zeros are kept."""
    accepts = f"{length_range(minimum, maximum)} digits"
    good = ("0" * minimum, "9" * maximum)
    bad = ("", "9" * (maximum + 1), "A" * minimum)
    return shaped("digits", accepts, r"[0-9]+", minimum, maximum, good=good, bad=bad)
