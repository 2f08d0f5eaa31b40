"""Rendering: the reply's text is as the contract's examples, folds at 80 characters and unfolds to the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.wire import (
    Kind,
    Message,
    RecordView,
    Reply,
    ReplyContext,
    Shape,
    fold,
    record_json,
    render,
    unfold,
)

CONTEXT = ReplyContext("SAC1000001", "FULL01", "QW", "CA0340000")
FIRST = "SAC1000001.*FULL01.QW.CA0340000.WPS.HIT"
PERSON = RecordView(
    "wanted_person",
    "WANTED PERSON",
    "active",
    "1862632600123",
    None,
    (("ORI", "CA0190000"), ("NAM", "DOE,JOHN"), ("AKA", "ROE,JOHN"), ("FCN", "1862632600123")),
    ("NO EXTRADITION",),
)
BLOCK = "MKE/WANTED PERSON|ORI/CA0190000|NAM/DOE,JOHN|AKA/ROE,JOHN|FCN/1862632600123|NO EXTRADITION"
PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=400)


@pytest.mark.parametrize(
    ("reply", "text"),
    [
        (Reply("WPS", Kind.HIT, records=(PERSON,)), f"{FIRST}|{BLOCK}"),
        (Reply("WPS", Kind.HIT, (), (PERSON, PERSON), ("CONFIRM",)), f"{FIRST}|{BLOCK}||{BLOCK}||CONFIRM"),
        (Reply("WPS", Kind.HIT, ("2 OF 30 SHOWN",), (PERSON,)), f"{FIRST}|2 OF 30 SHOWN||{BLOCK}"),
        (Reply("WPS", Kind.HIT, ("A",), (), ("B",)), f"{FIRST}|A|B"),
        (Reply("WPS", Kind.HIT), FIRST),
    ],
)
def test_a_reply_is_lines_then_blocks_then_closing_lines(reply: Reply, text: str) -> None:
    assert render(CONTEXT, reply) == text.replace("|", "\r\n") + "\r\n"


@pytest.mark.parametrize(
    ("context", "first"),
    [
        (ReplyContext(), "CLETS.ERROR"),
        (ReplyContext("SAC1"), "SAC1.CLETS.ERROR"),
        (ReplyContext("", "FULL01", "QW", "CA0340000"), "*FULL01.QW.CA0340000.CLETS.ERROR"),
        (ReplyContext("SAC1", "FULL01", "QW"), "SAC1.*FULL01.QW.CLETS.ERROR"),
    ],
)
def test_what_could_not_be_read_is_left_out_of_the_first_line(context: ReplyContext, first: str) -> None:
    assert render(context, Reply("CLETS", Kind.ERROR)) == first + "\r\n"


def test_the_context_of_a_message_is_what_comes_back() -> None:
    assert ReplyContext.from_message(Message("SAC1000001", "FULL01", "QW", "CA0340000", taf="ABCDEF")) == CONTEXT
    assert ReplyContext.from_message(None) == ReplyContext()


@given(values=st.lists(PRINTABLE, max_size=4), remark=PRINTABLE.filter(lambda line: not line.startswith("    ")))
def test_no_line_is_over_80_and_unfolding_gives_the_values_back(values: list[str], remark: str) -> None:
    fields = tuple(("MIS", value) for value in values)
    text = render(
        CONTEXT, Reply("WPS", Kind.HIT, records=(RecordView("x", "X", "", fields=fields, remarks=(remark,)),))
    )
    assert all(len(line) <= 80 for line in text.split("\r\n"))
    assert unfold(text) == [FIRST, "MKE/X", *(f"MIS/{value}" for value in values), remark]


def test_a_long_value_breaks_at_a_space_where_there_is_one() -> None:
    assert fold("MIS/" + "A" * 70 + " " + "B" * 10) == ["MIS/" + "A" * 70 + " ", "    " + "B" * 10]
    assert [len(piece) for piece in fold("A" * 160)] == [80, 80, 8]


def test_a_line_end_or_control_character_in_a_value_cannot_break_the_frame() -> None:
    text = render(CONTEXT, Reply("WPS", Kind.HIT, ("A\nB\x02\x03É", "      INDENTED")))
    assert text == f"{FIRST}\r\nA\r\nB???\r\n   INDENTED\r\n"


def test_a_repeatable_code_is_always_an_array_and_parties_are_objects() -> None:
    fields = (*PERSON.fields, ("PNM", "A,B"), ("PSX", "F"), ("PNM", "C,D"), ("OLN", "1"), ("OLN", "2"))
    order = RecordView("order", "ORDER", "active", "1", "H000000000", fields)
    shape = Shape(frozenset({"AKA"}), {"parties": ("PNM", "PSX", "PDB")})
    assert record_json(order, shape) == {
        "fcn": "1",
        "nic": "H000000000",
        "type": "order",
        "status": "active",
        "fields": {
            "ORI": "CA0190000",
            "NAM": "DOE,JOHN",
            "AKA": ["ROE,JOHN"],
            "FCN": "1862632600123",
            "parties": [{"PNM": "A,B", "PSX": "F"}, {"PNM": "C,D"}],
            "OLN": ["1", "2"],
        },
    }
