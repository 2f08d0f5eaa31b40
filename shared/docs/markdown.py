"""Tables in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def table(heads: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    """The lines of a table and a blank line after it; none where there are no rows."""
    found = [_row(row) for row in rows]
    if found:
        yield from (_row(heads), "|" + "---|" * len(heads), *found, "")


def code(text: object) -> str:
    """A code as it is sent; nothing where there is none."""
    return f"`{text}`" if str(text) else ""


def codes(texts: Iterable[object]) -> str:
    """Codes with spaces between."""
    return " ".join(code(text) for text in texts)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in cells) + " |"
