from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from cjfarm import FarmError, Reply, Unexpected
from cjfarm.client.criteria import Criteria, Inbox
from cjfarm.client.frames import FRAMINGS, Frames, framed, known_framing
from cjfarm.client.messages import Outgoing, plain_fields, reply_of, shown
from shared.wire import FrameReader, Framing, parse

HIT = "SAC1000001.*FULL01.QW.CA0340000.NCIC.HIT\r\nMKE/WANTED PERSON\r\nNAM/DOE,JOHN\r\nMIS/LONG \r\n    REMARK\r\n"
NONE = "SAC1000001.*FULL01.QW.CA0340000.WPS.NONE\r\nNO RECORD FOUND IN WPS\r\n"


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_frames_are_the_farms_and_are_whole_however_they_are_cut(framing: str, size: int) -> None:
    data = framed(HIT.rstrip("\r\n"), framing) + framed("X", framing)
    frames = Frames(framing)
    found = [text for start in range(0, len(data), size) for text in frames.feed(data[start : start + size])]
    assert found == [HIT.rstrip("\r\n"), "X"]
    assert len(FrameReader(Framing(framing)).feed(data)) == 2


def test_a_framing_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(FarmError, match="stx-etx, line, length2, length4 are accepted"):
        known_framing("xml")


def test_a_message_is_written_as_the_farm_reads_it() -> None:
    fields = {"NAM": "DOE,JOHN", "SMT": ["SC FACE", "TAT ARM"], "ENT": 2}
    read = parse(Outgoing("SAC1000001", "FULL01", "QW", "CA0340000", ("CA0190000",), fields, None, "0A000001").line())
    assert (read.header, read.oif, read.taf, read.key) == ("SAC1000001", "FULL01", "0A000001", "QW")
    assert read.addresses == ("CA0190000",)
    assert read.fields == (("NAM", "DOE,JOHN"), ("SMT", "SC FACE"), ("SMT", "TAT ARM"), ("ENT", "2"))


def test_a_day_is_written_as_eight_digits() -> None:
    born, others = date(1980, 2, 15), [date(1981, 2, 15), "19820215"]
    assert plain_fields({"DOB": born, "ADB": others}) == {"DOB": "19800215", "ADB": ["19810215", "19820215"]}
    assert shown({"DOB": born, "ENT": 3}) == {"DOB": "19800215", "ENT": "3"}


@pytest.mark.parametrize("value", [1.5, True, datetime(2026, 3, 2), {"a"}], ids=str)
def test_what_no_field_can_have_is_told_with_its_code(value: Any) -> None:
    with pytest.raises(FarmError, match=r"^BAL: .* is no value of a field; text, a whole number, a day or a list is"):
        plain_fields({"BAL": value})


def test_free_text_and_parties_are_written_as_the_farm_reads_them() -> None:
    assert parse(Outgoing("SAC1", "FULL01", "AM", "CA0340000", text="HELLO. YOU").line()).text == "HELLO. YOU"
    parties = {"parties": [{"PNM": "ROE,JANE", "PSX": "F"}, {"PNM": "ROE,ANN"}]}
    read = parse(Outgoing("SAC1", "FULL01", "ERO", "CA0340000", fields=parties).line())
    assert read.fields == (("PNM", "ROE,JANE"), ("PSX", "F"), ("PNM", "ROE,ANN"))


def test_a_reply_is_read_from_its_text() -> None:
    reply = reply_of(HIT)
    assert (reply.source, reply.kind, reply.key, reply.header) == ("NCIC", "HIT", "QW", "SAC1000001")
    assert reply["NAM"] == "DOE,JOHN"
    assert reply["MIS"] == "LONG REMARK"


def test_a_reply_in_another_dialect_still_tells_source_and_kind() -> None:
    reply = reply_of("WANT:SAC1000001:@FULL01:CA0340000:WPS:HIT\r\nNAME=DOE,JOHN\r\n")
    assert (reply.source, reply.kind) == ("WPS", "HIT")


def test_a_field_that_a_reply_does_not_show_is_told_with_those_that_it_does() -> None:
    with pytest.raises(Unexpected, match="shows no NIC; it shows MKE NAM MIS"):
        reply_of(HIT)["NIC"]


def test_an_acknowledgement_shows_what_its_text_does_whatever_its_record_holds() -> None:
    record = {"fcn": "1342606100001", "type": "wanted_person", "status": "active", "fields": {"NAM": "DOE,JOHN"}}
    text = "SAC1000001.*FULL01.EW.CA0340000.WPS.ACK\r\nFCN/1342606100001\r\n"
    reply = Reply.of({"source": "WPS", "kind": "ACK", "text": text, "records": [record]})
    assert reply.records[0]["NAM"] == "DOE,JOHN"
    assert (reply.all("FCN"), reply.all("NAM")) == (("1342606100001",), ())


def inbox(*texts: str) -> Inbox:
    found = Inbox()
    found.add(map(reply_of, texts))
    return found


def test_what_was_taken_is_not_taken_again() -> None:
    held = inbox(NONE, HIT, HIT)
    hit = Criteria(kind="HIT")
    assert [isinstance(held.take(hit), Reply) for _ in range(3)] == [True, True, False]
    assert len(held.all()) == 3


def test_a_message_is_put_in_once() -> None:
    held, reply = Inbox(), Reply("WPS", "NONE", "QW", "SAC1000001", NONE, seq=7)
    assert (held.add([reply]), held.add([reply])) == (1, 0)


def test_what_did_not_come_is_told_with_what_came_and_where_the_nearest_differs() -> None:
    told = str(inbox(NONE, HIT).missing(Criteria("NCIC", "HIT", fields={"NAM": "DOE,JANE"}), "SAC1", 2))
    assert told.startswith("no NCIC.HIT (NAM DOE,JANE) came to SAC1 within 2 s\nwhat came instead:\n  WPS.NONE for QW")
    assert "nearest is NCIC.HIT for QW (SAC1000001):\n  NAM is DOE,JOHN, not DOE,JANE\n" in told


def test_where_nothing_came_that_is_said() -> None:
    assert str(Inbox().missing(Criteria("NCIC"), "SAC1", 0.5)) == "no NCIC came to SAC1 within 0.5 s; nothing came"


def test_every_criterion_that_fails_is_named() -> None:
    wanted = Criteria("WPS", "NONE", "QV", "LAX1", "NOWHERE", {"NIC": "W1"})
    assert wanted.differences(reply_of(HIT)) == [
        "source is NCIC, not WPS",
        "kind is HIT, not NONE",
        "key is QW, not QV",
        "header is SAC1000001, not LAX1",
        "the text does not hold 'NOWHERE'",
        "NIC is not shown, not W1",
    ]
