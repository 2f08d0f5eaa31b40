from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from seed.listing import scratch_services
from services import discover
from services.carpos.codes import OrderType
from services.carpos.terms import last_day
from shared.engine import Envelope
from shared.records import years_after
from shared.spec import LIVE
from shared.store.service import Service
from shared.wire.message import Kind, Message, Reply
from shared.world import in_zone

DATABASES = discover()
START = in_zone(datetime(2026, 3, 2, 12))
ORDER = (
    "NAM/DOE,JOHN SEX/M DOB/19800215 RAC/W ORT/OAH CTI/CA034015J CCN/26DV1 ISD/20260105 OCA/26-1 "
    "PNM/ROE,JANE PSX/F PDB/19820101 PNM/ROE,KIT PCO/01 FRM/Y"
)


class Court:
    """The database of orders at work, with a clock that is moved by hand."""

    def __init__(self, service: Service) -> None:
        self.service, self.now, self.count = service, START, 0

    def send(self, text: str, ori: str = "CA0340000") -> Reply:
        key, *fields = text.split()
        self.count += 1
        pairs = tuple((part[:3], part[4:]) for part in fields)
        message = Message(header="SAC1", oif="FULL01", key=key, ori=ori, fields=pairs)
        return self.service.transact(Envelope(str(self.count), "main", self.now, message, LIVE)).replies[0]

    def enter(self, text: str = ORDER) -> str:
        return self.send(f"ERO {text}").data["FCN"]

    def pass_to(self, day: date) -> list[str]:
        self.now = in_zone(datetime(day.year, day.month, day.day))
        return [fired.what for fired in self.service.fire(self.now).fired]


@pytest.fixture
def court() -> Iterator[Court]:
    with scratch_services(DATABASES) as services:
        yield Court(services["carpos"])


def said(reply: Reply) -> str:
    return " | ".join(line for view in reply.records for line in view.remarks)


@pytest.mark.parametrize(
    ("kind", "issued", "ends"),
    [
        ("EPO", date(2026, 3, 2), date(2026, 3, 9)),
        ("EPO", date(2026, 3, 7), date(2026, 3, 13)),  # made on a Saturday: court days count first
        ("EPO", date(2026, 11, 23), date(2026, 11, 30)),  # Thanksgiving: seven days come first
        ("EPO", date(2026, 2, 7), date(2026, 2, 14)),  # courts are closed on Lincoln's Birthday, offices are not
        ("EPO", date(2026, 9, 19), date(2026, 9, 26)),  # Native American Day, a judicial holiday from 2022 on
        ("EPO", date(2021, 10, 9), date(2021, 10, 16)),  # Columbus Day, a judicial holiday until then
        ("EPO", date(2022, 10, 8), date(2022, 10, 14)),
        ("EPO", date(2022, 2, 12), date(2022, 2, 18)),  # Susan B. Anthony Day closes no court
        ("EPO", date(2012, 3, 24), date(2012, 3, 31)),  # Cesar Chavez Day, a Saturday, is kept on the Friday before
        ("EGV", date(2026, 3, 2), date(2026, 3, 23)),
        ("OAH", date(2026, 3, 2), None),
    ],
)
def test_an_order_without_an_end_lasts_as_long_as_its_type_says(kind: str, issued: date, ends: date | None) -> None:
    assert last_day(OrderType(kind), issued, None) == ends


@pytest.mark.parametrize(
    ("kind", "expires", "ends"),
    [
        ("OAH", date(2030, 1, 1), date(2030, 1, 1)),
        ("TGV", date(2026, 3, 30), date(2026, 3, 30)),
        ("EPO", date(2026, 3, 5), date(2026, 3, 5)),
        ("EPO", date(2030, 1, 1), date(2026, 3, 9)),
    ],
)
def test_an_order_ends_on_the_day_it_names_but_an_emergency_order_no_later_than_it_may(
    kind: str, expires: date, ends: date
) -> None:
    assert last_day(OrderType(kind), date(2026, 3, 2), expires) == ends


def test_five_years_after_a_leap_day_is_the_first_of_march() -> None:
    assert years_after(date(2024, 2, 29), 5) == date(2029, 3, 1)


