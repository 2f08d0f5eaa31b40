"""The pytest plugin, seen from the suites that use it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from cjfarm import Client, Unreachable
from cjfarm.testing.fresh import world_name
from tests.cases.farm import FarmProcess
from tests.docs.page import ROOT
from tests.farm.waiting import until

pytest_plugins = ["pytester"]

PLUGIN = ("-p", "cjfarm.pytest_plugin", "-p", "no:cacheprovider")
Run = Callable[..., pytest.RunResult]


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FarmProcess]:
    """A farm that runs already."""
    with FarmProcess(tmp_path_factory.mktemp("plugin")) as started:
        yield started


@pytest.fixture
def running(process: FarmProcess) -> Client:
    return Client(f"http://{process.host}:{process.http_port}")


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a suite of its own with this plugin and no other one that happens to be installed."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def run(tests: str, *options: str) -> pytest.RunResult:
        pytester.makepyfile(test_suite=tests)
        return pytester.runpytest_subprocess(*PLUGIN, *options)

    return run


TWO_TESTS = """
import pytest

@pytest.mark.parametrize("number", [1, 2])
def test_a_world_is_as_if_nobody_had_been_there(number, world, terminal):
    assert world.journal() == []
    world.clock.advance(minutes=number)
    world.enter("wps", NAM="ROE,RALPH", SEX="M", OFF="2202", DOW="20260101", WNO="W-1", OCA="26-1", TYP="F", ENT=3,
                DOB="19700101")
    terminal.send("QW", NAM="ROE,RALPH", SEX="M")
    assert terminal.expect(source="WPS", kind="HIT")["OCA"] == "26-1"
    assert len(terminal.messages()) == 2
"""


def test_every_test_has_a_world_of_its_own_that_is_dropped_afterwards(suite: Run, running: Client) -> None:
    suite(TWO_TESTS, "--cjfarm-url", running.url).assert_outcomes(passed=2)
    assert [world.name for world in running.worlds()] == ["main"]


def test_a_terminal_gives_others_and_a_world_has_a_line(suite: Run, running: Client) -> None:
    tests = """
def test_two_terminals(world, terminal):
    other = terminal("LAX1", "INQ001")
    assert (terminal.name, other.name, other.ori()) == ("SAC1", "LAX1", "CA0190000")
    with world.line("SAC1") as line:
        other.send("YQ", to="CA0340000", RTY="WP", RNO=1, PRI="U", OCA="26-1", NAM="ROE,RALPH")
        line.send("QV", LIC="1NOPE11")
        assert line.expect(kind="MESSAGE", key="YQ")["OCA"] == "26-1"
"""
    suite(tests, "--cjfarm-url", running.url).assert_outcomes(passed=1)


def test_a_failed_test_shows_what_went_in_and_out(suite: Run, running: Client) -> None:
    tests = """
def test_that_fails(world, terminal):
    world.fault(source="SVS", cut=True)
    terminal.send("QV", LIC="1NOPE11")
    terminal.expect(kind="HIT", within=0)
"""
    ended = suite(tests, "--cjfarm-url", running.url)
    ended.assert_outcomes(failed=1)
    ended.stdout.fnmatch_lines(["*- cjfarm journal -*", "*from SAC1", "*SAC1000001.[*]FULL01.QV.CA0340000.LIC/1NOPE11"])
    ended.stdout.fnmatch_lines(["*- cjfarm journal -*", "*to SAC1", "*(fault 1: text cut)", "*CA0340000.SVS.NONE"])
    assert [world.name for world in running.worlds()] == ["main"]


def test_a_test_that_asks_nothing_of_its_world_makes_none(suite: Run, running: Client) -> None:
    tests = """
def test_empty(world, terminal, farm):
    assert [each.name for each in farm.worlds()] == ["main"]
"""
    suite(tests, "--cjfarm-url", running.url).assert_outcomes(passed=1)


def test_a_marker_chooses_people_day_and_clock(suite: Run, running: Client) -> None:
    tests = """
import pytest

pytestmark = pytest.mark.cjfarm(date="2026-07-01")

