"""Every message case over every transport, and the rules that the cases show."""

from __future__ import annotations

import pytest

from services import discover
from switch.rules import RULES
from tests.cases.farm import FarmProcess
from tests.cases.over_engine import EngineFarm, EngineTerminals
from tests.cases.over_http import HttpTerminals
from tests.cases.over_line import LineTerminals
from tests.cases.playing import Player
from tests.cases.script import Case, cases
from tests.cases.terminals import Terminals

DAY_SECONDS = 86_400
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
}
"""The published rules that the cases have to show."""
SHOWN_BY_TESTS = {"CJIS-02"}
"""Of these, the ones that take more than a conversation: see test_limits.py."""


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_the_engine_plays(case: Case, engine: EngineFarm) -> None:
    play(case, EngineTerminals(engine.shared))


@pytest.mark.parametrize("case", MOVING, ids=str)
def test_the_engine_plays_and_moves_its_clock(case: Case, engine: EngineFarm) -> None:
    with engine.world() as world:
        play(case, EngineTerminals(world))


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_a_farm_plays_over_http(case: Case, http_farm: FarmProcess) -> None:
    play(case, HttpTerminals(http_farm))


@pytest.mark.parametrize("case", STANDING, ids=str)
def test_a_farm_plays_over_the_line(case: Case, line_farm: FarmProcess) -> None:
    play(case, LineTerminals(line_farm).begin(case.terminals))


@pytest.mark.parametrize("case", MOVING, ids=str)
def test_a_farm_plays_over_http_and_moves_its_clock(case: Case, clock_farm: FarmProcess) -> None:
    # A day later nothing of the case before is still open that could come between.
    clock_farm.ask("POST", "/clock/advance", {"seconds": DAY_SECONDS})
    play(case, HttpTerminals(clock_farm))


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


def test_the_rules_that_cases_name_exist() -> None:
    declared = {rule.id for database in discover().values() for rule in database.rules}
    known = declared | {rule.id for rule in RULES}
    assert {rule for case in cases() for rule in case.rules} - known == set()
