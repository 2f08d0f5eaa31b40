"""The page that lists the test records with the numbers they have; ``python -m seed.listing`` writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from seed.agencies import agencies
from seed.curated import by_theme, curated
from seed.entries import Entry
from seed.load import Loader
from services import discover
from shared.spec import LIVE, Database
from shared.store.connection import Connection
from shared.store.engines import open_engine, sqlite_url
from shared.store.schema import metadata_of
from shared.store.service import Service

DAY = date(2026, 3, 2)
"""The reference date of the page."""

PAGE = Path(__file__).parents[1] / "docs" / "test-records.md"

_AGENCY_NUMBERS = {agency.ori: agency.number for agency in agencies()}
_HEAD = (
    "| record | name or number | ask | OCA | FCN | NIC | owner | rules |",
    "|---|---|---|---|---|---|---|---|",
)
_NUMBER_CODES = ("LIC", "VIN", "ENG", "SER")
_INTRODUCTION = """\
# Test records

Every world holds these records beside its population, each for one situation that is worth practising or testing.
Names, plates and numbers are invented and occur nowhere else in the farm.

They stand on both sides:

- **Live** keys (`QW`, `QV` and the others) find them among the population.
- **Training** keys, the same with `T` in front (`TQW`, `TQV`), find them alone: the test side holds nothing else. What
  you change there never touches the live side.

Ask for a record as its column **ask** says, for example `./farm send 'QW NAM/DOE,JOHN SEX/M DOB/19800215'`. Behind each
inquiry stands which answers show the record; a dash means that none does, and that is what the record is there for. An
answer may show other test records of the same theme as well.

Modify, clear or cancel a record by its FCN and under its owner's ORI. A hit confirmation goes to the owner:
`YQ.<your ORI>.<owner>.RTY/WP.RNO/1.PRI/U.OCA/<OCA>.NAM/<name>.DOB/<date>.SEX/<sex>`. Agencies at the default terminals
(SAC1 CA0340000, LAX1 CA0190000) wait for you to answer; all others answer by themselves, or never: their records say
which.

Dates of entry, ages, and with them the FCN follow the world's reference date. The numbers below are those of
`--date {day}` on the live side, whatever the seed and the size; on the test side FCN and NIC differ, the OCA does not.
Without `--date` the reference date is the day on which the world was made: ask by name, plate or OCA.
"""


def test_records_page(databases: Mapping[str, Database], day: date) -> str:
    """The page of all test records with the numbers that they get in a new world.

    Args:
        databases: the databases by name.
        day: the reference date.

    Raises:
        SeedError: a database refuses a test record.
    """
    with scratch_services(databases) as services:
        numbers = _numbers(databases, services, day)
    lines = [_INTRODUCTION.format(day=day.isoformat())]
    for title, entries in by_theme(day):
        lines += [f"## {title}", "", *_HEAD, *_rows(entries, numbers), ""]
    return "\n".join(lines)


@contextmanager
def scratch_services(databases: Mapping[str, Database]) -> Iterator[dict[str, Service]]:
    """Every database at work over one empty store that is gone afterwards."""
    with TemporaryDirectory(prefix="cjfarm-") as folder:
        engine = open_engine(sqlite_url(Path(folder) / "scratch.sqlite"))
        for database in databases.values():
            metadata_of(database).create_all(engine)
        connection = Connection(engine)
        try:
            yield {name: Service(database, connection) for name, database in databases.items()}
        finally:
            connection.close()
            engine.dispose()


def agency_number(ori: str) -> int:
    """The number of an agency in file control numbers."""
    return _AGENCY_NUMBERS[ori]


def _numbers(
    databases: Mapping[str, Database], services: Mapping[str, Service], day: date
) -> dict[str, tuple[str, str]]:
    """FCN and NIC of every test record, by case number; a record that never went to NCIC has a dash for the latter."""
    loader = Loader("scratch", databases, services, agency_number)
    written = list(loader.load(curated(day), LIVE))
    found = {}
    for loaded in written:
        record = services[loaded.entry.database].find(loaded.fcn)
        found[_case(loaded.entry)] = (loaded.fcn, (record and record.nic) or "-")
    return found


def _rows(entries: Iterable[Entry], numbers: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    """One row a record; records that differ in nothing but their numbers share one."""
    for _, alike in groupby(entries, key=lambda entry: (entry.title, entry.shows, entry.asks, entry.ori)):
        group = list(alike)
        first = group[0]
        cells = (
            f"**{first.title}**{f' ({len(group)} records)' if len(group) > 1 else ''}: {first.shows}",
            _span(group, _named),
            "<br>".join(f"`{question.text}` {question.shown or '-'}" for question in first.asks),
            _span(group, _case),
            _span(group, lambda entry: numbers[_case(entry)][0]),
            _span(group, lambda entry: numbers[_case(entry)][1]),
            first.ori,
            " ".join(first.rules),
        )
        yield f"| {' | '.join(cells)} |"


def _span(group: list[Entry], text: Callable[[Entry], str]) -> str:
    first, last = text(group[0]), text(group[-1])
    return first if first == last else f"{first} to {last}"


def _named(entry: Entry) -> str:
    name = entry.value("NAM")
    if name:
        return f"{name} {entry.value('SEX')} {entry.value('DOB') or ''}".rstrip()
    code = next(code for code in (*_NUMBER_CODES, "OAN") if entry.value(code))
    state = f" {entry.value('LIS')}" if code == "LIC" else ""
    return f"{code} {entry.value(code)}{state}"


def _case(entry: Entry) -> str:
    return entry.value("OCA") or ""


if __name__ == "__main__":
    PAGE.write_text(test_records_page(discover(), DAY), encoding="utf-8")
