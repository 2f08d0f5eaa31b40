"""The reference: a page for each database with everything that it declares and where that comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from shared.docs.markdown import code, codes, table
from shared.engine.inquiry import accepted_by
from shared.spec import (
    Action,
    Check,
    Database,
    Edit,
    Field,
    Find,
    ForwardEntry,
    ForwardInquiry,
    Key,
    Level,
    Record,
    Rule,
    Summary,
    effective,
    explanation,
    record_name,
)

_INTRODUCTION = """\
What it declares: message keys, fields, levels, what is passed on, checks and rules, each with where it comes from. This
page is written from the declaration; do not edit it.
"""
_TRAINING = """\
Every key also works with a `T` before it, on test records. Every message may hold `RQR`, the requester who is not the
operator.
"""
_INSIDE = "Terminals do not reach it: other databases pass messages on to it.\n"
_MARKS = """\
An entry holds what is *required*. What *repeats* may appear several times. *Exact* is found by exactly this value,
*near* also by a value one slip away. A date that is *past* may not lie after today. What *belongs to* another field
stands behind it, once behind each.
"""
_FOUND = {Find.EXACT: "exact", Find.NEAR: "near"}


def reference_page(database: Database) -> str:
    """The page of one database, as Markdown."""
    return "\n".join(_page(database)).rstrip("\n") + "\n"


def _page(database: Database) -> Iterator[str]:
    number = database.identifier
    yield from (f"# {database.source}: {database.title}", "", f"Source: {database.cite}.", "", _INTRODUCTION)
    yield from (
        _TRAINING if database.direct else _INSIDE,
        f"A record gets {_a_number(number.code)} ({number.cite}).",
        "",
    )
    yield from _keys(database)
    yield from ("## Fields", "", _MARKS)
    for record in database.records:
        yield from _record(database, record)
    yield from _searches(database)
    yield from _section("Levels", ((code(level.code), _dated(level), level.cite) for level in database.levels))
    yield from _forwards(database)
    yield from _section("Checks", ((check.id, _dated(check), check.cite) for check in database.checks))
    yield from _section("Rules", ((rule.id, _dated(rule), rule.cite) for rule in database.rules))
    yield from _code_tables(database)


def _record(database: Database, record: type[Record]) -> Iterator[str]:
    first_line = (record.__doc__ or "").split("\n", maxsplit=1)[0]
    yield from (f"### `{record_name(record)}`", "", first_line, "")
    rows = ((code(f.code), f.title, f.edit.accepts, _marks(f), f.cite) for f in database.fields[record].values())
    yield from table(("field", "meaning", "accepts", "", "source"), rows)


def _a_number(kind: str) -> str:
    return {"FCN": "a file control number, `FCN`", "NIC": "a national number, `NIC`"}.get(kind, code(kind))


def _keys(database: Database) -> Iterator[str]:
    yield from ("## Message keys", "")
    rows = (
        (code(key.name), _dated(key), codes(map(record_name, key.records)), _takes(database, key), key.cite)
        for key in database.keys
    )
    yield from table(("key", "what it does", "records", "takes", "source"), rows)


def _takes(database: Database, key: Key) -> str:
    if key.action is Action.INQUIRE:
        options = "".join(f"; `{option.code}`: {option.title}" for option in key.options)
        also = f"; also sent to {', '.join(name.upper() for name in key.also)}" if key.also else ""
        left_out = "".join(
            f"; without {code(d.code)} a {code(d.beside)} is taken for one of `{d.value}`" for d in key.defaults
        )
        return codes(accepted_by(database, key).edits) + left_out + options + also
    own = code(database.identifier.code)
    told = "; the owner of the record is told" if key.tells_owner or key.reports else ""
    return (
        {
            Action.ENTER: "the record's fields",
            Action.MODIFY: f"{own} and the fields to change",
            Action.REPORT: codes((key.number, *(option.code for option in key.options))) + "; no terminal sends it",
            Action.UPDATE: f"{own} {codes(key.fields)}",
            Action.ADD: f"{own} and the fields of `{record_name(key.adds)}`" if key.adds else own,
            Action.PUT: f"the record's fields; {code(key.number)} says which it replaces; only from other databases",
            Action.WITHDRAW: f"{code(key.number)}; only from other databases",
        }.get(key.action, own)
        + told
        + ("; open to operators who only inquire" if key.open_to_inquiry else "")
        + (f"; over HTTP since {key.web_since}" if key.web_since else "")
    )


def _dated(item: Check | Key | Level | Rule) -> str:
    """What something is for, and when it holds where that is not always."""
    said = item.said if isinstance(item, Rule) else item.title
    return f"{said} ({effective(item)})" if effective(item) else said


def _marks(item: Field) -> str:
    marks = {"required": item.required, "repeats": item.repeated, "past": item.past, "kept by the database": item.kept}
    found = [_FOUND[item.find]] if item.find else []
    if item.group not in ("", item.code):
        found.append(f"belongs to {item.group}")
    return ", ".join([*(name for name, holds in marks.items() if holds), *found])


def _searches(database: Database) -> Iterator[str]:
    rules, tails = database.name_rules, database.tail_numbers
    if rules is not None and database.name_searches:
        yield from ("## Names", "", f"Compared: {rules.title} ({rules.cite}).", "")
        rows = (
            (code(record_name(s.record)), codes(s.names), code(s.sex), codes(s.births), code(s.race))
            for s in database.name_searches
        )
        yield from table(("record", "names", "sex", "dates of birth", "race"), rows)
    if tails:
        yield from (
            "## Numbers",
            "",
            f"Only the rightmost eight characters are searched of {codes(sorted(tails))}: {database.tail_rule}.",
            "",
        )


def _section(title: str, rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    lines = list(table(("", "meaning", "source"), rows))
    if lines:
        yield from (f"## {title}", "", *lines)


def _forwards(database: Database) -> Iterator[str]:
    rows = [(f.rule, _passed(f), f.to.upper(), code(f.key), _when(f), f.cite) for f in database.forwards]
    if rows:
        yield from ("## Passed on", "", *table(("rule", "what", "to", "as", "when", "source"), rows))


def _when(forward: ForwardInquiry | ForwardEntry | Summary) -> str:
    last = isinstance(forward, ForwardInquiry) and forward.last
    days = effective(forward)
    return explanation(forward.when) + (" Asked last." if last else "") + (f" ({days})" if days else "")


def _passed(forward: ForwardInquiry | ForwardEntry | Summary) -> str:
    if isinstance(forward, ForwardInquiry):
        return "an inquiry"
    if isinstance(forward, Summary):
        times = " and ".join(f"{at:%H:%M}" for at in forward.at)
        return f"a summary of {code(record_name(forward.record))} at {times}; later {code(forward.withdraw)}"
    later = ", ".join(f"{action} as {code(key)}" for action, key in forward.follow.items())
    return f"an entry of {code(record_name(forward.record))}" + (f"; later {later}" if later else "")


def _code_tables(database: Database) -> Iterator[str]:
    used: dict[tuple[str, ...], tuple[Edit[Any], list[str]]] = {}
    for record, fields in database.fields.items():
        for item in fields.values():
            if item.edit.codes is not None:
                # By content: two tables of one name need not hold the same codes.
                place = (item.edit.name, *(f"{wire}={meaning}" for wire, meaning in item.edit.codes.items()))
                used.setdefault(place, (item.edit, []))[1].append(f"{code(item.code)} of `{record_name(record)}`")
    if used:
        yield from ("## Code tables", "")
    for edit, places in sorted(used.values(), key=lambda entry: (entry[0].name, entry[1])):
        yield from (f"### {edit.name.replace('_', ' ')}", "", f"In {', '.join(places)}.", "")
        yield from table(("code", "meaning"), ((code(wire), meaning) for wire, meaning in (edit.codes or {}).items()))
