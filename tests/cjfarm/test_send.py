from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

HEADER = "SAC1000001"


def reply(seq: int, source: str, kind: str, header: str = HEADER, text: str = "") -> dict[str, Any]:
    shown = f"{header}.*FULL01.QW.CA0340000.{source}.{kind}\r\n{text or kind}\r\n"
    return {"seq": seq, "source": source, "kind": kind, "key": "QW", "header": header, "text": shown}


def answer(*replies: dict[str, Any], pending: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"id": "M0000000004", "replies": list(replies), "pending": list(pending)}


def test_header_operator_and_agency_are_filled_in(run: Any, recorder: Any) -> None:
    recorder.answer(answer(reply(5, "WPS", "NONE")))
    ended = run("send", "QW NAM/DOE,JOHN SEX/M DOB/19800215", "--url", recorder.url)
    assert recorder.asked[0].body == f"{HEADER}.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"
    assert ended.stdout == f"{HEADER}.*FULL01.QW.CA0340000.WPS.NONE\nNONE\n\n"
    assert ended.exit_code == 0


def test_a_message_may_be_typed_without_quotes(run: Any, recorder: Any) -> None:
    recorder.answer(answer(reply(5, "WPS", "NONE")))
    run("send", "QW", "NAM/DOE,JOHN", "MICHAEL", "SEX/M", "--url", recorder.url)
    assert recorder.asked[0].body.endswith(".QW.CA0340000.NAM/DOE,JOHN MICHAEL.SEX/M")


def test_a_reply_that_comes_later_is_read_from_the_mailbox(run: Any, recorder: Any) -> None:
    recorder.answer(answer(reply(5, "WPS", "NONE"), pending=("NCIC",)))
    recorder.answer({"messages": [reply(6, "CLETS", "NOTICE", header="SAC1999999")], "next": 6})
    recorder.answer({"messages": [reply(7, "NCIC", "HIT")], "next": 7})
    ended = run("send", "QW NAM/DOE,JOHN SEX/M", "--url", recorder.url)
    assert [line for line in ended.stdout.splitlines() if "CA0340000" in line] == [
        f"{HEADER}.*FULL01.QW.CA0340000.WPS.NONE",
        f"{HEADER}.*FULL01.QW.CA0340000.NCIC.HIT",
    ]
    assert [asked.path.partition("&")[0] for asked in recorder.asked[1:]] == [
        "/terminals/SAC1/messages?after=5",
        "/terminals/SAC1/messages?after=6",
    ]


def test_the_switch_answers_for_a_database_out_of_service(run: Any, recorder: Any) -> None:
    recorder.answer(answer(pending=("NCIC", "NCIC")))
    recorder.answer({"messages": [reply(6, "CLETS", "ERROR", text="NCIC IS OUT OF SERVICE")], "next": 6})
    recorder.answer({"messages": [reply(7, "NCIC", "NONE")], "next": 7})
    assert run("send", "QW NAM/DOE,JOHN SEX/M", "--url", recorder.url).exit_code == 1
    assert recorder.asked[1].path.startswith("/terminals/SAC1/messages?after=4&")
    assert not recorder.answers


def test_without_a_wait_nothing_is_waited_for(run: Any, recorder: Any) -> None:
    recorder.answer(answer(pending=("WPS",)))
    ended = run("send", "QW NAM/DOE,JOHN SEX/M", "--wait", "0", "--url", recorder.url)
    assert recorder.asked[0].path == "/messages?wait=0.0"
    assert (ended.exit_code, ended.stdout) == (1, "")


def test_an_answer_that_is_missing_is_named_and_ends_with_1(run: Any, recorder: Any) -> None:
    recorder.answer(answer(reply(5, "WPS", "NONE"), pending=("NCIC",)))
    ended = run("send", "QW NAM/DOE,JOHN SEX/M", "--wait", "0", "--url", recorder.url)
    assert ended.exit_code == 1
    assert ended.stderr == "cjfarm: no answer within 0 seconds from NCIC\n"


