from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import click
import pytest

from cjfarm.commands import cli
from cjfarm.commands.lazy import LazyGroup


def every_command() -> Iterator[tuple[str, click.Command]]:
    def below(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
        yield name, command
        if isinstance(command, click.Group):
            context = click.Context(command)
            for sub in command.list_commands(context):
                found = command.get_command(context, sub)
                assert found is not None
                yield from below(f"{name} {sub}", found)

    return below("cjfarm", cli)


COMMANDS = dict(every_command())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_says_what_it_does_and_gives_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert command.help
    assert command.epilog
    assert f"  {name}" in command.epilog


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_is_for(name: str) -> None:
    options = [each for each in COMMANDS[name].params if isinstance(each, click.Option)]
    assert not [option.opts for option in options if not option.help]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_is_named_in_the_help(name: str) -> None:
    command = COMMANDS[name]
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    named = [(each.metavar or (each.name or "").upper()).strip("[].") for each in arguments]
    assert not [word for word in named if word not in (command.help or "")]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_variable_is_called_like_its_option(name: str) -> None:
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option) and option.envvar:
            assert option.envvar == "CJFARM_" + option.opts[0].strip("-").replace("-", "_").upper()


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    assert isinstance(cli, LazyGroup)
    for entry in cli.entries.values():
        assert (entry.load().help or "").startswith(entry.title.rstrip(".")), entry.name


def test_the_version_is_that_of_the_package(run: Any) -> None:
    assert run("--version").stdout == f"cjfarm {version('cjfarm')}\n"


def test_a_client_imports_nothing_of_the_farm() -> None:
    code = (
        "import sys; from cjfarm.commands import cli; cli.main(['send', '--help'], standalone_mode=False);"
        "imported = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted(imported & {'sqlalchemy', 'fastapi', 'switch', 'shared', 'seed'}))"
    )
    ended = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ended.stdout.splitlines()[-1] == "[]"


def broken() -> click.Group:
    @click.command()
    def fail() -> None:
        raise RuntimeError("the roof\nis off")

    class Broken(LazyGroup):
        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
            return fail

    return Broken("cjfarm", params=[click.Option(["--debug"], is_flag=True)])


def test_an_unforeseen_error_is_one_line_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        broken().main(["fail"])
    assert ended.value.code == 1
    assert (
        capsys.readouterr().err == "cjfarm: RuntimeError: the roof is off (cjfarm --debug … shows where it happened)\n"
    )


def test_with_debug_an_unforeseen_error_shows_where_it_happened() -> None:
    with pytest.raises(RuntimeError, match="the roof"):
        broken().main(["--debug", "fail"])
