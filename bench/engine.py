"""The engine alone: from a parsed message to its rendered reply, journal included, without any socket."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count, cycle
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.cases import KINDS, NUMBER, Kind, Samples
from bench.errors import BenchError
from services import discover
from shared.wire import Message, parse
from switch.exchange import Exchange, When
from switch.farm import Farm, open_world
from switch.garbage import look_for_garbage_seldom
from switch.journal import Entry
from switch.options import FarmOptions
from switch.world import World
from switch.worlds import MAIN

GROUP = 8
"""Messages that share a commit, as they do when several connections send at once."""
_HEADER = "SAC1000001"


class Terminal:
    """A device that keeps its replies."""

    name, open, holds = "bench", True, True

    def hand(self, entries: list[Entry]) -> None:
        """Never called: the exchange holds the replies."""

    def break_off(self, entry: Entry, when: When) -> None:
        """Never called: no fault is in force."""


@dataclass(frozen=True, slots=True)
class Script:
    """The messages of one kind that a world answers as expected, without headers.

    Attributes:
        answer: the kind of reply that each draws.
        texts: the messages, without headers.
        replies: how many replies each draws.
        records: how many records these show, on average.
    """

    answer: str
    texts: tuple[str, ...]
    replies: tuple[int, ...]
    records: float


@dataclass(frozen=True, slots=True)
class EngineFigure:
    """What one message of a kind costs in the engine.

    Attributes:
        kind: the kind of message.
        microseconds: for one message.
        raw_microseconds: for one raw look-up of a row of the same table.
        ratio: how many raw look-ups it costs; the median over the rounds, each with look-ups before and after.
        records: records that an answer shows on average.
        replies: replies to one message on average.
    """

    kind: str
    microseconds: float
    raw_microseconds: float
    ratio: float
    records: float
    replies: float


class Engine:
    """A world in this process, and a plain connection to the same file."""

    def __init__(self, world: World, store: sqlite3.Connection) -> None:
        self._world, self._store = world, store
        self._samples = Samples(store)
        self._device = Terminal()
        self._numbers = count(1)
        self.scripts = {kind.name: self._script(kind) for kind in KINDS}

    def measure(self, rounds: int, seconds: float) -> list[EngineFigure]:
        """Measure every kind.

        Args:
            rounds: how often; every kind has its turn in each.
            seconds: how long each time.
        """
        messages = {kind: self._messages(kind) for kind in KINDS}
        found: dict[Kind, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
        for _ in range(rounds):
            for kind in KINDS:
                # A farm does it beside its work, every few seconds.
                self._world.connection.tidy()
                before = self._raw(kind, seconds / 4)
                taken = _paced(lambda kind=kind: self._group(messages[kind]), seconds) / GROUP  # type: ignore[misc]
                found[kind].append((taken, (before + self._raw(kind, seconds / 4)) / 2))
        return [self._figure(kind, pairs) for kind, pairs in found.items()]

    def _figure(self, kind: Kind, pairs: list[tuple[float, float]]) -> EngineFigure:
        script = self.scripts[kind.name]
        return EngineFigure(
            kind=kind.name,
            microseconds=median(taken for taken, _ in pairs) * 1e6,
            raw_microseconds=median(raw for _, raw in pairs) * 1e6,
            ratio=median(taken / raw for taken, raw in pairs),
            records=script.records,
            replies=sum(script.replies) / len(script.replies),
        )

    def _script(self, kind: Kind) -> Script:
        texts, replies, records = [], [], 0
        for text in self._samples.messages(kind):
            exchange = self._send(self._parsed(text))
            if exchange.replies[0].kind == kind.answer and not exchange.pending:
                texts.append(text)
                replies.append(len(exchange.replies))
                records += sum(len(entry.reply()["records"]) for entry in exchange.replies)
        self._commit()
        if not texts:
            raise BenchError(f"{kind.name}: no message is answered {kind.answer}; the data is too small to measure on")
        return Script(kind.answer, tuple(texts), tuple(replies), records / len(texts))

    def _messages(self, kind: Kind) -> Iterator[tuple[Message, str]]:
        for text in cycle(self.scripts[kind.name].texts):
            yield self._parsed(text)

    def _parsed(self, text: str) -> tuple[Message, str]:
        whole = _HEADER + text.replace(NUMBER, f"{next(self._numbers):06d}" if NUMBER in text else "")
        return parse(whole), whole

    def _group(self, messages: Iterator[tuple[Message, str]]) -> float:
        group = [next(messages) for _ in range(GROUP)]
        began = perf_counter()
        for parsed in group:
            self._send(parsed)
        self._commit()
        return perf_counter() - began

    def _send(self, parsed: tuple[Message, str]) -> Exchange:
        with self._world.step():
            return self._world.switch.receive_message(*parsed, self._device)

    def _commit(self) -> None:
        self._world.commit()
        self._world.switch.delivery.take_effects()

    def _raw(self, kind: Kind, seconds: float) -> float:
        statement = f"SELECT * FROM {kind.table} WHERE fcn = ?"
        numbers = cycle([(number,) for number in self._samples.numbers(kind)])
        execute = self._store.execute

        def look_up() -> float:
            group = [next(numbers) for _ in range(100)]
            began = perf_counter()
            for number in group:
                execute(statement, number).fetchone()
            return perf_counter() - began

        return _paced(look_up, seconds) / 100


def _paced(step: Callable[[], float], seconds: float) -> float:
    """Repeat a step that says how long it took; gives its mean over a time."""
    total, steps = 0.0, 0
    while total < seconds:
        total += step()
        steps += 1
    return total / steps


@contextmanager
def engine(data: Path) -> Iterator[Engine]:
    """The engine on a folder of data that nobody else uses."""
    farm = Farm(FarmOptions(data=data), discover(), lambda: datetime.now(UTC))
    world = open_world(MAIN, farm)
    world.fire_due()
    world.commit()
    store = sqlite3.connect(data / "worlds" / f"{MAIN}.sqlite", isolation_level=None)
    look_for_garbage_seldom()
    try:
        yield Engine(world, store)
    finally:
        store.close()
        world.close()
