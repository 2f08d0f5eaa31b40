"""What a test expects of a message, and what to tell it when that does not come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cjfarm.client.values import Reply
from cjfarm.errors import Unexpected

_ALSO_CAME = 10
"""How many of the messages that came instead are told of."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a message must be; None and nothing stand for anything.

    Attributes:
        source: who sends it, such as ``NCIC``.
        kind: what kind it is, such as ``HIT``.
        key: the message key that it answers.
        header: the header of the message that it answers.
        contains: part of its text.
        fields: field codes and the value that it must show for each.
    """

    source: str | None = None
    kind: str | None = None
    key: str | None = None
    header: str | None = None
    contains: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)

    def differences(self, reply: Reply) -> list[str]:
        """Where a message is not as it must be, in words; capitals do not matter."""
        return list(self._differences(reply))

    def _differences(self, reply: Reply) -> Iterator[str]:
        for name in ("source", "kind", "key", "header"):
            wanted, found = getattr(self, name), getattr(reply, name)
            if wanted is not None and wanted.upper() != found.upper():
                yield f"{name} is {found or 'nothing'}, not {wanted}"
        text = "\n".join(reply.lines())
        if self.contains is not None and self.contains.upper() not in text.upper():
            yield f"the text does not hold {self.contains!r}"
        for code, value in self.fields.items():
            values = reply.all(code)
            if value.upper() not in (each.upper() for each in values):
                yield f"{code} is {', '.join(values) or 'not shown'}, not {value}"

    def __str__(self) -> str:
        name = ".".join(filter(None, (self.source, self.kind))) or "message"
        plain = {"key": self.key, "header": self.header, "that holds": self.contains, **self.fields}
        said = ", ".join(f"{code} {value}" for code, value in plain.items() if value is not None)
        return f"{name} ({said})" if said else name


class Inbox:
    """The messages that came to a terminal, in the order in which they came."""

    def __init__(self) -> None:
        self._came: list[Reply] = []
        self._numbers: set[int] = set()
        self._taken: set[int] = set()

    def add(self, replies: Iterable[Reply]) -> int:
        """Put in what came; gives how many are new. A number that is in already is not put in twice."""
        before = len(self._came)
        for reply in replies:
            if reply.seq and reply.seq in self._numbers:
                continue
            self._numbers.add(reply.seq)
            self._came.append(reply)
        return len(self._came) - before

    def take(self, wanted: Criteria) -> Reply | None:
        """The oldest message that is as wanted and that nobody has taken yet."""
        for place, reply in self._waiting():
            if not wanted.differences(reply):
                self._taken.add(place)
                return reply
        return None

    def all(self) -> tuple[Reply, ...]:
        """Every message, taken or not."""
        return tuple(self._came)

    def forget(self) -> None:
        """Take every message."""
        self._taken = set(range(len(self._came)))

    def missing(self, wanted: Criteria, terminal: str, within: float) -> Unexpected:
        """The error where a message does not come: what came instead, and where the nearest one differs."""
        waiting = [reply for _, reply in self._waiting()]
        lines = [f"no {wanted} came to {terminal} within {within:g} s"]
        if not waiting:
            taken = f" beside the {len(self._came)} taken before" if self._came else ""
            return Unexpected(f"{lines[0]}; nothing came{taken}")
        lines += ["what came instead:", *(f"  {named(reply)}" for reply in waiting[-_ALSO_CAME:])]
        nearest = min(reversed(waiting), key=lambda reply: len(wanted.differences(reply)))
        lines += [f"nearest is {named(nearest)}:", *(f"  {text}" for text in wanted.differences(nearest)), ""]
        lines += [f"  {line}" for line in nearest.text.splitlines()]
        lines += [f"  why: {why.text} [{why.rule or why.cite}]" for why in nearest.why]
        return Unexpected("\n".join(lines))

    def _waiting(self) -> Iterator[tuple[int, Reply]]:
        return ((place, reply) for place, reply in enumerate(self._came) if place not in self._taken)


def named(reply: Reply) -> str:
    """A message in one line."""
    at = f" at {reply.at:%H:%M:%S}" if reply.at else ""
    return f"{reply.source}.{reply.kind} for {reply.key or 'nothing'} ({reply.header or 'no header'}){at}"


def unwanted(reply: Reply, wanted: Criteria, terminal: str) -> Unexpected:
    """The error where a message came that should not."""
    text = "\n".join(f"  {line}" for line in reply.text.splitlines())
    return Unexpected(f"{wanted} came to {terminal}, and none was expected: {named(reply)}\n\n{text}")
