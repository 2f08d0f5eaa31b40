"""The README's conversation, held word for word with a farm started as the README says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.cases.farm import FarmProcess
from tests.cases.over_engine import DAY
from tests.docs.page import ROOT, Page

README = (ROOT / "README.md").read_text(encoding="utf-8")
CONVERSATION = README.partition("## A first conversation")[2].partition("\n## ")[0]
EXPLAINED = Page.named("explain.md").text
START = f"./farm up --data var/first --clock frozen --date {DAY}"
_BLOCK = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


def exchanges(text: str) -> list[tuple[str, str]]:
    """What is typed, and what a page shows for it."""
    found = _BLOCK.findall(text)
    return [(typed, shown) for (kind, typed), (_, shown) in zip(found[::2], found[1::2], strict=True) if kind == "sh"]


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """The farm of the README, on free ports and with data of its own."""
    started = FarmProcess(tmp_path_factory.mktemp("readme"))
    yield started
    started.stop()


def typed_in_shell(farm: FarmProcess, typed: str) -> str:
    """What a shell prints for the commands of the README, with this farm's ports in place of the usual ones."""
    commands = typed.replace("python3 ", f"{sys.executable} ").replace("./farm ", f"{sys.executable} -m cjfarm ")
    url = f"http://{farm.host}:{farm.http_port}"
    commands = commands.replace("http://127.0.0.1:8400", url).replace("8401", str(farm.line_port))
    environment = {**os.environ, "CJFARM_URL": url}
    ran = subprocess.run(["sh", "-c", commands], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_conversation_goes_as_the_readme_shows_it(farm: FarmProcess) -> None:
    assert START in CONVERSATION
    # The first block only starts the farm.
    _, _, conversation = CONVERSATION.partition(START)[2].partition("```")
    assert len(exchanges(conversation)) >= 5
    for typed, shown in exchanges(conversation):
        assert typed_in_shell(farm, typed).split() == shown.split(), typed


def test_explanations_are_as_their_page_shows_them(farm: FarmProcess) -> None:
    explained = exchanges(EXPLAINED)
    assert len(explained) == 2
    for typed, shown in explained:
        assert without_numbers(typed_in_shell(farm, typed)) == without_numbers(shown), typed


def without_numbers(text: str) -> list[str]:
    """The words of a text, without the numbers of records: they follow how many test records there are."""
    return re.sub(r"\b([0-9]{13}|[A-Z][0-9]{9})\b", "NUMBER", text).split()


def test_every_file_that_the_readme_links_to_is_there() -> None:
    linked = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [path for path in linked if not (ROOT / path).exists()] == []


def test_every_command_that_the_readme_names_has_help() -> None:
    for command in sorted(set(re.findall(r"\./farm ([a-z]+)", README)) - {"test"}):
        asked = [sys.executable, "-m", "cjfarm", command, "--help"]
        assert subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0, command
