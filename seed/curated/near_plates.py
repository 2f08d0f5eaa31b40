"""Near misses of plates: every kind of slip, and more of them than are shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from seed.curated.make import plate
from seed.entries import Entry

_NEAR = "SVS NEAR"
# Case number, plate on file, plate asked, what differs.
_SLIPS = (
    ("TEST-1101", "0QGA347", "0QGA397", "One character wrong"),
    ("TEST-1102", "0QHF347", "0QHF34", "One character left out"),
    ("TEST-1103", "0QJK347", "0QJK3477", "One character too many"),
    ("TEST-1104", "0QKM347", "0QKM437", "Two neighbours swapped"),
    ("TEST-1105", "0QLA470", "0QLA47O", "O for 0"),
    ("TEST-1106", "0QMJ407", "0QMJ4D7", "D for 0"),
    ("TEST-1107", "0QNE073", "0QNEQ73", "Q for 0"),
    ("TEST-1108", "0QPT147", "0QPTI47", "I for 1"),
    ("TEST-1109", "0QRG417", "0QRG4L7", "L for 1"),
    ("TEST-1110", "0QTK247", "0QTKZ47", "Z for 2"),
    ("TEST-1111", "0QWA457", "0QWA4S7", "S for 5"),
    ("TEST-1112", "0QXC478", "0QXC47B", "B for 8"),
    ("TEST-1113", "0QYU347", "0QYV347", "V for U"),
    ("TEST-1114", "0QSB367", "0QSB943", "Two slips are too many"),
    ("TEST-1115", "0QCR108", "0QCRIO8", "Two confusable characters"),
)
_TOO_FAR = "TEST-1114"
_ASKED_OF_MANY = "0QFM009"
_SHOWN = 5


def entries(day: date) -> Iterator[Entry]:
    """The test records of this theme for a reference date."""
    for case, number, asked, title in _SLIPS:
        if case == _TOO_FAR:
            shows, asks = "A plate unlike in two places is not near.", {f"QV LIC/{asked}": ""}
        else:
            shows, asks = "The answer names the difference; compare before any action.", {f"QV LIC/{asked}": _NEAR}
        yield plate(day, case, title, shows, "SVS-05 SVS-06", asks, LIC=number)
    yield from _exact(day)
    yield from _many(day)


def _exact(day: date) -> Iterator[Entry]:
    for case, own, other in (("TEST-1121", "0QEH471", "0QEH47I"), ("TEST-1122", "0QEH47I", "0QEH471")):
        yield plate(
            day, case, "Exact beats near", "Where a plate matches exactly its near neighbour is not shown.", "SVS-05",
            {f"QV LIC/{own}": "SVS HIT", f"QV LIC/{other}": ""}, LIC=own,
        )  # fmt: skip


def _many(day: date) -> Iterator[Entry]:
    for place, digit in enumerate("1234567"):
        found = place < _SHOWN
        title = "One of seven near misses" if found else "Not shown of seven near misses"
        yield plate(
            day, f"TEST-{1131 + place}", title, "Of seven near misses that are equally near five are shown.", "SVS-05",
            {f"QV LIC/{_ASKED_OF_MANY}": _NEAR if found else ""}, LIC=f"0QFM00{digit}",
        )  # fmt: skip
