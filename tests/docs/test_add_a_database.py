"""The page about adding a database, done as it says in a copy of the checkout."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from tests.docs.page import ROOT, Page

NAME = "abs"
TRANSPORTS = ("engine", "HTTP", "line", "line in another dialect")
COPIED = (
    "shared", "services", "seed", "switch", "console", "migrations", "cjfarm", "examples",
    "tests/cases", "tests/services",
)  # fmt: skip
# Whoever follows the page in the checkout itself has its database already; the copy begins without.
LEFT_OUT = shutil.ignore_patterns("__pycache__", "_farm", NAME)
PAGE = Page.named("add-a-database.md")


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the checkout in which the page was followed."""

    root: Path
    before: dict[str, str]

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "PYTHONPATH": str(self.root),
            "PYTHONDONTWRITEBYTECODE": "1",
            "RUFF_NO_CACHE": "true",
        }
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.root, env=environment, input=stdin, capture_output=True, text=True, check=False
        )

    def farm(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A ``./farm`` command."""
        return self.run("-m", "cjfarm", *arguments)

    def tests(self, path: str, which: str) -> subprocess.CompletedProcess[str]:
        """Some of the copy's own tests."""
        return self.run("-m", "pytest", "-q", "-p", "no:cacheprovider", path, "-k", which)


def digests(root: Path) -> dict[str, str]:
    """Every file of a tree with a digest of what it holds."""
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    root = tmp_path_factory.mktemp("checkout")
    for folder in COPIED:
        if (ROOT / folder).is_dir():
            shutil.copytree(ROOT / folder, root / folder, ignore=LEFT_OUT)
    shutil.copy(ROOT / "pyproject.toml", root)
    copy = Copy(root, digests(root))
    for path, text in PAGE.files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    made = copy.farm(*PAGE.commands("migrate")[0])
    assert made.returncode == 0, made.stderr
    return copy


@pytest.fixture(scope="module")
def answers(followed: Copy, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What came back in the page's conversation."""
    words = PAGE.commands("up")[0]
    asked = {
        "day": words[words.index("--date") + 1],
        "clock": words[words.index("--clock") + 1],
        "folder": str(tmp_path_factory.mktemp("data")),
        "send": [sent for sent, _ in PAGE.conversation()],
    }
    done = followed.run(str(ROOT / "tests" / "docs" / "copied_farm.py"), stdin=json.dumps(asked))
    assert done.returncode == 0, done.stderr
    result: list[str] = json.loads(done.stdout)
    return result


def test_the_page_writes_into_folders_of_its_own() -> None:
    folders = {str(Path(path).parent) for path in PAGE.files()}
    assert folders == {f"services/{NAME}", f"tests/cases/{NAME}"}


def test_following_the_page_changes_no_file_that_was_there(followed: Copy, answers: list[str]) -> None:
    assert answers
    after = digests(followed.root)
    assert {path: after.get(path) for path in followed.before} == followed.before
    added = after.keys() - followed.before.keys()
    assert added == {*PAGE.files(), f"migrations/versions/{NAME}/0001_first_tables.py"}


def test_the_migration_is_the_file_that_the_page_names(followed: Copy) -> None:
    path = f"migrations/versions/{NAME}/0001_first_tables.py"
    assert f"`{path}`" in PAGE.text
    assert f'"{NAME}_boat"' in (followed.root / path).read_text()


def test_the_conversation_answers_as_the_page_prints_it(answers: list[str]) -> None:
    kinds = [re.match(r"\S+\.(\w+)\n", text)[1] for _, text in PAGE.conversation()]  # type: ignore[index]
    assert kinds == ["ACK", "HIT", "NEAR", "NONE", "REJECT"]
    for (sent, printed), came in zip(PAGE.conversation(), answers, strict=True):
        assert came.strip() == printed, sent


def test_the_cases_of_the_page_hold_over_every_transport(followed: Copy) -> None:
    done = followed.tests("tests/cases/test_cases.py", f"{NAME}/boats")
    assert done.returncode == 0, done.stdout
    played = PAGE.files()[f"tests/cases/{NAME}/boats.yaml"].count("- case: ") * len(TRANSPORTS)
    assert f"{played} passed" in done.stdout


def test_the_catalog_shows_the_new_database_and_writes_its_page(followed: Copy) -> None:
    beginnings = ("ABS  Automated Boat System", "# ABS: Automated Boat System")
    for words, beginning in zip(PAGE.commands("catalog"), beginnings, strict=True):
        shown = followed.farm(*words)
        assert shown.returncode == 0, shown.stderr
        assert shown.stdout.startswith(beginning)


def test_the_new_database_keeps_to_what_holds_for_every_database(followed: Copy) -> None:
    done = followed.tests("tests/services/test_conformance.py", NAME)
    assert done.returncode == 0, done.stdout


def test_the_files_of_the_page_keep_the_style(followed: Copy) -> None:
    paths = [path for path in PAGE.files() if path.endswith(".py")]
    for check in (("check",), ("format", "--check")):
        done = followed.run("-m", "ruff", *check, *paths)
        assert done.returncode == 0, done.stdout
