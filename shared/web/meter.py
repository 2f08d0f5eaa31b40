"""What a database counts about itself, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)


class Meter:
    """The numbers of one database; each has its own, so that several fit into one process."""

    content_type = CONTENT_TYPE_PLAIN_0_0_4

    def __init__(self, database: str) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "cjfarm_database_requests",
            "Requests that the database answered, and how many of them from memory.",
            ["database", "request", "from_memory"],
            registry=self._registry,
        )
        seconds = Histogram(
            "cjfarm_database_seconds",
            "How long the database took for a request.",
            ["database", "request"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._database, self._seconds = database, seconds

    def time(self, request: str) -> Histogram:
        """Measures a block: ``with meter.time("transaction").time():``."""
        return self._seconds.labels(self._database, request)

    def answered(self, request: str, from_memory: bool) -> None:
        """Count one request."""
        self._requests.labels(self._database, request, "yes" if from_memory else "no").inc()

    def text(self) -> bytes:
        """All numbers, in Prometheus' text format."""
        return generate_latest(self._registry)
