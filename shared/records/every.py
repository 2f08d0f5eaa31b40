"""The rules that hold in every database, so that none declares them."""

from __future__ import annotations

from shared.spec import WORKBOOK, Rule, assumed

FIELD_RULE = Rule(
    "FARM-FIELD",
    "Each field of a message is one that its key takes, stands there once unless it repeats, and passes its edit",
    assumed("how a message is checked and how its faults are named"),
)
SIDE_RULE = Rule("CLETS-23", "Training works on test records and never on live ones", WORKBOOK["A"])
STATUS_RULE = Rule(
    "FARM-STATUS",
    "An inquiry finds records that are active or located, and the history where a database keeps one",
    assumed("a record that is cleared, cancelled or expired is not found"),
)
