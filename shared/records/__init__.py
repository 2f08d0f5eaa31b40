"""What several databases have alike: rules of all, the person part, name rules, California's numbers and warnings."""

from shared.records.california import (
    CONFIRM,
    CONFIRM_RULE,
    FILE_CONTROL_NUMBER,
    FILE_RULES,
    KEY_STYLE,
    LOCATE_RULE,
    NO_SEX_X,
    SEARCH_RULES,
)
from shared.records.every import FIELD_RULE, SIDE_RULE, STATUS_RULE
from shared.records.located import Locatable
from shared.records.names import CALIFORNIA, NATIONAL
from shared.records.orders import CONDITION
from shared.records.person import (
    IDENTIFIERS,
    NUMERIC_IDENTIFIERS,
    PersonFields,
    PersonIdentity,
    asks_by_name,
    asks_for_identified_person,
    needs_identifier,
    same_license_state,
)
from shared.records.residence import Residence, left_behind, lives_somewhere, one_residence
from shared.records.working_days import court_day_after, working_day_after, working_day_before, years_after

__all__ = [
    "CALIFORNIA",
    "CONDITION",
    "CONFIRM",
    "CONFIRM_RULE",
    "FIELD_RULE",
    "FILE_CONTROL_NUMBER",
    "FILE_RULES",
    "IDENTIFIERS",
    "KEY_STYLE",
    "LOCATE_RULE",
    "NATIONAL",
    "NO_SEX_X",
    "NUMERIC_IDENTIFIERS",
    "SEARCH_RULES",
    "SIDE_RULE",
    "STATUS_RULE",
    "Locatable",
    "PersonFields",
    "PersonIdentity",
    "Residence",
    "asks_by_name",
    "asks_for_identified_person",
    "court_day_after",
    "left_behind",
    "lives_somewhere",
    "needs_identifier",
    "one_residence",
    "same_license_state",
    "working_day_after",
    "working_day_before",
    "years_after",
]
