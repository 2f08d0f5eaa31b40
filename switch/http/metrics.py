"""Numbers for Prometheus.

Messages are counted from the journal when somebody asks, not while they pass: the journal has them all, those of the
line and those that nobody asked for among them, and the way of a message stays short.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from weakref import WeakKeyDictionary

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import bindparam, func, select

from switch.http.ports import Farm
from switch.journal import WAITING
from switch.runner import Runner, WorldEnded
from switch.schema import JOURNAL
from switch.world import World

BUCKETS_SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

_ROW = JOURNAL.c
_TRAFFIC = (
    select(_ROW.direction, _ROW.key, _ROW.source, _ROW.kind, func.count())
    .where(_ROW.seq > bindparam("after"), _ROW.seq <= bindparam("last"))
    .group_by(_ROW.direction, _ROW.key, _ROW.source, _ROW.kind)
)
_QUEUED = select(func.count()).select_from(JOURNAL).where(_ROW.queued == WAITING)

AT_ONCE = 1000
"""Journal entries that are counted without a thread."""
OTHER = "other"
"""Stands for message keys that the farm does not know: there is no end to those."""


class Traffic(Collector):
    """What has passed through each world, and what waits in it."""

    def __init__(self) -> None:
        self._counted: WeakKeyDictionary[World, int] = WeakKeyDictionary()
        self._messages: Counter[tuple[str, str, str, str, str]] = Counter()
        self._queued: dict[str, int] = {}

    async def refresh(self, farm: Farm) -> None:
        """Count what is new since the last time."""
        self._queued = {}
        for name in farm.world_names():
            runner = farm.runner(name)
            if runner is not None:
                await self._refresh(runner)

    async def _refresh(self, runner: Runner) -> None:
        unread = runner.world.switch.journal.last - self._counted.get(runner.world, 0)
        try:
            await runner.run(lambda: self._count(runner.world), long=unread > AT_ONCE)
        except WorldEnded:
            return

    def _count(self, world: World) -> None:
        journal, connection = world.switch.journal, world.connection
        journal.flush()
        after, last = self._counted.get(world, 0), journal.last
        for direction, key, source, kind, count in connection.rows(
            connection.prepare(_TRAFFIC), {"after": after, "last": last}
        ):
            known = key if key in world.switch.routes else OTHER
            self._messages[world.name, direction, known, source, kind] += count
        self._counted[world] = last
        queued = connection.row(connection.prepare(_QUEUED), {})
        self._queued[world.name] = queued[0] if queued else 0

    def collect(self) -> Iterator[Metric]:
        """The numbers as of the last refresh."""
        messages = CounterMetricFamily(
            "cjfarm_messages", "Messages in and out.", labels=("world", "direction", "key", "source", "kind")
        )
        for labels, count in self._messages.items():
            messages.add_metric(labels, count)
        queued = GaugeMetricFamily("cjfarm_queued", "Messages that wait for a line.", labels=("world",))
        for name, count in self._queued.items():
            queued.add_metric((name,), count)
        yield messages
        yield queued
        yield GaugeMetricFamily("cjfarm_worlds", "Worlds of the farm.", value=len(self._queued))


class Seconds(Collector):
    """How long messages over HTTP took; noted for each of them, so it costs next to nothing."""

    def __init__(self) -> None:
        self._counts = [0] * (len(BUCKETS_SECONDS) + 1)
        self._sum = 0.0

    def observe(self, seconds: float) -> None:
        """Note how long one took."""
        self._counts[bisect_left(BUCKETS_SECONDS, seconds)] += 1
        self._sum += seconds

    def collect(self) -> Iterator[Metric]:
        """The numbers so far."""
        found = HistogramMetricFamily(
            "cjfarm_message_seconds", "Seconds from a message over HTTP to the answer with its replies."
        )
        bounds = [*(str(float(bound)) for bound in BUCKETS_SECONDS), "+Inf"]
        found.add_metric((), list(zip(bounds, accumulate(self._counts), strict=True)), self._sum)
        yield found


class Metrics:
    """The numbers of one application."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._traffic = Traffic()
        self._registry.register(self._traffic)
        self.seconds = Seconds()
        self._registry.register(self.seconds)

    async def page(self, farm: Farm) -> bytes:
        """All numbers in the format that Prometheus reads."""
        await self._traffic.refresh(farm)
        return generate_latest(self._registry)
