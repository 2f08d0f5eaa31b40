"""cjfarm: what users import and type."""

from __future__ import annotations

from cjfarm.client.aio.agency import AsyncAgency
from cjfarm.client.aio.client import AsyncClient
from cjfarm.client.aio.clock import AsyncClock
from cjfarm.client.aio.fault import AsyncFault
from cjfarm.client.aio.line import AsyncLine
from cjfarm.client.aio.terminal import AsyncTerminal
from cjfarm.client.aio.world import AsyncWorld
from cjfarm.client.sync.agency import Agency
from cjfarm.client.sync.client import Client
from cjfarm.client.sync.clock import Clock
from cjfarm.client.sync.fault import Fault
from cjfarm.client.sync.line import Line
from cjfarm.client.sync.terminal import Terminal
from cjfarm.client.sync.world import World
from cjfarm.client.values import ClockState, Considered, Entry, Explanation, Fired, Record, Reply, Sent, Why, WorldInfo
from cjfarm.errors import FarmError, Refused, Unexpected, Unreachable

__all__ = [
    "Agency",
    "AsyncAgency",
    "AsyncClient",
    "AsyncClock",
    "AsyncFault",
    "AsyncLine",
    "AsyncTerminal",
    "AsyncWorld",
    "Client",
    "Clock",
    "ClockState",
    "Considered",
    "Entry",
    "Explanation",
    "FarmError",
    "Fault",
    "Fired",
    "Line",
    "Record",
    "Refused",
    "Reply",
    "Sent",
    "Terminal",
    "Unexpected",
    "Unreachable",
    "Why",
    "World",
    "WorldInfo",
]
