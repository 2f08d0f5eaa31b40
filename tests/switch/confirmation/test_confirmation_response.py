"""YR: which request it answers, and what it leaves open."""

from __future__ import annotations

from typing import Any

import pytest

WANTED = "YQ CA0340000 RTY/WP RNO/1 PRI/U OCA/26-1001 FCN/1862600100001 NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"
CONFIRMED = "YR CA0190000 RTY/WP CON/Y OCA/26-1001"


def answer(farm: Any, text: str = CONFIRMED) -> str:
    reply: str = farm.send(text, "SAC2", "CA0340000", "FULL02")
    return reply


def test_an_answer_comes_back_to_the_terminal_that_asked_with_the_header_of_the_request(farm: Any) -> None:
    farm.send(WANTED)
    reply = answer(farm, f"{CONFIRMED} REM/HELD")
    assert "CLETS.ACK\r\nANSWER SENT TO CA0190000" in reply
    (message,) = farm.unsolicited("LAX1")
    assert message.splitlines() == [
        "LAX1000001.*FULL01.YR.CA0340000.CLETS.MESSAGE",
        "RTY/WP",
        "CON/Y",
        "OCA/26-1001",
        "REM/HELD",
        "HIT CONFIRMED BY CA0340000",
    ]


@pytest.mark.parametrize("final", ["Y", "N"])
def test_after_a_final_answer_another_one_is_refused(farm: Any, final: str) -> None:
    farm.send(WANTED)
    text = CONFIRMED.replace("CON/Y", f"CON/{final}")
    assert "CLETS.ACK" in answer(farm, text)
    reply = answer(farm, text)
    assert "CLETS.REJECT\r\nOCA NOREQUEST" in reply
    assert "WAITING NONE" in reply
    assert len(farm.unsolicited("LAX1")) == 1


@pytest.mark.parametrize("given", ["CON/P HRS/2", "CON/E"])
def test_an_answer_that_decides_nothing_leaves_room_for_a_final_one_and_stops_the_overdue_notice(
    farm: Any, given: str
) -> None:
    farm.send(WANTED)
    assert "CLETS.ACK" in answer(farm, CONFIRMED.replace("CON/Y", given))
    assert farm.pass_seconds(7199) == []
    assert "CLETS.ACK" in answer(farm)
    assert farm.pass_seconds(7200) == []
    assert len(farm.unsolicited("LAX1")) == 2


def test_an_answer_in_process_is_overdue_when_the_hours_that_it_gave_are_over(farm: Any) -> None:
    farm.send(WANTED)
    answer(farm, CONFIRMED.replace("CON/Y", "CON/P HRS/2"))
    assert farm.pass_seconds(7200) == ["hit confirmation 26-1001 of CA0340000 overdue"]
    assert "NO FINAL ANSWER FROM CA0340000 WITHIN 2 HOURS" in farm.unsolicited("LAX1")[-1]
    assert "CLETS.ACK" in answer(farm)


def test_an_answer_in_process_says_in_how_many_hours(farm: Any) -> None:
    farm.send(WANTED)
    assert "CLETS.REJECT\r\nHRS MISSING" in answer(farm, CONFIRMED.replace("CON/Y", "CON/P"))
    assert "CLETS.REJECT\r\nHRS RULE NAMES NO TIME" in answer(farm, CONFIRMED.replace("CON/Y", "CON/P HRS/00"))


@pytest.mark.parametrize("decided", ["CON/Y", "CON/N", "CON/E"])
def test_only_an_answer_in_process_names_hours(farm: Any, decided: str) -> None:
    farm.send(WANTED)
    assert "CLETS.REJECT\r\nHRS RULE ONLY AN ANSWER" in answer(farm, CONFIRMED.replace("CON/Y", f"{decided} HRS/2"))
    assert farm.unsolicited("LAX1") == []


@pytest.mark.parametrize(
    "differing",
    [
        CONFIRMED.replace("26-1001", "26-1002"),
        CONFIRMED.replace("RTY/WP", "RTY/PO"),
        CONFIRMED.replace("CA0190000", "CA0349400"),
        f"{CONFIRMED} RNO/2",
        f"{CONFIRMED} FCN/1862600100002",
        f"T{CONFIRMED}",
    ],
)
def test_an_answer_that_fits_no_request_is_refused(farm: Any, differing: str) -> None:
    farm.send(WANTED)
    assert "CLETS.REJECT\r\nOCA NOREQUEST" in answer(farm, differing)
    assert farm.unsolicited("LAX1") == []


def test_a_refusal_names_what_waits(farm: Any) -> None:
    farm.send(WANTED)
    reply = answer(farm, f"{CONFIRMED} RNO/2").replace("\r\n    ", "")
    assert "WAITING RTY/WP RNO/1 OCA/26-1001 FCN/1862600100001" in reply


