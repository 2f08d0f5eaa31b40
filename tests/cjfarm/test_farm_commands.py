from __future__ import annotations

import json
from typing import Any

import pytest

CLOCK = {"now": "2026-03-02T10:00:00-08:00", "mode": "frozen", "fired": [], "count": 0}


def test_the_clock_is_shown_without_a_command(run: Any, recorder: Any) -> None:
    recorder.answer(CLOCK)
    ended = run("clock", CJFARM_URL=recorder.url, CJFARM_WORLD="lesson", CJFARM_TOKEN="t0ken")
    assert ended.stdout == "2026-03-02T10:00:00-08:00 frozen\n"
    assert recorder.asked[0].headers["X-World"] == "lesson"
    assert recorder.asked[0].headers["Authorization"] == "Bearer t0ken"


@pytest.mark.parametrize(
    ("arguments", "seconds"),
    [(("600",), 600), (("--minutes", "10"), 600), (("5", "--hours", "1", "--days", "1"), 90_005)],
)
def test_the_clock_is_advanced_by_the_sum_of_what_is_given(
    run: Any, recorder: Any, arguments: tuple[str, ...], seconds: int
) -> None:
    fired = {"at": "2026-03-02T10:00:00-08:00", "source": "CLETS", "what": "retry: EW", "number": "1"}
    recorder.answer({**CLOCK, "fired": [fired], "count": 3})
    ended = run("clock", "advance", *arguments, "--url", recorder.url)
    assert recorder.asked[0].json == {"seconds": seconds}
    assert ended.stdout.splitlines()[1:] == ["  2026-03-02T10:00:00-08:00 CLETS retry: EW", "  and 2 more"]


def test_the_clock_is_set_to_a_time_and_a_mode(run: Any, recorder: Any) -> None:
    recorder.answer(CLOCK)
    run("clock", "set", "2026-03-02T10:00", "--mode", "frozen", "--url", recorder.url)
    asked = recorder.asked[0]
    assert (asked.method, asked.json) == ("PUT", {"mode": "frozen", "now": "2026-03-02T10:00:00"})


@pytest.mark.parametrize(
    "arguments", [("advance",), ("advance", "-5"), ("set",), ("set", "tomorrow"), ("set", "--mode", "slow")]
)
def test_a_clock_that_cannot_be_moved_so_says_what_would_be_right(run: Any, arguments: tuple[str, ...]) -> None:
    assert run("clock", *arguments).exit_code == 2


def test_what_is_no_number_is_told_in_plain_words(run: Any) -> None:
    ended = run("clock", "advance", "soon")
    assert ended.exit_code == 2
    assert "'soon' is not a valid number" in ended.stderr


@pytest.mark.parametrize(
    ("arguments", "match"),
    [(("--source", "ncic"), {"source": "NCIC"}), (("--key", "QW", "--source", "WPS"), {"source": "WPS", "key": "QW"})],
)
def test_a_fault_is_added(run: Any, recorder: Any, arguments: tuple[str, ...], match: dict[str, str]) -> None:
    recorder.answer({"id": 7, "match": match, "effect": {"down": True}}, 201)
    ended = run("fault", "add", *arguments, "--url", recorder.url)
    assert recorder.asked[0].json == {"match": match, "effect": {"down": True}}
    assert ended.stdout.startswith("7  source ")


def test_an_option_of_a_fault_becomes_its_effect(run: Any, recorder: Any) -> None:
    typed = ("--source", "WPS", "--terminal", "sac1", "--direction", "in", "--delay", "5", "--times", "3")
    body = {
        "match": {"source": "WPS", "terminal": "SAC1", "direction": "in"}, "effect": {"delay_seconds": 5.0}, "times": 3,
    }  # fmt: skip
    recorder.answer({"id": 8, **body, "struck": 0}, 201)
    ended = run("fault", "add", *typed, "--url", recorder.url)
    assert recorder.asked[0].json == body
    line = "8  source WPS terminal SAC1 direction in: delay_seconds 5.0, struck 0 of 3 times\n"
    assert ended.stdout == line


@pytest.mark.parametrize(
    ("typed", "effect"),
    [(("--out-of-order",), {"out_of_order": True}), (("--close", "middle"), {"close": "middle"}),
     (("--hold",), {"hold": True}), (("--down",), {"down": True})],
    ids=str,
)  # fmt: skip
def test_every_effect_has_its_option(run: Any, recorder: Any, typed: tuple[str, ...], effect: dict[str, Any]) -> None:
    recorder.answer({"id": 9, "match": {"terminal": "SAC1"}, "effect": effect}, 201)
    run("fault", "add", "--terminal", "SAC1", *typed, "--url", recorder.url)
    assert recorder.asked[0].json["effect"] == effect


def test_a_fault_does_one_thing(run: Any) -> None:
    ended = run("fault", "add", "--source", "WPS", "--drop", "--cut")
    assert ended.exit_code == 2
    assert "one thing, not 2: drop, cut" in ended.stderr


def test_a_fault_needs_something_that_goes_down(run: Any) -> None:
    ended = run("fault", "add")
    assert ended.exit_code == 2
    assert "--source NCIC" in ended.stderr
    assert "--terminal SAC1 --hold" in run("fault", "add", "--hold").stderr


def test_faults_are_listed_ended_and_cleared(run: Any, recorder: Any) -> None:
    recorder.answer({"faults": [{"id": 7, "match": {"key": "QW"}, "effect": {"down": True}}]})
    recorder.answer(None, 204)
    recorder.answer(None, 204)
    assert run("fault", "list", "--url", recorder.url).stdout == "7  key QW: down\n"
    run("fault", "remove", "7", "--url", recorder.url)
    run("fault", "clear", "--url", recorder.url)
    assert [(asked.method, asked.path) for asked in recorder.asked[1:]] == [
        ("DELETE", "/faults/7"),
        ("DELETE", "/faults"),
    ]


