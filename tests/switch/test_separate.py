"""The process of a database: it comes up, is started anew when it dies, keeps what it acknowledged, and ends."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

import pytest

from shared.engine import Envelope
from shared.wire.message import Message
from shared.world import ZONE
from switch.hops import Unavailable
from switch.remote import RemoteDatabase
from switch.separate import ServiceFailed, ServiceProcess, start_services, stop_services

WARRANT = (
    ("NAM", "DOE,JOHN"), ("SEX", "M"), ("DOB", "19800215"), ("OFF", "1201"), ("DOW", "20260601"), ("WNO", "TEST-1"),
    ("TYP", "M"), ("OCA", "TEST-26-1"), ("ENT", "3"),
)  # fmt: skip
NOW = datetime(2026, 7, 1, 9, 30, tzinfo=ZONE)


def envelope(number: str, key: str = "EW", fields: tuple[tuple[str, str], ...] = WARRANT) -> Envelope:
    return Envelope(number, "main", NOW, Message("SAC1000001", "FULL01", key, "CA0340000", fields), agency_number=186)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():
            await asyncio.sleep(0.02)


def run(work: Callable[[ServiceProcess, RemoteDatabase], Awaitable[None]], data: Path) -> None:
    """Work with the process of a database."""

    async def main() -> None:
        processes = await start_services(["wps"], data, token="secret-of-a-test")
        process = processes["wps"]
        remote = RemoteDatabase("wps", process.address, 10, "secret-of-a-test")
        try:
            await work(process, remote)
        finally:
            remote.close()
            await stop_services(processes.values())

    asyncio.run(main())


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_killed_database_is_started_anew_and_remembers_what_it_acknowledged(tmp_path: Path) -> None:
    async def work(process: ServiceProcess, remote: RemoteDatabase) -> None:
        first = await asyncio.to_thread(remote.transact, envelope("M1"))
        killed = process.pid
        assert killed is not None
        os.kill(killed, signal.SIGKILL)
        await until(lambda: not process.address())
        with pytest.raises(Unavailable):
            await asyncio.to_thread(remote.transact, envelope("M2"))
        await until(lambda: bool(process.address()))
        assert process.pid != killed
        assert await asyncio.to_thread(remote.transact, envelope("M1")) == first
        found = await asyncio.to_thread(remote.transact, envelope("M3", "QW", WARRANT[:2]))
        assert len(found.replies[0].records) == 1

    run(work, tmp_path)


def test_a_stopped_database_is_gone_and_leaves_its_data(tmp_path: Path) -> None:
    seen: list[int] = []

    async def work(process: ServiceProcess, remote: RemoteDatabase) -> None:
        await asyncio.to_thread(remote.transact, envelope("M1"))
        assert process.pid is not None
        seen.append(process.pid)

    run(work, tmp_path)
    assert not alive(seen[0])
    assert (tmp_path / "wps" / "main.sqlite").exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [("import sys; sys.exit(3)", "ended with code 3"), ("print('something else')", "ended with code 0")],
)
def test_a_process_that_does_not_come_up_says_why(tmp_path: Path, code: str, said: str) -> None:
    process = ServiceProcess("wps", tmp_path, command=(sys.executable, "-c", code))
    with pytest.raises(ServiceFailed, match=said):
        asyncio.run(process.start())


def test_a_process_that_is_never_ready_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("switch.separate.READY_SECONDS", 0.3)
    process = ServiceProcess("wps", tmp_path, command=(sys.executable, "-c", "input()"))
    with pytest.raises(ServiceFailed, match="did not say"):
        asyncio.run(process.start())


def test_a_process_that_does_not_heed_the_signal_is_ended_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("switch.separate.STOP_SECONDS", 0.3)
    deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('service ready: wps http://x', flush=True); "
    process = ServiceProcess("wps", tmp_path, command=(sys.executable, "-c", deaf + "time.sleep(60)"))
    seen: list[int | None] = []

    async def main() -> None:
        await process.start()
        seen.append(process.pid)
        await process.stop()

    asyncio.run(main())
    assert seen[0] is not None
    assert not alive(seen[0])
