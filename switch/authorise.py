"""Who may send what: terminal, operator, agency and message key, checked in that order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from shared.spec import Action
from shared.wire.message import Message, Reason
from switch.directory import Directory
from switch.routes import Route
from switch.rules import reason
from switch.settings import Operator, Terminal


@dataclass(frozen=True, slots=True)
class Denied(Exception):
    """The message is not carried out.

    Attributes:
        text: the line of the error reply.
        why: the rule behind it, and what else led there.
    """

    text: str
    why: tuple[Reason, ...]


def denied(text: str, rule: str, *why: Reason) -> Denied:
    """An answer that says no, by one of the switch's rules."""
    return Denied(text, (reason(rule, text), *why))


def authorise(message: Message, directory: Directory) -> tuple[Terminal, Operator]:
    """The terminal and the operator behind a message.

    Raises:
        Denied: one of them is unknown, not cleared, or does not belong to the agency named.
    """
    terminal = directory.terminals.get(message.mnemonic)
    if terminal is None:
        text = f"TERMINAL {message.mnemonic} IS NOT KNOWN: THE HEADER BEGINS WITH A KNOWN MNEMONIC"
        raise denied(text, "CLETS-01")
    operator = directory.operators.get(message.oif.upper())
    if operator is None:
        text = f"OPERATOR {message.oif.upper()} IS NOT KNOWN: THE OIF NAMES ONE PERSON"
        raise denied(text, "CLETS-02")
    if not operator.signed:
        text = f"OPERATOR {operator.oif} HAS NO ACCESS: THE SIGNED STATEMENT IS NOT COMPLETE"
        raise denied(text, "CLETS-21")
    if message.ori != terminal.ori:
        text = f"ORI {message.ori} IS NOT THAT OF TERMINAL {terminal.mnemonic}: {terminal.ori} IS ACCEPTED"
        raise denied(text, "CLETS-07")
    return terminal, operator


def authorise_key(terminal: Terminal, operator: Operator, route: Route) -> None:
    """Check that a terminal and an operator may use a message key.

    Raises:
        Denied: the terminal is not authorised for it, or an inquiry-only operator would change a record.
    """
    if not _allows(terminal.allow, terminal.deny, route):
        text = f"TERMINAL {terminal.mnemonic} IS NOT AUTHORISED FOR MESSAGE KEY {route.name}"
        raise denied(text, "CLETS-08")
    if operator.access == "inquiry" and route.changes and not route.open_to_inquiry:
        text = f"OPERATOR {operator.oif} MAY ONLY INQUIRE: {route.name} NEEDS FULL ACCESS"
        raise denied(text, "CLETS-09")


@lru_cache(maxsize=4096)
def _allows(allow: tuple[str, ...], deny: tuple[str, ...], route: Route) -> bool:
    return any(_fits(pattern, route) for pattern in allow) and not any(_fits(pattern, route) for pattern in deny)


def _fits(pattern: str, route: Route) -> bool:
    wanted = pattern.lower()
    if wanted == "*" or pattern.upper() in (route.name, route.key_name):
        return True
    sort = Action.INQUIRE.value if not route.changes else "change"
    if route.database is None:
        return False
    return wanted in (sort, route.database, f"{route.database}.{sort}")