def test_the_list_of_faults_tells_how_often_each_has_struck(run: Any, recorder: Any) -> None:
    held = {"id": 7, "match": {"terminal": "SAC1"}, "effect": {"hold": True}, "struck": 3}
    recorder.answer({"faults": [held, {**held, "id": 8, "struck": 0}]})
    lines = run("fault", "list", "--url", recorder.url).stdout.splitlines()
    assert lines == ["7  terminal SAC1: hold, struck so far: 3", "8  terminal SAC1: hold"]


def test_what_the_farm_refuses_ends_with_2_and_its_own_words(run: Any, recorder: Any) -> None:
    recorder.answer({"detail": "number: there is no fault 9"}, 404)
    ended = run("fault", "remove", "9", "--url", recorder.url)
    assert (ended.exit_code, ended.stderr) == (2, "cjfarm: number: there is no fault 9\n")


def test_what_the_farm_fails_at_ends_with_1(run: Any, recorder: Any) -> None:
    recorder.answer({"detail": "the store failed"}, 503)
    assert run("fault", "clear", "--url", recorder.url).exit_code == 1


def entry(seq: int, direction: str = "in") -> dict[str, Any]:
    return {"seq": seq, "at": "2026-03-02T10:00:00-08:00", "direction": direction, "terminal": "SAC1", "text": "A\r\nB"}


def test_the_journal_is_asked_by_its_filters(run: Any, recorder: Any) -> None:
    recorder.answer({"entries": [entry(1), {**entry(2, "out"), "delivered": True, "device": "http"}], "next": None})
    ended = run(
        "journal", "--terminal", "SAC1", "--from", "2026-03-02", "--contains", "DOE,JOHN", "--url", recorder.url
    )
    assert recorder.asked[0].path == (
        "/journal?limit=1000&terminal=SAC1&from=2026-03-02T00%3A00%3A00&contains=DOE%2CJOHN"
    )
    assert ended.stdout.splitlines() == [
        "1 2026-03-02T10:00:00-08:00 from SAC1",
        "    A",
        "    B",
        "2 2026-03-02T10:00:00-08:00 to SAC1 delivered to http",
        "    A",
        "    B",
    ]


def test_a_long_journal_is_read_page_by_page(run: Any, recorder: Any) -> None:
    recorder.answer({"entries": [entry(seq) for seq in range(1, 1001)], "next": 1000})
    recorder.answer({"entries": [entry(1001)], "next": None})
    ended = run("journal", "--json", "--url", recorder.url)
    assert [json.loads(line)["seq"] for line in ended.stdout.splitlines()] == list(range(1, 1002))
    assert recorder.asked[1].path == "/journal?cursor=1000&limit=1000"


def test_worlds_are_listed(run: Any, recorder: Any) -> None:
    recorder.answer({"worlds": [{"name": "main", "created": "2026-03-02", "size": 2000, "line_port": None}]})
    assert run("world", "list", "--url", recorder.url).stdout == "main  made 2026-03-02  2000 people\n"


def test_snapshots_are_listed_after_the_worlds(run: Any, recorder: Any) -> None:
    recorder.answer({"worlds": [], "snapshots": [{"name": "s", "created": "2026-03-02", "size": 20, "from": "main"}]})
    assert run("world", "list", "--url", recorder.url).stdout == "s  made 2026-03-02  20 people  snapshot of main\n"


@pytest.mark.parametrize(
    ("words", "method", "path", "body"),
    [
        ("create t1", "POST", "/worlds", {"name": "t1", "line": False, "ephemeral": False}),
        (
            "create t1 --line --seed 7 --size small --date 2020-01-01 --clock frozen",
            "POST",
            "/worlds",
            {"name": "t1", "line": True, "ephemeral": False, "seed": 7, "size": 2000, "date": "2020-01-01",
             "clock": "frozen"},
        ),
        ("create t1 --from s1", "POST", "/worlds", {"name": "t1", "from": "s1", "line": False, "ephemeral": False}),
        ("fork t1 t2 --ephemeral", "POST", "/worlds", {"name": "t2", "from": "t1", "line": False, "ephemeral": True}),
        ("snapshot t1 s1", "POST", "/worlds/t1/snapshots", {"name": "s1"}),
    ],
)  # fmt: skip
def test_a_world_is_made_as_asked(run: Any, recorder: Any, words: str, method: str, path: str, body: object) -> None:
    recorder.answer({"name": "x", "created": "2026-03-02", "size": 20, "line_port": 4711}, 201)
    ended = run("world", *words.split(), "--url", recorder.url)
    assert (recorder.asked[0].method, recorder.asked[0].path, recorder.asked[0].json) == (method, path, body)
    assert ended.stdout == "x  made 2026-03-02  20 people  line port 4711\n"


def test_a_world_is_put_back_and_dropped(run: Any, recorder: Any) -> None:
    recorder.answer({"name": "t1", "created": "2026-03-02", "size": 20, "line_port": None})
    recorder.answer(None, 204)
    assert run("world", "reset", "t1", "--url", recorder.url).stdout == "t1  made 2026-03-02  20 people\n"
    assert run("world", "drop", "t1", "--url", recorder.url).exit_code == 0
    asked = [(each.method, each.path) for each in recorder.asked]
    assert asked == [("POST", "/worlds/t1/reset"), ("DELETE", "/worlds/t1")]


def test_a_url_that_is_none_ends_with_2(run: Any) -> None:
    ended = run("world", "list", "--url", "localhost")
    assert ended.exit_code == 2
    assert "http://HOST:PORT" in ended.stderr
