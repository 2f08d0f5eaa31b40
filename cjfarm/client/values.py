"""What a farm answers, as typed values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from cjfarm.errors import Unexpected

Json = Mapping[str, Any]
_FAULT = "FARM-FAULT"
"""The rule of a reason that says what a fault did."""


@dataclass(frozen=True, slots=True)
class Why:
    """One step of why an answer was what it was: what happened, by which rule, and where the rule comes from."""

    text: str
    rule: str
    cite: str

    @classmethod
    def of(cls, given: Json) -> Why:
        """A reason from its JSON."""
        return cls(str(given.get("text", "")), str(given.get("rule", "")), str(given.get("cite", "")))


@dataclass(frozen=True, slots=True)
class Record:
    """One record.

    Attributes:
        fcn: its file control number, or None where its kind has none.
        nic: its NCIC number, or None while it has none.
        type: the catalog's name of its type, such as ``wanted_person``.
        status: ``active``, ``located``, ``cleared`` and so on.
        fields: code to value; a list for a code that is repeated.
        ori: the agency that owns it; empty in a reply, where the fields tell.
        side: ``live`` or ``test``; empty in a reply.
    """

    fcn: str | None
    nic: str | None
    type: str
    status: str
    fields: Mapping[str, Any]
    ori: str = ""
    side: str = ""

    @classmethod
    def of(cls, given: Json) -> Record:
        """A record from its JSON."""
        kind, status, ori, side = _given(given, "type", "status", "ori", "side")
        return cls(given.get("fcn"), given.get("nic"), kind, status, given.get("fields", {}), ori, side)

    def __getitem__(self, code: str) -> Any:
        """The value of a field; KeyError where the record does not hold it."""
        return self.fields[code]


@dataclass(frozen=True, slots=True)
class Reply:
    """One message that came to a terminal.

    Attributes:
        source: who answers, in capitals: ``WPS``, ``NCIC``, ``CLETS`` for the switch.
        kind: ``HIT``, ``NEAR``, ``NONE``, ``ACK``, ``REJECT``, ``ERROR``, ``NOTICE`` or ``MESSAGE``.
        key: the message key that it answers.
        header: the header of the message that it answers.
        text: all of it, as the terminal shows it.
        records: the records that it shows, or the one that a change was about; over the line none, the text holds them.
        why: why it is what it is; over the line nothing.
        seq: its number in the journal; 0 over the line.
        at: when it was made, on the world's clock; None over the line.
    """

    source: str
    kind: str
    key: str
    header: str
    text: str
    records: tuple[Record, ...] = ()
    why: tuple[Why, ...] = ()
    seq: int = 0
    at: datetime | None = None

    @classmethod
    def of(cls, given: Json) -> Reply:
        """A reply from its JSON."""
        source, kind, key, header, text = _given(given, "source", "kind", "key", "header", "text")
        records = tuple(map(Record.of, given.get("records", ())))
        why = tuple(map(Why.of, given.get("why", ())))
        at = datetime.fromisoformat(given["at"]) if "at" in given else None
        return cls(source, kind, key, header, text, records, why, int(given.get("seq", 0)), at)

    def all(self, code: str) -> tuple[str, ...]:
        """Every value that the reply shows under a field code, in the order shown."""
        shown = [value for name, value in self.pairs() if name == code]
        # An acknowledgement has the record that a change was about, and shows nothing of it but its numbers.
        records = () if self.kind == "ACK" else self.records
        held = [text for record in records for text in _texts(record.fields, code)]
        return tuple(dict.fromkeys((*shown, *held)))

    def __getitem__(self, code: str) -> str:
        """The first value that the reply shows under a field code.

        Raises:
            Unexpected: it shows none; the text names the codes that it does show.
        """
        values = self.all(code)
        if not values:
            known = " ".join(dict.fromkeys(name for name, _ in self.pairs())) or "none"
            raise Unexpected(f"{self.source}.{self.kind} shows no {code}; it shows {known}\n\n{self.text}")
        return values[0]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Code and value of every line of the form ``CODE/value``, in the order shown."""
        for line in self.lines()[1:]:
            code, found, value = line.partition("/")
            if found and code.isalnum() and code.upper() == code:
                yield code, value

    def lines(self) -> list[str]:
        """The lines of the text with the folded ones (four spaces in front) put together again."""
        lines: list[str] = []
        for line in self.text.splitlines():
            if lines and line.startswith("    "):
                lines[-1] += line[4:]
            else:
                lines.append(line)
        return lines

    def __str__(self) -> str:
        return "\n".join(self.text.splitlines())


def _given(given: Json, *names: str) -> list[str]:
    """Some of what is given, as text; empty where it is not."""
    return [str(given.get(name) or "") for name in names]


def _texts(fields: Mapping[str, Any], code: str) -> Iterator[str]:
    """The values of a code in the fields of a record, parties included."""
    for name, value in fields.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, Mapping):
                yield from _texts(item, code)
            elif name == code:
                yield str(item)