def test_an_order_expires_the_day_after_its_last_and_is_gone_five_years_later(court: Court) -> None:
    number = court.enter(f"{ORDER} EXP/20260310")
    assert court.pass_to(date(2026, 3, 10)) == []
    assert "FIREARMS PROHIBITED" in said(court.send(f"QRO FCN/{number}"))
    assert court.pass_to(date(2026, 3, 11)) == ["restraining_order expired"]
    for asked in (f"FCN/{number}", "OCA/26-1", "NAM/DOE,JOHN SEX/M", "NAM/ROE,JANE SEX/F"):
        assert "EXPIRED 20260310" in said(court.send(f"QRO {asked}"))
        assert "FIREARMS" not in said(court.send(f"QRO {asked}"))
    assert court.pass_to(date(2031, 3, 10)) == []
    assert court.pass_to(date(2031, 3, 11)) == ["restraining_order removed"]
    for asked in (f"FCN/{number}", "OCA/26-1", "NAM/DOE,JOHN SEX/M", "NAM/ROE,JANE SEX/F"):
        assert court.send(f"QRO {asked}").kind is Kind.NONE


def test_a_cancelled_order_is_gone_five_years_later_and_its_violations_with_it(court: Court) -> None:
    number = court.enter()
    assert court.send(f"VRO FCN/{number} VDT/20260301 VLO/DOOR", ori="CA0190000").kind is Kind.ACK
    assert court.send(f"XRO FCN/{number}").kind is Kind.ACK
    assert "CANCELLED 20260302" in said(court.send(f"QRO FCN/{number}"))
    assert court.pass_to(date(2031, 3, 2)) == ["restraining_order removed"]
    assert court.service.find(number) is None
    assert court.service.next_due() is None


def test_an_order_whose_day_passed_unnoticed_says_so_all_the_same(court: Court) -> None:
    number = court.enter(f"{ORDER} EXP/20260310")
    court.now += timedelta(days=30)
    assert "EXPIRED 20260310" in said(court.send(f"QRO FCN/{number}"))


def test_an_order_that_had_ended_before_it_was_entered_is_history_at_once(court: Court) -> None:
    number = court.enter(f"{ORDER} EXP/20260115")
    assert court.send(f"QRO FCN/{number}").records[0].status == "expired"
    assert court.send(f"MRO FCN/{number} FRM/N").kind is Kind.REJECT
    assert court.send(f"VRO FCN/{number} VDT/20260110 VLO/DOOR").kind is Kind.ACK
    assert court.service.next_due() == "20310116"


def test_an_order_whose_end_is_moved_into_the_past_is_history(court: Court) -> None:
    number = court.enter()
    assert court.send(f"MRO FCN/{number} EXP/20260301").kind is Kind.ACK
    assert "EXPIRED 20260301" in said(court.send(f"QRO FCN/{number}"))
    assert court.send(f"XRO FCN/{number}").kind is Kind.REJECT


def test_an_erased_order_leaves_no_violation_behind(court: Court) -> None:
    number = court.enter()
    court.send(f"VRO FCN/{number} VDT/20260301 VLO/DOOR")
    assert court.service.erase(number)
    assert not court.service.erase(number)


def test_each_protected_person_keeps_sex_and_date_of_birth(court: Court) -> None:
    number = court.enter()
    shown = court.send(f"QRO FCN/{number}").records[0].fields
    first = shown.index(("PNM", "ROE,JANE"))
    assert shown[first : first + 4] == (
        ("PNM", "ROE,JANE"), ("PSX", "F"), ("PDB", "19820101"), ("PNM", "ROE,KIT"),
    )  # fmt: skip


def test_a_protected_person_is_found_by_the_own_sex_and_date_of_birth(court: Court) -> None:
    court.enter()
    assert "MATCHED PROTECTED PARTY" in said(court.send("QRO NAM/ROE,JANE SEX/F DOB/19820601"))
    assert court.send("QRO NAM/ROE,JANE SEX/M").kind is Kind.NONE
    assert court.send("QRO NAM/ROE,JANE SEX/F DOB/19800215").kind is Kind.NONE
    # Whose sex was not given is found under each.
    assert court.send("QRO NAM/ROE,KIT SEX/M").kind is court.send("QRO NAM/ROE,KIT SEX/F").kind is Kind.HIT
    assert court.send("QRO NAM/DOE,JOHN SEX/F").kind is Kind.NONE
