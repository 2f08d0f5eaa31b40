"""Every message case over every transport, and the rules that the cases show."""

from __future__ import annotations

import re

import pytest

from services import discover
from switch.rules import RULES
from tests.cases.farms import Engines, Farms
from tests.cases.over_engine import EngineTerminals
from tests.cases.over_http import HttpTerminals
from tests.cases.over_line import LineTerminals
from tests.cases.playing import Player
from tests.cases.script import Case, cases
from tests.cases.terminals import Terminals
from tests.cases.tongue import LAKESIDE, is_sayable

STANDING = [case for case in cases() if not case.moves_clock]
MOVING = [case for case in cases() if case.moves_clock]

"""Rules that the switch keeps by itself and no database declares."""
SHOWN = {
    *(f"CLETS-{number:02d}" for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 13, 17, 21, 24)),
    *(f"CJIS-{number:02d}" for number in range(1, 14)),
    *(f"WPS-{number:02d}" for number in range(1, 10)),
    *(f"SVS-{number:02d}" for number in range(1, 8)),
    *(f"SRF-{number:02d}" for number in range(1, 10)),
    *("WPS-10", "CAR-06"),
    *(f"NCIC-{number:02d}" for number in (1, 2, 3, 4, 8)),
    *(f"CSAR-{number:02d}" for number in range(1, 11)),
    "CLETS-16",
}
"""The published rules that the cases have to show."""
SHOWN_BY_TESTS = {"CJIS-02", "CSAR-06", "CSAR-09"}
"""Of these, the ones that take more than a conversation: test_limits.py and tests/switch/http/test_registrants.py."""


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_the_engine_plays(case: Case, engines: Engines) -> None:
    play(case, EngineTerminals(engines.of(case.day).shared))


@pytest.mark.parametrize("case", MOVING, ids=str)
def test_the_engine_plays_and_moves_its_clock(case: Case, engines: Engines) -> None:
    with engines.of(case.day).world() as world:
        play(case, EngineTerminals(world))


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_a_farm_plays_over_http(case: Case, http_farms: Farms) -> None:
    play(case, HttpTerminals(http_farms.of(case.day)))


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_a_farm_plays_over_the_line(case: Case, line_farms: Farms) -> None:
    play(case, LineTerminals(line_farms.of(case.day)).begin(case.terminals))


@pytest.mark.parametrize("case", MOVING, ids=str)
def test_a_farm_plays_over_http_and_moves_its_clock(case: Case, clock_farms: Farms) -> None:
    play(case, HttpTerminals(clock_farms.fresh(case.day)))


@pytest.mark.parametrize("case", MOVING, ids=str)
def test_a_farm_plays_over_the_line_and_moves_its_clock(case: Case, clock_farms: Farms) -> None:
    play(case, LineTerminals(clock_farms.fresh(case.day)).begin(case.terminals))


@pytest.mark.parametrize("case", [case for case in STANDING if is_sayable(case)], ids=str)
def test_a_farm_plays_over_the_line_in_another_dialect(case: Case, dialect_farms: Farms) -> None:
    play(case, LineTerminals(dialect_farms.of(case.day), LAKESIDE).begin(case.terminals))


@pytest.mark.parametrize("case", [case for case in MOVING if is_sayable(case)], ids=str)
def test_a_farm_plays_in_another_dialect_and_moves_its_clock(case: Case, dialect_clock_farms: Farms) -> None:
    play(case, HttpTerminals(dialect_clock_farms.fresh(case.day), LAKESIDE))


def test_records_are_entered_and_messages_verified_by_our_names_whatever_the_dialect(dialect_farms: Farms) -> None:
    dialect_farm = dialect_farms.of(None)
    warrant = {
        "NAM": "DIALECTOS,DORA", "SEX": "F", "DOB": "19620304", "OFF": "2202", "DOW": "20260105", "WNO": "W-DI1",
        "OCA": "26-DI1", "TYP": "F", "ENT": "3",
    }  # fmt: skip
    body = {"ori": "CA0340000", "type": "wanted_person", "fields": warrant}
    entered = dialect_farm.ask("POST", "/wps/records", body)
    asked = {
        "header": "SAC1DIA001",
        "oif": "FULL01",
        "key": "QW",
        "ori": "CA0340000",
        "fields": {"FCN": entered["fcn"]},
    }
    (reply,) = dialect_farm.ask("POST", "/messages", asked)["replies"]
    assert reply["text"].startswith("CA0340000|PERSON|SAC1DIA001|@FULL01|WPS|HIT\r\n")
    for source, fields in (("WPS", {"NAM": "DIALECTOS,DORA"}), (None, {"FCN": entered["fcn"]})):
        criteria = {"source": source, "header": "SAC1DIA001", "fields": fields}
        assert dialect_farm.ask("POST", "/journal/verify", {k: v for k, v in criteria.items() if v})["ok"]


def test_only_cases_about_how_our_own_dialect_is_broken_cannot_be_said_in_another() -> None:
    assert {case.place for case in cases() if not is_sayable(case)} <= {"clets/header", "clets/journal"}


def play(case: Case, terminals: Terminals) -> None:
    """Play a case and leave nothing out of service."""
    try:
        Player(case, terminals).play()
    finally:
        terminals.close()


def test_every_case_has_a_title_of_its_own() -> None:
    titles = [str(case) for case in cases()]
    assert sorted(titles) == sorted(set(titles))


def test_the_published_rules_are_shown() -> None:
    named = {rule for case in cases() for rule in case.rules}
    assert SHOWN - named == SHOWN_BY_TESTS


def test_a_rule_that_is_listed_is_shown_or_said_not_to_be_carried_out() -> None:
    declared = {rule.id: rule.kept for database in discover().values() for rule in database.rules}
    declared |= {rule.id: rule.kept for rule in RULES}
    published = {rule for rule in declared if re.fullmatch(r"[A-Z]+-[0-9]{2}", rule)}
    named = {rule for case in cases() for rule in case.rules}
    assert published - named - SHOWN_BY_TESTS == {rule for rule in published if not declared[rule]}


def test_the_rules_that_cases_name_exist() -> None:
    declared = {rule.id for database in discover().values() for rule in database.rules}
    known = declared | {rule.id for rule in RULES}
    assert {rule for case in cases() for rule in case.rules} - known == set()
