"""Code tables of places: states and their like, and the counties of California. The tables stand in CSV files."""

from __future__ import annotations

import csv
from pathlib import Path

from shared.edits.codes import CodeTable, code
from shared.spec.cite import PUBLIC_RECORD, WORKBOOK, Cite, inferred


def table_from_csv(name: str, cite: Cite, path: Path) -> CodeTable:
    """A code table from a CSV file with the columns ``code`` and ``meaning``.

    Raises:
        OSError: the file cannot be read.
        KeyError: a column is missing.
    """
    with path.open(encoding="ascii", newline="") as lines:
        return CodeTable(name, cite, {row["code"]: row["meaning"] for row in csv.DictReader(lines)})


_HERE = Path(__file__).parent

STATE = table_from_csv("state", PUBLIC_RECORD["state and country codes"], _HERE / "states.csv")
"""States of plates and driver licenses: the postal codes, but Nebraska is NB; Canada, Mexico and others besides."""

COUNTY = table_from_csv(
    "county", inferred(WORKBOOK["B"], "counties are numbered in the order of their names"), _HERE / "counties.csv"
)
"""California's 58 counties by number, in the order of their names."""

state = code(STATE)
county = code(COUNTY)
