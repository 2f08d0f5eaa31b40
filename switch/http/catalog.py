"""The catalog: everything that the databases declare, with where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from fastapi import APIRouter, Request

from shared.spec import (
    INTERNAL,
    PUBLIC_RECORD,
    WORKBOOK,
    Check,
    Database,
    Dated,
    Default,
    Edit,
    Field,
    Key,
    Level,
    Option,
    Record,
    Rule,
    record_name,
)
from switch.confirmation import REQUEST_FORM, RESPONSE_FORM
from switch.http.problems import field_problem
from switch.http.requests import Answer
from switch.rules import RULES

Item = dict[str, Any]

DATED_PARTS = ("keys", "levels", "forwards", "checks", "rules")
"""The parts of the catalog whose items may begin and end on a day."""

router = APIRouter(prefix="/catalog", tags=["catalog"])


@router.get("", summary="Databases, records, fields, keys, levels, searches, forwards and rules")
async def read_catalog(request: Request, on: str | None = None) -> Answer:
    """The whole catalog; with ``on``, only what is in force on that day."""
    known: Catalog = request.app.state.catalog
    if on is None:
        return Answer(known.whole())
    return Answer(known.on(read_day(on)))


def read_day(text: str) -> date:
    """A day in ISO form.

    Raises:
        Problem: it is none.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise field_problem("on", f"{text!r} is no date", "a date such as 2026-07-01") from error


class Catalog:
    """The catalog of the databases of a farm."""

    def __init__(self, databases: Mapping[str, Database]) -> None:
        self._databases = databases
        self.whole = cache(self._make)

    def on(self, day: date) -> Item:
        """The catalog with only what is in force on a day."""
        return catalog_on(self.whole(), day)

    def _make(self) -> Item:
        return {
            "databases": [database_item(database) for database in self._databases.values()],
            "keys": [
                {
                    "key": form.key,
                    "title": form.title,
                    "cite": str(PUBLIC_RECORD["hit confirmation"] + WORKBOOK["E"]),
                    "fields": [
                        {**field_item(item), "required": code in form.required} for code, item in form.fields.items()
                    ],
                }
                for form in (REQUEST_FORM, RESPONSE_FORM)
            ],
            "rules": [rule_item(rule) for rule in RULES],
        }


def catalog_on(whole: Item, day: date) -> Item:
    """A catalog, or the part of one database, with only what is in force on a day."""
    found = {**whole, **{part: _in_force(whole[part], day) for part in DATED_PARTS if part in whole}}
    return found | ({"databases": [catalog_on(one, day) for one in whole["databases"]]} if "databases" in whole else {})


def _in_force(items: list[Item], day: date) -> list[Item]:
    text = day.isoformat()
    return [item for item in items if (item.get("since") or text) <= text < (item.get("until") or "9")]


def dates(item: Dated) -> Item:
    """When something declared holds, where that is declared."""
    days = {"since": item.since, "until": item.until}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def database_item(database: Database) -> Item:
    """One database."""
    return {
        "code": database.name,
        "title": database.title,
        "cite": str(database.cite),
        "records": [record_item(database, record) for record in database.records],
        "keys": [key_item(key) for key in database.keys],
        "levels": [level_item(level) for level in database.levels],
        "searches": searches(database),
        "forwards": forwards(database),
        "checks": [check_item(check) for check in database.checks],
        "rules": [rule_item(rule) for rule in database.rules],
    }


def record_item(database: Database, record: type[Record]) -> Item:
    """One record type; it comes from where its database comes from."""
    return {
        "code": record_name(record),
        "title": record.title,
        "cite": str(database.cite),
        "fields": [field_item(item) for item in database.fields[record].values()],
    }


def field_item(item: Field) -> Item:
    """One field."""
    return {
        "code": item.code,
        "title": item.title,
        "cite": str(item.cite),
        "edit": edit_item(item.edit),
        "required": item.required,
        "repeated": item.repeated,
        "kept": item.kept,
        "search": None if item.find is None else item.find.name.lower(),
    }


def edit_item(edit: Edit[Any]) -> Item:
    """What a field accepts."""
    codes = None if edit.codes is None else {str(code): str(meaning) for code, meaning in edit.codes.items()}
    return {"name": edit.name, "accepts": edit.accepts, "width": edit.width, "codes": codes}


def key_item(key: Key) -> Item:
    """One message key."""
    return {
        "key": key.name,
        "title": key.title,
        "cite": str(key.cite),
        "action": key.action.value,
        "records": [record_name(record) for record in key.records],
        "also": list(key.also),
        "defaults": [default_item(default) for default in key.defaults],
        "fields": list(key.fields),
        "options": [option_item(option) for option in key.options],
        "adds": None if key.adds is None else record_name(key.adds),
        "open_to_inquiry": key.open_to_inquiry,
        "since": None,
        "until": None,
        **dates(key),
        "web_since": None if key.web_since is None else key.web_since.isoformat(),
        "internal": key.action in INTERNAL,
    }


def option_item(option: Option) -> Item:
    """One code that a message may hold beside what it searches by."""
    return {"code": option.code, "title": option.title, "cite": str(option.cite), "edit": edit_item(option.edit)}


def default_item(default: Default) -> Item:
    """What an inquiry is taken to say where it leaves something out."""
    title = f"without {default.code} a {default.beside} is taken for one of {default.value}"
    return {"code": default.code, "value": default.value, "title": title, "cite": str(default.cite)}


def level_item(level: Level) -> Item:
    """One entry level."""
    return {"code": level.code, "title": level.title, "cite": str(level.cite), **dates(level)}


def searches(database: Database) -> list[Item]:
    """How records are found: by name, by their own number, by the numbers in them."""
    found = [
        {
            "id": f"{database.source}-NAME-{record_name(search.record)}",
            "title": f"{record_name(search.record)} by {' '.join(search.names)}: {database.name_rules.title}",
            "cite": str(database.name_rules.cite),
        }
        for search in database.name_searches
        if database.name_rules is not None
    ]
    own = database.identifier
    found.append(
        {"id": f"{database.source}-NUMBER-{own.code}", "title": "by the record's own number", "cite": str(own.cite)}
    )
    numbers = {item.code: item for fields in database.fields.values() for item in fields.values() if item.find}
    found += (
        {"id": f"{database.source}-NUMBER-{code}", "title": f"by {item.title}", "cite": str(item.cite)}
        for code, item in numbers.items()
    )
    return found


def forwards(database: Database) -> list[Item]:
    """What is passed on, under the rule that says so."""
    rules = database.rule_by_id
    return [
        {
            "id": forward.rule,
            "title": rules[forward.rule].title if forward.rule in rules else f"goes on to {forward.to.upper()}",
            "cite": str(forward.cite),
            "to": forward.to,
            "key": forward.key,
            **dates(forward),
        }
        for forward in database.forwards
    ]


def check_item(check: Check) -> Item:
    """One rule over a whole record."""
    record = record_name(check.record)
    return {"id": check.id, "title": check.title, "cite": str(check.cite), "record": record, **dates(check)}


def rule_item(rule: Rule) -> Item:
    """One published rule."""
    return {"id": rule.id, "title": rule.said, "cite": str(rule.cite), "kept": rule.kept, **dates(rule)}
