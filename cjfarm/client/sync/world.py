"""A world: a complete, separate state of a farm.

Written from ``aio/world.py``: change it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Unpack
from weakref import WeakSet

from cjfarm.client.messages import Outgoing, Single, Value, plain_fields, shown
from cjfarm.client.queries import PAGE_LIMIT, Effect, held_against, only_type, said, verify_body
from cjfarm.client.sync.agency import Agency
from cjfarm.client.sync.clock import Clock
from cjfarm.client.sync.fault import Fault
from cjfarm.client.sync.line import Line
from cjfarm.client.sync.terminal import Terminal
from cjfarm.client.values import Entry, Explanation, Record, WorldInfo
from cjfarm.errors import FarmError

if TYPE_CHECKING:
    from cjfarm.client.sync.client import Client

DEFAULT_OPERATOR = "FULL01"
DEFAULT_ORI = "CA0340000"
"""The agency of the default configuration that records are entered for where no other one is named."""


class World:
    """A world of a farm: its databases, clock, terminals, faults and journal, apart from those of every other world.

    Attributes:
        name: its name.
        clock: its clock.
        terminals: its terminals over HTTP that are in use here; they begin anew with it.
    """

    def __init__(self, farm: Client, name: str, line_port: int | None = None) -> None:
        self.name, self.clock = name, Clock(self)
        self._farm, self._line_port = farm, line_port
        self._oris: dict[str, str] = {}
        self.terminals: WeakSet[Terminal] = WeakSet()

    def call(
        self, method: str, *path: str, query: Mapping[str, object] | None = None, body: object = None, wait: float = 0
    ) -> Any:
        """Make one request about this world, as ``Client.call`` does."""
        return self._farm.call(method, *path, query=query, body=body, wait=wait, world=self.name)

    # -- the world as a whole ---------------------------------------------------------------------------------------

    def info(self) -> WorldInfo:
        """What the farm says of this world.

        Raises:
            FarmError: there is no such world.
        """
        known = {world.name: world for world in self._farm.worlds()}
        if self.name not in known:
            raise FarmError(f"there is no world {self.name}: {', '.join(known)} are there")
        return known[self.name]

    def reset(self) -> None:
        """Make the world what it was created as, clock included; terminals of this object begin anew."""
        self.call("POST", "worlds", self.name, "reset")
        self._oris.clear()
        for terminal in self.terminals:
            terminal.begin_anew()

    def snapshot(self, name: str) -> str:
        """Keep the world as it is now under a name, for ``create_world(…, from_=name)``; gives the name."""
        self.call("POST", "worlds", self.name, "snapshots", body={"name": name})
        return name

    def fork(self, name: str, *, line: bool = False) -> World:
        """Create another world that is like this one now."""
        return self._farm.create_world(name, self.name, line=line)

    def drop(self) -> None:
        """Remove the world and everything in it."""
        self._farm.call("DELETE", "worlds", self.name)

    # -- terminals and agencies -------------------------------------------------------------------------------------

    def terminal(self, name: str, operator: str = DEFAULT_OPERATOR, *, ori: str | None = None) -> Terminal:
        """A terminal over HTTP; its agency is the one of the farm's directory unless another one is named."""
        return Terminal(self, name, operator, ori)

    def line(
        self, name: str, operator: str = DEFAULT_OPERATOR, *, ori: str | None = None, framing: str = "stx-etx",
        port: int | None = None,
    ) -> Line:  # fmt: skip
        """A terminal on a connection of its own to the world's line.

        Args:
            name: the terminal's mnemonic.
            operator: who works there.
            ori: another agency than the one of the farm's directory.
            framing: ``stx-etx``, ``line``, ``length2`` or ``length4``, as the farm's dialect says.
            port: the line port, where it is another one than the farm says, as behind a container's.

        Raises:
            FarmError: the world has no line of its own, or nothing takes the connection.
        """
        port = port or self.line_port()
        sender = ori or self.terminal_ori(name.upper())
        return Line.connect(self._farm.host, port, name, operator, sender, framing)

    def line_port(self) -> int:
        """The port of the world's line.

        Raises:
            FarmError: it has none.
        """
        if self._line_port is None:
            self._line_port = (self.info()).line_port
        if self._line_port is None:
            raise FarmError(f"world {self.name} has no line: create it with line=True")
        return self._line_port

    def terminal_ori(self, name: str) -> str:
        """The agency of a terminal; it is asked for once.

        Raises:
            Refused: there is no such terminal.
        """
        if name not in self._oris:
            self._oris[name] = str((self.call("GET", "terminals", name))["ori"])
        return self._oris[name]

    def add_terminal(self, name: str, ori: str, **settings: Any) -> None:
        """Add a terminal, or replace the one of this name: ``attended``, ``pooled``, ``allow``, ``deny``."""
        self._oris.pop(name.upper(), None)
        self.call("PUT", "terminals", name, body={"ori": ori, **settings})

    def add_operator(self, oif: str, **settings: Any) -> None:
        """Add an operator, or replace the one of this name: ``access`` (``full`` or ``inquiry``), ``signed``."""
        self.call("PUT", "operators", oif, body=settings)

    def agency(self, ori: str) -> Agency:
        """An agency."""
        return Agency(self, ori)

    # -- records ----------------------------------------------------------------------------------------------------

    def enter(
        self, database: str, *, ori: str = DEFAULT_ORI, type_: str | None = None, **fields: Value | None
    ) -> Record:
        """Enter a record as its entry message would, passing on included; only nobody is asked for an operator.

        Args:
            database: its name, such as ``wps``.
            ori: the agency that owns the record.
            type_: the catalog's name of its type; may be left out where the database has one type only.
            fields: code to value; a list for a code that is repeated, a list of objects for ``parties``. None is left
                out.

        Raises:
            Refused: a field is not accepted; the text names each.
        """
        type_ = type_ or only_type(self._farm.catalog(), database)
        body = {"ori": ori, "type": type_, "fields": plain_fields(fields)}
        return Record.of(self.call("POST", database, "records", body=body))

    def record(self, database: str, fcn: str) -> Record:
        """A record by its file control number, as it is now.

        Raises:
            Refused: there is none.
        """
        return Record.of(self.call("GET", database, "records", fcn))

    def modify(self, database: str, fcn: str, *, ori: str = DEFAULT_ORI, **fields: Value) -> Record:
        """Replace fields of a record as its owner would; the others stay. Gives the record as it is then.

        Raises:
            Refused: there is no such record, it is not the agency's, or a field is not accepted.
        """
        body = {"ori": ori, "fields": plain_fields(fields)}
        return Record.of(self.call("PUT", database, "records", fcn, body=body))

    def find(self, database: str, **values: Single) -> list[Record]:
        """Every record that has all of these values: field codes, ``FCN``, ``NIC``, ``ORI``, ``type``, ``status``."""
        found: list[Record] = []
        cursor: object = None
        while True:
            query = {**shown(values), "limit": PAGE_LIMIT, "cursor": cursor}
            page = self.call("GET", database, "records", query=query)
            found += map(Record.of, page["records"])
            cursor = page["next"]
            if cursor is None:
                return found

    def remove(self, database: str, fcn: str) -> None:
        """Remove a record without trace; nobody is told."""
        self.call("DELETE", database, "records", fcn)

    # -- faults -----------------------------------------------------------------------------------------------------

    def fault(
        self, *, source: str | None = None, key: str | None = None, terminal: str | None = None,
        direction: str | None = None, times: int | None = None, probability: float | None = None,
        **effect: Unpack[Effect],
    ) -> Fault:  # fmt: skip
        """Put a fault in force; it ends with ``end``, or with the block where it is used in a ``with``.

        Args:
            source: the database that it strikes, such as ``NCIC``.
            key: the message key that it strikes.
            terminal: the terminal that it strikes.
            direction: ``in`` or ``out``.
            times: how often it strikes before it ends by itself.
            probability: how likely it strikes, from 0 to 1; drawn from the world's chance, so the same on every run.
            effect: what it does, one of these: ``down=True``, ``delay_seconds=5`` and so on, as docs/faults.md says.

        Raises:
            Refused: the farm knows no such fault.
        """
        match = said(source=source, key=key, terminal=terminal, direction=direction)
        body = {"match": match, "effect": dict(effect), **said(times=times, probability=probability)}
        return Fault(self, self.call("POST", "faults", body=body))

    def faults(self) -> list[Fault]:
        """The faults in force, oldest first, each with how often it has struck by now."""
        return [Fault(self, given) for given in (self.call("GET", "faults"))["faults"]]

    def end_faults(self) -> None:
        """End every fault."""
        self.call("DELETE", "faults")

    # -- the journal ------------------------------------------------------------------------------------------------

    def journal(
        self, *, id_: str | None = None, header: str | None = None, terminal: str | None = None,
        key: str | None = None, oif: str | None = None, taf: str | None = None, ori: str | None = None,
        source: str | None = None, kind: str | None = None, direction: str | None = None,
        from_: datetime | str | None = None, to: datetime | str | None = None, contains: str | None = None,
        device: str | None = None, delivered: bool | None = None, **fields: Single,
    ) -> list[Entry]:  # fmt: skip
        """Every message in and out that is like this, oldest first; what is left out stands for anything.

        ``id_`` is a ``Sent.id``: that message and what was answered to it. ``fields`` are codes and the value that the
        message, or a record in it, holds.
        """
        asked = said(
            id_=id_, header=header, terminal=terminal, key=key, oif=oif, taf=taf, ori=ori, source=source, kind=kind,
            direction=direction, from_=from_, to=to, contains=contains, device=device, delivered=delivered,
            field=[f"{code}/{value}" for code, value in shown(fields).items()],
        )  # fmt: skip
        found: list[Entry] = []
        cursor: object = None
        while True:
            page = self.call("GET", "journal", query={**asked, "limit": PAGE_LIMIT, "cursor": cursor})
            found += map(Entry.of, page["entries"])
            cursor = page["next"]
            if cursor is None:
                return found

    def verify(
        self, *, count: int | None = None, at_least: int | None = None, at_most: int | None = None,
        sequence: Sequence[Mapping[str, object]] = (), header: str | None = None, terminal: str | None = None,
        key: str | None = None, oif: str | None = None, taf: str | None = None, ori: str | None = None,
        source: str | None = None, kind: str | None = None, direction: str | None = None,
        from_: datetime | str | None = None, to: datetime | str | None = None, contains: str | None = None,
        **fields: Value,
    ) -> int:  # fmt: skip
        """See that the journal holds as many messages like this as expected: at least one, if nothing is said.

        Where neither a source, a kind nor a direction is named, and no sequence, only what came in is counted.
        ``sequence`` says what must come one after the other among these messages, other ones between them allowed:
        each step is a mapping such as ``{"source": "NCIC", "kind": "HIT"}``. Nothing is counted beside it. Gives how
        many messages, or steps, there are.

        Raises:
            Refused: both a count and a sequence are named, or a part is not accepted.
            Unexpected: it does not, or nobody can know, because entries were dropped; the text shows the nearest.
        """
        criteria = said(
            header=header, terminal=terminal, key=key, oif=oif, taf=taf, ori=ori, source=source, kind=kind,
            direction=direction, from_=from_, to=to, contains=contains,
        )  # fmt: skip
        limits = said(min=at_least if count is None else count, max=at_most if count is None else count)
        body = verify_body(criteria, fields, limits, sequence)
        return held_against(body, self.call("POST", "journal", "verify", body=body))

    def recording(self) -> str:
        """The whole journal as JSON lines: a file of them is what ``cjfarm replay`` sends again."""
        return self._farm.text("journal", "export", world=self.name)

    def explain(
        self, message: str, *, terminal: str = "SAC1", operator: str = DEFAULT_OPERATOR, **fields: Value
    ) -> Explanation:
        """What a message would bring, and why; nothing is sent, changed or kept in the journal.

        Args:
            message: a whole message, or a message key with its fields beside it.
            terminal: where the message key would be sent from.
            operator: who would send it.
            fields: code to value, for a message key.
        """
        if ".*" in message:
            return Explanation.of(self.call("POST", "explain", body=message))
        sender = self.terminal_ori(terminal.upper())
        asked = Outgoing(f"{terminal}000000", operator, message, sender, fields=fields)
        return Explanation.of(self.call("POST", "explain", body=asked.json()))
