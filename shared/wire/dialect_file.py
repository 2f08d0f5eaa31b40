"""Dialect files: TOML that says how another system writes messages, read with every name checked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from shared.wire.dialect import DEFAULT, Dialect, DialectError, Layout
from shared.wire.framing import Framing
from shared.wire.grammar import ORDER, REQUIRED
from shared.wire.layouts import compile_layout
from shared.wire.message import Kind

TABLES = ("framing", "header", "keys", "fields", "layouts")
HEADER_KEYS = ("order", "separator", "oif_prefix", "taf_prefix", "field_separator", "value_separator")
# One character of a key is left for the T of the training keys.
KEY_NAME = re.compile("[A-Z0-9]{1,7}")
FIELD_NAME = re.compile("[A-Z0-9]{1,8}")
LAYOUT_NAME = re.compile(rf"\*|(\*|[A-Z0-9]{{1,12}})\.({'|'.join(Kind)})|[A-Z0-9]{{1,12}}\.\*")
SEPARATOR = re.compile(r"[!-/:-@\[-`{-~]{1,3}|\r\n")
PREFIX = re.compile(r"(?:[!-/:-@\[-`{-~]{1,3})?")

Table = Mapping[str, Any]


def load_dialect(path: Path | str) -> Dialect:
    """Read a dialect file; what it leaves out is as in the default dialect.

    Raises:
        DialectError: the file cannot be read or says something that cannot be; the text names table and key.
    """
    try:
        text = Path(path).read_text(encoding="utf-8")
        return read_dialect(text)
    except (OSError, UnicodeDecodeError, DialectError) as error:
        raise DialectError(f"{path}: {error}") from error


def read_dialect(text: str) -> Dialect:
    """The dialect that this TOML describes.

    Raises:
        DialectError: as load_dialect.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DialectError(f"no TOML: {error}") from error
    _refuse_unknown("", table, TABLES)
    header = _table(table, "header")
    _refuse_unknown("header.", header, HEADER_KEYS)
    codes = _names(_table(table, "fields"), "fields", FIELD_NAME, "1 to 8 letters or digits")
    dialect = Dialect(
        framing=_framing(table.get("framing", DEFAULT.framing)),
        order=_order(header.get("order", DEFAULT.order)),
        separator=_mark(header, "separator", DEFAULT.separator, SEPARATOR),
        oif_prefix=_mark(header, "oif_prefix", DEFAULT.oif_prefix, PREFIX),
        taf_prefix=_mark(header, "taf_prefix", DEFAULT.taf_prefix, PREFIX),
        field_separator=_mark(header, "field_separator", DEFAULT.field_separator, SEPARATOR),
        value_separator=_mark(header, "value_separator", DEFAULT.value_separator, SEPARATOR),
        keys=_names(_table(table, "keys"), "keys", KEY_NAME, "1 to 7 letters or digits"),
        codes=codes,
        layouts=_layouts(_table(table, "layouts"), codes),
    )
    _check_together(dialect)
    return dialect


def _check_together(dialect: Dialect) -> None:
    if dialect.field_separator == dialect.value_separator:
        raise DialectError("header.value_separator: must differ from header.field_separator")
    if dialect.framing is Framing.LINE and "\r\n" in (dialect.separator, dialect.field_separator):
        raise DialectError("header: CR LF cannot part a message that is framed by lines; another framing can hold it")


def _refuse_unknown(where: str, table: Table, known: tuple[str, ...]) -> None:
    for name in table:
        if name not in known:
            raise DialectError(f"{where}{name}: is unknown; {', '.join(known)} are accepted")


def _table(table: Table, name: str) -> Table:
    value = table.get(name, {})
    if not isinstance(value, dict):
        raise DialectError(f"{name}: must be a table, [{name}]")
    return value


def _framing(value: Any) -> Framing:
    if value not in tuple(Framing):
        raise DialectError(f"framing: {value!r} is unknown; {', '.join(Framing)} are accepted")
    return Framing(value)


def _order(value: Any) -> tuple[str, ...]:
    good = isinstance(value, list | tuple) and all(isinstance(name, str) for name in value)
    if not (good and sorted(value) in (sorted(ORDER), sorted(REQUIRED))):
        raise DialectError(f"header.order: must hold {', '.join(REQUIRED)} once each, and may hold taf")
    return tuple(value)


def _mark(header: Table, name: str, default: str, form: re.Pattern[str]) -> str:
    value = header.get(name, default)
    if not isinstance(value, str) or not form.fullmatch(value):
        accepts = "1 to 3 punctuation marks or CR LF" if form is SEPARATOR else "at most 3 punctuation marks"
        raise DialectError(f"header.{name}: {value!r} is not accepted; {accepts}")
    return value


def _names(table: Table, where: str, form: re.Pattern[str], accepts: str) -> dict[str, str]:
    names: dict[str, str] = {}
    for ours, theirs in table.items():
        if not isinstance(theirs, str) or not form.fullmatch(theirs.upper()) or not form.fullmatch(ours.upper()):
            raise DialectError(f"{where}.{ours}: {theirs!r} is not accepted; a name of {accepts} is")
        if theirs.upper() in names.values():
            raise DialectError(
                f"{where}.{ours}: {theirs!r} already names another of ours; each needs a name of its own"
            )
        names[ours.upper()] = theirs.upper()
    return names


def _layouts(table: Table, codes: Mapping[str, str]) -> dict[str, Layout]:
    layouts: dict[str, Layout] = {}
    for name, source in table.items():
        if not LAYOUT_NAME.fullmatch(name) or not isinstance(source, str):
            raise DialectError(
                f'layouts.{name}: a template named "SOURCE.KIND", "*.KIND", "SOURCE.*" or "*" in quotes is accepted; '
                f"KIND is one of {', '.join(Kind)}"
            )
        layouts[name] = compile_layout(name, source, codes)
    return layouts
