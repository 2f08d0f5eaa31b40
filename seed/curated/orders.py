"""Restraining orders: either party, served or not, in effect, expired, cancelled, violated."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from seed.agencies import LOS_ANGELES_SHERIFF, SACRAMENTO_SHERIFF
from seed.curated.make import entered_by, entry_day, followed, order, step
from seed.entries import Entry, wire_date

_HIT, _BOTH = "CARPOS HIT", "CARPOS HIT, NCIC HIT"


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    yield order(
        day, "TEST-1501", "Order in effect, not served",
        "Either party finds it, and the answer says which; a wanted persons inquiry is told of it too.",
        "CAR-05 CAR-06 CAR-07 WPS-10",
        {
            "QRO NAM/SAMPLE,ABNER SEX/M": _HIT,
            "QRO NAM/SAMPLE,BLANCHE SEX/F": _HIT,
            "QW NAM/SAMPLE,ABNER SEX/M DOB/19700101": _HIT,
            "QRO NAM/SAMPLE,BLANCHE SEX/M": "",
        },
        NAM="SAMPLE,ABNER", PNM="SAMPLE,BLANCHE", PSX="F", FRM="Y",
    )  # fmt: skip
    yield from _service(day)
    yield from _national(day)
    yield from _ended(day)
    yield from _others(day)


def _service(day: date) -> Iterator[Entry]:
    proof = {"SVM": "P", "SVB": "DEPUTY TEST", "SVD": wire_date(entry_day(day)), "SVT": "1000", "SVA": "TEST SHERIFF"}
    yield followed(
        order(
            day, "TEST-1502", "Order in effect, served in person", "The answer says when and how it was served.",
            "CAR-02 CAR-07", {"QRO NAM/SAMPLE,CLYDE SEX/M": _HIT}, NAM="SAMPLE,CLYDE", PNM="SAMPLE,DINAH", FRM="Y",
        ),
        step(day, 1, "SRO", LOS_ANGELES_SHERIFF, **proof),
    )  # fmt: skip
    unserved = order(
        day, "TEST-1503", "Order for your own first service", "SAC1 owns it; any agency may serve it by SRO.",
        "CAR-02", {"QRO NAM/SAMPLE,EMMETT SEX/M": _HIT}, NAM="SAMPLE,EMMETT", PNM="SAMPLE,FREDA", FRM="Y",
    )  # fmt: skip
    yield entered_by(SACRAMENTO_SHERIFF, unserved)
    yield followed(
        order(
            day, "TEST-1504", "Violated order", "The violation is shown with the order, whole by its FCN.",
            "CAR-08", {"QRO NAM/SAMPLE,GILBERT SEX/M": _HIT}, NAM="SAMPLE,GILBERT", PNM="SAMPLE,HARRIET", FRM="Y",
        ),
        step(day, 1, "VRO", LOS_ANGELES_SHERIFF, VDT=wire_date(entry_day(day)), VLO="1 INVENTED STREET"),
    )  # fmt: skip


def _national(day: date) -> Iterator[Entry]:
    end = wire_date(day + timedelta(days=1000))
    yield order(
        day, "TEST-1505", "Order that meets NCIC's criteria", "It went to the national protection orders by itself.",
        "CAR-03 NCIC-08", {"QRO NAM/SAMPLE,IVOR SEX/M DOB/19700101": _BOTH}, NAM="SAMPLE,IVOR", PNM="SAMPLE,JOSEPHA",
        PSX="F", EXP=end, PCO=("01", "04", "07"), FRM="Y",
    )  # fmt: skip
    yield order(
        day, "TEST-1506", "Order against a person of sex X", "California holds X; on the way to NCIC it became U.",
        "CAR-03", {"QRO NAM/SAMPLE,KIRBY SEX/X DOB/19700101": _BOTH}, NAM="SAMPLE,KIRBY", SEX="X", PNM="SAMPLE,LORETTA",
        EXP=end, PCO="04", FRM="Y",
    )  # fmt: skip


def _ended(day: date) -> Iterator[Entry]:
    yield order(
        day, "TEST-1507", "Expired order", "History: it says EXPIRED and nothing about firearms.", "CAR-09 CAR-07",
        {"QRO NAM/SAMPLE,MERVYN SEX/M": _HIT}, NAM="SAMPLE,MERVYN", PNM="SAMPLE,NADINE", FRM="Y",
        EXP=wire_date(entry_day(day) + timedelta(days=1)),
    )  # fmt: skip
    yield followed(
        order(
            day, "TEST-1508", "Cancelled order", "History: it says CANCELLED and nothing about firearms.",
            "CAR-09 CAR-07", {"QRO NAM/SAMPLE,OSWALD SEX/M": _HIT}, NAM="SAMPLE,OSWALD", PNM="SAMPLE,PRUDENCE", FRM="Y",
        ),
        step(day, 1, "XRO"),
    )  # fmt: skip
    yield order(
        day, "TEST-1509", "Emergency order without an end", "It ends after five court days or seven days by itself.",
        "CAR-LIFE CAR-01", {"QRO NAM/SAMPLE,QUINCY SEX/M": _HIT}, NAM="SAMPLE,QUINCY", PNM="SAMPLE,ROWENA", FRM="Y",
        ORT="EPO", ISD=wire_date(entry_day(day)),
    )  # fmt: skip


def _others(day: date) -> Iterator[Entry]:
    yield order(
        day, "TEST-1510", "Out-of-state order", "It names the California court and number of its registration.",
        "CAR-04", {"QRO NAM/SAMPLE,SEYMOUR SEX/M": _HIT}, NAM="SAMPLE,SEYMOUR", PNM="SAMPLE,TABITHA", ORT="OOS",
        CTI="NV016015J", RGC="CA034015J", RGN="TEST-1510-REG",
    )  # fmt: skip
    yield order(
        day, "TEST-1511", "Order that protects three people", "Each of them finds it.", "CAR-05",
        {
            "QRO NAM/SAMPLE,URSULA SEX/F": _HIT, "QRO NAM/SAMPLE,VALERIE SEX/F": _HIT,
            "QRO NAM/SAMPLE,WINIFRED SEX/F": _HIT,
        },
        NAM="SAMPLE,YANCY", PNM=("SAMPLE,URSULA", "SAMPLE,VALERIE", "SAMPLE,WINIFRED"),
    )  # fmt: skip
