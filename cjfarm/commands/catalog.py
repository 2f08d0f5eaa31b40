"""``cjfarm catalog``: what every database declares, and where each part of it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import click

from cjfarm.commands.examples import examples
from cjfarm.commands.farm_url import AS_JSON
from cjfarm.commands.values import DAY
from services import discover
from shared.docs import reference_page
from switch.http.catalog import Catalog, catalog_on

Item = dict[str, Any]
_SECTIONS = ("keys", "levels", "searches", "forwards", "checks", "rules")


@click.command(epilog=examples("cjfarm catalog wps", "cjfarm catalog --json", "cjfarm catalog wps --on 2007-07-01"))
@click.argument("names", metavar="[DATABASE]...", nargs=-1)
@click.option("--codes", is_flag=True, help="Show code tables too.")
@click.option("--on", metavar=DAY.name, type=DAY, help="Show only what was in force on a day.")
@click.option("--markdown", is_flag=True, help="Write the pages of the reference, as Markdown.")
@AS_JSON
def catalog(names: tuple[str, ...], codes: bool, on: date | None, markdown: bool, as_json: bool) -> None:
    """Show databases, keys, fields and rules, and where they come from.

    No farm needs to run. Without DATABASE all are shown, and what the switch itself declares comes last; with --json
    that is what GET /catalog answers.
    """
    whole = Catalog(discover()).whole()
    if names:
        whole = {"databases": [_chosen(whole["databases"], name.lower()) for name in names]}
    if on is not None:
        whole = catalog_on(whole, on)
    if markdown:
        known = discover()
        click.echo("\n".join(reference_page(known[item["code"]]) for item in whole["databases"]), nl=False)
        return
    click.echo(json.dumps(whole, indent=2) if as_json else "\n".join(catalog_lines(whole, codes)))


def _chosen(databases: list[Item], name: str) -> Item:
    chosen = next((item for item in databases if item["code"] == name), None)
    if chosen is None:
        known = ", ".join(item["code"] for item in databases)
        raise click.BadParameter(f"{name} is no database: {known} are", param_hint="DATABASE")
    return chosen


def catalog_lines(whole: Item, codes: bool = False) -> Iterator[str]:
    """The catalog as a reader sees it, each declared thing with its source in brackets."""
    for item in whole["databases"]:
        yield f"{item['code'].upper()}  {item['title']}  [{item['cite']}]"
        for record in item["records"]:
            title = f"{record['code']} (! required, * repeatable)"
            yield from _section(title, ((_marked(field), _meaning(field), field["cite"]) for field in record["fields"]))
            if codes:
                yield from _code_tables(record["fields"])
        yield from _sections(item)
        yield ""
    if "keys" in whole:
        yield "CLETS  the switch itself"
        yield from _sections(whole)


def _code_tables(fields: Iterable[Item]) -> Iterator[str]:
    for field in fields:
        table = field["edit"]["codes"]
        if table:
            yield from _section(f"  codes of {field['code']}", ((f"  {code}", table[code], "") for code in table))


def _sections(item: Item) -> Iterator[str]:
    for name in _SECTIONS:
        yield from _section(
            name, ((_sign(each), each["title"] + _when(each), each["cite"]) for each in item.get(name, ()))
        )


def _when(each: Item) -> str:
    days = [f"{word} {each[word]}" for word in ("since", "until") if each.get(word)]
    return f" ({', '.join(days)})" if days else ""


def _sign(each: Item) -> str:
    return str(each.get("id") or each.get("key") or each["code"])


def _marked(field: Item) -> str:
    return str(field["code"]) + ("!" if field["required"] else "") + ("*" if field["repeated"] else "")


def _meaning(field: Item) -> str:
    return f"{field['title']}: {field['edit']['accepts']}"


def _section(title: str, entries: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    rows = list(entries)
    if rows:
        yield f"  {title}"
        width = max(len(sign) for sign, _, _ in rows)
        yield from (f"    {sign:<{width}}  {text}" + (f"  [{cite}]" if cite else "") for sign, text, cite in rows)
