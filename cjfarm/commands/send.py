"""``cjfarm send``: one message to a running farm, and the replies as they arrive."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import click

from cjfarm.commands.errors import refusing
from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import AS_JSON, asks_farm
from cjfarm.commands.values import Number
from cjfarm.compose import ComposeError, Sender, compose
from cjfarm.errors import Refused
from cjfarm.http import FarmAddress
from cjfarm.profile import PROFILE, ProfileError, read_profile

F = TypeVar("F", bound=Callable[..., Any])
_FIRST_WAIT_SECONDS = 1.0
DEFAULT_TERMINAL, DEFAULT_ORI = "SAC1", "CA0340000"
REFUSALS = ("REJECT", "ERROR")
"""The kinds of reply that say that a message was not carried out."""
_SETTINGS = ("terminal", "operator", "ori", "number", "url", "world", "wait")


def use_profile(context: click.Context, parameter: click.Parameter, path: Path | None) -> None:
    """Take what the profile sets as defaults of the options."""
    if path is not None and not path.is_file():
        raise click.BadParameter(f"there is no file {path}")
    with refusing(ProfileError):
        table = read_profile(path or Path.home() / PROFILE, "send", _SETTINGS)
    context.default_map = {**(context.default_map or {}), **table}


def _part(name: str, default: str | None, text: str) -> Callable[[F], F]:
    variable = f"CJFARM_{name.upper()}"
    return click.option(f"--{name}", default=default, show_default=True, envvar=variable, show_envvar=True, help=text)


_PROFILE = click.option(
    "--profile",
    type=click.Path(path_type=Path),
    is_eager=True,
    expose_value=False,
    callback=use_profile,
    envvar="CJFARM_PROFILE",
    show_envvar=True,
    help='File whose table [send] sets the options below, as in terminal = "LAX1".  '
    "[default: ~/.config/cjfarm/profile.toml]",
)


def names_sender(function: F) -> F:
    """Give a command the options that say who sends, and the profile that sets them."""
    for option in (
        _part("number", "000001", "What follows the mnemonic in the header."),
        _part("ori", None, "Agency that sends; the terminal's own if left out."),
        _part("operator", "FULL01", "Operator who sends."),
        _part("terminal", DEFAULT_TERMINAL, "Mnemonic of the terminal that sends."),
        _PROFILE,
    ):
        function = option(function)
    return function


@click.command(
    epilog=examples(
        "cjfarm send 'QW NAM/DOE,JOHN SEX/M DOB/19800215'",
        "cjfarm send 'YQ CA0190000 RTY/WP RNO/1 PRI/U OCA/19-1234 NAM/DOE,JOHN'",
        "cjfarm send 'SAC1000001.*FULL01.QW.CA0340000.NAM/DOE,JOHN.SEX/M'",
    )
)
@click.argument("message", nargs=-1, required=True)
@names_sender
@click.option(
    "--wait",
    type=Number(0, 600),
    default=10.0,
    show_default=True,
    envvar="CJFARM_WAIT",
    show_envvar=True,
    help="How many seconds to wait for all replies.",
)
@AS_JSON
@asks_farm
@click.pass_context
def send(
    context: click.Context,
    /,
    farm: FarmAddress,
    message: tuple[str, ...],
    wait: float,
    as_json: bool,
    ori: str | None,
    **sender: str,
) -> None:
    """Send a message and print the replies.

    MESSAGE is a key, then addresses, then fields as CODE/value. Header, operator and agency are put before it. What
    holds ".*" is a whole message and is sent as it is. With --json every reply is one line of JSON.

    The exit code is 0 where every answer came and none was a REJECT or an ERROR. It is 1 where the switch or a
    database refused the message or was out of service, or an answer is missing; stderr names what is missing.
    """
    text = written(farm, message, ori, sender)
    conversation = Conversation(farm, text, time.monotonic() + wait)
    refused = False
    for reply in conversation.replies():
        click.echo(json.dumps(reply) if as_json else shown(reply))
        refused = refused or reply["kind"] in REFUSALS
    if conversation.pending:
        click.echo(f"cjfarm: no answer within {wait:g} seconds from {' '.join(conversation.pending)}", err=True)
    context.exit(1 if refused or conversation.pending else 0)


def written(farm: FarmAddress, message: tuple[str, ...], ori: str | None, sender: dict[str, str]) -> str:
    """The message for what was typed, from whoever the options name."""
    with refusing(ComposeError):
        return compose(" ".join(message), Sender(**sender, ori=ori or agency_of(farm, sender["terminal"])))


def agency_of(farm: FarmAddress, terminal: str) -> str:
    """The agency of a terminal; for one that the farm does not know, the default, so that the farm says so itself."""
    if terminal.upper() == DEFAULT_TERMINAL:
        return DEFAULT_ORI
    try:
        return str(farm.get("terminals", terminal.upper())["ori"])
    except Refused:
        return DEFAULT_ORI


class Conversation:
    """One message to a farm and what is answered to it.

    Attributes:
        pending: the sources that still have to answer, once the replies were read.
    """

    def __init__(self, farm: FarmAddress, text: str, deadline: float) -> None:
        """Send nothing yet; the deadline is on the monotonic clock."""
        self.pending: list[str] = []
        self._farm, self._text, self._deadline = farm, text, deadline

    def replies(self) -> Iterator[dict[str, Any]]:
        """Send the message; gives the replies as they arrive, until all are there or the deadline is past."""
        farm, deadline = self._farm, self._deadline
        answer = farm.post("messages", body=self._text, wait=_left(deadline, _FIRST_WAIT_SECONDS))
        self.pending, header = list(answer["pending"]), self._text.partition(".*")[0]
        yield from answer["replies"]
        after = max(message_number(answer["id"]), *(reply["seq"] for reply in answer["replies"]), 0)
        while self.pending and (left := _left(deadline)) > 0:
            page = farm.get("terminals", header[:4].upper(), "messages", after=after, wait=left)
            after = page["next"]
            for reply in page["messages"]:
                if reply["header"] == header:
                    self.pending = still_pending(self.pending, reply)
                    yield reply


def message_number(identifier: str) -> int:
    """The number of a message in the journal, from its identifier: every reply to it has a higher one."""
    return int("".join(filter(str.isdigit, identifier)) or 0)


def still_pending(pending: list[str], reply: dict[str, Any]) -> list[str]:
    """The sources that still have to answer; where one is out of service, the switch answers in its place."""
    done = [s for s in pending if s == reply["source"] or (reply["kind"] == "ERROR" and s in reply["text"].split())]
    left = list(pending)
    for source in done[:1]:
        left.remove(source)
    return left


def _left(deadline: float, most: float = 25.0) -> float:
    return round(max(0.0, min(most, deadline - time.monotonic())), 3)


def shown(reply: dict[str, Any]) -> str:
    """A reply as a terminal shows it, with a blank line after it."""
    return "\n".join(str(reply["text"]).splitlines()) + "\n"
