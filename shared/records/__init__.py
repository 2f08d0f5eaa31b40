"""What several databases have alike: rules of all, the person part, name rules, California's numbers and warnings."""

from shared.records.california import (
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    LOCATE_RULE,
    SEARCH_RULES,
)
from shared.records.every import FIELD_RULE, SIDE_RULE, STATUS_RULE
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
    "FIELD_RULE",
    "FILE_CONTROL_NUMBER",
    "FILE_RULES",
    "LOCATE_RULE",
    "NATIONAL",
    "NUMERIC_IDENTIFIERS",
    "SEARCH_RULES",
    "SIDE_RULE",
    "STATUS_RULE",
    "PersonFields",
    "PersonIdentity",
    "asks_by_name",
    "asks_for_identified_person",
    "needs_identifier",
    "same_license_state",
]
