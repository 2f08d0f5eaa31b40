from __future__ import annotations

import pytest

from tests.cjfarm.client.written import TARGET, modules, written

COMMAND = "write it again: python tests/cjfarm/client/written.py"


@pytest.mark.parametrize("module", modules())
def test_the_client_that_waits_is_the_one_for_asyncio_word_for_word(module: str) -> None:
    assert (TARGET / module).read_text(encoding="utf-8") == written(module), COMMAND


def test_the_client_that_waits_holds_nothing_else() -> None:
    assert {path.name for path in TARGET.glob("*.py")} == {"__init__.py", "stream.py", *modules()}
