"""The pytest plugin: a farm for the run, a fresh world for each test. ``docs/testing-your-client.md`` tells users."""

from __future__ import annotations

import secrets
from collections.abc import Generator, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from cjfarm.client.sync.client import Client
from cjfarm.client.sync.world import World
from cjfarm.errors import FarmError
from cjfarm.testing.farms import Farms
from cjfarm.testing.fresh import FirstTerminal, FreshWorld, world_name
from cjfarm.testing.settings import NAMES, Settings

SECTION = "cjfarm journal"
"""Under this heading the report of a failed test shows what went in and out."""
_MARKER = "cjfarm(seed=…, date=…, size=…, clock=…, config=…, dialect=…): the farm that a test wants"
_HELP = {
    "url": "a farm that runs already; without one, a farm is started",
    "seed": "which people there are (1)",
    "date": "the day on which a frozen clock begins (2026-03-02)",
    "size": "how many people there are: small, county, state or a number (small)",
    "clock": "how the clock of every world runs: frozen or real (frozen)",
    "config": "terminals, operators, agencies and limits, as TOML",
    "dialect": "another system's message layout, as TOML",
}
_FARMS = pytest.StashKey[Farms]()
_WORLD = pytest.StashKey[FreshWorld]()
_SHARED = "cjfarm_farms"
_CLIENT = str(Path(__file__).parent / "client")
_RUN = secrets.token_hex(4)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Every setting is an option and an ini value."""
    group = parser.getgroup("cjfarm", "a farm of mock criminal-justice databases")
    for name in NAMES:
        group.addoption(f"--cjfarm-{name}", default=None, help=_HELP[name])
        parser.addini(f"cjfarm_{name}", _HELP[name], default=None)


def pytest_configure(config: pytest.Config) -> None:
    """Read the settings of the run; nothing is started before a test wants it."""
    config.addinivalue_line("markers", _MARKER)
    shared, owner = getattr(config, "workerinput", {}).get(_SHARED, (None, None))
    config.stash[_FARMS] = Farms(run_settings(config), None if shared is None else Path(shared), owner)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Let the test processes of pytest-xdist share the farms of the one that they belong to."""
    farms = node.config.stash[_FARMS]
    node.workerinput[_SHARED] = str(farms.folder), farms.owner


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    farms = config.stash.get(_FARMS, None)
    if farms is not None:
        farms.stop()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show the journal of a failed test's world in its report, and of the trace only what is the test's."""
    if call.excinfo is not None and not item.config.getoption("fulltrace"):
        cut_off_client(call.excinfo.tb)
    report = yield
    world = item.stash.get(_WORLD, None)
    if report.failed and world is not None and world.made:
        report.sections.append((SECTION, world.told()))
    return report


def cut_off_client(trace: TracebackType) -> None:
    """Let a trace end where the test calls the client: how that works inside explains no failure."""
    here: TracebackType | None = trace
    while here is not None:
        inner = here.tb_next
        if inner is not None and not _is_client(here) and _is_client(inner):
            here.tb_next = None
        here = here.tb_next


def _is_client(trace: TracebackType) -> bool:
    return trace.tb_frame.f_code.co_filename.startswith(_CLIENT)


def run_settings(config: pytest.Config) -> Settings:
    """The settings of the whole run: options before ini values. Files are relative to the ini file's folder."""
    asked = {name: config.getoption(f"cjfarm_{name}") or config.getini(f"cjfarm_{name}") for name in NAMES}
    return Settings().with_(asked, config.rootpath)


def settings_of(item: pytest.Item, farms: Farms) -> Settings:
    """The settings of one test: those of its markers, the nearest first, before those of the run.

    Raises:
        FarmError: there is no such setting, or the farm is not ours to start with it.
    """
    asked: dict[str, Any] = {}
    for marker in item.iter_markers("cjfarm"):
        if marker.args:
            raise FarmError(f"cjfarm: {marker.args[0]!r} has no name in the marker, as seed has in: cjfarm(seed=7)")
        asked = {**marker.kwargs, **asked}
    if "url" in asked:
        raise FarmError("cjfarm: the farm that runs already is named for all tests, with --cjfarm-url or cjfarm_url")
    fixed = sorted({"config", "dialect"} & set(asked))
    if fixed and farms.settings.url is not None:
        raise FarmError(f"the farm at {farms.settings.url} runs already: its {' and '.join(fixed)} cannot be chosen")
    return farms.settings.with_(asked, item.config.rootpath)


@pytest.fixture(scope="session")
def farm(pytestconfig: pytest.Config) -> Client:
    """The farm of the run: one process for all tests, also where pytest-xdist runs them in several."""
    farms = pytestconfig.stash[_FARMS]
    return _given(farms, farms.settings)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """A world for this test alone. It is made when the test first uses it, and dropped when the test is over."""
    item, farms = request.node, request.config.stash[_FARMS]
    try:
        settings = settings_of(item, farms)
    except FarmError as error:
        pytest.fail(str(error), pytrace=False)
    # Elsewhere a test's world has the same name on every run; here several runs may use one farm at the same time.
    is_shared = settings.url is not None or request.config.getoption("dist", "no") == "each"
    run = _RUN if is_shared else ""
    name = world_name(item.nodeid, run)
    fresh = FreshWorld(_given(farms, settings), name, settings.recipe(farms.settings))
    item.stash[_WORLD] = fresh
    yield fresh
    fresh.end()


@pytest.fixture
def terminal(world: World) -> FirstTerminal:
    """The terminal SAC1 with the operator FULL01 in this test's world; ``terminal("LAX1")`` is another one."""
    return FirstTerminal(world)


def _given(farms: Farms, settings: Settings) -> Client:
    try:
        return farms.client(settings)
    except FarmError as error:
        pytest.fail(str(error), pytrace=False)
