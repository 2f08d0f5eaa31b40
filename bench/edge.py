"""The edges: messages over line and HTTP, in turns with servers that only say hello."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from bench.cases import EDGE_KINDS, ENTRY
from bench.generator import Generator
from bench.load import Load, Sample
from bench.servers import HELLOS, Server

VIAS = ("line", "http")
HELLO = "hello"
"""What the load generator calls the message to the line server that only says hello."""
WARM_SECONDS = 0.2
ENTRIES = 80_000
"""Entries that one farm takes in a run: a database numbers 99,999 records a day."""
_UNLIMITED = 10**9
_BETWEEN = 5
"""Measurements between two of the baseline."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured.

    Attributes:
        connections: the numbers of connections.
        rounds: how often each measurement is repeated.
        seconds: how long each one lasts.
    """

    connections: tuple[int, ...]
    rounds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Target:
    """What is measured: messages of a kind, over an edge, to the farm of a size."""

    via: str
    kind: str
    size: int
    connections: int


@dataclass(frozen=True, slots=True)
class EdgeFigure:
    """What a farm does over one of its edges; medians over the rounds.

    Attributes:
        target: what was measured.
        rate: messages answered in a second.
        p50_ms, p99_ms: how fast half, and all but one in a hundred, were answered.
        to_flask, to_starlette: the rate as a share of a hello's, measured just before and after.
    """

    target: Target
    rate: float
    p50_ms: float
    p99_ms: float
    to_flask: float
    to_starlette: float


@dataclass(frozen=True, slots=True)
class HelloFigure:
    """What a server that only says hello does; medians over all its turns."""

    name: str
    connections: int
    rate: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class _Turn:
    sample: Sample
    to: Mapping[str, float]


class Edges:
    """All servers, running side by side; one of them is busy at a time."""

    def __init__(
        self,
        generator: Generator,
        farms: Mapping[int, Server],
        hellos: Mapping[str, Server],
        plan: Plan,
        say: Callable[[str], None],
    ) -> None:
        self._generator, self._farms, self._hellos, self._plan, self._say = generator, farms, hellos, plan, say
        self._turns: defaultdict[Target, list[_Turn]] = defaultdict(list)
        self._baseline: defaultdict[tuple[str, int], list[Sample]] = defaultdict(list)

    def measure(self) -> tuple[list[EdgeFigure], list[HelloFigure]]:
        """Measure everything, every target once in each round."""
        for connections in self._plan.connections:
            for number in range(self._plan.rounds):
                self._say(f"{connections} connections, round {number + 1} of {self._plan.rounds} …")
                self._round(list(self._targets(connections, number)))
        hellos = [_hello_figure(name, n, samples) for (name, n), samples in self._baseline.items()]
        return [_figure(target, turns) for target, turns in self._turns.items()], hellos

    def _targets(self, connections: int, number: int) -> Iterator[Target]:
        sizes = list(self._farms)
        for via in VIAS:
            for kind in EDGE_KINDS:
                # The sizes take turns in being first, since they are compared with each other.
                for size in sizes if number % 2 == 0 else reversed(sizes):
                    yield Target(via, kind.name, size, connections)

    def _round(self, targets: list[Target]) -> None:
        connections = targets[0].connections
        before = self._hello(connections)
        for start in range(0, len(targets), _BETWEEN):
            group = [(target, self._sample(target)) for target in targets[start : start + _BETWEEN]]
            after = self._hello(connections)
            for target, sample in group:
                shares = {name: 2 * sample.rate / (before[name] + after[name]) for name in HELLOS}
                self._turns[target].append(_Turn(sample, shares))
            before = after

    def _hello(self, connections: int) -> dict[str, float]:
        rates = {}
        for name, server in self._hellos.items():
            via, port, script = ("line", server.line, HELLO) if server.line else ("hello", server.http, "")
            sample = self._generator.measure(self._load(via, port, script, connections, _UNLIMITED))
            self._baseline[name, connections].append(sample)
            rates[name] = sample.rate
        return rates

    def _sample(self, target: Target) -> Sample:
        farm = self._farms[target.size]
        port = farm.line if target.via == "line" else farm.http
        script = script_name(target.kind, target.size)
        return self._generator.measure(self._load(target.via, port, script, target.connections, self._most(target)))

    def _most(self, target: Target) -> int:
        turns = len(VIAS) * len(self._plan.connections) * self._plan.rounds
        return ENTRIES // turns if target.kind == ENTRY.name else _UNLIMITED

    def _load(self, via: str, port: int, script: str, connections: int, most: int) -> Load:
        return Load(via, port, script, connections, WARM_SECONDS, self._plan.seconds, most)


def script_name(kind: str, size: int) -> str:
    """What the load generator calls the messages of a kind to the farm of a size."""
    return f"{kind}, {size} people"


def _figure(target: Target, turns: list[_Turn]) -> EdgeFigure:
    return EdgeFigure(
        target=target,
        rate=median(turn.sample.rate for turn in turns),
        p50_ms=median(turn.sample.p50_ms for turn in turns),
        p99_ms=median(turn.sample.p99_ms for turn in turns),
        to_flask=median(turn.to["flask"] for turn in turns),
        to_starlette=median(turn.to["starlette"] for turn in turns),
    )


def _hello_figure(name: str, connections: int, samples: list[Sample]) -> HelloFigure:
    return HelloFigure(
        name=name,
        connections=connections,
        rate=median(sample.rate for sample in samples),
        p50_ms=median(sample.p50_ms for sample in samples),
        p99_ms=median(sample.p99_ms for sample in samples),
    )
