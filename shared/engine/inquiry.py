"""Reading an inquiry: which names and numbers it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from shared.edits import age, fcn, nic
from shared.engine.envelope import Refused
from shared.engine.references import CASE, COMMON, REFERENCES, read_codes, read_once
from shared.spec import WORKBOOK, Database, Edit, Fault, Key, Unacceptable, assumed
from shared.spec.values import value_class

_SEARCHES = WORKBOOK["C", "E"]
_FORM = assumed("how an inquiry is checked")


@value_class(frozen=True, slots=True)
class Inquiry:
    """An inquiry that passed its edits.

    Attributes:
        name: the name asked, or None.
        sex: the sex asked, or None.
        race: the race asked, or None.
        birth: the date of birth asked, or None.
        age: the age in years asked, or None.
        numbers: code and value of every number asked.
        values: everything asked, by code, as text.
    """

    name: str | None = None
    sex: str | None = None
    race: str | None = None
    birth: date | None = None
    age: int | None = None
    numbers: tuple[tuple[str, str], ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What one inquiry key accepts: the edits by code, which are numbers, which options, which plays which part."""

    edits: Mapping[str, Edit[Any]]
    numbers: frozenset[str]
    options: frozenset[str]
    parts: Mapping[str, str]
    name_rule: str


@cache
def accepted_by(database: Database, key: Key) -> Accepted:
    """What an inquiry key accepts, from the records that it searches."""
    edits: dict[str, Edit[Any]] = {"FCN": fcn, "NIC": nic}
    parts: dict[str, str] = {}
    numbers = {"FCN", "NIC"}
    for search in database.search_by_record.values():
        if search.record in key.records:
            known = database.fields[search.record]
            parts = {"name": search.names[0], "sex": search.sex, "birth": search.births[0], "race": search.race}
            edits |= {code: known[code].edit for code in parts.values() if code} | {"AGE": age}
    for record in key.records:
        for code, item in database.fields[record].items():
            if item.find is not None:
                numbers.add(code)
            if item.find is not None or code in key.qualifiers:
                edits.setdefault(code, item.edit)
    options = {option.code: option.edit for option in key.options}
    return Accepted(edits | options, frozenset(numbers), frozenset(options), parts, key.name_rule)


def read_inquiry(accepted: Accepted, sent: Iterable[tuple[str, str]], today: date, lenient: bool) -> Inquiry:
    """The inquiry that a message holds.

    Args:
        accepted: what the key accepts.
        sent: code and value pairs of the message.
        today: the world's day.
        lenient: pass over codes that are not accepted, as where another database sends what it was asked.

    Raises:
        Refused: with every fault found.
    """
    values: dict[str, Any] = {}
    common: list[tuple[str, str]] = []
    faults: list[Fault] = []
    for code, text in sent:
        edit = accepted.edits.get(code)
        if edit is None:
            if code in COMMON:
                common.append((code, text))
            elif not lenient:
                text = f"NOT A SEARCH FIELD OF THIS INQUIRY: {' '.join(accepted.edits)}"
                faults.append(Fault(code, "UNKNOWN", text, _FORM))
            continue
        try:
            values[code] = read_once(values, code, edit, text)
        except Unacceptable as fault:
            faults.append(Fault(code, fault.fault, fault.reason, _FORM))
    if common:
        faults += read_codes(COMMON, common)[1]
    faults += _combination_faults(accepted, values, {fault.field for fault in faults}, today)
    if faults:
        raise Refused(*faults)
    return _inquiry(accepted, values)


def _combination_faults(accepted: Accepted, values: Mapping[str, Any], refused: set[str], today: date) -> list[Fault]:
    part = accepted.parts.get
    name, sex, birth = part("name", ""), part("sex", ""), part("birth", "")
    faults = []
    if name in values and sex not in values and sex not in refused:
        faults.append(Fault(sex, "MISSING", "A NAME IS SEARCHED TOGETHER WITH A SEX", _SEARCHES, accepted.name_rule))
    if birth in values and values[birth] > today:
        faults.append(Fault(birth, "FUTURE", f"LIES AFTER TODAY: A DATE UP TO {today:%Y%m%d} IS ACCEPTED", _FORM))
    if not refused and name not in values and not accepted.numbers & values.keys():
        wanted = f"{name} AND {sex}, OR ONE OF " if name else "ONE OF "
        own = (code for code in accepted.edits if code in accepted.numbers and code not in {**REFERENCES, **CASE})
        first = name or next(own, next(iter(CASE)))
        faults.append(Fault(first, "MISSING", f"ASK FOR {wanted}{' '.join(sorted(accepted.numbers))}", _SEARCHES))
    return faults


def _inquiry(accepted: Accepted, values: dict[str, Any]) -> Inquiry:
    edits, part = accepted.edits, accepted.parts.get
    written = {code: edits[code].write(value) for code, value in values.items()}
    return Inquiry(
        name=values.get(part("name", "")),
        sex=written.get(part("sex", "")),
        race=written.get(part("race", "")),
        birth=values.get(part("birth", "")),
        age=values.get("AGE"),
        numbers=tuple([(code, text) for code, text in written.items() if code in accepted.numbers]),
        values=written,
    )
