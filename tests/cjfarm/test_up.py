from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from cjfarm.commands.farm_options import FARM, REMOTES, SEPARATE, UNTIL_EXIT, farm_options, with_options
from switch.options import FarmOptions, is_loopback

CJFARM = (sys.executable, "-m", "cjfarm")


def asked_for(*arguments: str, token: str | None = None, **variables: str) -> FarmOptions:
    """What a command line asks for."""
    found: list[FarmOptions] = []

    @click.command()
    @with_options(*FARM, SEPARATE, UNTIL_EXIT, REMOTES)
    def gather(**asked: Any) -> None:
        found.append(farm_options(token, **asked))

    ended = CliRunner().invoke(gather, arguments, env=variables)
    assert ended.exit_code == 0, ended.stderr
    return found[0]


def test_nothing_is_asked_of_the_data_where_nothing_is_typed() -> None:
    assert asked_for() == FarmOptions()


def test_every_option_can_be_typed(tmp_path: Path) -> None:
    file = tmp_path / "file.toml"
    file.touch()
    typed = (
        "--host ::1 --http-port 0 --line-port 9001 --data d --database-url postgresql:///x --seed 7 --size county "
        f"--date 2026-03-02 --clock frozen --config {file} --dialect {file} --separate --until-exit 4711 "
        "--database WPS=http://h:1/"
    )
    assert asked_for(*typed.split(), token="t") == FarmOptions(
        "::1", 0, 9001, Path("d"), "postgresql:///x", 7, 100_000, date(2026, 3, 2), "frozen", file, file, True, "t",
        (("wps", "http://h:1"),), 4711,
    )  # fmt: skip


def test_every_option_can_be_set_in_the_environment(tmp_path: Path) -> None:
    file = str(tmp_path / "file.toml")
    Path(file).touch()
    asked = asked_for(
        CJFARM_HOST="::1", CJFARM_HTTP_PORT="0", CJFARM_LINE_PORT="9001", CJFARM_DATA="d",
        CJFARM_DATABASE_URL="postgresql:///x", CJFARM_SEED="7", CJFARM_SIZE="12", CJFARM_DATE="2026-03-02",
        CJFARM_CLOCK="frozen", CJFARM_CONFIG=file, CJFARM_DIALECT=file, CJFARM_SEPARATE="1",
    )  # fmt: skip
    assert asked == FarmOptions(
        "::1", 0, 9001, Path("d"), "postgresql:///x", 7, 12, date(2026, 3, 2), "frozen", Path(file), Path(file), True
    )


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("--size huge", "small, county, state or a number from 1 to 1000000"),
        ("--size 0", "small, county, state or a number from 1 to 1000000"),
        ("--date 2026-02-30", "YYYY-MM-DD is accepted, such as 2026-03-02"),
        ("--http-port 70000", "0<=x<=65535"),
        ("--line-port x", "valid whole number"),
        ("--clock slow", "'real', 'frozen'"),
        ("--seed one", "valid whole number"),
        ("--config nowhere.toml", "'nowhere.toml' does not exist"),
        ("--log-level loud", "'debug', 'info', 'warning', 'error'"),
        ("--host 0.0.0.0", "set CJFARM_TOKEN"),
    ],
)
def test_a_wrong_value_says_what_would_be_right(run: Any, typed: str, right: str) -> None:
    ended = run("up", *typed.split())
    assert ended.exit_code == 2
    assert right in ended.stderr


def test_a_wrong_variable_is_named(run: Any) -> None:
    ended = run("up", CJFARM_SIZE="huge")
    assert ended.exit_code == 2
    assert "CJFARM_SIZE" in ended.stderr


