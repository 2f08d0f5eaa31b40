"""What is asked for when a farm is started."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FarmOptions:
    """What was asked for on the command line or in the environment; None where nothing was asked for.

    Seed, size, date and clock are those of the data where there is data already, so they have no defaults here: asked
    for others than it was made with, a farm does not start.

    Attributes:
        host: the address to serve on.
        http_port: the port of the HTTP interface; 0 takes any free one.
        line_port: the port of the line; 0 takes any free one.
        data: the folder of the data.
        database_url: where the data is kept instead of SQLite files in the folder.
        seed: decides which people there are.
        size: number of people.
        date: the reference date of the population, and the day on which a frozen clock starts.
        clock: ``real`` or ``frozen``.
        config: the configuration file.
        dialect: the dialect file.
        separate: run every database as its own process.
        token: what HTTP requests must bear.
        remotes: name and URL of each database that runs elsewhere already.
        until_exit: a process; the farm stops when that has ended.
    """

    host: str = "127.0.0.1"
    http_port: int = 8400
    line_port: int = 8401
    data: Path = Path("var")
    database_url: str | None = field(default=None, repr=False)
    seed: int | None = None
    size: int | None = None
    date: date | None = None
    clock: str | None = None
    config: Path | None = None
    dialect: Path | None = None
    separate: bool = False
    token: str | None = field(default=None, repr=False)
    remotes: tuple[tuple[str, str], ...] = ()
    until_exit: int | None = None


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone; a name other than ``localhost`` is not taken for one."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
