"""Cases over the HTTP interface of a farm in a process of its own, one after the other in the same world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.cases.farm import FarmProcess
from tests.cases.terminals import Came, came, marker
from tests.cases.tongue import OURS, Tongue

ANSWER_SECONDS = 5


class HttpTerminals:
    """The terminals of a farm over HTTP."""

    def __init__(self, farm: FarmProcess, tongue: Tongue = OURS) -> None:
        self._farm, self._tongue = farm, tongue
        # What was sent before this answer belongs to the cases before.
        asked = tongue.said(marker("SAC1"))
        self._start: int = farm.ask("POST", "/messages", asked)["replies"][0]["seq"]
        self._seen: dict[str, int] = {}
        self._answers: set[int] = set()

    def send(self, terminal: str, message: str, pending: tuple[str, ...] = ()) -> list[Came]:
        wait = 0 if pending else ANSWER_SECONDS
        answer = self._farm.ask("POST", "/messages", self._tongue.said(message), wait=wait)
        assert sorted(answer["pending"]) == sorted(pending), answer
        self._answers |= {reply["seq"] for reply in answer["replies"]}
        return [self._checked(reply) for reply in answer["replies"]]

    def inbox(self, terminal: str) -> list[Came]:
        after = self._seen.get(terminal, self._start)
        page = self._farm.ask("GET", f"/terminals/{terminal}/messages", after=after)
        self._seen[terminal] = page["next"]
        return [self._checked(one) for one in page["messages"] if one["seq"] not in self._answers]

    def advance(self, seconds: int) -> None:
        self._farm.ask("POST", "/clock/advance", {"seconds": seconds})

    def fault(self, definition: Mapping[str, Any]) -> None:
        self._farm.ask("POST", "/faults", definition)

    def mend(self) -> None:
        self._farm.ask("DELETE", "/faults")

    def agency(self, definition: Mapping[str, Any]) -> None:
        self._farm.ask("PUT", f"/agencies/{definition['ori']}", definition)

    def arrest(self, arrest: Mapping[str, Any]) -> None:
        self._farm.ask("POST", "/arrests", arrest)

    def journal(self, search: Mapping[str, str]) -> list[dict[str, Any]]:
        # What a text is to hold is said in our words, so in another dialect it is looked for once it is put into ours.
        asked = {name: text for name, text in search.items() if name != "contains" or self._tongue is OURS}
        query = {**asked, "cursor": self._start, "limit": 1000}
        found: list[dict[str, Any]] = self._farm.ask("GET", "/journal", **query)["entries"]
        read = {"in": self._tongue.sent, "out": self._tongue.heard}
        lines = [entry | {"text": read[entry["direction"]](entry["text"])} for entry in found]
        return [line for line in lines if search.get("contains", "").upper() in line["text"].upper()]

    def close(self) -> None:
        self.mend()

    def _checked(self, reply: Mapping[str, Any]) -> Came:
        """A reply whose text says the same as its other parts."""
        one = came(self._tongue.heard(reply["text"]))
        assert (one.source, one.kind) == (reply["source"], reply["kind"])
        assert not one.key or (one.key, one.header) == (reply["key"], reply["header"])
        return one
