"""An inquiry that was asked before is answered from memory, and never otherwise than a fresh one would be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from seed.listing import scratch_services
from services import discover
from shared.engine import Change, Envelope, Outcome
from shared.engine.again import KEPT
from shared.spec import LIVE, TEST
from shared.store.service import Service
from shared.wire.message import Kind, Message
from shared.world import in_zone

NOW = in_zone(datetime(2026, 3, 2, 12))
ENTRY = (
    ("NAM", "EXAMPLE,EDGAR"),
    ("SEX", "M"),
    ("DOB", "19700102"),
    ("OFF", "2202"),
    ("DOW", "20260105"),
    ("TYP", "F"),
    ("WNO", "W26001"),
    ("OCA", "26-1001"),
    ("ENT", "3"),
)
BY_NAME = (("NAM", "EXAMPLE,EDGAR"), ("SEX", "M"))


@pytest.fixture
def wps() -> Iterator[Service]:
    with scratch_services(discover()) as services:
        yield services["wps"]


def ask(
    wps: Service,
    fields: tuple[tuple[str, str], ...] = BY_NAME,
    key: str = "QW",
    header: str = "SAC1",
    now: datetime = NOW,
    side: int = LIVE,
    origin: str = "",
) -> Outcome:
    message = Message(header, "FULL01", key, "CA0340000", fields)
    return wps.transact(Envelope("M1", "main", now, message, side, origin=origin))


def kind(outcome: Outcome) -> Kind:
    return outcome.replies[0].kind


def test_an_inquiry_asked_again_has_the_same_answer(wps: Service) -> None:
    ask(wps, ENTRY, "EW")
    first = ask(wps)
    assert kind(first) is Kind.HIT
    assert ask(wps) == first
    assert ask(wps).replies[0] is first.replies[0], "the very same, not one made anew"


def test_a_record_entered_in_between_is_found(wps: Service) -> None:
    assert kind(ask(wps)) is Kind.NONE
    ask(wps, ENTRY, "EW")
    assert kind(ask(wps)) is Kind.HIT


def test_a_record_changed_in_between_is_shown_as_it_is_now(wps: Service) -> None:
    number = ask(wps, ENTRY, "EW").replies[0].data["FCN"]
    ask(wps)
    ask(wps, (("FCN", number), ("OCA", "26-1001"), ("BAL", "5000")), "MW")
    whole = ask(wps, (("FCN", number),))
    assert ("BAL", "5000") in whole.replies[0].records[0].fields
    ask(wps, (("FCN", number), ("OCA", "26-1001")), "XW")
    assert kind(ask(wps)) is Kind.NONE


def test_a_record_removed_without_trace_is_not_found(wps: Service) -> None:
    number = ask(wps, ENTRY, "EW").replies[0].data["FCN"]
    assert kind(ask(wps)) is Kind.HIT
    wps.erase(number)
    assert kind(ask(wps)) is Kind.NONE


def test_a_change_that_was_undone_is_not_answered_with(wps: Service) -> None:
    wps.connection.begin_step()
    ask(wps, ENTRY, "EW")
    assert kind(ask(wps)) is Kind.HIT
    wps.connection.abort_step()
    assert kind(ask(wps)) is Kind.NONE


def test_what_was_only_tried_is_not_answered_with(wps: Service) -> None:
    with wps.connection.trial():
        ask(wps, ENTRY, "EW")
        assert kind(ask(wps)) is Kind.HIT
    assert kind(ask(wps)) is Kind.NONE


def test_a_change_that_fails_half_way_leaves_no_answer_behind(wps: Service) -> None:
    ask(wps, ENTRY, "EW")
    record = wps.find(str(ask(wps).replies[0].records[0].number))
    assert record is not None
    stale = replace(Change(record, None), before=record.with_values(version=7), after=record)
    with pytest.raises(Exception, match="another writer"), wps.connection.step():
        wps.records.apply([Change(record, None), stale])
    assert kind(ask(wps)) is Kind.HIT


def test_the_next_day_is_answered_anew(wps: Service) -> None:
    tomorrow = (("NAM", "EXAMPLE,EDGAR"), ("SEX", "M"), ("DOB", "20260303"))
    assert kind(ask(wps, tomorrow)) is Kind.REJECT, "nobody is born tomorrow"
    assert kind(ask(wps, tomorrow, now=NOW + timedelta(days=1))) is Kind.NONE
    assert kind(ask(wps, tomorrow)) is Kind.REJECT


def test_the_test_side_is_asked_for_itself(wps: Service) -> None:
    ask(wps, ENTRY, "EW")
    assert kind(ask(wps)) is Kind.HIT
    assert kind(ask(wps, side=TEST)) is Kind.NONE


def test_what_is_passed_on_is_passed_on_for_whoever_asks(wps: Service) -> None:
    first, again = ask(wps, header="SAC1"), ask(wps, header="LAX1")
    assert [sent.message.header for sent in first.forwards] == ["SAC1"]
    assert [sent.message.header for sent in again.forwards] == ["LAX1"]
    assert [(s.to, s.message.key, s.message.fields, s.last) for s in again.forwards] == [
        (s.to, s.message.key, s.message.fields, s.last) for s in first.forwards
    ]


def test_a_database_that_asks_is_not_answered_as_a_terminal(wps: Service) -> None:
    strange = (*BY_NAME, ("ZZZ", "1"))
    assert kind(ask(wps, strange)) is Kind.REJECT
    assert kind(ask(wps, strange, origin="srf")) is Kind.NONE


def test_the_oldest_answer_makes_room_and_the_newer_ones_stay(wps: Service) -> None:
    first = ask(wps)
    rest = [ask(wps, (("OCA", f"26-{number}"),)) for number in range(KEPT)]
    assert ask(wps, (("OCA", f"26-{KEPT - 1}"),)).replies[0] is rest[-1].replies[0]
    assert ask(wps, (("OCA", "26-0"),)).replies[0] is rest[0].replies[0], "only as many went as were needed"
    assert ask(wps).replies[0] is not first.replies[0]
