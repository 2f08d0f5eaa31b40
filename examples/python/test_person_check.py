import pytest
from person_check import PersonCheck

WARRANT = {"SEX": "M", "OFF": "2202", "DOW": "20260101", "WNO": "W-100", "OCA": "26-100", "TYP": "F", "ENT": 3}


@pytest.fixture
def client(world):
    return PersonCheck("127.0.0.1", world.line_port(), "SAC1", "FULL01", "CA0340000")


def test_a_wanted_man_is_told_with_the_agency_to_confirm_with(client):
    assert client.ask("DOE,JOHN", "M", "19800215").text == "WANTED, CONFIRM WITH CA0190000"


def test_a_warrant_of_our_own_is_found(world, client):
    world.enter("wps", NAM="ROE,RALPH", DOB="19700101", **WARRANT)
    assert client.ask("ROE,RALPH", "M", "19700101").confirm_with == ["CA0340000"]


def test_a_database_that_is_down_is_not_taken_for_no_record(world, client):
    with world.fault(source="NCIC", down=True):
        answer = client.ask("NOBODY,ATALL", "M", "19800215", seconds=0.5)
    assert answer.text == "NO RECORD; NCIC DID NOT ANSWER"


def test_one_question_is_sent_once(world, client):
    client.ask("DOE,JOHN", "M", "19800215")
    world.verify(key="QW", terminal="SAC1", count=1, NAM="DOE,JOHN", DOB="19800215")
