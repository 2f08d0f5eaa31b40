"""Everything that users can type is documented."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest

from cjfarm.commands import cli
from services import discover
from shared.docs import reference_page
from shared.engine.inquiry import accepted_by
from shared.spec import Action, Database, record_name
from tests.docs.page import ROOT, Page

DATABASES = discover()
every_database = pytest.mark.parametrize("database", DATABASES.values(), ids=DATABASES)


def commands(command: click.Command, words: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command below one, with the words that are typed for it; the databases share one description."""
    if words:
        yield " ".join("DATABASE" if word in DATABASES else word for word in words), command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, (*words, name))


COMMANDS = dict(commands(cli))
every_command = pytest.mark.parametrize("name", COMMANDS)


def part(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of the same rank or above."""
    rank = len(heading) - len(heading.lstrip("#"))
    found = re.search(rf"^{re.escape(heading)}\n(.*?)(?=^#{{1,{rank}}} |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading: {heading}"
    return found[1]


def rows(text: str) -> dict[str, str]:
    """The rows of tables by what stands in their first cell."""
    return {line.split(" | ")[0].strip("| `"): line for line in text.splitlines() if line.startswith("| ")}


@every_database
def test_the_reference_is_written_from_the_declaration(database: Database) -> None:
    path = f"docs/reference/{database.name}.md"
    command = f"write it again: ./farm catalog {database.name} --markdown > {path}"
    assert (ROOT / path).is_file(), command
    assert (ROOT / path).read_text(encoding="utf-8") == reference_page(database), command


def test_the_reference_has_no_page_without_a_database() -> None:
    assert {path.stem for path in (ROOT / "docs" / "reference").iterdir()} == set(DATABASES)


@every_database
def test_every_key_and_what_it_takes_is_in_the_reference(database: Database) -> None:
    shown = rows(part(reference_page(database), "## Message keys"))
    for key in database.keys:
        assert str(key.cite) in shown[key.name]
        if key.action is Action.INQUIRE:
            assert all(f"`{code}`" in shown[key.name] for code in accepted_by(database, key).edits)


@every_database
def test_every_field_and_its_codes_are_in_the_reference(database: Database) -> None:
    page = reference_page(database)
    for record, fields in database.fields.items():
        shown = rows(part(page, f"### `{record_name(record)}`"))
        for item in fields.values():
            assert all(text in shown[item.code] for text in (item.title, item.edit.accepts, str(item.cite)))
            assert all(f"| `{code}` | {meaning} |" in page for code, meaning in (item.edit.codes or {}).items())


@every_database
def test_every_level_check_rule_and_forward_is_in_the_reference(database: Database) -> None:
    page = reference_page(database)
    for title, named in (("Levels", database.levels), ("Checks", database.checks), ("Rules", database.rules)):
        for item in named:
            shown = rows(part(page, f"## {title}"))[str(getattr(item, "code", "") or getattr(item, "id", ""))]
            assert item.title in shown
            assert str(item.cite) in shown
    for forward in database.forwards:
        assert str(forward.cite) in part(page, "## Passed on")


@every_command
def test_every_command_and_its_options_are_documented(name: str) -> None:
    shown = part(Page.named("commands.md").text, f"### `cjfarm {name}`")
    shared_options = part(Page.named("commands.md").text, "## Options that several commands take")
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            missing = [option for option in parameter.opts if f"`{option}" not in shown + shared_options]
            assert not missing, f"docs/commands.md does not name {missing} of cjfarm {name}"
            assert parameter.help, f"{parameter.opts} has no help"


def test_the_page_of_commands_names_no_option_that_is_not_there() -> None:
    named = set(re.findall(r"`(--[a-z-]+)", Page.named("commands.md").text))
    known = {
        option
        for command in (cli, *COMMANDS.values())
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    assert named <= known | {"--help"}


def test_the_page_of_commands_names_no_command_that_is_not_there() -> None:
    headings = re.findall(r"^### `cjfarm ([a-zA-Z ]+)`$", Page.named("commands.md").text, re.MULTILINE)
    assert sorted(headings) == sorted(COMMANDS)


def test_every_page_is_in_the_index_and_every_link_leads_somewhere() -> None:
    folder = ROOT / "docs"
    # The reference is linked as a folder, so that a new database changes no page that is there.
    pages = {str(path.relative_to(folder)) for path in folder.rglob("*.md") if path.parent.name != "reference"}
    links = set(re.findall(r"\]\(([^):#]+)\)", Page.named("README.md").text))
    assert pages - {"README.md"} <= links
    assert all((folder / link).exists() for link in links)
