"""Parsing and writing: what is sent is what is read, and a fault names the part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.wire import (
    DEFAULT,
    Dialect,
    Kind,
    Message,
    ProtocolError,
    Reply,
    ReplyContext,
    checked,
    first_line,
    parse,
    read_dialect,
    write_message,
)

HEAD = "SAC1000001.*FULL01.QW.CA0340000"
CAPITALS = "ABCXYZ0189"
BOTH = CAPITALS + "abcxyz"
VALUE = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "." and not chr(code).islower())
OTHER = read_dialect(
    """
    framing = "length4"
    [header]
    order = ["taf", "key", "ori", "header", "oif"]
    separator = ":"
    field_separator = "\\r\\n"
    value_separator = "->"
    [keys]
    QW = "WANT"
    [fields]
    NAM = "NAME"
    TXT = "BODY"
    """
)


def words(alphabet: str, shortest: int, longest: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=shortest, max_size=longest)


ADDRESSES = st.lists(words(CAPITALS, 1, 10).filter(lambda word: word not in ("TXT", "BODY")), max_size=3).map(tuple)
FIELDS = st.lists(st.tuples(words(CAPITALS, 1, 8) | st.just("NAM"), st.text(VALUE, max_size=12)), max_size=5).map(tuple)
TEXT = st.none() | st.lists(st.text(VALUE + ".", max_size=12), max_size=4).map("\r\n".join)
MESSAGES = st.builds(
    Message,
    header=words(BOTH, 4, 10),
    oif=words(BOTH, 6, 6),
    key=words(CAPITALS, 1, 8) | st.just("QW"),
    ori=st.builds(str.__add__, words("ABCXYZ", 2, 2), words(CAPITALS, 7, 7)),
    fields=FIELDS,
    addresses=ADDRESSES,
    taf=st.none() | words(CAPITALS, 6, 18),
    text=TEXT,
).map(lambda message: message if message.text is None else replace(message, fields=()))


@pytest.mark.parametrize("dialect", [Dialect(), OTHER], ids=["default", "other"])
@given(message=MESSAGES)
def test_a_written_message_parses_to_itself(dialect: Dialect, message: Message) -> None:
    assert parse(write_message(message, dialect), dialect) == message
    assert parse(write_message(message, dialect).encode(), dialect) == message


@given(message=MESSAGES)
def test_a_message_that_parses_is_checked_to_itself(message: Message) -> None:
    assert checked(message) == message


@pytest.mark.parametrize("dialect", [Dialect(), OTHER], ids=["default", "other"])
@given(payload=st.binary() | st.text("SAC1.*#FULQW0/TX \r\né\0").map(str.encode))
def test_arbitrary_bytes_raise_nothing_but_a_protocol_error(dialect: Dialect, payload: bytes) -> None:
    for data in (payload, b"SAC1.*FULL01.QW.CA0340000" + payload, payload.decode("utf-8", "replace")):
        try:
            parse(data, dialect)
        except ProtocolError as fault:
            assert_is_plain(fault, dialect)


def assert_is_plain(fault: ProtocolError, dialect: Dialect) -> None:
    """That an error can be sent: printable, with parts at fault, and short enough to be repeated."""
    context = ReplyContext.from_message(fault.partial)
    first = first_line(context, Reply("CLETS", Kind.ERROR), dialect)
    assert fault.parts
    assert (fault.reason + first).isprintable()
    assert (fault.reason + first).isascii()
    assert all(len(part) <= 40 for part in (context.header, context.oif, context.key, context.ori))


def refused(data: bytes | str, dialect: Dialect = DEFAULT) -> ProtocolError:
    """Why the data does not parse."""
    with pytest.raises(ProtocolError) as caught:
        parse(data, dialect)
    return caught.value


def test_the_example_of_a_name_inquiry_parses() -> None:
    assert parse("SAC1000001.*FULL01.#0A000001.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215") == Message(
        "SAC1000001",
        "FULL01",
        "QW",
        "CA0340000",
        (("NAM", "DOE,JOHN"), ("SEX", "M"), ("DOB", "19800215")),
        taf="0A000001",
    )


def test_all_but_header_and_operator_is_raised_to_capitals() -> None:
    message = parse("sac1x.*full01.#abcdef.qw.ca0340000.lax1.nam/doe,john")
    assert write_message(message) == "sac1x.*full01.#ABCDEF.QW.CA0340000.LAX1.NAM/DOE,JOHN"
    assert message.mnemonic == "SAC1"


@pytest.mark.parametrize("end", ["", ".", "\r\n", ".\r\n", "\n"])
def test_a_final_period_and_line_end_are_optional(end: str) -> None:
    assert parse(f"{HEAD}.NAM/A,B{end}").fields == (("NAM", "A,B"),)
    assert parse(f"{HEAD}{end}").fields == ()


@pytest.mark.parametrize(
    ("rest", "fields"),
    [
        (".NAM/", (("NAM", ""),)),
        (".NAM/A/B", (("NAM", "A/B"),)),
        (".AKA/A,B.AKA/C,D", (("AKA", "A,B"), ("AKA", "C,D"))),
    ],
)
def test_values_are_read_up_to_the_next_period(rest: str, fields: tuple[tuple[str, str], ...]) -> None:
    assert parse(HEAD + rest).fields == fields


@pytest.mark.parametrize(
    ("rest", "text"),
    [
        (".TXT", ""),
        (".TXT hello. there.", "HELLO. THERE."),
        (".TXT\r\nA\r\nB", "A\r\nB"),
        (".LAX1.TXT A\nB\rC.TXT D", "A\r\nB\r\nC.TXT D"),
        (".RQR/OFFICER EXAMPLE.TXT A", "A"),
    ],
)
def test_free_text_goes_on_to_the_end(rest: str, text: str) -> None:
    assert parse(HEAD + rest).text == text


@pytest.mark.parametrize(
    ("sent", "part", "accepted", "partial"),
    [
        ("", "HEADER is missing", "4 to 10", None),
        ("QW NAM/DOE", "HEADER QW NAM", "4 to 10", ("QW NAM/DOE", "", "", "")),
        ("SA1.*FULL01.QW.CA0340000.NAM/X", "HEADER SA1", "4 to 10", ("SA1", "FULL01", "QW", "CA0340000")),
        ("SAC1000001X.*FULL01.QW.CA0340000", "HEADER", "4 to 10", ("SAC1000001X", "FULL01", "QW", "CA0340000")),
        ("SA\x001.*FULL01.QW.CA0340000", "HEADER SA?1", "4 to 10", ("SA?1", "FULL01", "QW", "CA0340000")),
        ("A" * 50 + ".*FULL01.QW.CA0340000", "HEADER AAAA", "4 to 10", ("A" * 40, "FULL01", "QW", "CA0340000")),
        ("SAC1.QW.CA0340000.NAM/A", "OIF is missing", "six", ("SAC1", "", "QW", "CA0340000")),
        ("SAC1.FULL01.QW.CA0340000", "OIF FULL01", "after *", ("SAC1", "FULL01", "QW", "CA0340000")),
        ("SAC1.FULL01.#ABCDEF.QW.CA0340000", "OIF FULL01", "after *", ("SAC1", "FULL01", "QW", "CA0340000")),
        ("SAC1.*FULL1.QW.CA0340000", "OIF *FULL1", "six", ("SAC1", "FULL1", "QW", "CA0340000")),
        ("SAC1.*FULL01.#12345.QW.CA0340000", "TAF #12345", "6 to 18", ("SAC1", "FULL01", "QW", "CA0340000")),
        ("SAC1.*FULL01.123456.QW.CA0340000", "TAF 123456", "after #", ("SAC1", "FULL01", "QW", "CA0340000")),
        ("SAC1.*FULL01.Q W.CA0340000", "KEY Q W", "1 to 8", ("SAC1", "FULL01", "Q W", "CA0340000")),
        ("SAC1.*FULL01.Q W.CA0340000\r\n.NAM/A", "KEY Q W", "1 to 8", ("SAC1", "FULL01", "Q W", "CA0340000")),
        ("SAC1.*FULL01", "KEY is missing", "1 to 8", ("SAC1", "FULL01", "", "")),
        ("SAC1.*FULL01.QW", "ORI is missing", "nine", ("SAC1", "FULL01", "QW", "")),
        ("SAC1.*FULL01.QW.CA034000.NAM/A", "ORI CA034000", "nine", ("SAC1", "FULL01", "QW", "CA034000")),
        ("SAC1.*FULL01.QW.120340000", "ORI 120340000", "two letters", ("SAC1", "FULL01", "QW", "120340000")),
        ("SAC1.*FULL01.QW.NAM/A", "ORI NAM/A", "nine", ("SAC1", "FULL01", "QW", "NAM/A")),
    ],
)
def test_a_malformed_header_is_named_and_kept_as_sent(
    sent: str, part: str, accepted: str, partial: tuple[str, ...] | None
) -> None:
    fault = refused(sent)
    assert fault.reason.startswith(part)
    assert accepted in fault.reason
    read = fault.partial
    assert (read and (read.header, read.oif, read.key, read.ori)) == partial


@pytest.mark.parametrize(
    ("sent", "first"),
    [
        ("SA1.*FULL01.QW.CA0340000.NAM/X", "SA1.*FULL01.QW.CA0340000.CLETS.ERROR"),
        ("sac1000001.*Full0.qw.CA0340000", "sac1000001.*Full0.QW.CA0340000.CLETS.ERROR"),
        ("SAC1000001.*FULL01.Q W.CA0340000", "SAC1000001.*FULL01.Q W.CA0340000.CLETS.ERROR"),
        ("SAC1000001.FULL01.QW.CA0340000", "SAC1000001.*FULL01.QW.CA0340000.CLETS.ERROR"),
    ],
)
def test_the_first_line_of_the_error_repeats_a_malformed_part_in_its_place(sent: str, first: str) -> None:
    context = ReplyContext.from_message(refused(sent).partial)
    assert first_line(context, Reply("CLETS", Kind.ERROR)) == first


@pytest.mark.parametrize(
    ("sent", "parts"),
    [
        ("", ("header", "oif", "key", "ori")),
        ("SA1.*FULL0.#1.Q W.CA", ("header", "oif", "taf", "key", "ori")),
        ("SA1.*FULL01.QW.CA034000", ("header", "ori")),
    ],
)
def test_a_malformed_header_names_every_fault_at_once(sent: str, parts: tuple[str, ...]) -> None:
    fault = refused(sent)
    assert fault.parts == parts
    assert [reason.split()[0].lower() for reason in fault.reason.split("; ")] == list(parts)


def test_parts_that_are_good_but_wrongly_parted_are_said_to_be() -> None:
    fault = refused("WANT:CA0340000\r\nSAC1:*FULL01", OTHER)
    assert "':' must part taf, key, ori, header, oif" in fault.reason
    assert fault.partial == Message("SAC1", "FULL01", "QW", "CA0340000")


def test_a_payload_of_the_maximum_parses_and_a_longer_one_is_refused() -> None:
    longest = f"{HEAD}.NAM/".ljust(16_384, "A")
    assert parse(longest) == parse(longest.encode())
    for payload in (longest + "A", longest.encode() + b"A"):
        fault = refused(payload)
        assert "AT MOST 16384 BYTES" in fault.reason
        assert fault.parts == ("frame",)
        assert fault.partial == Message("SAC1000001", "FULL01", "QW", "CA0340000")


MALFORMED = [
    ("..NAM/A", "nothing stands between two separators after ORI"),
    (".NAM/A..SEX/M", "nothing stands between two separators after NAM"),
    (".NAM/A..", "nothing stands between two separators after NAM"),
    (".NAM/A..TXT B", "nothing stands between two separators after NAM"),
    (".NAM/A.SEX M", "FIELD SEX M: must be CODE/value"),
    (".NAM/A.LAX1", "FIELD LAX1: must be CODE/value"),
    (".LAX 1", "FIELD LAX 1: must be CODE/value, or before the first field an address"),
    (".LONGERTHANTEN", "an address of 1 to 10 letters or digits"),
    ("./A", "FIELD is missing: a code of 1 to 8"),
    (".N M/A", "FIELD N M: a code of 1 to 8"),
    (".NINECHARS/A", "FIELD NINECHARS: a code of 1 to 8"),
    (".NAM/A\tB", "character 0x09 after 'NAM/A'"),
    (".NAM/MÜLLER,A", "character 0xdc"),
    (".NAM/A\r\nB", "character 0x0d"),
    ("\r\nNAM/A", "character 0x0d"),
    (".TXT.", "TXT must be followed by a space or CR LF"),
    (".TXT A\x00", "character 0x00"),
    (".TXT é", "character 0xe9"),
    (".NAM/A.TXT B", "FIELD NAM: only RQR can stand before free text"),
]


@pytest.mark.parametrize(("rest", "reason"), MALFORMED)
def test_a_malformed_part_is_named_and_the_header_is_kept(rest: str, reason: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        parse((HEAD + rest).encode("latin-1"))
    assert reason in caught.value.reason
    assert caught.value.partial == Message("SAC1000001", "FULL01", "QW", "CA0340000")


GOOD = Message("SAC1000001", "FULL01", "QW", "CA0340000", (("NAM", "A,B"),))


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (replace(GOOD, header="S"), "HEADER S: must be 4 to 10"),
        (replace(GOOD, oif=""), "OIF is missing"),
        (replace(GOOD, taf="A"), "TAF A"),
        (replace(GOOD, addresses=("NAM/B",)), "ADDRESS: must be"),
        (replace(GOOD, fields=(("NAM", "A.SEX/M"),)), "no part of a message contains a period"),
        (replace(GOOD, fields=(("NAM", "A\x03"),)), "character 0x03"),
        (replace(GOOD, fields=(), text="A\x03"), "character 0x03"),
    ],
)
def test_a_message_that_could_not_have_been_sent_is_refused(message: Message, reason: str) -> None:
    with pytest.raises(ProtocolError, match=reason):
        checked(message)


def test_a_checked_message_is_raised_to_capitals() -> None:
    sent = Message("sac1", "full01", "qw", "ca0340000", (("nam", "doe,jane"),), ("lax1",), "abcdef")
    assert checked(sent) == parse("sac1.*full01.#abcdef.qw.ca0340000.lax1.nam/doe,jane")
