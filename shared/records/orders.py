"""What California's and the national protection orders share: the conditions that a court may set."""

from __future__ import annotations

from shared.edits import CodeTable
from shared.spec import PUBLIC_RECORD

CONDITION = CodeTable(
    "protection_order_condition",
    PUBLIC_RECORD["protection order conditions"],
    {
        "01": "no assault or threat",
        "02": "no threat to family or household",
        "03": "exclusive residence of the protected person",
        "04": "stay away",
        "05": "no contact",
        "06": "visitation as ordered",
        "07": "no firearm",
        "08": "see the remarks",
        "09": "temporary custody of the children",
    },
)
