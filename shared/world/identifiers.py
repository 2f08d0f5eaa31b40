"""Numbers that the systems give out, from serials that the world counts."""

from __future__ import annotations

from datetime import date
from zlib import crc32


def file_control_number(agency_number: int, day: date, serial: int) -> str:
    """A file control number: three digits agency, two year, three day of the year, five serial of that day.

    Source: CLETS Operator Workbook 2011, C.
    """
    return f"{agency_number:03d}{day:%y%j}{serial:05d}"


def file_control_parts(number: str) -> str:
    """What the digits of a file control number say, in words."""
    return f"agency {number[:3]}, year {number[3:5]}, day {number[5:8]}, serial {number[8:]}"


def national_parts(number: str) -> str:
    """What the characters of a national number say, in words."""
    return f"file letter {number[0]}, serial {number[1:9]}, check digit {number[9:]}"


def national_number(letter: str, serial: int) -> str:
    """A national number: one letter, eight digits and a check digit of our own making.

    The real check digit is not public; ours makes the weighted sum of all nine digits a multiple of ten.
    """
    digits = f"{serial:08d}"
    check = -sum(weight * int(digit) for weight, digit in zip((3, 1) * 4, digits, strict=True)) % 10
    return f"{letter}{digits}{check}"


def default_agency_number(ori: str) -> int:
    """A three-digit number for an agency that no table names: stable, 100 to 999, not necessarily unique."""
    return 100 + crc32(ori.encode()) % 900
