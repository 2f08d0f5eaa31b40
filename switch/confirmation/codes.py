"""The code tables of hit confirmation."""

from __future__ import annotations

from shared.edits import WireCode, code


class HitType(WireCode):
    """What kind of record was hit."""

    VEHICLE = "SV", "stolen or felony vehicle"
    PLATE = "SL", "stolen license plate"
    WANTED = "WP", "wanted person"
    ORDER = "PO", "protection order"
    MISSING = "MP", "missing person"
    GUN = "SG", "stolen gun"
    ARTICLE = "SA", "stolen article"
    SECURITY = "SS", "stolen security"
    BOAT = "SB", "stolen boat"
    PART = "SP", "stolen part"


class RequestNumber(WireCode):
    """Which request for the same hit it is."""

    FIRST = "1", "first request"
    SECOND = "2", "second request, because the first was not answered in time"
    THIRD = "3", "third request, because the second was not answered in time"


class Priority(WireCode):
    """How soon the requester needs the answer; it does not follow from the class of the offense."""

    URGENT = "U", "urgent: the hit is the only ground to hold somebody or something"
    ROUTINE = "R", "routine"


class Answer(WireCode):
    """What the owner of the record answers."""

    CONFIRMED = "Y", "confirmed"
    DENIED = "N", "denied"
    IN_PROCESS = "P", "in process; HRS says in how many hours it will be confirmed or denied"
    VALID = "E", "valid, but it is not decided whether to transport"


answer_code = code(Answer)
"""The edit of the answer."""

FINAL = (Answer.CONFIRMED, Answer.DENIED)
"""The answers after which nothing is open any more."""
