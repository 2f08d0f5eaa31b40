from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import pytest

from seed.listing import scratch_services
from services import discover
from services.csar.codes import Category, Posting, Tier
from services.csar.duties import due_again, duty_ends, known_end
from shared.engine import Envelope, Outcome
from shared.spec import LIVE
from shared.store.service import Service
from shared.wire.message import Kind, Message, Reply
from shared.world import in_zone

DATABASES = discover()
PERSON = "NAM/DOE,JOHN SEX/M DOB/19800615 CII/A99000001"
HOME = "ADR/1_INVENTED_STREET CTY/SACRAMENTO ZIP/95814"
ENTRY = f"{PERSON} CAT/S RDT/20130301 {HOME}"


class Registry:
    """The registry at work, with a clock that is moved by hand."""

    def __init__(self, service: Service, now: datetime) -> None:
        self.service, self.now, self.count = service, now, 0

    def outcome(self, text: str, ori: str = "CA0340000") -> Outcome:
        key, *fields = text.split()
        self.count += 1
        pairs = tuple((part[:3], part[4:].replace("_", " ")) for part in fields)
        message = Message(header="SAC1", oif="FULL01", key=key, ori=ori, fields=pairs)
        return self.service.transact(Envelope(str(self.count), "main", self.now, message, LIVE))

    def send(self, text: str) -> Reply:
        return self.outcome(text).replies[0]

    def enter(self, text: str = ENTRY) -> str:
        return str(self.send(f"ESA {text}").data["FCN"])

    def shown(self, number: str) -> str:
        reply = self.send(f"QSA FCN/{number}")
        return " | ".join(line for view in reply.records for line in view.remarks)

    def pass_to(self, day: date) -> Outcome:
        self.now = in_zone(datetime(day.year, day.month, day.day))
        return self.service.fire(self.now)


@pytest.fixture
def registry() -> Iterator[Registry]:
    with scratch_services(DATABASES) as services:
        yield Registry(services["csar"], in_zone(datetime(2013, 3, 4, 12)))


@pytest.mark.parametrize(
    ("registered", "transient", "predator", "due"),
    [
        # The birthday, 15 June 2013, is a Saturday; five working days later it is Friday the 21st.
        (date(2013, 3, 1), False, False, date(2013, 6, 21)),
        # Registered in the five working days before the birthday, or after it: the next one is due a year later.
        (date(2013, 6, 10), False, False, date(2014, 6, 20)),
        (date(2013, 6, 21), False, False, date(2014, 6, 20)),
        (date(2013, 6, 7), False, False, date(2013, 6, 21)),
        (date(2013, 3, 1), True, False, date(2013, 3, 31)),
        (date(2013, 3, 1), False, True, date(2013, 5, 30)),
        (date(2013, 3, 1), True, True, date(2013, 3, 31)),
    ],
)
def test_a_registration_is_due_at_the_birthday_or_after_thirty_or_ninety_days(
    registered: date, transient: bool, predator: bool, due: date
) -> None:
    assert due_again(registered, date(1980, 6, 15), transient, predator) == due


def test_holidays_are_no_working_days() -> None:
    # The birthday is Friday 22 December 2023; Christmas and New Year's Day do not count.
    assert due_again(date(2023, 3, 1), date(1980, 12, 22), False, False) == date(2024, 1, 2)


def test_without_a_date_of_birth_a_year_counts_from_the_registration() -> None:
    assert due_again(date(2013, 3, 1), None, False, False) == date(2014, 3, 7)


@pytest.mark.parametrize(
    ("category", "tier", "begun", "ends"),
    [
        (Category.SEX, None, date(2000, 1, 1), None),
        (Category.ARSON, None, date(2000, 1, 1), None),
        (Category.ARSON, Tier.ONE, date(2000, 1, 1), None),
        (Category.BOTH, Tier.ONE, date(2015, 5, 5), None),
        (Category.JUVENILE_ARSON, None, date(2004, 2, 29), date(2014, 3, 1)),
        (Category.SEX, Tier.ONE, date(2015, 5, 5), date(2025, 5, 5)),
        (Category.SEX, Tier.TWO, date(2015, 5, 5), date(2035, 5, 5)),
        (Category.SEX, Tier.THREE, date(2015, 5, 5), None),
        # The ten years were over long before there were tiers.
        (Category.SEX, Tier.ONE, date(1999, 1, 1), date(2021, 1, 1)),
    ],
)
def test_the_duty_ends_by_category_and_tier(category: Category, tier: Tier | None, begun: date, ends: date) -> None:
    assert duty_ends(category, tier, begun) == ends


