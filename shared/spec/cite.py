"""Citations: every declared field, key, level, forward and rule says where it comes from.

A citation is a source document and a section, or says plainly that it is inferred from one, or that we assumed it.
There is no default, so nothing can be declared without one.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cite:
    """Where a declared thing comes from, as one line of text that a reader can follow."""

    text: str

    def __post_init__(self) -> None:
        """Refuse an empty citation: a declaration without a source is a mistake.

        Raises:
            ValueError: the text is empty.
        """
        if not self.text.strip():
            raise ValueError("a citation needs a text: name a source and section, or use assumed(…)")

    def __str__(self) -> str:
        return self.text

    def __add__(self, other: Cite) -> Cite:
        return Cite(f"{self.text}; {other.text}")


@dataclass(frozen=True, slots=True)
class Source:
    """A source document; index it with section names to cite it, as in ``WORKBOOK["E", "F"]``."""

    title: str

    def __getitem__(self, sections: str | tuple[str, ...]) -> Cite:
        parts = (sections,) if isinstance(sections, str) else sections
        return Cite(f"{self.title}, {' and '.join(parts)}")


def assumed(why: str) -> Cite:
    """Cite our own choice: the public record does not say."""
    return Cite(f"assumed: {why}")


def inferred(source: Cite, how: str) -> Cite:
    """Cite something that follows from a source without standing in it."""
    return Cite(f"inferred from {source.text}: {how}")


WORKBOOK = Source("CLETS Operator Workbook 2011")
POLICIES = Source("CLETS Policies, Practices and Procedures 02/2019")
STRATEGY = Source("CLETS Strategic Plan 2015")
BULLETIN_13_07 = Source("DOJ Information Bulletin 13-07-CJIS")
BULLETIN_18_07 = Source("DOJ Information Bulletin 18-07-CJIS")
PUBLIC_RECORD = Source("public descriptions of NCIC and Nlets")
CALIFORNIA_RECORD = Source("public California law, court forms and manuals")
