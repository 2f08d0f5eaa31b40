"""Supervised release: what holds from a day on, when a record leaves the file, and what the registry may do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from seed.listing import scratch_services
from services import discover
from shared.engine import Envelope, Outcome
from shared.spec import LIVE
from shared.store.service import Service
from shared.wire.message import Kind, Message
from shared.world import in_zone

DATABASES = discover()
SUBJECT = (
    ("NAM", "DOE,JOHN"), ("SEX", "M"), ("RAC", "W"), ("DOB", "19800215"), ("OCA", "26-1"), ("AGT", "OFFICER TEST"),
    ("PHO", "5555550101"),
)  # fmt: skip


class File:
    """The Supervised Release File at work, with a clock that is moved by hand."""

    def __init__(self, service: Service) -> None:
        self.service, self.now, self.count = service, in_zone(datetime(2026, 3, 2, 12)), 0

    def send(self, key: str, *fields: tuple[str, str], origin: str = "") -> Outcome:
        self.count += 1
        message = Message(header="SAC1", oif="FULL01", key=key, ori="CA0340000", fields=fields)
        return self.service.transact(Envelope(str(self.count), "main", self.now, message, LIVE, origin=origin))

    def enter(self, *fields: tuple[str, str], origin: str = "") -> Outcome:
        return self.send("ESR", *SUBJECT, *fields, origin=origin)

    def on(self, day: date) -> File:
        self.now = in_zone(datetime(day.year, day.month, day.day, 12))
        return self


@pytest.fixture
def srf() -> Iterator[File]:
    with scratch_services(DATABASES) as services:
        yield File(services["srf"])


def number_of(outcome: Outcome) -> str:
    assert outcome.replies[0].kind is Kind.ACK, outcome.replies[0].lines
    return outcome.replies[0].data["FCN"]


@pytest.mark.parametrize(
    ("category", "day", "goes"),
    [
        ("SP", date(2005, 5, 31), False),
        ("SP", date(2005, 6, 1), True),
        ("YP", date(2005, 6, 1), True),
        ("CP", date(2005, 6, 1), True),
        ("FP", date(2005, 6, 1), True),
        ("MH", date(2008, 6, 30), False),
        ("MH", date(2008, 7, 1), True),
        ("CC", date(2026, 3, 2), False),
    ],
    ids=str,
)
def test_level_2_goes_to_ncic_from_the_day_on_that_its_category_may(
    srf: File, category: str, day: date, goes: bool
) -> None:
    outcome = srf.on(day).enter(("CAT", category), ("ENT", "2"))
    assert [forwarded.to for forwarded in outcome.forwards] == (["ncic"] if goes else [])
    assert "SRF-02" in {reason.rule for reason in outcome.replies[0].why}


def test_a_record_kept_at_home_before_its_day_says_so_and_goes_when_it_is_modified_later(srf: File) -> None:
    kept = srf.on(date(2008, 6, 30)).enter(("CAT", "MH"), ("ENT", "2"))
    number = number_of(kept)
    assert any("not passed on to NCIC before 2008-07-01" in reason.text for reason in kept.replies[0].why)
    later = srf.on(date(2008, 7, 1)).send("MSR", ("FCN", number), ("AGT", "OFFICER OTHER"))
    assert [(sent.to, sent.message.key) for sent in later.forwards] == [("ncic", "ESR")]


def test_before_its_day_level_2_need_not_hold_what_ncic_wants_and_afterwards_it_must(srf: File) -> None:
    bare = (("NAM", "DOE,JOHN"), ("SEX", "M"), *SUBJECT[4:], ("CAT", "SP"), ("ENT", "2"))
    number = number_of(srf.on(date(2005, 5, 31)).send("ESR", *bare))
    reply = srf.on(date(2005, 6, 1)).send("MSR", ("FCN", number), ("AGT", "OFFICER OTHER")).replies[0]
    assert reply.kind is Kind.REJECT
    assert [line.split()[0] for line in reply.lines] == ["RAC", "DOB"]


def test_a_subject_leaves_the_file_the_day_after_the_last_under_supervision(srf: File) -> None:
    number = number_of(srf.enter(("CAT", "CP"), ("ENT", "1"), ("END", "20260310")))
    assert srf.service.fire(srf.on(date(2026, 3, 10)).now).fired == ()
    assert srf.send("QVC", ("FCN", number)).replies[0].kind is Kind.HIT
    assert [one.what for one in srf.service.fire(srf.on(date(2026, 3, 11)).now).fired] == ["supervised_person expired"]
    assert srf.send("QVC", ("FCN", number)).replies[0].kind is Kind.NONE
    assert "EXPIRED" in srf.send("CMS", ("FCN", number)).replies[0].lines[0]


def test_supervision_that_was_over_before_the_day_of_entry_is_not_entered(srf: File) -> None:
    (line,) = srf.enter(("CAT", "CP"), ("ENT", "1"), ("END", "20260301")).replies[0].lines
    assert line == "END RULE LIES BEFORE THE DAY OF ENTRY: A DATE FROM 20260302 ON IS ACCEPTED"
    number = number_of(srf.enter(("CAT", "CP"), ("ENT", "1"), ("END", "20260302")))
    assert srf.send("QVC", ("FCN", number)).replies[0].kind is Kind.HIT


def test_a_record_is_closed_at_once_when_its_end_is_changed_to_a_day_that_has_passed(srf: File) -> None:
    number = number_of(srf.enter(("CAT", "CP"), ("ENT", "1"), ("END", "20260310")))
    assert srf.on(date(2026, 3, 5)).send("MSR", ("FCN", number), ("END", "20260304")).replies[0].kind is Kind.ACK
    assert srf.send("QVC", ("FCN", number)).replies[0].kind is Kind.NONE


def test_the_registry_writes_registrants_without_an_agent_and_terminals_leave_them_alone(srf: File) -> None:
    registrant = (("NAM", "ROE,RICHARD"), ("SEX", "M"), ("OCA", "26-2"), ("CAT", "RG"), ("ENT", "1"))
    assert srf.send("ESR", *registrant).replies[0].kind is Kind.REJECT
    number = number_of(srf.send("ESR", *registrant, origin="csar"))
    for key, fields in (("MSR", (("CAT", "CP"),)), ("MSR", (("MIS", "CHANGED"),)), ("XSR", ())):
        (line,) = srf.send(key, ("FCN", number), *fields).replies[0].lines
        assert line.startswith("CAT RULE A RECORD OF CAT/RG IS WRITTEN BY CSAR ALONE")
    assert srf.send("QVC", ("FCN", number)).replies[0].kind is Kind.HIT
    assert srf.send("MSR", ("FCN", number), ("MIS", "CHANGED"), origin="csar").replies[0].kind is Kind.ACK
    assert srf.send("XSR", ("FCN", number), origin="csar").replies[0].kind is Kind.ACK


def test_an_inquiry_says_why_it_goes_where(srf: File) -> None:
    asked = srf.send("QVC", ("NAM", "DOE,JOHN"), ("SEX", "M"))
    said = {reason.rule: reason.text for reason in asked.replies[0].why if "passed on" in reason.text}
    assert said.keys() == {"SRF-03", "CAR-06", "SRF-04"}
    assert said["SRF-04"].startswith("not passed on to APPS")
    assert [(sent.to, sent.last) for sent in asked.forwards] == [("wps", False), ("carpos", False)]


def test_only_the_prohibited_persons_are_asked_last(srf: File) -> None:
    asked = srf.send("QVC", ("NAM", "DOE,JOHN"), ("SEX", "M"), ("APP", "Y"))
    assert [(sent.to, sent.last) for sent in asked.forwards] == [("wps", False), ("carpos", False), ("apps", True)]
    assert all(("APP", "Y") in sent.message.fields for sent in asked.forwards)


def test_what_srf_asks_wps_goes_on_to_ncic_and_not_to_the_orders_again() -> None:
    with scratch_services(DATABASES) as services:
        fields = (("NAM", "DOE,JOHN"), ("SEX", "M"), ("DOB", "19800215"))
        message = Message(header="SAC1", oif="FULL01", key="QW", ori="CA0340000", fields=fields)
        now = in_zone(datetime(2026, 3, 2, 12))
        for origin, wanted in (("srf", ["ncic"]), ("", ["carpos", "ncic"])):
            outcome = services["wps"].transact(Envelope(f"1{origin}", "main", now, message, LIVE, origin=origin))
            assert [sent.to for sent in outcome.forwards] == wanted
