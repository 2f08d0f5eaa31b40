"""What a registration must hold, and when it goes on."""

from __future__ import annotations

from typing import Any

from services.csar.codes import Category, Whereabouts
from services.csar.records import Registrant
from shared.records import lives_somewhere

_NATIONAL = (None, Whereabouts.REGISTERED, Whereabouts.DEPORTED, Whereabouts.UNKNOWN)


def later_than_before(registrant: Registrant) -> list[tuple[str, str]]:
    """A registration does not lie before the one on file."""
    dates = [member[0][1] for member in registrant.history]
    if len(dates) < 2 or dates[-2] <= dates[-1]:
        return []
    return [("RDT", f"LIES BEFORE THE REGISTRATION ON FILE: A DATE FROM {dates[-2]} ON IS ACCEPTED")]


def score_has_an_instrument(registrant: Registrant) -> list[tuple[str, str]]:
    """A risk score says by which instrument it was found."""
    if registrant.risk_score is None or registrant.risk_instrument:
        return []
    return [("RSI", "REQUIRED WITH RSS: THE INSTRUMENT OF THE RISK ASSESSMENT")]


def belongs_in_ncic(registrant: Registrant) -> bool:
    """A sex offender with a valid address, deported, transient or of unknown whereabouts."""
    sexual = registrant.category in (Category.SEX, Category.BOTH)
    return sexual and registrant.whereabouts in _NATIONAL and lives_somewhere(registrant)


def as_it_is(registrant: Registrant) -> dict[str, str]:
    """Nothing of a registrant differs on the way to NCIC but the sex that NCIC does not know."""
    return {}


def stays_as_it_is(registrant: Registrant) -> dict[str, Any]:
    """A registrant whom NCIC has taken gets a number there and nothing else."""
    return {}


def has_a_summary(registrant: Registrant) -> bool:
    """Every registrant, for as long as the duty lasts."""
    return True


def summary(registrant: Registrant) -> dict[str, str]:
    """A case number, the date of registration, and where the whole record is found."""
    kind = f"{registrant.category.meaning}{', sexually violent predator' if registrant.predator else ''}"
    return {
        "OCA": registrant.case_number or str(registrant.fcn),
        "BEG": f"{registrant.registered:%Y%m%d}",
        "MIS": f"REGISTERED {kind.upper()}, WHOLE RECORD BY QSA FCN {registrant.fcn}",
    }
