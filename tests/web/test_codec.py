"""What crosses between switch and database comes out as it went in."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.engine import Change, Envelope, Fired, Forwarded, Notice, Outcome, Settlement
from shared.web.bodies import SettlementBody, TransactionBody
from shared.web.codec import decode_outcome, encode_envelope, encode_outcome, encode_settlement
from shared.wire.message import Kind, Message, Reason, RecordView, Reply
from shared.world import in_zone

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
pairs = st.lists(st.tuples(text, text), max_size=4).map(tuple)
texts = st.lists(text, max_size=3).map(tuple)
maybe = st.none() | text
names = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}", fullmatch=True)
ids = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1)).map(lambda at: in_zone(at.replace(tzinfo=UTC)))
messages = st.builds(Message, text, text, text, text, fields=pairs, addresses=texts, taf=maybe, text=maybe)
envelopes = st.builds(
    Envelope, ids, names, moments, messages, side=st.integers(0, 1), agency_number=st.integers(0, 999), origin=text
)
settlements = st.builds(Settlement, ids, names, moments, text, text, st.booleans(), text)
views = st.builds(RecordView, text, text, text, maybe, maybe, pairs, texts)
reasons = st.builds(Reason, text, text, text)
replies = st.builds(
    Reply,
    text,
    st.sampled_from(Kind),
    texts,
    st.lists(views, max_size=2).map(tuple),
    texts,
    st.lists(reasons, max_size=2).map(tuple),
    st.dictionaries(text, text, max_size=2),
)
outcomes = st.builds(
    Outcome,
    replies=st.lists(replies, max_size=2).map(tuple),
    forwards=st.lists(st.builds(Forwarded, text, messages, text), max_size=2).map(tuple),
    notices=st.lists(st.builds(Notice, text, text, replies), max_size=2).map(tuple),
    fired=st.lists(st.builds(Fired, moments, text, text, text), max_size=2).map(tuple),
)


def arrived(envelope: Envelope) -> Envelope:
    """An envelope as the database reads it."""
    return TransactionBody.model_validate_json(encode_envelope(envelope)).envelope()


@given(envelopes)
def test_an_envelope_arrives_as_it_was_sent(envelope: Envelope) -> None:
    assert arrived(envelope) == envelope


@given(settlements)
def test_a_settlement_arrives_as_it_was_sent(settlement: Settlement) -> None:
    assert SettlementBody.model_validate_json(encode_settlement(settlement)).settlement() == settlement


@given(outcomes)
def test_an_outcome_arrives_as_it_was_sent(outcome: Outcome) -> None:
    assert decode_outcome(encode_outcome(outcome)) == outcome


@given(envelopes)
def test_a_moment_arrives_in_the_zone_of_the_worlds(envelope: Envelope) -> None:
    now = arrived(envelope).now
    assert (now.tzinfo, now.isoformat()) == (envelope.now.tzinfo, envelope.now.isoformat())


def test_the_changes_of_an_outcome_stay_behind() -> None:
    assert decode_outcome(encode_outcome(Outcome(changes=(Change(None, None),)))) == Outcome()


@pytest.mark.parametrize("sent", [b"", b"{}", b"[]", b'{"replies":[{"source":"WPS","kind":"MAYBE"}]}'])
def test_what_is_no_outcome_is_refused(sent: bytes) -> None:
    with pytest.raises(ValidationError):
        decode_outcome(sent)
