"""From the fields of a message to typed values: every fault at once, field edits before rules over the whole record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shared.engine.envelope import Envelope, Refused
from shared.engine.references import COMMON, read_codes
from shared.spec import Check, Cite, Database, Fault, Field, Record, Unacceptable, assumed, in_force

_FORM = assumed("how a message is checked and how its faults are named")


def entry_values(
    fields: Mapping[str, Field], sent: Iterable[tuple[str, str]], today: date, lenient: bool
) -> tuple[dict[str, Any], list[Fault]]:
    """The attribute values of a new record, and every fault found in its fields.

    Args:
        fields: the record type's fields by code.
        sent: code and value pairs of the message.
        today: the world's day, for dates that may not lie ahead.
        lenient: pass over codes that the record type does not have, as where another database sends what it holds.
    """
    values, faults = read_values(fields, sent, today, lenient)
    refused = {fault.field for fault in faults}
    for item in fields.values():
        if item.required and item.code not in refused and values.get(item.attribute) in (None, ()):
            faults.append(Fault(item.code, "MISSING", f"REQUIRED: {item.edit.accepts}", item.cite))
    empty: dict[str, Any] = {item.attribute: () if item.repeated else None for item in fields.values()}
    return empty | values, faults


def read_values(
    fields: Mapping[str, Field], sent: Iterable[tuple[str, str]], today: date, lenient: bool
) -> tuple[dict[str, Any], list[Fault]]:
    """The attribute values of the fields sent, and the faults of those that are not accepted."""
    values: dict[str, Any] = {}
    sent = tuple(sent)
    _, faults = read_codes(COMMON, sent)
    for code, text in sent:
        item = fields.get(code)
        if item is None or item.kept:
            if not lenient and code not in COMMON:
                faults.append(_unknown(code, fields))
            continue
        try:
            if item.group:
                _take_grouped(values, item, text, today)
            else:
                _take(values, item, text, today)
        except Unacceptable as fault:
            faults.append(Fault(code, fault.fault, fault.reason, item.cite))
    return values, faults


def _take(values: dict[str, Any], item: Field, text: str, today: date) -> None:
    if item.attribute in values and not item.repeated:
        raise Unacceptable("REPEATED", "MAY APPEAR ONLY ONCE")
    value = _read(item, text, today)
    if item.repeated:
        values[item.attribute] = (*values.get(item.attribute, ()), item.edit.write(value))
    else:
        values[item.attribute] = value


def _take_grouped(values: dict[str, Any], item: Field, text: str, today: date) -> None:
    """Take one field of a group: the first one begins a new group, each other belongs to the group before it."""
    members = values.setdefault(item.attribute, ())
    if item.code == item.group:
        # Begun even if its value is refused, so that what belongs to it is not refused for standing alone.
        values[item.attribute] = (*members, ())
    elif not members:
        raise Unacceptable("ORDER", f"STANDS BEHIND THE {item.group} THAT IT BELONGS TO")
    *before, member = values[item.attribute]
    if any(code == item.code for code, _ in member):
        raise Unacceptable("REPEATED", f"MAY APPEAR ONLY ONCE BEHIND EACH {item.group}")
    written = item.edit.write(_read(item, text, today))
    values[item.attribute] = (*before, (*member, (item.code, written)))


def _read(item: Field, text: str, today: date) -> Any:
    if not text:
        raise Unacceptable("EMPTY", f"HAS NO VALUE: {item.edit.accepts}")
    value = item.edit.read(text)
    if item.past and value > today:
        raise Unacceptable("FUTURE", f"LIES AFTER TODAY: A DATE UP TO {today:%Y%m%d} IS ACCEPTED")
    return value


def sendable(fields: Mapping[str, Field]) -> str:
    """The codes that a message may hold."""
    return " ".join(code for code, item in fields.items() if not item.kept)


def _unknown(code: str, fields: Mapping[str, Field]) -> Fault:
    return Fault(code, "UNKNOWN", f"NOT A FIELD OF THIS MESSAGE: {sendable(fields)}", _FORM)


def checks_of(database: Database, record: Record, envelope: Envelope) -> tuple[Check, ...]:
    """The rules over a record that are in force, but for those that only hold for terminals where none sent it."""
    found = in_force(database.check_by_record[type(record)], envelope.now.date())
    return tuple(check for check in found if not check.joint and not (check.first_hand and envelope.origin))


def joint_faults(database: Database, added: Record, record: Record, envelope: Envelope) -> list[Fault]:
    """Why a record may not be added to another one as that is."""
    checks = in_force(database.check_by_record[type(added)], envelope.now.date())
    joint = (check for check in checks if check.joint)
    return [
        Fault(code, "RULE", text, check.cite, check.id) for check in joint for code, text in check.test(added, record)
    ]


def first_hand_faults(database: Database, record: Record, envelope: Envelope) -> list[Fault]:
    """Why a terminal may not do anything to a record as it is, whatever the change."""
    return check_faults(record, (check for check in checks_of(database, record, envelope) if check.first_hand), ())


def check_faults(record: Record, checks: Iterable[Check], earlier: Iterable[Fault]) -> list[Fault]:
    """The faults that the rules over a whole record find.

    Args:
        record: the record; where fields are at fault, what could be read of it.
        checks: the rules.
        earlier: the faults of single fields; a rule is left out where a field that it needs is among them.
    """
    refused = {fault.field for fault in earlier}
    able = [rule for rule in checks if not (refused if rule.needs is None else refused & set(rule.needs))]
    found = [Fault(code, "RULE", text, rule.cite, rule.id) for rule in able for code, text in rule.test(record)]
    return [fault for fault in found if fault.field not in refused]


def refuse(faults: Iterable[Fault]) -> None:
    """Go no further where there are faults.

    Raises:
        Refused: with all of them.
    """
    found = tuple(faults)
    if found:
        raise Refused(*found)


def fault(field: str, code: str, text: str, cite: Cite, rule: str = "") -> Refused:
    """One fault, ready to be raised."""
    return Refused(Fault(field, code, text, cite, rule))
