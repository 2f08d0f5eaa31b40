"""The engine: a message, candidates and a moment in; replies, changes, forwards and reasons out. No SQL, no sockets."""

from shared.engine.added import added_to
from shared.engine.again import AskedAgain
from shared.engine.answer import answer, fire, reject, settle
from shared.engine.envelope import Change, Envelope, Fired, Forwarded, Notice, Outcome, Refused, Settlement
from shared.engine.explain import Considered, Explained, consider
from shared.engine.inquire import onward
from shared.engine.kept import keep_latest
from shared.engine.keys import NameKey, NearKey, NumberKey, name_keys, near_keys, number_keys
from shared.engine.port import NameCandidate, NameQuery, NumberCandidate, Records

__all__ = [
    "AskedAgain",
    "Change",
    "Considered",
    "Envelope",
    "Explained",
    "Fired",
    "Forwarded",
    "NameCandidate",
    "NameKey",
    "NameQuery",
    "NearKey",
    "Notice",
    "NumberCandidate",
    "NumberKey",
    "Outcome",
    "Records",
    "Refused",
    "Settlement",
    "added_to",
    "answer",
    "consider",
    "fire",
    "keep_latest",
    "name_keys",
    "near_keys",
    "number_keys",
    "onward",
    "reject",
    "settle",
]
