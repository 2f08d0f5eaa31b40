"""Hit confirmation: the switch takes a YQ to the agency whose record was hit, and brings its YR back.

A request that nobody answers in time is reported to the requester as overdue. An agency at whose terminals nobody sits
is simulated: it answers by its profile, through the same code as an agency that sends a YR.
"""

from switch.confirmation.codes import Answer, HitType, Priority, RequestNumber
from switch.confirmation.confirmation import Confirmation
from switch.confirmation.fields import FIELDS
from switch.confirmation.forms import REQUEST_FORM, RESPONSE_FORM, Form
from switch.confirmation.hit_request import OVERDUE, SIMULATE
from switch.confirmation.identifiers import IDENTIFIER_SETS, IdentifierSet

__all__ = [
    "FIELDS",
    "IDENTIFIER_SETS",
    "OVERDUE",
    "REQUEST_FORM",
    "RESPONSE_FORM",
    "SIMULATE",
    "Answer",
    "Confirmation",
    "Form",
    "HitType",
    "IdentifierSet",
    "Priority",
    "RequestNumber",
]
