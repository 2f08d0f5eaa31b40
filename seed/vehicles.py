"""The vehicles: makes and models seen in California, with plates and vehicle numbers that nobody has.

* California plates have the right shape with a Q as (first) letter, a place where Q is never used.
* Plates of other states have eight characters, more than a plate holds.
* VINs begin 1ZZ, which names no manufacturer, and their check digit is wrong on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from seed.chance import Weighted, spread, stream, weighted_words

_MODEL_TABLE = """
HOND CIV 12 1992 2025 4D,2D PC
HOND ACC 12 1992 2025 4D,2D PC
HOND CRV 5 1998 2025 UT PC
TOYT CAM 9 1993 2025 4D PC
TOYT COA 9 1993 2025 4D PC
TOYT PRI 6 2004 2025 4H PC
TOYT TAC 5 1996 2025 PK TK
NISS ALT 5 1996 2025 4D PC
NISS SEN 4 1996 2025 4D PC
FORD FOC 3 2000 2018 4D,4H PC
FORD MUS 2 1995 2025 2D,CV PC
FORD F15 5 1994 2025 PK TK
CHEV MAL 3 1998 2024 4D PC
CHEV SIL 5 1999 2025 PK TK
CHEV TAH 2 1996 2025 UT PC
GMC SIE 2 1999 2025 PK TK
DODG CHR 2 2006 2023 4D PC
DODG RAM 2 1995 2010 PK TK
HYUN ELA 4 2001 2025 4D PC
HYUN SON 3 2001 2025 4D PC
KIA OPT 3 2003 2020 4D PC
KIA SOU 2 2010 2025 4H PC
LEXS ES3 2 1997 2018 4D PC
ACUR INT 1 1994 2001 2H,4D PC
BMW 328 2 1996 2016 4D,2D PC
MERZ C30 1 2001 2025 4D PC
SUBA OUT 2 2000 2025 SW PC
MAZD MZ3 2 2004 2025 4D,4H PC
JEEP WRA 2 1997 2025 UT PC
VOLK JET 2 1996 2025 4D PC
TESL MD3 2 2017 2025 4D PC
HD FLH 0.7 1996 2025 MC MC
YAMA YZF 0.8 1999 2025 MC MC
KAWK NIN 0.6 1999 2025 MC MC
FRHT CAS 0.4 2000 2025 TR CO
"""

_COLORS = weighted_words(
    "WHI 24 BLK 21 SIL 14 GRY 14 BLU 9 RED 8 GRN 3 GLD 2 TAN 2 BGE 1.5 BRO 1 DBL 1 MAR 0.8 YEL 0.5 ONG 0.5"
)
_STATES = weighted_words("CA 96 NV 1.6 AZ 1.4 OR 1")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Characters of a VIN with their values for the check digit (49 CFR 565.15), and the weight of each place.
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ0123456789"
_VIN_VALUES = dict(zip(_VIN_LETTERS, map(int, "123456781234579234567890123456789"), strict=True))
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_YEAR_LETTERS = "ABCDEFGHJKLMNPRSTVWXY123456789"  # 1980 is A; the row repeats after thirty years
_NUMBERS = 1_000_000


@dataclass(frozen=True, slots=True)
class Model:
    """A make and model with the body styles it comes in, the years it was sold, and the plate type it carries."""

    make: str
    code: str
    first_year: int
    last_year: int
    styles: tuple[str, ...]
    plate_type: str


@dataclass(frozen=True, slots=True)
class Vehicle:
    """One invented vehicle.

    Attributes:
        number: place in the population, from 0.
        owner: number of the person who owns it, or None where a firm or somebody elsewhere does.
        plate, plate_state, plate_year, plate_type: LIC, LIS, LIY (expiry) and LIT.
        vin: seventeen characters with a wrong check digit.
        make, model, year, style, color: VMA, VMO, VYR, VST, VCO.
        engine: engine number.
        oan: owner-applied number, or None.
    """

    number: int
    owner: int | None
    plate: str
    plate_state: str
    plate_year: int
    plate_type: str
    vin: str
    make: str
    model: str
    year: int
    style: str
    color: str
    engine: str
    oan: str | None


def _models() -> Weighted[Model]:
    pairs = []
    for line in _MODEL_TABLE.split("\n"):
        if line:
            make, code, weight, first, last, styles, plate = line.split()
            pairs.append((Model(make, code, int(first), int(last), tuple(styles.split(",")), plate), float(weight)))
    return Weighted(pairs)


_MODELS = _models()


def check_digit(vin: str) -> str:
    """The right check digit of a vehicle number, whatever stands in its ninth place (49 CFR 565.15)."""
    rest = sum(_VIN_VALUES[c] * weight for c, weight in zip(vin, _VIN_WEIGHTS, strict=True)) % 11
    return "X" if rest == 10 else str(rest)


def vehicle(seed: int, day: date, number: int, owner: int | None) -> Vehicle:
    """Vehicle number k of the population with a seed and a reference date.

    Args:
        seed: the population's seed.
        day: the reference date.
        number: place in the population, 0 to 999,999.
        owner: number of the person who would own it; one in twelve belongs to somebody else all the same.
    """
    chance = stream(seed, "vehicle", number)
    model = _MODELS.draw(chance)
    year = _model_year(chance, model, day.year - 1)
    state = _STATES.draw(chance)
    expiry = day.year + chance.choice((0, 0, 0, 1, 1, -1))
    style = model.styles[0] if chance.random() < 0.7 else chance.choice(model.styles)
    return Vehicle(
        number, None if chance.random() < 1 / 12 else owner,
        _plate(seed, number, state, model.plate_type), state, expiry, model.plate_type,
        _vin(seed, number, chance, year), model.make, model.code, year, style, _COLORS.draw(chance),
        engine=f"ZE{spread(seed, 'engine', number, _NUMBERS):06d}",
        oan=f"ZQ{spread(seed, 'oan', number, _NUMBERS):06d}" if chance.random() < 0.04 else None,
    )  # fmt: skip


def _model_year(chance: Random, model: Model, newest: int) -> int:
    """A year in which the model was sold; the middle of them is likelier than the ends."""
    last = min(model.last_year, newest)
    first = min(model.first_year, last)
    return int(first + (last + 1 - first) * (chance.random() + chance.random()) / 2)


def _plate(seed: int, number: int, state: str, plate_type: str) -> str:
    if state != "CA":
        return f"QZ{spread(seed, 'plate elsewhere', number, _NUMBERS):06d}"
    if plate_type == "PC":
        front, digits = divmod(spread(seed, "plate", number, 9 * 676 * 1000), 1000)
        first, letters = divmod(front, 676)
        return f"{1 + first}Q{_LETTERS[letters // 26]}{_LETTERS[letters % 26]}{digits:03d}"
    digits_ = f"{spread(seed, 'plate', number, _NUMBERS):06d}"
    place = 2 if plate_type == "MC" else 1
    return f"{digits_[:place]}Q{digits_[place:]}"


def _vin(seed: int, number: int, chance: Random, year: int) -> str:
    described = "".join(chance.choices(_VIN_LETTERS, k=5))
    serial = spread(seed, "vin", number, _NUMBERS)
    blank = f"1ZZ{described}0{_YEAR_LETTERS[(year - 1980) % 30]}Z{serial:06d}"
    wrong = [digit for digit in "0123456789" if digit != check_digit(blank)]
    return f"{blank[:8]}{chance.choice(wrong)}{blank[9:]}"