@dataclass(frozen=True, slots=True)
class Sent:
    """What is known of a message once it has been sent.

    Attributes:
        header: the header it was sent with; the replies repeat it.
        id: its number at the farm; empty over the line.
        replies: the replies that came while the farm waited for them; over the line none yet.
        pending: the sources that had not answered by then.
    """

    header: str
    id: str = ""
    replies: tuple[Reply, ...] = ()
    pending: tuple[str, ...] = ()

    @classmethod
    def of(cls, header: str, given: Json) -> Sent:
        """What is known of a message, from the JSON that answers it."""
        return cls(header, str(given["id"]), tuple(map(Reply.of, given["replies"])), tuple(given["pending"]))


@dataclass(frozen=True, slots=True)
class Considered:
    """A record that came near to an inquiry and was not found.

    Attributes:
        source: the database that holds it.
        fcn: its file control number, or None.
        nic: its NCIC number, or None.
        name: whom it is about, where it came near by the name.
        number: which of its numbers came near.
        fell_short: why it was not found.
    """

    source: str
    fcn: str | None
    nic: str | None
    name: str | None
    number: str | None
    fell_short: tuple[Why, ...]

    @classmethod
    def of(cls, given: Json) -> Considered:
        """A record that came near, from its JSON."""
        fcn, nic, name, number = (given.get(part) for part in ("fcn", "nic", "name", "number"))
        return cls(str(given["source"]), fcn, nic, name, number, tuple(map(Why.of, given["fell_short"])))


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a message would bring.

    Attributes:
        replies: the replies as they would be, each with why; they have neither number nor time.
        considered: the records that came near and were not found, the nearest first.
    """

    replies: tuple[Reply, ...]
    considered: tuple[Considered, ...]

    @classmethod
    def of(cls, given: Json) -> Explanation:
        """An explanation from its JSON."""
        return cls(tuple(map(Reply.of, given["replies"])), tuple(map(Considered.of, given["considered"])))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal: a message in or out, with what became of it.

    Attributes:
        direction: ``in`` or ``out``.
        terminal: the mnemonic.
        oif: the operator.
        ori: the agency.
        delivered: whether it has come to a device.
        device: the device that it came to or from, or None.
        message: the message itself; what came in has neither source nor kind.
        whole: everything that the farm says about it.
    """

    direction: str
    terminal: str
    oif: str
    ori: str
    delivered: bool
    device: str | None
    message: Reply
    whole: Json = field(repr=False)

    @classmethod
    def of(cls, given: Json) -> Entry:
        """An entry from its JSON."""
        direction, terminal, oif, ori = _given(given, "direction", "terminal", "oif", "ori")
        delivered, device = bool(given.get("delivered")), given.get("device")
        return cls(direction, terminal, oif, ori, delivered, device, Reply.of(given), given)

    def __str__(self) -> str:
        """The entry as a reader sees it: a line about the message, what faults did to it, then the message, set in."""
        way = f"from {self.terminal}" if self.direction == "in" else f"to {self.terminal}"
        late = "" if self.delivered or self.direction == "in" else " (not delivered yet)"
        at = self.message.at.isoformat() if self.message.at else ""
        faults = (f"({why.text})" for why in self.message.why if why.rule == _FAULT)
        lines = (f"    {line}" for line in (*faults, *self.message.text.splitlines()))
        return "\n".join((f"{self.message.seq} {at} {way}{late}", *lines))


@dataclass(frozen=True, slots=True)
class Fired:
    """Something that fell due while the clock moved: when, where and what."""

    at: datetime
    source: str
    what: str

    @classmethod
    def of(cls, given: Json) -> Fired:
        """A timer from its JSON."""
        return cls(datetime.fromisoformat(given["at"]), str(given["source"]), str(given["what"]))


@dataclass(frozen=True, slots=True)
class ClockState:
    """Where a clock stands.

    Attributes:
        now: the world's time.
        mode: ``real`` or ``frozen``.
        fired: what fell due on the way here, in order; at most 1,000.
        count: how much fell due, told or not.
    """

    now: datetime
    mode: str
    fired: tuple[Fired, ...]
    count: int

    @classmethod
    def of(cls, given: Json) -> ClockState:
        """A clock's state from its JSON."""
        fired = tuple(map(Fired.of, given.get("fired", ())))
        return cls(datetime.fromisoformat(given["now"]), str(given["mode"]), fired, int(given.get("count", len(fired))))


@dataclass(frozen=True, slots=True)
class WorldInfo:
    """What a farm says of one of its worlds.

    Attributes:
        name: its name.
        created: when it was created.
        size: the number of people in it.
        line_port: the port of its own line, or None.
        whole: everything that the farm says about it.
    """

    name: str
    created: str
    size: int | None
    line_port: int | None
    whole: Json = field(repr=False)

    @classmethod
    def of(cls, given: Json) -> WorldInfo:
        """A world's description from its JSON."""
        return cls(str(given["name"]), str(given["created"]), given.get("size"), given.get("line_port"), given)