def test_before_2021_nobody_has_a_tier() -> None:
    ends = date(2025, 5, 5)
    assert known_end(Category.SEX, ends, date(2020, 12, 31)) is None
    assert known_end(Category.SEX, ends, date(2021, 1, 1)) == ends
    assert known_end(Category.JUVENILE_ARSON, ends, date(2020, 12, 31)) == ends


def test_each_registration_stands_in_the_history_with_its_address(registry: Registry) -> None:
    number = registry.enter()
    assert registry.send(f"USA FCN/{number} RDT/20130304 ADR/2_INVENTED_STREET").kind is Kind.ACK
    (view,) = registry.send("QSA CII/A99000001").records
    assert [text for code, text in view.fields if code == "HRD"] == ["20130301", "20130304"]
    assert [text for code, text in view.fields if code == "HAD"] == ["1 INVENTED STREET", "2 INVENTED STREET"]
    assert dict(view.fields)["RDT"] == "20130304"


def test_a_name_brings_the_abbreviated_record(registry: Registry) -> None:
    registry.enter(f"{ENTRY} LIC/1TST001 VYR/2001 LIC/1TST002 VYR/2002")
    (brief,) = registry.send("QSA NAM/DOE,JOHN SEX/M").records
    assert not {"HRD", "LIC"} & {code for code, _ in brief.fields}
    (whole,) = registry.send("QSA CII/A99000001").records
    assert [text for code, text in whole.fields if code in ("LIC", "VYR")] == ["1TST001", "2001", "1TST002", "2002"]


def test_a_correction_without_a_date_is_no_registration(registry: Registry) -> None:
    number = registry.enter()
    registry.send(f"USA FCN/{number} ADR/3_INVENTED_STREET")
    (view,) = registry.send("QSA CII/A99000001").records
    assert [text for code, text in view.fields if code == "HAD"] == ["3 INVENTED STREET"]


@pytest.mark.parametrize(
    ("sent", "fault"),
    [
        (f"{PERSON} CAT/S RDT/20130305 {HOME}", "RDT FUTURE"),
        (f"{PERSON} CAT/S RDT/20130301 {HOME} TRN/Y", "TRN RULE"),
        (f"{PERSON} CAT/S RDT/20130301", "ADR RULE"),
        (f"{PERSON} CAT/S RDT/20130301 ADR/1_INVENTED_STREET CTY/SACRAMENTO", "ZIP RULE"),
        (f"{PERSON} CAT/S RDT/20130301 {HOME} RSS/4", "RSI RULE"),
        (f"{PERSON} CAT/S RDT/20130301 {HOME} HRD/20130101", "HRD UNKNOWN"),
        (f"NAM/DOE,JOHN SEX/M CAT/S RDT/20130301 {HOME}", "CII MISSING"),
    ],
)
def test_a_registration_that_cannot_be_is_refused(registry: Registry, sent: str, fault: str) -> None:
    reply = registry.send(f"ESA {sent}")
    assert reply.kind is Kind.REJECT
    assert any(line.startswith(fault) for line in reply.lines), reply.lines


def test_a_second_active_registration_names_the_first(registry: Registry) -> None:
    number = registry.enter()
    reply = registry.send(f"ESA {ENTRY}")
    assert reply.kind is Kind.REJECT
    assert reply.lines == (f"CII ONFILE CII A99000001 IS ON FILE UNDER FCN {number}: CHANGE THAT RECORD",)


def test_after_the_duty_has_ended_a_person_may_register_again(registry: Registry) -> None:
    number = registry.enter()
    registry.send(f"USA FCN/{number} END/20130304")
    assert registry.send("QSA CII/A99000001").kind is Kind.NONE
    assert registry.send(f"ESA {ENTRY}").kind is Kind.ACK


def test_an_earlier_registration_is_not_added_later(registry: Registry) -> None:
    number = registry.enter()
    assert "RDT RULE" in registry.send(f"USA FCN/{number} RDT/20130201").lines[0]


