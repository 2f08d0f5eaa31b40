"""A dialect: how another system frames, orders and names what we call header, OIF, TAF, key, ORI and fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from shared.wire.context import ReplyContext
from shared.wire.framing import Framing
from shared.wire.grammar import ORDER, TEXT_CODE, Patterns, compile_patterns
from shared.wire.message import Reply

TRAINING = "T"

Layout = Callable[[ReplyContext, Reply, str], str]
"""Makes the text of a reply from its context, the reply and the first line that it has by default."""


class DialectError(ValueError):
    """A dialect file says something that cannot be; the text names table and key and what is accepted."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one system writes messages and replies. Made without arguments it is the default dialect.

    Attributes:
        framing: how frames are told apart on the line.
        order: the header parts in the order sent; TAF may be missing.
        separator: what parts the header parts.
        oif_prefix: what stands before the OIF.
        taf_prefix: what stands before the TAF and shows that there is one; without a prefix the TAF is required.
        field_separator: what stands before every address and field, and before free text.
        value_separator: what parts a field's code from its value.
        keys: our message keys to the other system's names.
        codes: our field codes to the other system's names.
        layouts: reply layouts by ``SOURCE.KIND``, ``*.KIND``, ``SOURCE.*`` or ``*``.
    """

    framing: Framing = Framing.STX_ETX
    order: tuple[str, ...] = ORDER
    separator: str = "."
    oif_prefix: str = "*"
    taf_prefix: str = "#"
    field_separator: str = "."
    value_separator: str = "/"
    keys: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(default_factory=dict)
    layouts: Mapping[str, Layout] = field(default_factory=dict)
    keys_in: Mapping[str, str] = field(init=False, repr=False, compare=False)
    codes_in: Mapping[str, str] = field(init=False, repr=False, compare=False)
    prefixes: Mapping[str, str] = field(init=False, repr=False, compare=False)
    patterns: Patterns = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Turn the names round and compile the patterns once, since every message needs them."""
        prefixes = {"oif": self.oif_prefix, "taf": self.taf_prefix}
        mark = self.codes.get(TEXT_CODE, TEXT_CODE)
        patterns = compile_patterns(self.order, prefixes, self.separator, self.field_separator, mark)
        object.__setattr__(self, "keys_in", {theirs: ours for ours, theirs in self.keys.items()})
        object.__setattr__(self, "codes_in", {theirs: ours for ours, theirs in self.codes.items()})
        object.__setattr__(self, "prefixes", prefixes)
        object.__setattr__(self, "patterns", patterns)

    def our_key(self, key: str) -> str:
        """Our name for a key of the other system; a key that is not in the dialect keeps its name."""
        return _renamed(key, self.keys_in)

    def their_key(self, key: str) -> str:
        """The other system's name for one of our keys."""
        return _renamed(key, self.keys)

    @property
    def restates(self) -> bool:
        """Whether a field in a reply is written otherwise than by default."""
        return bool(self.codes) or self.value_separator != DEFAULT.value_separator

    def layout(self, source: str, kind: str) -> Layout | None:
        """The layout that the dialect has for such a reply, the most particular one, or None."""
        names = (f"{source}.{kind}", f"*.{kind}", f"{source}.*", "*")
        return next((self.layouts[name] for name in names if name in self.layouts), None)


def _renamed(key: str, names: Mapping[str, str]) -> str:
    """The key's other name; a training key is renamed like the key that it trains."""
    if key in names or not key.startswith(TRAINING) or key[1:] not in names:
        return names.get(key, key)
    return TRAINING + names[key[1:]]


DEFAULT = Dialect()
