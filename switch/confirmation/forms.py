"""What a YQ and a YR must look like: their addresses and fields, with every fault found at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from shared.edits import ori
from shared.engine import Refused
from shared.engine.validate import read_values
from shared.spec import PUBLIC_RECORD, WORKBOOK, Cite, Fault, Field, Unacceptable, assumed
from shared.wire import Message
from switch.confirmation.codes import Answer, HitType
from switch.confirmation.fields import BY_CODE
from switch.confirmation.identifiers import foreign_faults, set_faults
from switch.routes import REQUEST, RESPONSE

ADDRESS = "ADDRESS"
"""What a reject line calls the part between ORI and fields."""

_TIME = WORKBOOK["E"] + assumed("that an answer in process, and no other, names at least an hour")


@dataclass(frozen=True)
class Form:
    """One of the two messages of hit confirmation.

    Attributes:
        key: its message key.
        title: what it is for.
        cite: where it comes from.
        most_addresses: how many agencies it may name; at least one.
        required: codes that it must hold.
        foreign: codes that it does not take.
        identifies: whether it must hold exactly one identifier set.
    """

    key: str
    title: str
    cite: Cite
    most_addresses: int
    required: tuple[str, ...]
    foreign: frozenset[str] = frozenset()
    identifies: bool = False

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields that it takes, by code."""
        return {code: item for code, item in BY_CODE.items() if code not in self.foreign}


REQUEST_FORM = Form(
    key=REQUEST,
    title="ask the owner of a record to confirm a hit",
    cite=PUBLIC_RECORD["hit confirmation request YQ"],
    most_addresses=3,
    required=("RTY", "RNO", "PRI", "OCA"),
    foreign=frozenset({"CON", "HRS"}),
    identifies=True,
)
RESPONSE_FORM = Form(
    key=RESPONSE,
    title="answer a request to confirm a hit",
    cite=WORKBOOK["E"] + assumed("the fields of the answer"),
    most_addresses=1,
    required=("RTY", "CON", "OCA"),
)


def read(form: Form, message: Message, today: date) -> dict[str, str]:
    """The values of a message by code, in their canonical form and in the order sent.

    Raises:
        Refused: with every fault found, of addresses and fields.
    """
    values, faults = read_values(form.fields, message.fields, today, lenient=False)
    texts = {code: BY_CODE[code].edit.write(value) for code, value in values.items()}
    sent = [code for code, _ in message.fields]
    every = [*_address_faults(form, message.addresses), *faults, *_missing(form, texts, sent), *_hours(texts)]
    if (hit := texts.get("RTY")) in tuple(HitType):
        every += foreign_faults(str(hit), sent)
        every += set_faults(str(hit), sent) if form.identifies else ()
    if every:
        raise Refused(*every)
    return texts


def _address_faults(form: Form, addresses: tuple[str, ...]) -> Iterator[Fault]:
    most = form.most_addresses
    accepted = "ONE ORI" if most == 1 else f"1 TO {most} ORIS"
    if not addresses:
        yield Fault(ADDRESS, "MISSING", f"REQUIRED: {accepted} AFTER THE SENDER'S", form.cite)
    if len(addresses) > most:
        yield Fault(ADDRESS, "TOOMANY", f"{len(addresses)} GIVEN, {accepted} ACCEPTED", form.cite)
    if len(set(addresses)) < len(addresses):
        yield Fault(ADDRESS, "REPEATED", "EACH ORI IS ACCEPTED ONCE", form.cite)
    for address in addresses:
        try:
            ori.read(address)
        except Unacceptable as fault:
            yield Fault(ADDRESS, fault.fault, f"{address} IS NO ORI: {fault.reason}", form.cite)


def _missing(form: Form, values: Mapping[str, str], sent: list[str]) -> Iterator[Fault]:
    required = form.required
    if values.get("CON") == Answer.IN_PROCESS:
        required = (*required, "HRS")
    for code in required:
        if code not in sent:
            yield Fault(code, "MISSING", f"REQUIRED: {BY_CODE[code].edit.accepts}", BY_CODE[code].cite)


def _hours(values: Mapping[str, str]) -> Iterator[Fault]:
    answer, hours = values.get("CON", Answer.IN_PROCESS), int(values.get("HRS", "1"))
    if answer != Answer.IN_PROCESS and "HRS" in values:
        yield Fault("HRS", "RULE", f"ONLY AN ANSWER IN PROCESS, CON/P, NAMES HOURS: NONE GO WITH CON/{answer}", _TIME)
    # No hours would set no deadline, and nobody would ever hear that the final answer is missing.
    elif not hours:
        yield Fault("HRS", "RULE", "NAMES NO TIME: 1 TO 999 HOURS ARE ACCEPTED", _TIME)
