"""The vocabulary in which a database is declared."""

from shared.spec.cite import (
    BULLETIN_13_07,
    BULLETIN_18_07,
    POLICIES,
    PUBLIC_RECORD,
    STRATEGY,
    WORKBOOK,
    Cite,
    Source,
    assumed,
    inferred,
)
from shared.spec.database import Database, Identifier, NameSearch, SpecError
from shared.spec.edit import Edit, Unacceptable
from shared.spec.fields import Field, Find, field, repeated
from shared.spec.keys import (
    Action,
    Cancel,
    Clear,
    Enter,
    ForwardEntry,
    ForwardInquiry,
    Inquire,
    Key,
    Locate,
    Modify,
)
from shared.spec.names import NameRules
from shared.spec.records import FINDABLE, LIVE, TEST, Record, Status, fields_of, record_name
from shared.spec.rules import Check, Fault, Level, Rule, explanation

__all__ = [
    "BULLETIN_13_07",
    "BULLETIN_18_07",
    "FINDABLE",
    "LIVE",
    "POLICIES",
    "PUBLIC_RECORD",
    "STRATEGY",
    "TEST",
    "WORKBOOK",
    "Action",
    "Cancel",
    "Check",
    "Cite",
    "Clear",
    "Database",
    "Edit",
    "Enter",
    "Fault",
    "Field",
    "Find",
    "ForwardEntry",
    "ForwardInquiry",
    "Identifier",
    "Inquire",
    "Key",
    "Level",
    "Locate",
    "Modify",
    "NameRules",
    "NameSearch",
    "Record",
    "Rule",
    "Source",
    "SpecError",
    "Status",
    "Unacceptable",
    "assumed",
    "explanation",
    "field",
    "fields_of",
    "inferred",
    "record_name",
    "repeated",
]
