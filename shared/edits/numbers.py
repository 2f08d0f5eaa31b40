"""Edits for numbers that identify somebody or something: people, records, agencies, telephones."""

from __future__ import annotations

from shared.edits.plain import shaped
from shared.spec.edit import Edit

social_security: Edit[str] = shaped(
    "social_security",
    "nine digits",
    r"[0-9]{9}",
    9,
    9,
    good=("900000000", "999999999"),
    bad=("", "90000000", "90000000A"),
)
"""A social security number. Invented ones begin with 9, which the Social Security Administration never issues."""

cii: Edit[str] = shaped(
    "cii",
    "a letter and eight digits",
    r"[A-Z][0-9]{8}",
    9,
    9,
    good=("A00000001", "A99000001"),
    bad=("", "A0000001", "000000001"),
)
"""A number of California's Criminal Identification and Information system. Invented ones begin with A00 or A99."""

phone: Edit[str] = shaped(
    "phone", "ten digits", r"[0-9]{10}", 10, 10, good=("9165550100", "2135550199"), bad=("", "5550100", "916-555-010")
)
"""A telephone number with its area code. Invented ones are 555-0100 to 555-0199, which are kept free for fiction."""

ori: Edit[str] = shaped(
    "ori",
    "nine letters or digits, the first two of them letters",
    r"[A-Z]{2}[A-Z0-9]{7}",
    9,
    9,
    good=("CA0340000", "CA034015G"),
    bad=("", "CA034000", "110340000", "CA03400-0"),
)
"""An agency's originating agency identifier, assigned by the FBI; the first two letters are the state."""

fcn: Edit[str] = shaped(
    "fcn", "thirteen digits", r"[0-9]{13}", 13, 13, good=("1862632600123",), bad=("", "186263260012", "186263260012A")
)
"""A file control number: three digits for the agency, two for the year, three for the day, five for the serial."""

nic: Edit[str] = shaped(
    "nic",
    "a letter and nine digits",
    r"[A-Z][0-9]{9}",
    10,
    10,
    good=("W000000001",),
    bad=("", "W00000001", "0000000001"),
)
"""A record's number at NCIC; the letter tells the file. The check digit inside it is not tested here."""