@pytest.mark.cjfarm(seed=7, size=20)
def test_other_people(world):
    assert world.clock.now().isoformat() == "2026-07-01T00:00:00-07:00"
    assert world.info().size == 20

@pytest.mark.cjfarm(clock="real", date="2026-03-02")
def test_real_clock(world):
    assert world.clock.state().mode == "real"
"""
    suite(tests, "--cjfarm-url", running.url, "--strict-markers").assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("marker", "said"),
    [
        ("sead=1", "cjfarm: sead is unknown; seed, date, size, clock, config, dialect are accepted"),
        ("7", "cjfarm: 7 has no name in the marker, as seed has in: cjfarm(seed=7)"),
        ("clock='slow'", "clock: is not accepted; accepted: real, frozen"),
        ("dialect='x.toml'", "its dialect cannot be chosen"),
        ("url='http://127.0.0.1:1'", "named for all tests, with --cjfarm-url or cjfarm_url"),
    ],
)
def test_a_wrong_setting_says_what_would_be_right(suite: Run, running: Client, marker: str, said: str) -> None:
    tests = f"""
import pytest

@pytest.mark.cjfarm({marker})
def test_any(world):
    world.clock.now()
"""
    ended = suite(tests, "--cjfarm-url", running.url)
    assert ended.ret == 1
    assert said in ended.stdout.str()
    assert "understood" not in ended.stdout.str(), "the client's own frames are in the trace"


SHARING = """
import os, pathlib, pytest

@pytest.mark.parametrize("number", range(4))
def test_one_farm(number, farm, world):
    world.clock.advance(number)
    pathlib.Path(__file__).with_name(f"seen-{number}").write_text(farm.url + " " + os.environ["PYTEST_XDIST_WORKER"])
"""


def test_test_processes_share_one_farm_that_ends_with_them(suite: Run, pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ncjfarm_size = 20\n")
    suite(SHARING, "-p", "xdist", "-n", "2").assert_outcomes(passed=4)
    seen = [path.read_text().split() for path in pytester.path.glob("seen-*")]
    (url,) = {url for url, _ in seen}
    with pytest.raises(Unreachable):
        Client(url).ready()


ENDING = """
import os, pathlib, signal

def test_that_ends_all(farm):
    pathlib.Path(__file__).with_name("seen").write_text(farm.url)
    {how}
"""


@pytest.mark.parametrize("how", ["raise KeyboardInterrupt", "os.kill(os.getpid(), signal.SIGKILL)"])
def test_no_farm_is_left_behind_however_the_run_ends(suite: Run, pytester: pytest.Pytester, how: str) -> None:
    suite(ENDING.format(how=how), "--cjfarm-size", "20")
    url = (pytester.path / "seen").read_text()

    def gone() -> bool:
        try:
            with Client(url) as client:
                client.ready()
        except Unreachable:
            return True
        return False

    until(gone)


def test_a_farm_that_does_not_start_says_why_once(suite: Run) -> None:
    tests = """
def test_one(farm): pass
def test_two(terminal): pass
"""
    ended = suite(tests, "--cjfarm-size", "huge")
    ended.assert_outcomes(errors=2)
    assert "the farm ended before it was ready, exit code 2:" in ended.stdout.str()
    assert "small, county, state or a number from 1 to 1000000" in ended.stdout.str()


def test_a_farm_that_is_not_there_is_told(suite: Run) -> None:
    ended = suite("def test_one(world): world.clock.now()", "--cjfarm-url", "http://127.0.0.1:1")
    assert "no farm answers at http://127.0.0.1:1" in ended.stdout.str()


@pytest.mark.parametrize(
    ("test", "begins"),
    [
        ("tests/test_a.py::TestX::test_that[1-Ä b]", "test-that-1-b-"),
        ("tests/test_a.py::" + "x" * 300, "x" * 31 + "-"),
        ("a::ÄÖ", "test-"),
    ],
)
def test_the_name_of_a_world_is_one_that_the_farm_takes(test: str, begins: str) -> None:
    name = world_name(test)
    assert name.startswith(begins)
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", name)
    assert name != world_name(test, "another run")
