from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from seed.agencies import agencies
from seed.curated import by_theme, curated
from seed.curated import themes as all_themes
from seed.entries import QUIET_DAYS, Entry, Question
from seed.listing import agency_number, scratch_services
from seed.population import Population
from seed.vehicles import check_digit
from seed.worlds import fill
from services import discover
from shared.engine import Envelope
from shared.match import difference
from shared.spec import LIVE, TEST
from shared.store.service import Service
from shared.wire.message import Kind, Message, Reply
from shared.world import in_zone
from switch.rules import RULES as SWITCH_RULES

DAY = date(2026, 3, 2)
RECORDS = curated(DAY)
DATABASES = discover()
NOW = in_zone(datetime.combine(DAY, time(12)))
KEYS = {"QW": "wps", "QV": "svs", "QRO": "carpos", "QVC": "srf", "QSA": "csar"}
# What a client's own first tests enter and ask; no test record may stand in their way.
TAKEN = {"LIC": ("3EXM246", "1NOPE11"), "VIN": ("1ZZZZ99Z9ZZ246246",)}

Services = Mapping[str, Service]


@pytest.fixture(scope="module")
def services() -> Iterator[Services]:
    """Every test record on both sides, among a small population, at noon of the reference date."""
    with scratch_services(DATABASES) as made:
        fill("main", DATABASES, made, 1, DAY, 300, agency_number)
        for service in made.values():
            service.fire(NOW)
        yield made


def ask(services: Services, text: str, side: int = LIVE) -> list[Reply]:
    """All replies to an inquiry, those of databases that it is passed on to among them."""
    key, rest = text.split(" ", 1)
    fields = tuple((part[:3], part[4:]) for part in re.split(r" (?=[A-Z]{3}/)", rest))
    message = Message(header="SAC1", oif="FULL01", key=key, ori="CA0340000", fields=fields)
    envelope = Envelope(f"test {side} {text}", "main", NOW, message, side)
    return asked(services, KEYS[key], envelope)


def asked(services: Services, database: str, envelope: Envelope) -> list[Reply]:
    outcome = services[database].transact(envelope)
    replies = list(outcome.replies)
    for forwarded in outcome.forwards:
        onward = replace(envelope, id=f"{envelope.id} {forwarded.to}", message=forwarded.message, origin=database)
        replies += asked(services, forwarded.to, onward)
    return replies


def showing(replies: list[Reply], case: str) -> set[str]:
    """The replies that show the record of a case."""
    return {f"{r.source} {r.kind}" for r in replies if any(("OCA", case) in view.fields for view in r.records)}


def case(entry: Entry) -> str:
    return entry.value("OCA") or ""


def questions() -> list[tuple[str, Question]]:
    return [(case(entry), question) for entry in RECORDS for question in entry.asks]


@pytest.mark.parametrize("side", [LIVE, TEST], ids=["live", "test"])
@pytest.mark.parametrize(("number", "question"), [pytest.param(c, q, id=f"{c} {q.text}") for c, q in questions()])
def test_a_record_is_shown_where_it_says(services: Services, number: str, question: Question, side: int) -> None:
    replies = ask(services, question.text, side)
    assert not [reply for reply in replies if reply.kind in (Kind.REJECT, Kind.ERROR)]
    assert showing(replies, number) == set(filter(None, question.shown.split(", ")))


@pytest.mark.parametrize("entry", RECORDS, ids=case)
def test_an_open_record_is_found_by_its_case_number_and_a_closed_one_is_not(services: Services, entry: Entry) -> None:
    # A database with a history file goes on showing what was closed.
    closed = entry.database != "carpos" and any(step.key[0] in "CX" and step.key != "CMS" for step in entry.then)
    hit = set() if closed else {f"{entry.database.upper()} HIT"}
    assert showing(ask(services, own(entry)), case(entry)) == hit


def test_nothing_of_the_population_stands_on_the_test_side(services: Services) -> None:
    stranger = next(e for e in Population(1, DAY, 300).entries() if e.database == "wps")
    text = f"QW OCA/{case(stranger)}"
    assert [reply.kind for reply in ask(services, text, TEST)] == [Kind.NONE]


def test_every_record_says_what_it_shows_and_by_which_rule() -> None:
    known = {rule.id for database in DATABASES.values() for rule in database.rules}
    known |= {rule.id for rule in SWITCH_RULES}
    for entry in RECORDS:
        assert entry.title
        assert entry.shows.endswith(".")
        assert entry.rules
        assert set(entry.rules) <= known, case(entry)


def test_case_numbers_are_unique_and_begin_with_test() -> None:
    numbers = [case(entry) for entry in RECORDS]
    assert len(set(numbers)) == len(numbers)
    assert all(re.fullmatch(r"TEST-\d{4}", number) for number in numbers)


def test_every_theme_is_listed_once_with_records_of_its_own() -> None:
    themes = by_theme(DAY)
    assert [title for title, _ in themes] == [title for title, _ in all_themes()]
    assert sorted(case(entry) for _, found in themes for entry in found) == sorted(map(case, RECORDS))
    assert all(found for _, found in themes)


