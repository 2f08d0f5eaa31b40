"""Reads a documentation page: the files that it makes, the commands that it gives, the answers that it prints."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_FILE = re.compile(r"^`(?P<path>[\w./-]+)`\n\n?```\w+\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\./farm (.+)$", re.MULTILINE)
_ANSWER = re.compile(r"^\./farm send '(?P<sent>[^']+)'\n```\n\n```text\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of documentation, as Markdown."""

    text: str

    @classmethod
    def named(cls, name: str) -> Page:
        return cls((ROOT / "docs" / name).read_text(encoding="utf-8"))

    def files(self) -> dict[str, str]:
        """Path and content of each whole file that the page shows."""
        return {found["path"]: found["text"] for found in _FILE.finditer(self.text)}

    def commands(self, name: str) -> list[list[str]]:
        """The words of every ``./farm`` command with this name, without ``./farm`` and without where output goes."""
        commands = (shlex.split(line.partition(" > ")[0]) for line in _COMMAND.findall(self.text))
        return [words for words in commands if words[0] == name]

    def conversation(self) -> list[tuple[str, str]]:
        """What is sent and the answer that the page prints, in order."""
        return [(found["sent"], found["text"].strip()) for found in _ANSWER.finditer(self.text)]
