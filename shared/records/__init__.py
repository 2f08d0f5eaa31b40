"""What several databases declare alike: the person part of a record, name rules, California's numbers and warnings."""

from shared.records.california import CONFIRM, CONFIRM_RULE, FILE_CONTROL_NUMBER, FILE_RULES, SEARCH_RULES
from shared.records.names import CALIFORNIA, NATIONAL
from shared.records.orders import CONDITION
from shared.records.person import (
    NUMERIC_IDENTIFIERS,
    PersonFields,
    PersonIdentity,
    asks_by_name,
    asks_for_identified_person,
    needs_identifier,
    same_license_state,
)

__all__ = [
    "CALIFORNIA",
    "CONDITION",
    "CONFIRM",
    "CONFIRM_RULE",
    "FILE_CONTROL_NUMBER",
    "FILE_RULES",
    "NATIONAL",
    "NUMERIC_IDENTIFIERS",
    "SEARCH_RULES",
    "PersonFields",
    "PersonIdentity",
    "asks_by_name",
    "asks_for_identified_person",
    "needs_identifier",
    "same_license_state",
]