@pytest.mark.parametrize("day", [DAY, date(2024, 2, 29), date(2020, 1, 1), date(2030, 12, 31), date(2026, 1, 4)])
def test_records_stand_in_order_of_time_before_any_reference_date(day: date) -> None:
    records = curated(day)
    times = [entry.at for entry in records]
    assert times == sorted(times)
    for entry in records:
        steps = [entry.at, *(step.at for step in entry.then), datetime.combine(day, time())]
        assert steps == sorted(steps)
        assert (entry.value("DOW") or entry.value("DOT") or "") <= entry.at.strftime("%Y%m%d")


@pytest.mark.parametrize("day", [DAY, date(2024, 2, 29), date(2020, 1, 1), date(2026, 1, 3)])
def test_the_population_enters_nothing_on_the_days_of_the_test_records(day: date) -> None:
    days = {entry.at.date() for entry in curated(day)}
    assert max(days) == day - timedelta(days=QUIET_DAYS)
    assert not days & {entry.at.date() for entry in Population(1, day, 2000).entries()}


def test_owners_are_agencies_of_the_farm() -> None:
    known = {agency.ori for agency in agencies()}
    assert {entry.ori for entry in RECORDS} | {step.ori for entry in RECORDS for step in entry.then} <= known


def test_no_number_could_belong_to_anyone() -> None:
    forms = {
        "SOC": r"90066\d{4}", "OLN": r"XT\d{7}", "FBI": r"ZT\d{7}", "CII": r"A00\d{6}", "WNO": r"W-TEST-\d{4}",
        "LIC": r"0Q[A-Z]{2}\d{2}[0-9I]|0Q\d{5}|QTEST\d{4,5}", "VIN": r"1ZZT[A-Z0-9]{13}|TEST\d{6}",
        "ENG": ".*TEST.*", "OAN": ".*(TEST|PART-OAN).*", "SER": "TEST-.*",
    }  # fmt: skip
    for entry in RECORDS:
        for code, value in entry.fields:
            assert re.fullmatch(forms.get(code, ".*"), value), (code, value)
            if code == "VIN" and len(value) == 17:
                assert value[8] != check_digit(value)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_number_and_no_inquiry_of_a_test_record_meets_the_population(seed: int) -> None:
    """Asked among another two thousand people, the inquiries of the page show test records alone."""
    with scratch_services(DATABASES) as services:
        fill("main", DATABASES, services, seed, DAY, 2000, agency_number)
        for number, question in questions():
            shown = [dict(view.fields)["OCA"] for reply in ask(services, question.text) for view in reply.records]
            assert all(found.startswith("TEST-") for found in shown), (number, question.text, shown)


@pytest.mark.parametrize("code", ["LIC", "VIN"])
def test_what_first_tests_of_clients_use_is_not_near_any_record(code: str) -> None:
    held = [value for entry in RECORDS for name, value in entry.fields if name == code]
    assert not [value for value in held for taken in TAKEN[code] if value == taken or difference(taken, value)]


@pytest.mark.parametrize("name", ["EXAMPLE,EDGAR", "NOBODY,ATALL"])
def test_whom_first_tests_of_clients_ask_for_no_test_record_answers(services: Services, name: str) -> None:
    replies = ask(services, f"QW NAM/{name} SEX/M") + ask(services, f"QW NAM/{name} SEX/M DOB/19700102")
    assert {reply.kind for reply in replies} == {Kind.NONE}


def test_numbers_are_the_same_whatever_the_population() -> None:
    def numbers(seed: int, size: int) -> list[tuple[str, str | None]]:
        with scratch_services(DATABASES) as made:
            fill("main", DATABASES, made, seed, DAY, size, agency_number)
            views = [view for entry in RECORDS for reply in ask(made, own(entry)) for view in reply.records]
            return [(str(view.number), view.nic) for view in views]

    assert numbers(1, 50) == numbers(2, 200)


def own(entry: Entry) -> str:
    key = next(key for key, database in KEYS.items() if database == entry.database)
    return f"{key} OCA/{case(entry)}"


@pytest.mark.parametrize("day", [DAY, date(2011, 6, 1), date(2024, 2, 29), date(2025, 12, 31)], ids=str)
def test_who_is_registered_or_on_parole_as_a_juvenile_is_young_enough(day: date) -> None:
    held = {dict(entry.fields).get("OCA"): dict(entry.fields) for entry in curated(day)}
    arson, parole = held["TEST-1709"], held["TEST-1607"]
    assert (arson["CAT"], parole["CAT"]) == ("J", "YP")
    assert int(arson["ADJ"]) - int(arson["DOB"]) < 18_0000
    assert int(f"{day:%Y%m%d}") - int(parole["DOB"]) < 22_0000


def test_no_vehicle_of_a_registrant_is_newer_than_the_reference_date() -> None:
    day = date(2011, 6, 1)
    years = [text for entry in curated(day) if entry.database == "csar" for code, text in entry.fields if code == "VYR"]
    assert years
    assert all(int(year) <= day.year for year in years)
