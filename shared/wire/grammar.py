"""The grammar of a message: what each part of the header accepts, and the patterns that a dialect makes of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message.

    Attributes:
        name: its name in error texts.
        form: the regular expression that all of it matches.
        accepts: the same in plain words.
    """

    name: str
    form: str
    accepts: str

    def matches(self, text: str) -> bool:
        """Whether the text is a part of this form."""
        return re.fullmatch(self.form, text) is not None


# Forms of header, OIF and TAF: CLETS Policies, Practices and Procedures 02/2019, 1.6.6.C, 1.6.7 and 1.6.8.
PARTS = {
    "header": Part("HEADER", "[A-Za-z0-9]{4,10}", "4 to 10 letters or digits, the first four the terminal's mnemonic"),
    "oif": Part("OIF", "[A-Za-z0-9]{6}", "exactly six letters or digits"),
    "taf": Part("TAF", "[A-Za-z0-9]{6,18}", "6 to 18 letters or digits"),
    "key": Part("KEY", "[A-Za-z0-9]{1,8}", "1 to 8 letters or digits"),
    "ori": Part("ORI", "[A-Za-z]{2}[A-Za-z0-9]{7}", "nine characters, two letters and then seven letters or digits"),
}
ADDRESS = Part(
    "ADDRESS", "[A-Za-z0-9]{1,10}", "1 to 10 letters or digits (an ORI, a mnemonic, a group or a Nlets code)"
)
CODE = Part("FIELD", "[A-Za-z0-9]{1,8}", "a code of 1 to 8 letters or digits")
ORDER = ("header", "oif", "taf", "key", "ori")
REQUIRED = tuple(name for name in ORDER if name != "taf")
TEXT_CODE = "TXT"
# A requester who is not the operator may be named in any message, so also in one of free text (PPP 1.7.1).
BEFORE_TEXT = frozenset({"RQR"})


@dataclass(frozen=True, slots=True)
class Patterns:
    """What a dialect's grammar looks like to the parser.

    Attributes:
        head: matches all header parts, each in a group of its name, and stops before what follows them.
        head_separator: matches whatever may end a header part.
        text_mark: what stands before free text; a quick search for it spares most messages the pattern.
        text: matches the mark and the one space or line end that follows it.
    """

    head: re.Pattern[str]
    head_separator: re.Pattern[str]
    text_mark: str
    text: re.Pattern[str]


def compile_patterns(
    order: Sequence[str], prefixes: dict[str, str], separator: str, field_separator: str, text_code: str
) -> Patterns:
    """The patterns for header parts in this order; the prefixes are those of OIF and TAF."""
    mark = field_separator + text_code
    between, after = re.escape(separator), re.escape(field_separator)
    return Patterns(
        head=re.compile(_head_form(order, prefixes, between) + rf"(?=[\r\n]|{after}|\Z)"),
        head_separator=re.compile(f"{between}|{after}"),
        text_mark=mark,
        text=re.compile(re.escape(mark) + r"(?: |\r\n|\r|\n|\Z)"),
    )


def _head_form(order: Sequence[str], prefixes: dict[str, str], between: str) -> str:
    form = ""
    for place, name in enumerate(order):
        part = re.escape(prefixes.get(name, "")) + f"(?P<{name}>{PARTS[name].form})"
        last = place == len(order) - 1
        if name == "taf" and prefixes[name]:
            # The TAF is optional, and takes the separator on its inner side with it.
            form = form.removesuffix(between) + f"(?:{between}{part})?" if last else form + f"(?:{part}{between})?"
        else:
            form += part + ("" if last else between)
    return form if "taf" in order else form + "(?P<taf>(?!))?"
