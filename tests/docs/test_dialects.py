"""The page about dialects: the conversation in that of the example, as it stands there."""

from __future__ import annotations

from pathlib import Path

from tests.cases.farm import FarmProcess
from tests.cases.tongue import LAKESIDE_FILE
from tests.docs.page import Page

PAGE = Page.named("dialects.md").text


def block(name: str) -> str:
    """The block of the page that follows the comment of this name, as it is on the wire."""
    return PAGE.partition(f"<!-- {name} -->\n```")[2].partition("\n")[2].partition("\n```")[0].replace("\n", "\r\n")


def lines(text: str) -> list[str]:
    """The lines of a text; a line that is folded ends in a space, which a page does not show."""
    return [line.rstrip() for line in text.rstrip().splitlines()]


def test_the_worked_example_is_answered_as_the_page_shows_it(tmp_path: Path) -> None:
    file = tmp_path / "dialect.toml"
    file.write_text(block("example"), newline="")
    with FarmProcess(tmp_path, "--dialect", str(file)) as farm:
        reply, *_ = farm.ask("POST", "/messages", block("sent"))["replies"]
    assert lines(reply["text"]) == lines(block("answered"))


def test_the_conversation_in_the_dialect_of_the_example_goes_as_the_page_shows_it(tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--dialect", str(LAKESIDE_FILE)) as farm:
        reply, *_ = farm.ask("POST", "/messages", block("lakeside sent"))["replies"]
    assert reply["text"].rstrip() == block("lakeside answered")