@pytest.mark.parametrize(("source", "kind"), [("CLETS", "ERROR"), ("WPS", "REJECT"), ("NCIC", "REJECT")])
def test_a_refusal_ends_with_1_whatever_else_was_answered(run: Any, recorder: Any, source: str, kind: str) -> None:
    recorder.answer(answer(reply(5, "WPS", "ACK"), reply(6, source, kind)))
    ended = run("send", "EW NAM/DOE,JOHN SEX/M", "--url", recorder.url)
    assert ended.exit_code == 1
    assert f"{source}.{kind}" in ended.stdout


@pytest.mark.parametrize("kind", ["HIT", "NEAR", "NONE", "ACK"])
def test_an_answer_ends_with_0(run: Any, recorder: Any, kind: str) -> None:
    recorder.answer(answer(reply(5, "WPS", kind)))
    assert run("send", "QW NAM/DOE,JOHN SEX/M", "--url", recorder.url).exit_code == 0


def test_replies_as_json_are_one_line_each(run: Any, recorder: Any) -> None:
    replies = [reply(5, "WPS", "NONE"), reply(6, "NCIC", "HIT")]
    recorder.answer(answer(*replies))
    ended = run("send", "--json", "QW NAM/DOE,JOHN SEX/M", "--url", recorder.url)
    assert [json.loads(line) for line in ended.stdout.splitlines()] == replies


def test_the_profile_sets_who_sends_and_options_go_before_it(run: Any, recorder: Any, tmp_path: Path) -> None:
    folder = tmp_path / ".config" / "cjfarm"
    folder.mkdir(parents=True)
    lines = ('terminal = "LAX1"', 'operator = "FULL02"', 'ori = "CA0190000"', f'url = "{recorder.url}"')
    (folder / "profile.toml").write_text("\n".join(("[send]", *lines)))
    recorder.answer(answer(reply(5, "WPS", "NONE")))
    recorder.answer(answer(reply(5, "WPS", "NONE")))
    run("send", "QW FCN/1862632600123")
    run("send", "QW FCN/1862632600123", "--operator", "INQ001", CJFARM_ORI="CA0340000")
    assert [asked.body for asked in recorder.asked] == [
        "LAX1000001.*FULL02.QW.CA0190000.FCN/1862632600123",
        "LAX1000001.*INQ001.QW.CA0340000.FCN/1862632600123",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[send]\nterminl = 'LAX1'", "send.terminl is unknown"),
        ("send = 1", "send must be a table"),
        ("[send", "profile.toml: "),
    ],
)
def test_a_profile_that_cannot_be_used_is_refused(run: Any, tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "profile.toml").write_text(content)
    ended = run("send", "--profile", "profile.toml", "QW FCN/1862632600123")
    assert ended.exit_code == 2
    assert said in ended.stderr


def test_a_profile_that_is_named_must_be_there(run: Any) -> None:
    ended = run("send", "--profile", "nowhere.toml", "QW FCN/1862632600123")
    assert ended.exit_code == 2
    assert "there is no file nowhere.toml" in ended.stderr


@pytest.mark.parametrize("typed", [(), ("NAM/DOE,JOHN",), ("QW NAM/DOE,JOHN.SEX/M",)])
def test_what_is_no_message_ends_with_2(run: Any, typed: tuple[str, ...]) -> None:
    assert run("send", *typed).exit_code == 2


def test_without_a_farm_one_line_says_how_to_start_one(run: Any) -> None:
    ended = run("send", "--url", "http://127.0.0.1:9", "QW NAM/DOE,JOHN SEX/M")
    assert ended.exit_code == 1
    assert ended.stderr.count("\n") == 1
    assert "Is it running? ./farm up" in ended.stderr


def test_another_terminal_sends_for_its_own_agency(run: Any, recorder: Any) -> None:
    recorder.answer({"mnemonic": "LAX1", "ori": "CA0190000"})
    recorder.answer(answer(reply(5, "WPS", "NONE")))
    run("send", "QW NAM/DOE,JOHN SEX/M", "--terminal", "LAX1", "--url", recorder.url)
    assert recorder.asked[0].path == "/terminals/LAX1"
    assert ".QW.CA0190000." in recorder.asked[1].body
