"""A citation names the source that says so, and every section of it that is needed."""

from __future__ import annotations

import pytest

from services import discover
from shared.edits import COUNTY
from shared.spec import CALIFORNIA_RECORD, PUBLIC_RECORD
from switch.rules import RULES

CITED = {rule.id: str(rule.cite) for rule in RULES}
CITED |= {rule.id: str(rule.cite) for database in discover().values() for rule in database.rules}
CITED |= {check.id: str(check.cite) for database in discover().values() for check in database.checks}


@pytest.mark.parametrize(
    ("rule", "sections"),
    [
        ("CLETS-01", ["1.6.6.C", "glossary"]),
        ("CLETS-03", ["1.6.8", "glossary"]),
        ("CLETS-07", ["Workbook 2011, B", "glossary"]),
        ("CLETS-08", ["1.4.3.B", "glossary"]),
        ("CLETS-13", ["1.7.1", "1.6.2.B", "glossary"]),
        ("CLETS-21", ["Workbook 2011, A", "1.9.2", "1.9.3"]),
    ],
)
def test_a_rule_names_every_section_that_says_a_part_of_it(rule: str, sections: list[str]) -> None:
    assert [section for section in sections if section not in CITED[rule]] == []


@pytest.mark.parametrize("rule", ["CAR-01", "CAR-LIFE", "CARPOS-SERVICE", "CSAR-07", "CSAR-DUE", "SVS-NUMBER"])
def test_what_california_lays_down_is_not_cited_from_the_national_files(rule: str) -> None:
    assert CALIFORNIA_RECORD.title in CITED[rule]
    assert PUBLIC_RECORD.title not in CITED[rule]


@pytest.mark.parametrize(
    ("rule", "ours"),
    [
        ("SVS-05", "what is near"),
        ("NCIC-08", "letters and check digit"),
        ("SVS-07", "unexpired"),
        ("CLETS-08", "message key"),
    ],
)
def test_what_no_source_says_is_said_to_be_assumed(rule: str, ours: str) -> None:
    assert ours in CITED[rule].partition("assumed: ")[2]


def test_counties_are_numbered_as_the_workbook_says() -> None:
    assert str(COUNTY.cite).startswith("inferred from CLETS Operator Workbook 2011, B")
    assert list(COUNTY.values()) == sorted(COUNTY.values())