def test_a_variable_that_nothing_knows_is_told_with_the_one_that_may_be_meant(run: Any, tmp_path: Any) -> None:
    (tmp_path / "file").touch()
    refused = ("up", "--data", "file/data", "--http-port", "0", "--line-port", "0")
    told = run(*refused, CJFARM_HTTP_PROT="1", CJFARM_TERMINAL="SAC1", CJFARM_TOKEN="t", CJFARM_ABOUT="1").stderr
    assert "CJFARM_HTTP_PROT is not known and passed over; is CJFARM_HTTP_PORT meant?" in told
    assert "CJFARM_ABOUT is not known" in told
    assert "CJFARM_TERMINAL" not in told
    assert "CJFARM_TOKEN is" not in told


def test_a_database_that_does_not_answer_is_named(run: Any) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        wps = f"wps=http://127.0.0.1:{closed.getsockname()[1]}"
        ended = run("serve", "switch", "--database", wps, "--http-port", "0", "--line-port", "0", "--size", "5")
    assert ended.exit_code == 2
    assert "a database does not answer: start it first, or name another URL (wps: " in ended.stderr


def test_with_a_token_a_farm_may_be_reached_from_elsewhere() -> None:
    assert asked_for("--host", "0.0.0.0", token="t").host == "0.0.0.0"


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("LocalHost", True), ("0.0.0.0", False), ("farm", False)],
)
def test_only_what_this_machine_alone_reaches_is_loopback(host: str, expected: bool) -> None:
    assert is_loopback(host) is expected


def test_a_busy_port_ends_with_2_and_names_the_option(run: Any) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        ended = run("up", "--http-port", str(busy.getsockname()[1]))
    assert ended.exit_code == 2
    assert "choose another --http-port, or 0 for any free port" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(("option", "said"), [("--config", "config.toml: "), ("--dialect", "dialect.toml: ")])
def test_a_file_that_cannot_be_used_ends_with_2_and_is_named(tmp_path: Path, option: str, said: str) -> None:
    file = tmp_path / f"{option.strip('-')}.toml"
    file.write_text("nonsense = 1")
    ended = cjfarm("up", "--http-port", "0", option, str(file), folder=tmp_path)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert ended.stderr.count("\n") == 1


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CJFARM_")}
    return {**kept, "CJFARM_HTTP_PORT": "0", "CJFARM_LINE_PORT": "0"}


def cjfarm(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [*CJFARM, *arguments]
    return subprocess.run(command, cwd=folder, env=environment(), check=False, capture_output=True, text=True)


@pytest.fixture
def farm(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    command = [*CJFARM, "up", "--size", "5", "--clock", "frozen", "--date", "2026-03-02"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def test_a_farm_answers_when_it_says_it_is_ready_and_stops_when_told(
    farm: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert farm.stdout is not None
    ready = farm.stdout.readline()
    assert ready.startswith("farm ready: http://127.0.0.1:")
    sent = cjfarm("send", "QW NAM/DOE,JOHN SEX/M", "--url", ready.split()[2], folder=tmp_path)
    assert "SAC1000001.*FULL01.QW.CA0340000.WPS." in sent.stdout
    assert sent.returncode == 0
    shown = cjfarm("clock", "show", "--url", ready.split()[2], folder=tmp_path)
    assert shown.stdout == "2026-03-02T00:00:00-08:00 frozen\n"
    assert "another farm uses var" in cjfarm("seed", folder=tmp_path).stderr
    farm.send_signal(signal.SIGTERM)
    assert farm.wait() == 0


def test_data_made_with_another_seed_is_not_used(tmp_path: Path) -> None:
    made = cjfarm("seed", "--size", "5", "--date", "2026-03-02", folder=tmp_path)
    assert made.stdout == "data ready in var: seed 1, 5 people, 2026-03-02\n"
    assert cjfarm("seed", folder=tmp_path).stdout == made.stdout
    ended = cjfarm("up", "--seed", "2", folder=tmp_path)
    assert ended.returncode == 2
    assert "--seed 2 (it has 1)" in ended.stderr
    assert "use another --data" in ended.stderr
    current = cjfarm("migrate", "--check", folder=tmp_path)
    assert current.stdout == "every table in var is up to date\n"
