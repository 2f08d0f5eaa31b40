"""Reading a whole journal, or all of it that a search finds, without keeping others waiting."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from functools import partial

from switch.http.requests import PAGE_LIMIT
from switch.journal import Entry
from switch.journal_search import Search
from switch.runner import Runner


async def pages(runner: Runner, search: Search) -> AsyncIterator[list[Entry]]:
    """All that a search finds, page by page: each is read in a step of its own, so that others get their turn."""
    search = replace(search, limit=PAGE_LIMIT)
    while True:
        entries = await runner.run(partial(_find, runner, search))
        if entries:
            yield entries
        if len(entries) < PAGE_LIMIT:
            return
        search = replace(search, cursor=entries[-1].seq)


def _find(runner: Runner, search: Search) -> list[Entry]:
    return runner.world.switch.journal.find(search)
