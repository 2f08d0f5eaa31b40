"""Examples at the end of a command's help."""

from __future__ import annotations


def examples(*lines: str) -> str:
    """The end of a command's help: what may be typed, one example a line."""
    # The mark keeps click from filling the lines up like a paragraph.
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))
