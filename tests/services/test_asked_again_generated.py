"""Two databases live through the same, one that remembers its answers and one that does not: they answer alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seed.listing import scratch_services
from services import discover
from shared.engine import Envelope, Outcome
from shared.engine.again import AskedAgain
from shared.spec import LIVE, TEST
from shared.store.service import Service
from shared.wire.message import Message
from shared.world import in_zone

NOON = in_zone(datetime(2026, 3, 2, 12))
NAMES, ORIS = ("EXAMPLE,EDGAR", "EXAMPLE,EDGARD", "SAMPLE,SUE"), ("CA0340000", "CA0190000")
CASES, PLATES = ("26-1001", "26-1002"), ("0QAG001", "0QAGO01", "0QAG002")
PERSON = (("SEX", "M"), ("DOB", "19700102"), ("OFF", "2202"), ("DOW", "20260105"), ("TYP", "F"), ("WNO", "W26001"))
CAR = (("TYP", "S"), ("LIS", "CA"), ("VMA", "FORD"), ("DOT", "20260220"))
Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Act:
    """One thing done to a database; a number counts the records entered before, the latest is 0."""

    what: str
    key: str
    fields: Fields
    record: int | None = None
    ori: str = ORIS[0]
    side: int = LIVE
    origin: str = ""


def questions() -> list[Act]:
    """All that is asked after every change."""
    asked = [("QW", (("NAM", name), ("SEX", "M"))) for name in NAMES]
    asked += [("QV", (("LIC", plate),)) for plate in PLATES]
    asked += [(key, (("OCA", case),)) for key in ("QW", "QV") for case in CASES]
    asked.append(("QW", (("NAM", NAMES[0]), ("SEX", "M"), ("DOB", "20260303"))))
    found = [Act("do", key, fields, side=side) for key, fields in asked for side in (LIVE, TEST)]
    found += [Act("do", key, fields, ori=ORIS[1], origin="srf") for key, fields in asked]
    return found + [Act("do", key, (), record) for key in ("QW", "QV") for record in range(3)]


def pair(code: str, values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, str]]:
    return st.tuples(st.just(code), st.sampled_from(values))


def acts() -> st.SearchStrategy[Act]:
    """Entries and changes, few enough of each that they concern each other."""
    name, plate, case = pair("NAM", NAMES), pair("LIC", PLATES), pair("OCA", CASES)
    sides, oris = st.sampled_from((LIVE, LIVE, LIVE, TEST)), st.sampled_from(ORIS)
    says = st.sampled_from(("do", "do", "do", "undo", "try"))
    entries = st.one_of(
        st.builds(lambda a, b, c: ("EW", (*PERSON, a, b, c)), name, case, pair("ENT", ("3", "1"))),
        st.builds(lambda a, b: ("EV", (*CAR, a, b)), plate, case),
    )
    entered = st.builds(
        lambda says, it, ori, side: Act(says, it[0], it[1], ori=ori, side=side), says, entries, oris, sides
    )
    changes = (
        ("MW", "BAL", "5000"),
        ("MV", "VCO", "BLU"),
        ("XW", "", ""),
        ("LW", "", ""),
        ("XV", "", ""),
        ("LV", "", ""),
    )
    changed = st.builds(
        lambda says, change, case, record, ori: Act(
            says, change[0], (case, *([change[1:]] if change[1] else [])), record, ori
        ),
        says, st.sampled_from(changes), case, st.integers(0, 3), oris,
    )  # fmt: skip
    rest = st.builds(Act, st.sampled_from(("erase", "tomorrow", "due")), st.just(""), st.just(()), st.integers(0, 3))
    return st.one_of(entered, changed, rest)


class Side:
    """The databases of one of the two."""

    def __init__(self, services: dict[str, Service]) -> None:
        self._services, self._now, self._numbers = services, NOON, list[str]()
        self._count = 0

    def do(self, act: Act) -> Any:
        """Do it; gives all that is seen of it."""
        self._count += 1
        number = self._numbers[-1 - act.record] if act.record is not None and act.record < len(self._numbers) else ""
        if act.what == "tomorrow":
            self._now += timedelta(days=1)
            return None
        if act.what == "due":
            return [service.fire(self._now) for service in self._services.values()]
        if act.what == "erase":
            return [service.erase(number) for service in self._services.values()]
        if act.record is not None and not number:
            return None
        return self._ask(act, number)

    def _ask(self, act: Act, number: str) -> Outcome:
        fields = (("FCN", number), *act.fields) if number else act.fields
        message = Message("SAC1", "FULL01", act.key, act.ori, fields)
        envelope = Envelope(f"M{self._count}", "main", self._now, message, act.side, origin=act.origin)
        service = self._services["svs" if act.key.endswith("V") else "wps"]
        if act.what == "try":
            with service.connection.trial():
                return service.transact(envelope)
        service.connection.begin_step()
        outcome = service.transact(envelope)
        if act.what == "undo":
            service.connection.abort_step()
            return outcome
        service.connection.end_step()
        self._numbers += [reply.data["FCN"] for reply in outcome.replies if act.key[0] == "E" and "FCN" in reply.data]
        return outcome


@contextmanager
def never_remembering() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AskedAgain, "keep", lambda self, envelope, outcome: None)
        yield


@settings(deadline=None, max_examples=25)
@given(st.lists(acts(), min_size=5, max_size=15))
def test_who_remembers_answers_as_who_does_not(script: list[Act]) -> None:
    with ExitStack() as stack:
        remembering, forgetful = (Side(dict(stack.enter_context(scratch_services(discover())))) for _ in range(2))
        for act in (one for done in script for one in (done, *questions())):
            found = remembering.do(act)
            with never_remembering():
                assert forgetful.do(act) == found, act
