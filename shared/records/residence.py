"""Where a registrant lives: at an address, or nowhere for long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Mapped

from shared import edits
from shared.spec import WORKBOOK, assumed, field

_CODE = WORKBOOK["I"] + assumed("its code and width")


class Residence:
    """The part of a record that says where its subject lives."""

    address: Mapped[str | None] = field("ADR", edits.text(1, 50), cite=_CODE, title="street address", order=8)
    city: Mapped[str | None] = field("CTY", edits.text(1, 30), cite=_CODE, title="city", order=8)
    zip_code: Mapped[str | None] = field("ZIP", edits.digits(5, 5), cite=_CODE, title="ZIP code", order=8)
    transient: Mapped[bool | None] = field(
        "TRN", edits.yes_no, cite=_CODE, title="transient: lives at no address", order=8
    )


def left_behind(sent: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes that are over once a message has said where somebody lives now.

    Who becomes a transient leaves the address behind, and who takes an address is a transient no longer.
    """
    over = {}
    if sent.get("transient"):
        over = {name: None for name in ("address", "city", "zip_code") if sent.get(name) is None}
    elif sent.get("address") and sent.get("transient") is None:
        over = {"transient": None}
    return over


def lives_somewhere(one: Residence) -> bool:
    """Whether a record says where its subject lives: a whole address, or that there is none."""
    return bool(one.transient or (one.address and one.city and one.zip_code))


def one_residence(one: Residence) -> list[tuple[str, str]]:
    """A registrant has an address with city and ZIP code, or is a transient; not both, and not neither."""
    if one.transient and one.address:
        return [("TRN", "ADR AND TRN/Y EXCLUDE EACH OTHER: SEND ONE OF THEM")]
    if one.transient or lives_somewhere(one):
        return []
    held = {"ADR": one.address, "CTY": one.city, "ZIP": one.zip_code}
    return [(code, "REQUIRED: ALL OF ADR, CTY, ZIP, OR TRN/Y") for code, value in held.items() if not value]
