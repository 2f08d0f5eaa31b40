"""Dialects: the documented example works, and a mistake in a file is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shared.wire import (
    DEFAULT,
    DialectError,
    Framing,
    Kind,
    RecordView,
    Reply,
    ReplyContext,
    load_dialect,
    parse,
    read_dialect,
    render,
    shown_fields,
    write_message,
)

EXAMPLES = Path(__file__).parents[2] / "examples" / "dialects"
DOCUMENT = Path(__file__).parents[2] / "docs" / "dialects.md"
PERSON = RecordView("wanted_person", "WANTED PERSON", "active", fields=(("NAM", "DOE,JOHN"), ("DOB", "19800215")))


def documented(name: str) -> str:
    """The block of the document that follows the comment of this name."""
    found = re.search(rf"<!-- {name} -->\n```\w*\n(.*?)\n```", DOCUMENT.read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_documented_example_reads_as_documented(tmp_path: Path) -> None:
    path = tmp_path / "dialect.toml"
    path.write_text(documented("example"))
    dialect = load_dialect(path)
    message = parse(documented("sent"), dialect)
    assert dialect.framing is Framing.LENGTH2
    assert message == parse("SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215")
    assert write_message(message, dialect) == documented("sent")


def test_replies_without_a_layout_use_the_other_systems_names() -> None:
    dialect = read_dialect(documented("example"))
    context = ReplyContext("SAC1", "FULL01", "QW", "CA0340000")
    first = "WANT:SAC1:@FULL01:CA0340000"
    near = render(context, Reply("WPS", Kind.NEAR, ("DOB/X", "PLAIN"), (PERSON,)), dialect)
    assert near == f"{first}:WPS:NEAR\r\nBORN=X\r\nPLAIN\r\n\r\nMKE=WANTED PERSON\r\nNAME=DOE,JOHN\r\nBORN=19800215\r\n"
    reject = render(context, Reply("WPS", Kind.REJECT, ("NAM FORMAT A comma is missing",)), dialect)
    assert reject == f"{first}:WPS:REJECT\r\nNAME FORMAT A comma is missing\r\n"


def test_a_training_key_is_renamed_like_its_key() -> None:
    dialect = read_dialect('[keys]\nQW = "WQ"')
    assert parse("SAC1.*FULL01.TWQ.CA0340000", dialect).key == "TQW"
    assert dialect.their_key("TQW") == "TWQ"


def test_an_empty_file_is_the_default_dialect() -> None:
    assert read_dialect("") == DEFAULT


def test_the_most_particular_layout_is_taken() -> None:
    dialect = read_dialect('[layouts]\n"WPS.HIT" = "1"\n"*.HIT" = "2"\n"WPS.*" = "3"\n"*" = "4"')
    cases = {("WPS", Kind.HIT): "1", ("SVS", Kind.HIT): "2", ("WPS", Kind.NONE): "3", ("SVS", Kind.NONE): "4"}
    assert {case: render(ReplyContext(), Reply(*case), dialect).strip() for case in cases} == cases


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("framing = [", "no TOML"),
        ("colour = 1", "colour: is unknown; framing, header, keys, fields, layouts are accepted"),
        ('framing = "stx"', "framing: 'stx' is unknown; stx-etx, line, length2, length4 are accepted"),
        ("framing = []", "framing: "),
        ("header = 1", "header: must be a table"),
        ("[header]\nodrer = []", "header.odrer: is unknown; order, separator"),
        ('[header]\norder = ["header", "key"]', "header.order: must hold header, oif, key, ori once each"),
        ("[header]\norder = [1]", "header.order: must hold"),
        ('[header]\nseparator = "A"', "header.separator: 'A' is not accepted; 1 to 3 punctuation marks"),
        ('[header]\noif_prefix = "OP"', "header.oif_prefix: 'OP' is not accepted"),
        ('[header]\nvalue_separator = "."', "header.value_separator: must differ"),
        ('framing = "line"\n[header]\nfield_separator = "\\r\\n"', "another framing can hold it"),
        ("[keys]\nQW = 1", "keys.QW: 1 is not accepted; a name of 1 to 7 letters or digits is"),
        ('[keys]\nQW = "A"\nQV = "a"', "keys.QV: 'a' already names another"),
        ('[fields]\nNAM = "THE NAME"', "fields.NAM: 'THE NAME' is not accepted"),
        ('[layouts]\nWPS.HIT = "x"', "layouts.WPS: a template named"),
        ('[layouts]\n"WPS.HITS" = "x"', "layouts.WPS.HITS: a template named"),
        ('[layouts]\n"WPS.HIT" = "{% for"', 'layouts "WPS.HIT": '),
        ('[layouts]\n"WPS.HIT" = "{{ replay }}"', 'layouts "WPS.HIT": replay is unknown; context, first, reply are'),
        ('[layouts]\n"WPS.HIT" = "{{ reply.sorce }}"', 'layouts "WPS.HIT": '),
        ('[layouts]\n"*" = "{{ reply.records[0].heading }}"', 'layouts "*": '),
    ],
)
def test_a_mistake_is_named_with_what_is_accepted(text: str, reason: str) -> None:
    with pytest.raises(DialectError) as caught:
        read_dialect(text)
    assert reason in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DialectError, match=r"missing\.toml"):
        load_dialect(tmp_path / "missing.toml")


def test_a_separator_of_its_own_parts_every_field_that_a_reply_states() -> None:
    dialect = read_dialect('[header]\nvalue_separator = ":"')
    reply = Reply("WPS", Kind.ACK, ("RECORD ENTERED", "FCN/1342606100001", "SEND AGAIN: RNO/2"))
    told = render(ReplyContext("SAC1", "FULL01", "EW", "CA0340000"), reply, dialect)
    assert told.split("\r\n")[1:4] == ["RECORD ENTERED", "FCN:1342606100001", "SEND AGAIN: RNO/2"]


def test_what_a_reply_shows_is_read_back_by_our_names() -> None:
    dialect = load_dialect(EXAMPLES / "lakeside.toml")
    context = ReplyContext("SAC1", "FULL01", "QW", "CA0340000")
    hit = render(context, Reply("WPS", Kind.HIT, (), (PERSON,), ("CONFIRM",)), dialect)
    assert hit.split("\r\n")[:3] == ["CA0340000|PERSON|SAC1|@FULL01|WPS|HIT", "! CONFIRM", "---------- WANTED PERSON"]
    assert shown_fields(hit, dialect) == list(PERSON.fields)
    assert shown_fields(render(context, Reply("WPS", Kind.ACK, ("FCN/1",)))) == [("FCN", "1")]
