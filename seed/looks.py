"""What a person looks like: race, height, weight, colours and marks, in the national codes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from seed.chance import weighted_words
from seed.names import Group

_RACES = {
    "hispanic": weighted_words("W 93 I 2 U 5"),
    "white": weighted_words("W 100"),
    "asian": weighted_words("A 97 U 3"),
    "black": weighted_words("B 100"),
    "native": weighted_words("I 100"),
    "other": weighted_words("U 60 W 30 A 10"),
}
_DARK_HAIR, _FAIR_HAIR = weighted_words("BLK 72 BRO 27 RED 1"), weighted_words("BRO 52 BLN 24 BLK 12 RED 6 SDY 6")
_OLD_HAIR = weighted_words("GRY 62 WHI 16 BRO 10 BLK 6 BLD 6")
_DARK_EYES, _FAIR_EYES = weighted_words("BRO 92 BLK 5 HAZ 3"), weighted_words("BRO 38 BLU 34 HAZ 15 GRN 11 GRY 2")
_SKINS = {
    "hispanic": weighted_words("MED 40 OLV 25 LBR 20 MBR 10 LGT 5"),
    "white": weighted_words("FAR 45 LGT 35 MED 12 RUD 5 ALB 0.2"),
    "asian": weighted_words("LGT 40 MED 40 OLV 20"),
    "black": weighted_words("DBR 35 MBR 30 LBR 20 BLK 8 DRK 7"),
    "native": weighted_words("MED 40 LBR 35 RUD 25"),
    "other": weighted_words("MED 60 LGT 25 OLV 15"),
}
_TATTOOS = (
    "TAT L ARM", "TAT R ARM", "TAT NECK", "TAT BACK", "TAT CHEST", "TAT L HND", "TAT R HND", "TAT L LEG", "TAT R LEG",
    "TAT UL ARM", "TAT UR ARM", "TAT FACE",
)  # fmt: skip
_SCARS = ("SC ABDOM", "SC L ARM", "SC R ARM", "SC CHIN", "SC FHD", "SC L KNEE", "SC R KNEE", "SC FACE", "SC R HND")


@dataclass(frozen=True, slots=True)
class Looks:
    """Descriptors in the codes of a record; height as feet and inches, weight in pounds."""

    race: str
    height: str
    weight: str
    hair: str
    eyes: str
    skin: str
    smt: tuple[str, ...]


def draw_looks(chance: Random, group: Group, body: Literal["M", "F"], age: int) -> Looks:
    """Descriptors that go together for a group, build and age in years."""
    inches, weight = _build(chance, group, body, age)
    fair = group in ("white", "other")
    hair = (_OLD_HAIR if age >= 58 else _FAIR_HAIR if fair else _DARK_HAIR).draw(chance)
    eyes = (_FAIR_EYES if fair else _DARK_EYES).draw(chance)
    feet, over = divmod(inches, 12)
    return Looks(
        _RACES[group].draw(chance),
        f"{feet}{over:02d}",
        f"{weight:03d}",
        "BLD" if body == "M" and age > 30 and chance.random() < 0.03 else hair,
        eyes,
        _SKINS[group].draw(chance),
        _marks(chance),
    )


def _build(chance: Random, group: Group, body: Literal["M", "F"], age: int) -> tuple[int, int]:
    """Height in inches and weight in pounds."""
    mean = (69.6 if body == "M" else 64.1) - (1.6 if group in ("hispanic", "asian") else 0) - (1.0 if age < 16 else 0)
    inches = min(82, max(56, round(chance.gauss(mean, 2.7))))
    bulk = min(42.0, max(17.5, chance.gauss(27.0 if age > 25 else 24.5, 4.2)))
    return inches, round(bulk * inches * inches / 703 / 5) * 5


def _marks(chance: Random) -> tuple[str, ...]:
    draw = chance.random()
    if draw < 0.18:
        return (chance.choice(_TATTOOS),)
    if draw < 0.26:
        return tuple(chance.sample(_TATTOOS, 2))
    return (chance.choice(_SCARS),) if draw < 0.33 else ()
