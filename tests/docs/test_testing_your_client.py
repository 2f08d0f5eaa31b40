"""The guide for testers, word for word: in a clean virtual environment with the wheel, and every snippet of it."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from cjfarm.commands import cli
from cjfarm.testing.settings import NAMES
from tests.cases.farm import FarmProcess
from tests.docs.page import ROOT, Page
from tests.project.wheels import build_wheel, lend_packages

PAGE = Page.named("testing-your-client.md")
FIVE_MINUTES = Page(PAGE.text.partition("## Five minutes")[2].partition("\n## ")[0])
REST = PAGE.text.partition("## What a test can say")[2]
_STEP = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = ROOT / "examples" / "python"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files of the guide, the wheel, and a virtual environment as the guide makes it."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "wheel").mkdir()
    build_wheel(folder / "wheel")
    for path, text in FIVE_MINUTES.files().items():
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def typed(clean: Path, commands: str) -> str:
    """What a shell says to commands of the guide; packages come from the wheel's folder, and not from a network."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYTEST", "CJFARM"))}
    environment = {**kept, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(clean / "wheel"), "VIRTUAL_ENV": ""}
    ran = subprocess.run(
        ["sh", "-ec", commands], cwd=clean, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_five_minutes_go_word_for_word_in_a_clean_environment(clean: Path) -> None:
    steps = _STEP.findall(FIVE_MINUTES.text)
    make, activate, install = steps.pop(0)[1].splitlines()
    typed(clean, make.replace("python3", shlex.quote(sys.executable)))
    lend_packages(clean / ".venv", clean)
    typed(clean, f"{activate}\n{install}")
    said = ""
    for kind, text in steps:
        if kind == "sh":
            said = typed(clean, f"{activate}\n{text}")
        else:
            assert text.strip() in said, said
    assert "cjfarm journal" in said
    ours = "import importlib.util as u; print([n for n in ('services', 'shared', 'switch') if u.find_spec(n)])"
    assert typed(clean, f'{activate}\npython -c "{ours}"').strip() == "[]"


@pytest.mark.parametrize("name", ["person_check.py", "test_person_check.py"])
def test_the_files_of_the_guide_are_the_example(name: str) -> None:
    assert FIVE_MINUTES.files()[name] == (EXAMPLES / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    with FarmProcess(tmp_path_factory.mktemp("snippets")) as started:
        yield started


def test_every_snippet_of_the_guide_holds(running: FarmProcess, tmp_path: Path) -> None:
    snippets = _PYTHON.findall(REST)
    (tmp_path / "test_snippets.py").write_text("\n\n".join(snippets), encoding="utf-8")
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    url = f"http://{running.host}:{running.http_port}"
    options = ("-p", "cjfarm.pytest_plugin", "-p", "no:cacheprovider", "--cjfarm-url", url, "--strict-markers")
    command = [sys.executable, "-m", "pytest", "-q", *options, "test_snippets.py"]
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout
    assert f"{sum(text.count('def test_') for text in snippets)} passed" in ran.stdout


def test_another_language_makes_and_drops_a_world_as_the_guide_says(running: FarmProcess) -> None:
    commands = re.findall(r"^curl .*$", PAGE.text, re.MULTILINE)
    assert len(commands) == 3
    for command in commands:
        there = command.replace("http://127.0.0.1:8400", f"http://{running.host}:{running.http_port}")
        ran = subprocess.run(["sh", "-c", there], capture_output=True, text=True, check=True)
        assert "problem" not in ran.stdout
        assert '"status":' not in ran.stdout, ran.stdout


def test_every_setting_of_the_plugin_is_in_the_guide() -> None:
    for name in NAMES:
        assert f"| `--cjfarm-{name} " in PAGE.text
        assert f"| `cjfarm_{name}` |" in PAGE.text


@pytest.mark.parametrize("path", [".github/workflows/test.yaml", ".github/workflows/test-with-container.yaml"])
def test_a_workflow_is_one_and_its_commands_are_there(path: str) -> None:
    workflow = yaml.safe_load(PAGE.files()[path])
    (job,) = workflow["jobs"].values()
    assert job["runs-on"]
    assert all(("run" in step) != ("uses" in step) for step in job["steps"])
    runs = "\n".join(step["run"] for step in job["steps"] if "run" in step)
    for command, options in re.findall(r"^cjfarm (\w+)(.*)$", runs, re.MULTILINE):
        known = {option for parameter in cli.get_command(None, command).params for option in parameter.opts}  # type: ignore[arg-type,union-attr]
        assert set(re.findall(r"--[a-z-]+", options)) <= known
