"""The words in which a fault of a message is told."""

from __future__ import annotations

SHOWN_CHARACTERS = 24


def refusal(name: str, text: str, accepts: str) -> str:
    """That a part is not as it must be, with the beginning of what was sent in its place."""
    return f"{name} {shown(text)}: {accepts}" if text else f"{name} is missing: {accepts}"


def shown(text: str) -> str:
    """A text as an error can repeat it: short, and with a question mark for what cannot be printed."""
    return printable(text) if len(text) <= SHOWN_CHARACTERS else printable(text[:SHOWN_CHARACTERS]) + "..."


def printable(text: str) -> str:
    """The text with a question mark for every character that is not ASCII 0x20 to 0x7E."""
    return "".join(character if " " <= character <= "~" else "?" for character in text)
