"""What an answer says of a registrant beside the fields: how the duty is kept, and what the public sees."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from services.csar.codes import Category, Posting, Tier, Whereabouts
from services.csar.duties import due_again, known_end

_ELSEWHERE = (Whereabouts.DEPORTED, Whereabouts.INCARCERATED, Whereabouts.LEFT_STATE)
"""Who is not expected to register in California for the time being."""
_PUBLIC = (Posting.FULL, Posting.ZIP_ONLY)


class Subject(Protocol):
    """What the notices are read from."""

    category: Category
    tier: Tier | None
    birth: date | None
    registered: date
    transient: bool | None
    predator: bool | None
    posting: Posting | None
    whereabouts: Whereabouts | None
    photographed: bool | None

    def ends(self) -> date | None:
        """The first day without a duty to register."""


def notices(subject: Subject, today: date) -> Iterator[str]:
    """The lines of plain text that an answer on a day shows with a registrant."""
    due = expected(subject)
    overdue = due is not None and due < today
    if subject.whereabouts is not None and subject.whereabouts is not Whereabouts.REGISTERED:
        yield subject.whereabouts.meaning.upper()
    if due is not None:
        said = f"MAY NOT BE IN COMPLIANCE: WAS DUE BY {due:%Y%m%d}" if overdue else f"DUE AGAIN BY {due:%Y%m%d}"
        yield said
    if subject.predator:
        yield "SEXUALLY VIOLENT PREDATOR"
    end = known_end(subject.category, subject.ends(), today)
    yield "REGISTERS FOR LIFE" if end is None else f"REGISTERS UNTIL {end:%Y%m%d}"
    if subject.posting is not None:
        violation = ", IN VIOLATION" if overdue and subject.posting in _PUBLIC else ""
        yield f"PUBLIC SITE: {subject.posting.meaning.upper()}{violation}"
    if subject.photographed:
        yield "PHOTOGRAPH ON FILE"


def expected(subject: Subject) -> date | None:
    """The last day on which the next registration is in time; None where none is expected."""
    if subject.whereabouts in _ELSEWHERE:
        return None
    return due_again(subject.registered, subject.birth, bool(subject.transient), bool(subject.predator))
