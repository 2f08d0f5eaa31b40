"""The same script gives the same answers: in every run, byte for byte, and wherever the databases run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.cases.farm import FarmProcess
from tests.farm.script import SCRIPT, Conversation, Reply

SAME_EVERYWHERE = ("source", "kind", "key", "header", "text", "records", "why", "at")
"""What a reply says wherever its database runs; its number in the journal is not part of it."""


@pytest.fixture(scope="module")
def conversations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Conversation]]:
    """The script, played twice by farms whose hashes differ, and once with every database as its own process."""
    folders = [tmp_path_factory.mktemp(name) for name in ("first", "second", "separate")]

    def start(folder: Any, options: tuple[str, ...], hashes: str) -> FarmProcess:
        return FarmProcess(folder, *options, environment={"PYTHONHASHSEED": hashes})

    with ThreadPoolExecutor(3) as pool:
        farms = list(pool.map(start, folders, ((), (), ("--separate",)), ("1", "2", "3")))
        yield list(pool.map(lambda farm: Conversation(farm).play(), farms))
        list(pool.map(FarmProcess.stop, farms))


def test_the_script_draws_every_kind_of_answer(conversations: list[Conversation]) -> None:
    kinds = {reply["kind"] for replies in conversations[0].came for reply in replies}
    assert kinds == {"HIT", "NEAR", "NONE", "ACK", "REJECT", "ERROR", "NOTICE", "MESSAGE"}


def test_two_runs_leave_the_same_journal_byte_for_byte(conversations: list[Conversation]) -> None:
    first, second, _ = conversations
    assert len(json.loads(first.journal())["entries"]) > 2 * len(SCRIPT)
    assert first.journal() == second.journal()


def test_two_runs_give_the_same_answers_with_the_same_numbers(conversations: list[Conversation]) -> None:
    first, second, _ = conversations
    assert first.came == second.came


@pytest.mark.parametrize("step", range(len(SCRIPT)), ids=lambda step: f"{step + 1}-{SCRIPT[step][1][:12]}")
def test_databases_in_processes_of_their_own_answer_the_same(conversations: list[Conversation], step: int) -> None:
    here, _, there = conversations
    assert compared(there.came[step]) == compared(here.came[step])


def compared(replies: list[Reply]) -> list[dict[str, Any]]:
    """What has to be the same of some replies; which of two databases answers first is not."""
    found = [{name: reply[name] for name in SAME_EVERYWHERE} for reply in replies]
    return sorted(found, key=json.dumps)
