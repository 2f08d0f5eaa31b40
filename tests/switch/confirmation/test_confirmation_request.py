"""YQ: what is sent, to whom, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

WANTED = "RTY/WP RNO/1 PRI/U OCA/26-1001 NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"


def test_a_request_reaches_the_attended_terminal_of_the_owner_with_every_field(farm: Any) -> None:
    reply = farm.send(f"YQ CA0340000 {WANTED} FCN/1862600100001 PHO/2135550100")
    assert reply.startswith(
        "LAX1000001.*FULL01.YQ.CA0190000.CLETS.ACK\r\nREQUEST SENT TO CA0340000, ANSWER DUE WITHIN 10"
    )
    (message,) = farm.unsolicited("SAC1")
    assert message.splitlines() == [
        "SAC1.*FULL01.YQ.CA0190000.CLETS.MESSAGE",
        "RTY/WP",
        "RNO/1",
        "PRI/U",
        "OCA/26-1001",
        "NAM/EXAMPLE,EDGAR",
        "DOB/19700102",
        "SEX/M",
        "FCN/1862600100001",
        "PHO/2135550100",
        "ANSWER WITH YR TO CA0190000 WITHIN 10 MINUTES",
    ]
    assert farm.unsolicited("SAC2") == []


def test_a_routine_request_is_due_within_an_hour(farm: Any) -> None:
    assert "WITHIN 1 HOUR" in farm.send(f"YQ CA0340000 {WANTED}".replace("PRI/U", "PRI/R"))


def test_one_request_goes_to_three_owners(farm: Any) -> None:
    reply = farm.send(f"YQ CA0190000.CA0340000.CA0349400 {WANTED}", "CHP1", "CA0349900", "INQ001")
    assert [line[:25] for line in reply.splitlines()[1:]] == [
        "REQUEST SENT TO CA0190000",
        "REQUEST SENT TO CA0340000",
        "REQUEST SENT TO CA0349400",
    ]
    assert all(len(farm.unsolicited(terminal)) == 1 for terminal in ("LAX1", "SAC1", "DOJ1"))


def test_an_unknown_agency_is_named_and_nothing_is_sent(farm: Any) -> None:
    reply = farm.send(f"YQ CA0340000.CA0990000 {WANTED}")
    assert "CLETS.ERROR\r\nDESTINATION CA0990000 IS NOT KNOWN" in reply
    assert farm.unsolicited("SAC1") == []


@pytest.mark.parametrize(
    ("addresses", "fault"),
    [
        ("", "ADDRESS MISSING"),
        ("CA0340000.CA0190000.CA0349400.CA0349900.", "ADDRESS TOOMANY"),
        ("SAC1.", "ADDRESS LENGTH SAC1"),
        ("110340000.", "ADDRESS FORMAT 110340000"),
        ("CA0340000.CA0340000.", "ADDRESS REPEATED"),
    ],
)
def test_a_request_names_one_to_three_owners_by_ori(farm: Any, addresses: str, fault: str) -> None:
    reply = farm.send(f"YQ {addresses}{WANTED}")
    assert "CLETS.REJECT" in reply
    assert reply.splitlines()[1].startswith(fault)


@pytest.mark.parametrize("code", ["RTY", "RNO", "PRI", "OCA"])
def test_a_required_field_left_out_is_refused(farm: Any, code: str) -> None:
    fields = " ".join(part for part in WANTED.split() if not part.startswith(code))
    assert f"CLETS.REJECT\r\n{code} MISSING" in farm.send(f"YQ CA0340000 {fields}")


def test_every_fault_is_named_at_once(farm: Any) -> None:
    reply = farm.send("YQ CA0340000 RTY/WP RNO/4 RNO/1 OCA/ NAM/EDGAR SEX/M SEX/F LIC/1ABC234 ZZZ/1 CON/Y DOB/20990101")
    faults = [" ".join(line.split()[:2]) for line in reply.splitlines()[1:] if not line.startswith("    ")]
    assert faults == [
        "RNO TABLE",
        "OCA EMPTY",
        "NAM FORMAT",
        "SEX REPEATED",
        "ZZZ UNKNOWN",
        "CON UNKNOWN",
        "DOB FUTURE",
        "PRI MISSING",
        "LIC RULE",
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ("RTY/WP", "NAM MISSING REQUIRED FOR RTY/WP"),
        ("RTY/SV", "LIC MISSING REQUIRED FOR RTY/SV: ONE IDENTIFIER SET, LIC, WITH LIS LIY LIT IF KNOWN, OR VIN"),
        ("RTY/SV VMA/FORD", "VIN MISSING"),
        ("RTY/SV LIC/1ABC234 VIN/1ZZZZ99Z9ZZ246246", "VIN RULE BELONGS TO A SECOND IDENTIFIER SET"),
        ("RTY/SV LIC/1ABC234 NAM/EXAMPLE,EDGAR", "NAM RULE NOT A FIELD OF RTY/SV"),
        ("RTY/SL VIN/1ZZZZ99Z9ZZ246246 LIC/1ABC234", "VIN RULE NOT A FIELD OF RTY/SL"),
        ("RTY/SG SER/TEST1 DEN/100", "DEN RULE NOT A FIELD OF RTY/SG"),
        ("RTY/SB", "REG MISSING"),
    ],
)
def test_a_request_holds_one_identifier_set_that_fits_its_kind(farm: Any, fields: str, fault: str) -> None:
    reply = farm.send(f"YQ CA0340000 {fields} RNO/1 PRI/U OCA/26-1001")
    assert fault in reply.replace("\r\n    ", "")


@pytest.mark.parametrize(
    "fields",
    [
        "RTY/WP NAM/EXAMPLE,EDGAR",
        "RTY/PO NAM/EXAMPLE,EDGAR",
        "RTY/MP NAM/EXAMPLE,EDGAR RAC/W",
        "RTY/SV LIC/1ABC234 LIS/CA LIY/2027 LIT/PC",
        "RTY/SV VIN/1ZZZZ99Z9ZZ246246 VYR/2018 VMA/FORD VST/4D VCO/BLK",
        "RTY/SL LIC/1ABC234",
        "RTY/SP SER/TEST-1 BRA/ACME CAT/EN",
        "RTY/SG SER/TEST1 MAK/ACME CAL/9MM MOD/X",
        "RTY/SA OAN/TEST1 TYP/RADIO",
        "RTY/SB BHN/TEST1",
        "RTY/SS SER/TEST1 DEN/100",
    ],
)
def test_each_kind_of_record_is_confirmed_by_its_own_identifiers(farm: Any, fields: str) -> None:
    assert "CLETS.ACK" in farm.send(f"YQ CA0340000 {fields} RNO/1 PRI/U OCA/26-1001 NIC/W000000001 REM/TEST")


@pytest.mark.parametrize("number", ["2", "3"])
def test_a_second_or_third_request_goes_to_the_control_terminal_agency_too(farm: Any, number: str) -> None:
    reply = farm.send(f"YQ CA0340000 {WANTED}".replace("RNO/1", f"RNO/{number}"))
    assert "COPY SENT TO CA0349400" in reply
    (copy,) = farm.unsolicited("DOJ1")
    assert copy.startswith("DOJ1.*FULL01.YQ.CA0190000.CLETS.MESSAGE")
    assert f"COPY OF REQUEST {number} TO CA0340000" in copy


@pytest.mark.parametrize(("number", "said"), [("1", 0), ("2", 1), ("3", 1)])
def test_a_request_of_any_number_is_taken_and_says_where_none_was_sent_before(
    farm: Any, number: str, said: int
) -> None:
    assert "CLETS.ACK" in farm.send(f"YQ CA0340000 {WANTED}".replace("RNO/1", f"RNO/{number}"))
    assert sum("no earlier request for this case waits for CA0340000" in text for text in farm.why()) == said


def test_a_second_request_after_the_first_says_nothing_of_it(farm: Any) -> None:
    farm.send(f"YQ CA0340000 {WANTED}")
    farm.send(f"YQ CA0340000 {WANTED}".replace("RNO/1", "RNO/2"))
    assert not any("no earlier request" in text for text in farm.why())


def test_a_first_request_is_not_copied(farm: Any) -> None:
    farm.send(f"YQ CA0340000 {WANTED}")
    assert farm.unsolicited("DOJ1") == []


def test_a_training_request_is_delivered_under_its_training_key(farm: Any) -> None:
    farm.send(f"TYQ CA0340000 {WANTED}")
    (message,) = farm.unsolicited("SAC1")
    assert message.startswith("SAC1.*FULL01.TYQ.CA0190000.CLETS.MESSAGE")
    assert "ANSWER WITH TYR" in message
