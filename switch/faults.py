"""Faults as they are asked for: what each strikes and what it does.

A fault strikes at one of four places: a message as it comes in, the question to a database, the answer of a database,
or a message as it goes out to a terminal. ``docs/faults.md`` tells users.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from enum import Enum, auto
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StrictFloat, StrictInt, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from switch.exchange import SWITCH, When

LONGEST_SECONDS = 31_536_000
"""How long an answer is delayed at most: a year."""


class Place(Enum):
    """Where a fault strikes."""

    MESSAGE = auto()
    QUESTION = auto()
    ANSWER = auto()
    DELIVERY = auto()
    QUEUE = auto()


class Match(BaseModel):
    """What a fault strikes; all that is named must fit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{2,12}$", to_upper=True)] | None = Field(
        default=None, description="A database, such as NCIC, or CLETS for the switch itself."
    )
    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{1,8}$", to_upper=True)] | None = Field(
        default=None, description="A message key, such as QW: as the terminal sent it or as the database is asked."
    )
    terminal: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]{4}$", to_upper=True)] | None = Field(
        default=None, description="The mnemonic of the terminal that asks, or that a message goes to."
    )
    direction: Literal["in", "out"] | None = Field(
        default=None, description="in: the question on its way to the database; out, or left out: the answer."
    )

    @model_validator(mode="after")
    def _not_empty(self) -> Match:
        if self.source is None and self.key is None and self.terminal is None:
            raise PydanticCustomError("empty", "names nothing", {"accepted": "a source, a key, a terminal, or several"})
        return self


class Effect(BaseModel):
    """What a fault does: one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    down: Literal[True] | None = None
    delay_seconds: StrictFloat | None = Field(default=None, gt=0, le=LONGEST_SECONDS)
    late: Literal[True] | None = None
    drop: Literal[True] | None = None
    out_of_order: Literal[True] | None = None
    duplicate: Literal[True] | None = None
    garble: Literal[True] | None = None
    cut: Literal[True] | None = None
    close: Literal[True, "before", "middle", "after"] | None = None
    hold: Literal[True] | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Effect:
        if len(self.model_fields_set) != 1 or getattr(self, self.name) is None:
            names = list(type(self).model_fields)
            raise PydanticCustomError("one_effect", "must hold exactly one effect", {"accepted": names})
        return self

    @property
    def name(self) -> str:
        """Which effect it is."""
        return next(iter(self.model_fields_set), "")

    @property
    def when(self) -> When:
        """When the connection is closed; before the answer where nothing else is said."""
        return "before" if self.close is None or self.close is True else self.close


class FaultDefinition(BaseModel):
    """A fault as it is asked for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    match: Match
    effect: Effect
    times: StrictInt | None = Field(default=None, ge=1, le=1_000_000, description="How often it strikes, then it ends.")
    probability: StrictFloat | None = Field(
        default=None, gt=0, le=1, description="How likely it strikes each time; drawn from the world's random numbers."
    )

    @property
    def place(self) -> Place:
        """Where it strikes."""
        if self.effect.down:
            return Place.MESSAGE if self.match.source is None else Place.QUESTION
        if self.effect.hold:
            return Place.QUEUE
        return Place.QUESTION if self.match.direction == "in" else Place.ANSWER

    def strikes_at(self, place: Place) -> bool:
        """Whether it strikes there; what damages an answer also damages what the switch itself says."""
        return place is self.place or (
            place is Place.DELIVERY and self.place is Place.ANSWER and self.effect.name in ON_DELIVERY
        )


class Fault(FaultDefinition):
    """A fault in force; ``struck`` counts how often it has struck so far."""

    id: int
    struck: int = 0

    def fits(self, source: str, keys: tuple[str, ...], terminal: str) -> bool:
        """Whether it means this source, one of these keys, and this terminal."""
        match = self.match
        return (
            (match.source is None or match.source == source)
            and (match.key is None or match.key in keys)
            and (match.terminal is None or match.terminal == terminal)
        )


class Moment(BaseModel):
    """When something was done: after which entry of the journal, and at what time of the world's clock."""

    model_config = ConfigDict(frozen=True)

    after: int
    at: str


class KeptFault(Fault):
    """A fault as a world keeps it, also once it has ended: when it was put in force, and when it ended."""

    began: Moment | None = None
    ended: Moment | None = None


ON_QUESTION = ("delay_seconds", "drop", "garble", "cut")
"""What can happen to a question on its way to a database."""
ON_DELIVERY = ("duplicate", "garble", "cut", "close")
"""What can happen to any message on its way to a terminal."""


class Contradiction(NamedTuple):
    """Two parts of a fault that mean nothing together: the field, what is wrong, what would be accepted."""

    field: str
    detail: str
    accepted: str | list[str]


def contradictions(fault: FaultDefinition, own_keys: Container[str] = ()) -> Iterator[Contradiction]:
    """Why a fault means nothing, each reason with its field.

    Args:
        fault: what is asked for.
        own_keys: the message keys that the switch answers itself, so that no database is asked or answers.
    """
    match, effect = fault.match, fault.effect.name
    if effect == "down" and match.source is None and match.key is None:
        yield Contradiction("match", "names nothing that could be down", "a source, a key, or both")
    if effect == "down" and match.direction is not None:
        yield Contradiction("match.direction", "means nothing with down", "no direction")
    if effect == "hold":
        yield from _not_for_a_queue(fault)
    elif match.direction == "in" and effect not in (*ON_QUESTION, "down"):
        detail = "cannot happen to a question: direction in"
        yield Contradiction(f"effect.{effect}", detail, list(ON_QUESTION))
    if match.source == SWITCH and (effect not in ON_DELIVERY or match.direction == "in") and effect != "hold":
        yield Contradiction("match.source", f"{SWITCH} can only be struck by {', '.join(ON_DELIVERY)}", "a database")

    if match.key is not None and match.key in own_keys and match.source != SWITCH:
        yield from _not_for_the_switch(fault)


def _not_for_the_switch(fault: FaultDefinition) -> Iterator[Contradiction]:
    match, effect = fault.match, fault.effect.name
    if match.source is not None:
        yield Contradiction("match.source", f"is not asked by {match.key}, which {SWITCH} answers itself", SWITCH)
    elif effect not in ("down", "hold", *ON_DELIVERY) or (match.direction == "in" and effect in ON_DELIVERY):
        detail = f"cannot happen to {match.key}, which {SWITCH} answers itself"
        yield Contradiction(f"effect.{effect}", detail, ["down", *ON_DELIVERY])


def _not_for_a_queue(fault: FaultDefinition) -> Iterator[Contradiction]:
    match = fault.match
    if match.terminal is None:
        yield Contradiction("match.terminal", "is missing: hold stops the queue of one terminal", "a mnemonic")
    stray = [f"match.{name}" for name in ("source", "key", "direction") if getattr(match, name) is not None]
    stray += [name for name in ("times", "probability") if getattr(fault, name) is not None]
    for name in stray:
        yield Contradiction(name, "means nothing with hold, which stops a whole queue", "match.terminal alone")