def test_who_takes_an_address_is_a_transient_no_longer(registry: Registry) -> None:
    number = registry.enter(f"{PERSON} CAT/S RDT/20130301 TRN/Y")
    assert registry.send(f"USA FCN/{number} RDT/20130304 {HOME}").kind is Kind.ACK
    (view,) = registry.send("QSA CII/A99000001").records
    assert "TRN" not in dict(view.fields)
    assert registry.send(f"USA FCN/{number} TRN/Y").kind is Kind.ACK
    (view,) = registry.send("QSA CII/A99000001").records
    assert "ADR" not in dict(view.fields)


def test_who_does_not_register_again_may_not_be_in_compliance(registry: Registry) -> None:
    number = registry.enter(f"{ENTRY} PST/F")
    registry.pass_to(date(2013, 6, 21))
    assert "MAY NOT BE IN COMPLIANCE" not in registry.shown(number)
    registry.pass_to(date(2013, 6, 22))
    assert "MAY NOT BE IN COMPLIANCE: WAS DUE BY 20130621" in registry.shown(number)
    assert "PUBLIC SITE: FULL ADDRESS, IN VIOLATION" in registry.shown(number)


@pytest.mark.parametrize(("code", "said"), [("D", "DEPORTED"), ("I", "INCARCERATED"), ("O", "REGISTERED OUT OF STATE")])
def test_who_cannot_come_is_not_expected(registry: Registry, code: str, said: str) -> None:
    number = registry.enter(f"{ENTRY} WHB/{code}")
    registry.pass_to(date(2014, 1, 1))
    assert said in registry.shown(number)
    assert "COMPLIANCE" not in registry.shown(number)


def test_unknown_whereabouts_are_said(registry: Registry) -> None:
    assert "WHEREABOUTS UNKNOWN" in registry.shown(registry.enter(f"{ENTRY} WHB/U"))


@pytest.mark.parametrize("posting", list(Posting))
def test_law_enforcement_sees_the_address_whatever_the_public_sees(registry: Registry, posting: Posting) -> None:
    number = registry.enter(f"{ENTRY} PST/{posting}")
    (view,) = registry.send("QSA CII/A99000001").records
    assert ("ADR", "1 INVENTED STREET") in view.fields
    assert f"PUBLIC SITE: {posting.meaning.upper()}" in registry.shown(number)


def test_a_juvenile_arson_registration_ends_ten_years_after_the_adjudication(registry: Registry) -> None:
    number = registry.enter(f"{PERSON} CAT/J ADJ/20040310 RDT/20130301 {HOME}")
    assert "REGISTERS UNTIL 20140310" in registry.shown(number)
    registry.pass_to(date(2014, 3, 9))
    assert registry.send(f"QSA FCN/{number}").kind is Kind.HIT
    assert [fired.what for fired in registry.pass_to(date(2014, 3, 10)).fired] == ["registrant expired"]
    assert registry.send(f"QSA FCN/{number}").kind is Kind.NONE


def test_tiers_begin_in_2021(registry: Registry) -> None:
    number = registry.enter(f"{ENTRY} TIR/1 ADJ/20050101")
    registry.pass_to(date(2020, 12, 31))
    assert "REGISTERS FOR LIFE" in registry.shown(number)
    registry.pass_to(date(2021, 1, 1))
    assert registry.send(f"QSA FCN/{number}").kind is Kind.NONE


@pytest.mark.parametrize(
    ("sent", "goes"),
    [
        (f"CAT/S {HOME}", True),
        (f"CAT/B {HOME}", True),
        ("CAT/S TRN/Y", True),
        (f"CAT/S {HOME} WHB/D", True),
        (f"CAT/S {HOME} WHB/U", True),
        (f"CAT/S {HOME} WHB/I", False),
        (f"CAT/S {HOME} WHB/O", False),
        (f"CAT/A {HOME}", False),
        (f"CAT/J {HOME}", False),
    ],
)
def test_sex_offenders_go_to_ncic_by_their_status(registry: Registry, sent: str, goes: bool) -> None:
    outcome = registry.outcome(f"ESA {PERSON} RDT/20130301 {sent}")
    assert outcome.replies[0].kind is Kind.ACK
    assert [f.message.key for f in outcome.forwards if f.to == "ncic"] == (["EXS"] if goes else [])
