"""``cjfarm explain``: asks, and prints what is read."""

from __future__ import annotations

import json
from typing import Any

SEX = {"text": "SEX/M, and SEX/F searches F", "rule": "WPS-01", "cite": "a source"}
FOUND = {
    "message": {"key": "QW"},
    "replies": [
        {
            "source": "WPS",
            "kind": "NONE",
            "text": "SAC1000001.*FULL01.QW.CA0340000.WPS.NONE\r\nNO RECORD FOUND IN WPS\r\n",
            "records": [],
            "why": [{"text": "nothing found", "rule": "", "cite": "a source"}],
        }
    ],
    "considered": [
        {"source": "WPS", "fcn": "1", "nic": None, "name": "DOE,KAREN", "number": None, "fell_short": [SEX]},
    ],
}
READ = """\
SAC1000001.*FULL01.QW.CA0340000.WPS.NONE
NO RECORD FOUND IN WPS
  why
    nothing found
      (a source)

came near and was not found
  WPS 1 DOE,KAREN
    SEX/M, and SEX/F searches F
      WPS-01 (a source)
"""


def test_a_message_is_explained_and_not_sent(run: Any, recorder: Any) -> None:
    recorder.answer(FOUND)
    ended = run("explain", "QW NAM/DOE,KAREN SEX/F", "--operator", "INQ001", "--url", recorder.url)
    assert (ended.exit_code, ended.stdout) == (0, READ)
    (asked,) = recorder.asked
    assert (asked.method, asked.path) == ("POST", "/explain")
    assert asked.body == "SAC1000001.*INQ001.QW.CA0340000.NAM/DOE,KAREN.SEX/F"


def test_an_explanation_may_be_json(run: Any, recorder: Any) -> None:
    recorder.answer(FOUND)
    ended = run("explain", "--json", "QW NAM/DOE,KAREN SEX/F", "--url", recorder.url)
    assert json.loads(ended.stdout) == FOUND


def test_what_is_no_message_ends_with_2(run: Any) -> None:
    assert run("explain", "NAM/DOE,KAREN").exit_code == 2
