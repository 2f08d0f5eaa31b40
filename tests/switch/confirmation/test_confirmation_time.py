"""What happens as time passes: overdue notices, simulated agencies, restarts."""

from __future__ import annotations

from typing import Any

import pytest

from switch.confirmation import FIELDS
from switch.rules import RULES

WANTED = "YQ CA0340000 RTY/WP RNO/1 PRI/U OCA/26-1001 NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"
CONFIRMED = "YR CA0190000 RTY/WP CON/Y OCA/26-1001"
KERN = "CA0150000"


def answer(farm: Any) -> str:
    reply: str = farm.send(CONFIRMED, "SAC1", "CA0340000", "FULL02")
    return reply


def test_an_urgent_request_is_overdue_after_ten_minutes(farm: Any) -> None:
    farm.send(WANTED)
    assert farm.pass_seconds(599) == []
    assert farm.pass_seconds(1) == ["hit confirmation 26-1001 of CA0340000 overdue"]
    (notice,) = farm.unsolicited("LAX1")
    assert notice.splitlines() == [
        "LAX1000001.*FULL01.YQ.CA0190000.CLETS.NOTICE",
        "RTY/WP",
        "RNO/1",
        "OCA/26-1001",
        "NAM/EXAMPLE,EDGAR",
        "NO ANSWER FROM CA0340000 WITHIN 10 MINUTES",
        "SEND THE SECOND REQUEST: RNO/2",
    ]


def test_a_routine_request_is_overdue_after_an_hour(farm: Any) -> None:
    farm.send(WANTED.replace("PRI/U", "PRI/R"))
    assert farm.pass_seconds(3599) == []
    assert len(farm.pass_seconds(1)) == 1


@pytest.mark.parametrize(("number", "step"), [("2", "RNO/3"), ("3", "TELEPHONE THE AGENCY AND RECORD THE CALL")])
def test_an_overdue_notice_says_what_to_do_next(farm: Any, number: str, step: str) -> None:
    farm.send(WANTED.replace("RNO/1", f"RNO/{number}"))
    farm.pass_seconds(600)
    (notice,) = farm.unsolicited("LAX1")
    assert step in notice


def test_a_late_answer_still_answers(farm: Any) -> None:
    farm.send(WANTED)
    farm.pass_seconds(600)
    assert "CLETS.ACK" in answer(farm)
    assert "HIT CONFIRMED" in farm.unsolicited("LAX1")[-1]


def test_an_answer_in_time_is_never_reported_overdue(farm: Any) -> None:
    farm.send(WANTED)
    answer(farm)
    assert farm.pass_seconds(600) == []


def test_a_training_request_is_reported_overdue_under_its_training_key(farm: Any) -> None:
    farm.send(f"T{WANTED}")
    farm.pass_seconds(600)
    assert farm.unsolicited("LAX1")[0].startswith("LAX1000001.*FULL01.TYQ.CA0190000.CLETS.NOTICE")


def test_a_request_survives_a_restart(farm: Any) -> None:
    farm.send(WANTED)
    farm.restart()
    farm.send(WANTED.replace("26-1001", "26-1002"))
    assert farm.pass_seconds(600) == [
        "hit confirmation 26-1001 of CA0340000 overdue",
        "hit confirmation 26-1002 of CA0340000 overdue",
    ]
    farm.restart()
    assert "CLETS.ACK" in answer(farm)


def test_a_late_answer_ends_no_timer_of_another_request(farm: Any) -> None:
    farm.send(WANTED)
    farm.pass_seconds(600)
    farm.restart()
    farm.send(WANTED.replace("26-1001", "26-1002"))
    assert "CLETS.ACK" in answer(farm)
    assert farm.pass_seconds(600) == ["hit confirmation 26-1002 of CA0340000 overdue"]


@pytest.mark.parametrize(("profile", "letter", "word"), [("confirm", "Y", "confirmed"), ("deny", "N", "denied")])
def test_a_simulated_agency_answers_by_its_profile(farm: Any, profile: str, letter: str, word: str) -> None:
    farm.simulate(KERN, profile, 90)
    assert "CLETS.ACK" in farm.send(WANTED.replace("CA0340000", KERN))
    assert farm.pass_seconds(89) == []
    assert farm.pass_seconds(3600) == [f"hit confirmation 26-1001 of {KERN} answered {word}"]
    (message,) = farm.unsolicited("LAX1")
    assert message.startswith(f"LAX1000001.*FULL01.YR.{KERN}.CLETS.MESSAGE")
    assert f"\r\nCON/{letter}\r\n" in message
    assert "\r\nNAM/EXAMPLE,EDGAR\r\n" in message


def test_an_agency_that_answers_later_confirms_an_hour_afterwards(farm: Any) -> None:
    farm.simulate(KERN, "later", 60)
    farm.send(WANTED.replace("CA0340000", KERN))
    assert farm.pass_seconds(60) == [f"hit confirmation 26-1001 of {KERN} answered in process"]
    assert "CON/P\r\nHRS/1" in farm.unsolicited("LAX1")[0]
    farm.restart()
    assert farm.pass_seconds(3599) == []
    assert farm.pass_seconds(3600) == [f"hit confirmation 26-1001 of {KERN} answered confirmed"]


def test_an_agency_that_never_answers_is_overdue(farm: Any) -> None:
    farm.simulate(KERN, "never", 1)
    farm.send(WANTED.replace("CA0340000", KERN))
    assert farm.pass_seconds(600) == [f"hit confirmation 26-1001 of {KERN} overdue"]


def test_a_simulated_answer_that_takes_too_long_comes_late(farm: Any) -> None:
    farm.simulate(KERN, "confirm", 900)
    farm.send(WANTED.replace("CA0340000", KERN))
    fired = farm.pass_seconds(900)
    assert [line.split()[-1] for line in fired] == ["overdue", "confirmed"]


def test_an_agency_with_nobody_at_its_terminals_is_simulated(farm: Any) -> None:
    farm.send(WANTED.replace("CA0340000", "CA0349900"))
    assert farm.pass_seconds(120) == ["hit confirmation 26-1001 of CA0349900 answered confirmed"]
    assert farm.unsolicited("CHP1") == []


def test_an_answer_typed_at_a_simulated_agency_comes_instead_of_the_simulated_one(farm: Any) -> None:
    farm.send(WANTED.replace("CA0340000", "CA0349900"))
    assert "CLETS.ACK" in farm.send(CONFIRMED, "CHP1", "CA0349900")
    assert farm.pass_seconds(3600) == []


def test_every_field_and_rule_says_where_it_comes_from() -> None:
    assert len({item.code for item in FIELDS}) == len(FIELDS)
    assert all(str(item.cite) and item.title for item in (*FIELDS, *RULES))
