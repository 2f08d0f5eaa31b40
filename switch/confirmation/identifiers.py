"""Identifier sets: what says which person or thing is meant, by kind of record. A request holds exactly one set."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from shared.spec import PUBLIC_RECORD, Fault, assumed
from switch.confirmation.codes import HitType

_CITE = PUBLIC_RECORD["hit confirmation request YQ, identifiers"] + assumed(
    "that the other fields of a set may be left out"
)


@dataclass(frozen=True, slots=True)
class IdentifierSet:
    """Fields that identify one person or thing.

    Attributes:
        name: what it identifies, in a word.
        hits: the kinds of record that it fits.
        leads: codes of which one must be there.
        details: codes that may be there as well.
    """

    name: str
    hits: tuple[HitType, ...]
    leads: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code of the set."""
        return self.leads + self.details

    def __str__(self) -> str:
        leads = " OR ".join(self.leads)
        return f"{leads}, WITH {' '.join(self.details)} IF KNOWN" if self.details else leads


_PEOPLE = (HitType.WANTED, HitType.ORDER, HitType.MISSING)

IDENTIFIER_SETS = (
    IdentifierSet("NAME", _PEOPLE, ("NAM",), ("DOB", "SEX", "RAC")),
    IdentifierSet("PLATE", (HitType.VEHICLE, HitType.PLATE), ("LIC",), ("LIS", "LIY", "LIT")),
    IdentifierSet("VIN", (HitType.VEHICLE,), ("VIN",), ("VYR", "VMA", "VMO", "VST", "VCO")),
    IdentifierSet("PART", (HitType.PART,), ("SER", "OAN"), ("BRA", "CAT")),
    IdentifierSet("GUN", (HitType.GUN,), ("SER",), ("MAK", "CAL", "MOD")),
    IdentifierSet("ARTICLE", (HitType.ARTICLE,), ("SER", "OAN"), ("TYP", "BRA")),
    IdentifierSet("BOAT", (HitType.BOAT,), ("REG", "BHN"), ()),
    IdentifierSet("SECURITY", (HitType.SECURITY,), ("SER",), ("DEN",)),
)
"""The identifier sets, and the kinds of record that each fits."""

LEADS = tuple(dict.fromkeys(code for item in IDENTIFIER_SETS for code in item.leads))
"""Every code that can identify somebody or something by itself."""

_CODES = frozenset(code for item in IDENTIFIER_SETS for code in item.codes)


def foreign_faults(hit: str, sent: Collection[str]) -> list[Fault]:
    """A fault for each identifier that belongs to another kind of record."""
    accepted = _sets(hit)
    own = {code for item in accepted for code in item.codes}
    text = f"NOT A FIELD OF RTY/{hit}, WHICH TAKES {_described(accepted)}"
    return [Fault(code, "RULE", text, _CITE) for code in dict.fromkeys(sent) if code in _CODES and code not in own]


def set_faults(hit: str, sent: Collection[str]) -> list[Fault]:
    """What keeps the identifiers sent from being exactly one set."""
    accepted = _sets(hit)
    used = [item for item in accepted if any(code in sent for code in item.codes)]
    if len(used) > 1:
        text = f"BELONGS TO A SECOND IDENTIFIER SET, ONE IS ACCEPTED: {_described(accepted)}"
        return [Fault(code, "RULE", text, _CITE) for item in used[1:] for code in item.codes if code in sent]
    if any(code in sent for item in used for code in item.leads):
        return []
    text = f"REQUIRED FOR RTY/{hit}: ONE IDENTIFIER SET, {_described(used or accepted)}"
    return [Fault((used or accepted)[0].leads[0], "MISSING", text, _CITE)]


def _sets(hit: str) -> list[IdentifierSet]:
    return [item for item in IDENTIFIER_SETS if hit in item.hits]


def _described(sets: Collection[IdentifierSet]) -> str:
    return ", OR ".join(map(str, sets))