def test_only_the_owner_answers(farm: Any) -> None:
    farm.send(WANTED)
    assert "NOREQUEST" in farm.send(CONFIRMED, "DOJ1", "CA0349400")


def test_a_training_answer_fits_a_training_request(farm: Any) -> None:
    farm.send(f"T{WANTED}")
    assert "NOREQUEST" in answer(farm)
    assert "TYR.CA0340000.CLETS.ACK" in answer(farm, f"T{CONFIRMED}")
    (message,) = farm.unsolicited("LAX1")
    assert message.startswith("LAX1000001.*FULL01.TYR.CA0340000.CLETS.MESSAGE")


def test_a_final_answer_closes_every_request_for_the_same_hit(farm: Any) -> None:
    for number in ("1", "2", "3"):
        farm.send(WANTED.replace("RNO/1", f"RNO/{number}"))
    assert "CLETS.ACK" in answer(farm, f"{CONFIRMED} RNO/2")
    assert farm.pass_seconds(3600) == []
    assert "NOREQUEST" in answer(farm)


def test_another_hit_of_the_same_case_stays_open(farm: Any) -> None:
    farm.send(WANTED.replace("EDGAR", "EDNA").replace("0001 ", "0002 "))
    farm.send(WANTED)
    assert "CLETS.ACK" in answer(farm, f"{CONFIRMED} NAM/EXAMPLE,EDNA")
    (message,) = farm.unsolicited("LAX1")
    assert message.startswith("LAX1000001.")
    assert "CLETS.ACK" in answer(farm)


def test_an_answer_for_a_pooled_terminal_goes_to_the_attended_one_of_its_agency(farm: Any) -> None:
    asked = WANTED.replace("CA0340000", "CA0190000")
    assert "CLETS.ACK" in farm.send(asked, "POOL", "CA0340000", "INQ001")
    assert "CLETS.ACK" in farm.send(CONFIRMED.replace("CA0190000", "CA0340000"))
    (message,) = farm.unsolicited("SAC1")
    assert message.startswith("POOL000001.*INQ001.YR.CA0190000.CLETS.MESSAGE")


def test_an_answer_for_a_pooled_terminal_goes_to_a_fixed_one_where_none_is_attended(farm: Any) -> None:
    farm.switch.directory.terminals.remove("SAC1")
    assert "CLETS.ACK" in farm.send(WANTED.replace("CA0340000", "CA0190000"), "POOL", "CA0340000", "INQ001")
    assert "CLETS.ACK" in farm.send(CONFIRMED.replace("CA0190000", "CA0340000"))
    assert farm.unsolicited("POOL") == []
    assert len(farm.unsolicited("SAC2")) == 1


def test_a_pooled_terminal_without_a_fixed_one_asks_nobody(farm: Any) -> None:
    for mnemonic in ("SAC1", "SAC2"):
        farm.switch.directory.terminals.remove(mnemonic)
    reply = farm.send(WANTED.replace("CA0340000", "CA0190000"), "POOL", "CA0340000", "INQ001")
    assert "CLETS.ERROR\r\nTERMINAL POOL IS POOLED" in reply
    assert farm.unsolicited("LAX1") == []
    assert farm.pass_seconds(3600) == []


def test_an_answer_names_one_requester(farm: Any) -> None:
    assert "ADDRESS MISSING" in answer(farm, "YR RTY/WP CON/Y OCA/26-1001")
    assert "ADDRESS TOOMANY" in answer(farm, CONFIRMED.replace("CA0190000", "CA0190000.CA0349400"))


BARE = WANTED.replace(" FCN/1862600100001", "")


@pytest.mark.parametrize(
    ("given", "left"), [("", []), (" FCN/1862600100002", ["hit confirmation 26-1001 of CA0340000 overdue"])]
)
def test_a_final_answer_closes_only_what_it_fits_itself(farm: Any, given: str, left: list[str]) -> None:
    for asked in (BARE, WANTED, BARE):
        farm.send(asked)
    assert "CLETS.ACK" in answer(farm, f"{CONFIRMED}{given}")
    assert farm.pass_seconds(600) == left
    assert ("NOREQUEST" in answer(farm, f"{CONFIRMED} FCN/1862600100001")) is (not left)


def test_an_answer_about_somebody_else_is_refused(farm: Any) -> None:
    farm.send(WANTED)
    reply = answer(farm, f"{CONFIRMED} NAM/EXAMPLE,EDNA").replace("\r\n    ", "")
    assert "OCA NOREQUEST" in reply
    assert "NAM/EXAMPLE,EDGAR" in reply
    assert "CLETS.ACK" in answer(farm)
