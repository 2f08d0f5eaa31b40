"""The page about dialects: the conversation in that of the example, as it stands there."""

from __future__ import annotations

from pathlib import Path

from tests.cases.farm import FarmProcess
from tests.cases.tongue import LAKESIDE_FILE
from tests.docs.page import Page

PAGE = Page.named("dialects.md").text


def block(name: str) -> str:
    """The block of the page that follows the comment of this name, as it is on the wire."""
    return PAGE.partition(f"<!-- {name} -->\n```\n")[2].partition("\n```")[0].replace("\n", "\r\n")


def test_the_conversation_in_the_dialect_of_the_example_goes_as_the_page_shows_it(tmp_path: Path) -> None:
    with FarmProcess(tmp_path, "--dialect", str(LAKESIDE_FILE)) as farm:
        reply, *_ = farm.ask("POST", "/messages", block("lakeside sent"))["replies"]
    assert reply["text"].rstrip() == block("lakeside answered")
