"""The container files: their syntax, and that every command and variable in them is there."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner

from cjfarm.commands import cli
from tests.cases.farm import FarmProcess
from tests.docs.page import ROOT, Page

INSTRUCTIONS = {
    "FROM", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "ENV", "EXPOSE", "HEALTHCHECK", "ENTRYPOINT", "CMD",
}  # fmt: skip
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
FARMS = {name: service for name, service in COMPOSE["services"].items() if "build" in service}


def instructions() -> list[tuple[str, str]]:
    """The instructions of the Dockerfile, continued lines joined."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    whole = "\n".join(lines).replace("\\\n", " ")
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1].strip()) for line in whole.splitlines() if line.strip()]


def environment() -> dict[str, str]:
    """The variables that the image sets."""
    (values,) = (rest for name, rest in instructions() if name == "ENV")
    return dict(part.split("=", 1) for part in shlex.split(values))


def command(name: str) -> click.Command:
    found = cli.get_command(click.Context(cli), name)
    assert found is not None, f"there is no command {name}"
    return found


def variables() -> set[str]:
    """The variables that ``up`` reads."""
    return {str(parameter.envvar) for parameter in command("up").params if isinstance(parameter, click.Option)}


def test_the_dockerfile_is_one() -> None:
    names = [name for name, _ in instructions()]
    assert set(names) <= INSTRUCTIONS
    assert names[0] == "FROM"
    assert names[-2:] == ["ENTRYPOINT", "CMD"]


def test_what_the_image_runs_and_sets_is_there() -> None:
    by_name = dict(instructions())
    assert by_name["ENTRYPOINT"] == '["cjfarm"]'
    assert by_name["CMD"] == '["up"]'
    assert set(environment()) <= variables()
    assert {environment()["CJFARM_HTTP_PORT"], environment()["CJFARM_LINE_PORT"]} == set(by_name["EXPOSE"].split())
    assert by_name["VOLUME"] == environment()["CJFARM_DATA"]


def test_everything_that_the_wheel_is_built_of_goes_into_the_image() -> None:
    kept = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    folders = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["custom"]["folders"]
    files = [project["project"]["readme"], *project["project"]["license-files"], "hatch_build.py", "pyproject.toml"]
    assert {"cjfarm", *folders, *files} <= kept


def test_as_the_image_starts_it_a_farm_needs_a_token(tmp_path: Path) -> None:
    ended = CliRunner().invoke(cli, ["up"], env={**environment(), "CJFARM_DATA": str(tmp_path)})
    assert ended.exit_code == 2
    assert "set CJFARM_TOKEN" in ended.stderr


def test_with_a_token_only_health_is_open(tmp_path: Path) -> None:
    host = {"CJFARM_HOST": environment()["CJFARM_HOST"], "CJFARM_TOKEN": "choose-one"}
    with FarmProcess(tmp_path, environment=host) as farm:
        assert farm.request("GET", "/health", headers={})[0] == 200
        assert farm.request("GET", "/clock", headers={})[0] == 401
        assert farm.request("GET", "/clock")[0] == 200


@pytest.mark.parametrize("name", FARMS)
def test_a_farm_of_the_compose_file_runs_what_is_there(name: str) -> None:
    service = FARMS[name]
    first, *options = service["command"]
    known = {option for parameter in command(first).params for option in parameter.opts}
    assert {option for option in options if option.startswith("--")} <= known
    given = service["environment"]
    assert set(given) - {"CJFARM_TOKEN"} <= variables()
    assert given["CJFARM_TOKEN"].startswith("${CJFARM_TOKEN:?"), "without a token it must say so"
    assert all(port.startswith("127.0.0.1:") for port in service["ports"]), "others could reach it"


def test_what_the_compose_file_names_is_there() -> None:
    services = COMPOSE["services"]
    for service in services.values():
        assert set(service.get("depends_on", {})) <= set(services)
        mounted = {volume.split(":")[0] for volume in service.get("volumes", ())}
        assert mounted <= set(COMPOSE["volumes"])
    url = FARMS["farm-postgresql"]["command"][-1]
    user, password, host, name = re.fullmatch(r"postgresql://(\w+):(\w+)@(\w+)/(\w+)", url).groups()  # type: ignore[union-attr]
    database = services[host]["environment"]
    assert (user, password, name) == tuple(database[f"POSTGRES_{part}"] for part in ("USER", "PASSWORD", "DB"))


def test_the_commands_of_the_page_are_there() -> None:
    page = Page.named("containers.md").text
    services = {word for line in re.findall(r"docker compose .*", page) for word in line.split() if word in FARMS}
    assert services == {"farm-postgresql"}
    for line in re.findall(r"(?:docker run .* cjfarm|^cjfarm|one cjfarm) (\w+)", page, re.MULTILINE):
        assert command(line)
