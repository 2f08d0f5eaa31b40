"""Framing: whatever the packets, the payloads come out whole; what is broken is reported once."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.wire import BrokenFrame, FrameReader, Framing, frame

PAYLOADS = {
    Framing.STX_ETX: st.binary(max_size=60).map(lambda data: data.replace(b"\x02", b"A").replace(b"\x03", b"B")),
    Framing.LINE: st.lists(st.text("AZ09./* ", min_size=1), min_size=1, max_size=4).map(
        lambda lines: "\r\n".join(lines).encode()
    ),
    Framing.LENGTH2: st.binary(max_size=60),
    Framing.LENGTH4: st.binary(max_size=60),
}


def packets(data: bytes, cuts: list[int]) -> list[bytes]:
    """The bytes cut at these places."""
    places = [0, *sorted(cut % (len(data) + 1) for cut in cuts), len(data)]
    return [data[start:stop] for start, stop in pairwise(places)]


def fed(reader: FrameReader, *data: bytes) -> list[bytes | BrokenFrame]:
    return [found for packet in data for found in reader.feed(packet)]


@pytest.mark.parametrize("framing", list(Framing))
@given(data=st.data(), cuts=st.lists(st.integers(0, 10_000), max_size=12))
def test_any_fragmentation_of_any_payloads_yields_exactly_these(
    framing: Framing, data: st.DataObject, cuts: list[int]
) -> None:
    payloads = data.draw(st.lists(PAYLOADS[framing], max_size=8))
    stream = b"".join(frame(payload, framing) for payload in payloads)
    assert fed(FrameReader(framing), *packets(stream, cuts)) == payloads


@pytest.mark.parametrize("framing", list(Framing))
@given(stream=st.lists(st.sampled_from([b"\x02", b"\x03", b"\r", b"\n", b"\0", b"ABCDEFG"])).map(b"".join))
def test_no_bytes_however_cut_change_how_many_frames_are_found(framing: Framing, stream: bytes) -> None:
    whole = FrameReader(framing, 12).feed(stream)
    single = fed(FrameReader(framing, 12), *(stream[at : at + 1] for at in range(len(stream))))
    assert [found for found in whole if isinstance(found, bytes)] == [f for f in single if isinstance(f, bytes)]
    assert len(whole) == len(single)


@pytest.mark.parametrize("framing", list(Framing))
def test_a_payload_of_the_maximum_passes_and_one_byte_more_does_not(framing: Framing) -> None:
    assert FrameReader(framing).feed(frame(b"A" * 16_384, framing)) == [b"A" * 16_384]
    (broken,) = FrameReader(framing).feed(frame(b"A" * 16_385, framing))
    assert isinstance(broken, BrokenFrame)
    assert "AT MOST 16384 BYTES" in broken.reason


@pytest.mark.parametrize("framing", [Framing.STX_ETX, Framing.LINE])
def test_a_frame_without_end_is_reported_once_and_at_once(framing: Framing) -> None:
    reader = FrameReader(framing, 100)
    (broken,) = reader.feed(b"\x02" + b"A" * 120)
    assert isinstance(broken, BrokenFrame)
    assert fed(reader, b"B" * 500, b"C" * 500) == []
    assert reader.feed(b"\x03\n" + frame(b"NEXT", framing)) == [b"NEXT"]
    assert not reader.dead


@pytest.mark.parametrize("framing", [Framing.LENGTH2, Framing.LENGTH4])
def test_a_count_that_is_too_large_ends_the_reading(framing: Framing) -> None:
    reader = FrameReader(framing, 100)
    (broken,) = reader.feed(frame(b"A" * 200, framing))
    assert isinstance(broken, BrokenFrame)
    assert reader.dead
    assert reader.feed(frame(b"NEXT", framing)) == []


def test_bytes_outside_a_frame_are_reported_once_a_run() -> None:
    reader = FrameReader()
    found = fed(reader, b"noise", b" and more\x02A\x03", b"again\x02B\x03")
    assert [isinstance(part, BrokenFrame) for part in found] == [True, False, True, False]


def test_blanks_between_frames_are_nothing() -> None:
    assert FrameReader().feed(b"\r\n\0 \t\x02A\x03\r\n\x02B\x03\r\n") == [b"A", b"B"]


def test_a_frame_that_was_cut_off_does_not_swallow_the_next() -> None:
    cut, whole = FrameReader().feed(b"\x02HALF\x02WHOLE\x03")
    assert isinstance(cut, BrokenFrame)
    assert whole == b"WHOLE"


def test_a_bare_line_feed_ends_a_line_and_empty_lines_are_nothing() -> None:
    assert FrameReader(Framing.LINE).feed(b"A\n\r\n\nB\r\n") == [b"A", b"B"]


def test_a_reply_of_several_lines_is_one_line_frame() -> None:
    assert frame(b"A\r\n\r\nB\r\n", Framing.LINE) == b"A\r\rB\r\n"


@pytest.mark.parametrize(
    ("payload", "framing"),
    [(b"A\x03", Framing.STX_ETX), (b"\x02A", Framing.STX_ETX), (b"A" * 65_536, Framing.LENGTH2)],
)
def test_what_a_frame_cannot_carry_is_refused(payload: bytes, framing: Framing) -> None:
    with pytest.raises(ValueError, match="payload"):
        frame(payload, framing)
