"""The examples, run as their users would."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cases.farm import FarmProcess
from tests.docs.page import ROOT

EXAMPLES = ROOT / "examples"
NODE = shutil.which("node")


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    with FarmProcess(tmp_path_factory.mktemp("examples")) as started:
        yield started


def test_the_python_example_passes(farm: FarmProcess, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "python", tmp_path / "python", ignore=shutil.ignore_patterns("__pycache__"))
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    options = ("-q", "-p", "cjfarm.pytest_plugin", "--cjfarm-url", f"http://{farm.host}:{farm.http_port}")
    command = [sys.executable, "-m", "pytest", *options]
    ran = subprocess.run(command, cwd=tmp_path / "python", env=environment, capture_output=True, text=True, check=False)
    assert "4 passed" in ran.stdout, ran.stdout


@pytest.mark.skipif(NODE is None, reason="node, the runtime of the JavaScript example, is not on the path")
def test_the_javascript_client_gets_every_answer(farm: FarmProcess) -> None:
    asked = ("QW", "NAM/DOE,JOHN", "SEX/M", "DOB/19800215")
    command = [str(NODE), str(EXAMPLES / "javascript" / "line-client.mjs"), farm.host, str(farm.line_port), *asked]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)
    told = re.findall(r"^([A-Z]+) ([A-Z]+)$", ran.stdout, re.MULTILINE)
    assert told == [("WPS", "HIT"), ("CARPOS", "NONE"), ("NCIC", "HIT")]
    assert "NIC/W000000019" in ran.stdout


@pytest.mark.skipif(NODE is None, reason="node, the runtime of the JavaScript example, is not on the path")
def test_the_javascript_client_says_where_no_farm_is() -> None:
    command = [str(NODE), str(EXAMPLES / "javascript" / "line-client.mjs"), "127.0.0.1", "1", "QW"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert ran.returncode == 1
    assert ran.stderr == "no farm takes connections at 127.0.0.1:1 (ECONNREFUSED)\n"


@pytest.mark.skipif(NODE is None, reason="node, the runtime of the JavaScript example, is not on the path")
@pytest.mark.parametrize(
    ("effect", "code", "error"),
    [
        ({"close": "before"}, 1, "the line was closed\n"),
        ({"close": "middle"}, 1, "the line was closed in the middle of a reply\n"),
        ({"drop": True}, 0, ""),
    ],
    ids=str,
)
def test_the_javascript_client_ends_when_the_line_is_closed_or_an_answer_is_lost(
    farm: FarmProcess, effect: dict[str, object], code: int, error: str
) -> None:
    assert farm.request("POST", "/faults", {"match": {"source": "SVS"}, "effect": effect, "times": 1})[0] == 201
    asked = ("QV", "LIC/1NOPE11")
    command = [str(NODE), str(EXAMPLES / "javascript" / "line-client.mjs"), farm.host, str(farm.line_port), *asked]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert (ran.returncode, ran.stderr) == (code, error)
    # What came to nobody waits for the next one at this terminal.
    assert farm.request("POST", "/worlds/main/reset")[0] == 200


def test_every_example_is_in_the_list() -> None:
    folders = {path.name for path in EXAMPLES.iterdir() if path.is_dir()}
    assert set(re.findall(r"\((\w+)/\)", (EXAMPLES / "README.md").read_text(encoding="utf-8"))) == folders
