"""What users configure: terminals, operators, agencies and limits, as typed values with clear errors.

The same models read the configuration file and the bodies of HTTP requests.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints, ValidationError

from seed.agencies import CONTROL_TERMINAL, LOS_ANGELES_SHERIFF, SACRAMENTO_PATROL, SACRAMENTO_SHERIFF
from switch.unaccepted import unaccepted

Mnemonic = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]{4}$", to_upper=True),
    Field(description="Four letters or digits."),
]
OperatorId = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9]{6}$", to_upper=True),
    Field(description="Six letters or digits."),
]
Ori = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2}[A-Za-z0-9]{7}$", to_upper=True),
    Field(description="Two letters, then seven letters or digits."),
]


class ConfigurationError(ValueError):
    """The configuration cannot be used; the text names each fault and what is accepted."""


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Terminal(_Model):
    """A terminal: who it belongs to and what it may do.

    ``allow`` and ``deny`` hold patterns: ``inquire``, ``change``, a database (``wps``), both together
    (``wps.change``), a message key (``YQ``), or ``*``. A key is allowed when a pattern of ``allow`` fits and none of
    ``deny`` does.
    """

    mnemonic: Mnemonic
    ori: Ori
    attended: bool = Field(
        default=False, description="Somebody sits there around the clock; unsolicited traffic comes here."
    )
    pooled: bool = Field(
        default=False, description="Stands for a class of devices; never gets unsolicited traffic itself."
    )
    allow: tuple[str, ...] = ("*",)
    deny: tuple[str, ...] = ()


class Operator(_Model):
    """A person who works at terminals."""

    oif: OperatorId
    access: Literal["full", "inquiry"] = "inquiry"
    signed: bool = Field(default=True, description="Background check and signed statement are complete.")


class Agency(_Model):
    """An agency; where none of its terminals is attended it is simulated and answers hit confirmations by itself."""

    ori: Ori
    name: str = Field(default="", max_length=60)
    number: StrictInt | None = Field(
        default=None, ge=0, le=999, description="First three digits of its file control numbers."
    )
    answer: Literal["confirm", "deny", "later", "never"] = "confirm"
    after_seconds: StrictInt = Field(default=120, ge=0, le=31_536_000)


class HitConfirmation(_Model):
    """How soon a hit is to be confirmed, and who else gets the second and third request for it."""

    urgent_seconds: StrictInt = Field(default=600, gt=0)
    routine_seconds: StrictInt = Field(default=3600, gt=0)
    copies_of_second: tuple[Ori, ...] = (CONTROL_TERMINAL,)
    copies_of_third: tuple[Ori, ...] = (CONTROL_TERMINAL,)


class Limits(_Model):
    """Limits of the farm."""

    answer_seconds: StrictFloat = Field(
        default=10, gt=0, description="How long a database may take before the sender is told."
    )
    retry_seconds: StrictInt = Field(
        default=300, gt=0, le=300, description="How soon a record that met no answer is sent again."
    )
    line_connections: StrictInt = Field(default=4096, gt=0)
    journal_entries: StrictInt = Field(
        default=200_000, ge=100, description="How many entries the journal of a world keeps; the oldest go first."
    )
    journal_days: StrictInt = Field(
        default=1096, gt=0, description="For how many days of the world's clock the journal keeps an entry."
    )
    worlds: StrictInt = Field(
        default=200, gt=0, description="How many worlds there may be, the main one among them, and how many snapshots."
    )
    world_megabytes: StrictInt = Field(
        default=4096, gt=0, description="How far the SQLite file of a world may grow; what goes beyond is refused."
    )


class Configuration(_Model):
    """The whole configuration file."""

    terminals: tuple[Terminal, ...] = ()
    operators: tuple[Operator, ...] = ()
    agencies: tuple[Agency, ...] = ()
    hit_confirmation: HitConfirmation = HitConfirmation()
    limits: Limits = Limits()
    defaults: bool = Field(default=True, description="Keep the default terminals and operators beside these.")


DEFAULT_TERMINALS = (
    Terminal(mnemonic="SAC1", ori=SACRAMENTO_SHERIFF, attended=True),
    Terminal(mnemonic="SAC2", ori=SACRAMENTO_SHERIFF),
    Terminal(mnemonic="LAX1", ori=LOS_ANGELES_SHERIFF, attended=True),
    Terminal(mnemonic="CHP1", ori=SACRAMENTO_PATROL, deny=("wps.change",)),
    Terminal(mnemonic="DOJ1", ori=CONTROL_TERMINAL, attended=True),
    Terminal(mnemonic="POOL", ori=SACRAMENTO_SHERIFF, pooled=True, allow=("inquire", "YQ")),
)
DEFAULT_OPERATORS = (
    Operator(oif="FULL01", access="full"),
    Operator(oif="FULL02", access="full"),
    Operator(oif="INQ001", access="inquiry"),
    Operator(oif="NEW001", access="inquiry", signed=False),
)


def load_configuration(path: Path | None) -> Configuration:
    """Read a configuration file; without one, the defaults.

    Raises:
        ConfigurationError: the file cannot be read, or something in it is not accepted.
    """
    if path is None:
        return Configuration(terminals=DEFAULT_TERMINALS, operators=DEFAULT_OPERATORS)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{path}: is no text; accepted: TOML in UTF-8") from error
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from error
    try:
        read = Configuration.model_validate(content)
    except ValidationError as error:
        raise ConfigurationError(f"{path}: {faults_of(error)}") from error
    if twice := "; ".join(_named_twice(read)):
        raise ConfigurationError(f"{path}: {twice}")
    if not read.defaults:
        return read
    terminals = {terminal.mnemonic: terminal for terminal in (*DEFAULT_TERMINALS, *read.terminals)}
    operators = {operator.oif: operator for operator in (*DEFAULT_OPERATORS, *read.operators)}
    return read.model_copy(update={"terminals": tuple(terminals.values()), "operators": tuple(operators.values())})


def _named_twice(read: Configuration) -> Iterator[str]:
    """What stands twice in the configuration file; the last one would win unnoticed."""
    lists = (
        ("terminals", "mnemonic", [terminal.mnemonic for terminal in read.terminals]),
        ("operators", "oif", [operator.oif for operator in read.operators]),
        ("agencies", "ori", [agency.ori for agency in read.agencies]),
    )
    for table, key, names in lists:
        for place, name in enumerate(names):
            if name in names[:place]:
                yield f"{table}.{place}.{key}: {name} stands there already; accepted: each once"


def faults_of(error: ValidationError) -> str:
    """What the configuration file holds that is not accepted, each fault with its place."""
    return "; ".join(map(str, unaccepted(error.errors(), Configuration.model_json_schema())))
