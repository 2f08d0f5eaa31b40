"""Writes the client that waits from the one for asyncio: ``python tests/cjfarm/client/written.py``.

The two say the same word for word, but that one of them waits. So only one is written by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCE, TARGET = ROOT / "cjfarm" / "client" / "aio", ROOT / "cjfarm" / "client" / "sync"
BY_HAND = ("__init__.py", "stream.py")
_NOTE = '"""{0}\n\nWritten from ``aio/{1}``: change it there.\n"""'
_WORDS = {
    r"\basync (?=def|with|for)": "",
    r"\bawait ": "",
    r"\b__a(?=enter__|exit__)": "__",
    r"\bclient\.aio\b": "client.sync",
    r"\bAsync(?=[A-Z])": "",
}


def written(name: str) -> str:
    """What a module of the client that waits has to hold."""
    text = (SOURCE / name).read_text(encoding="utf-8")
    for found, put in _WORDS.items():
        text = re.sub(found, put, text)
    title, rest = text.removeprefix('"""').split('"""', 1)
    text = _NOTE.format(title, name) + rest
    for ruff in (("check", "--fix", "--quiet", "--select", "I"), ("format",)):
        command = (sys.executable, "-m", "ruff", *ruff, "--stdin-filename", str(TARGET / name), "-")
        text = subprocess.run(command, input=text, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    return text


def modules() -> list[str]:
    """The modules that are written."""
    return sorted(path.name for path in SOURCE.glob("*.py") if path.name not in BY_HAND)


if __name__ == "__main__":
    for module in modules():
        (TARGET / module).write_text(written(module), encoding="utf-8")
