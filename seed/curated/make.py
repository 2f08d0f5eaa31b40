"""Making one test record: what its theme does not care about is filled in, so that a record says only what matters.

Numbers belong to nobody, and to nobody in the drawn population:

* plates of California begin with 0Q, where issued ones begin with 1 to 9 and never with Q as the first letter; plates
  of other states have nine characters, more than a plate holds;
* VINs begin 1ZZTEST0, name a plant T, and have a wrong check digit;
* SOC begins 900, OLN XT, FBI ZT, CII A00, telephones 555 555 01; every other number holds the word TEST.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from seed.agencies import CONFIRMS
from seed.entries import QUIET_DAYS, Entry, FollowUp, Question, wire_date
from seed.vehicles import check_digit

Value = str | tuple[str, ...] | None
Asks = Mapping[str, str]

FELONY = {"TYP": "F", "OFF": "2202", "ENT": "1"}
"""A level 1 felony; with the descriptors that every test record has it is complete for NCIC."""


def wanted(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A wanted person: where nothing else is said a man, wanted for a misdemeanor in California only.

    Args:
        day: the reference date.
        case: the case number, unique among all test records.
        title: what the record is called.
        shows: what it shows, in a sentence.
        rules: ids of the rules that it shows, parted by spaces.
        asks: the inquiries it is there for, each with the replies that show it.
        fields: values by field code; None leaves out what would be filled in.
    """
    usual: dict[str, Value] = {
        "NAM": None, "SEX": "M", "RAC": "W", "DOB": "19800101", "HGT": "508", "WGT": "160", "HAI": "BRO",
        "OFF": "5404", "DOW": wire_date(day - timedelta(days=30)), "WNO": f"W-{case}", "TYP": "M", "OCA": case,
        "ENT": "1",
    }  # fmt: skip
    return _entry("wps", "wanted_person", day, (title, shows, rules), asks, usual | fields)


def vehicle(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A vehicle: where nothing else is said stolen and described, without any number; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "TYP": "S", "OCA": case, "DOT": _reported(day), "LIC": None, "LIS": "CA" if "LIC" in fields else None,
        "VYR": "2010", "VMA": "TOYT", "VMO": "CAM", "VST": "4D", "VCO": "WHI",
    }  # fmt: skip
    return _entry("svs", "vehicle", day, (title, shows, rules), asks, usual | fields)


def plate(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A plate: where nothing else is said stolen, Californian and whole; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "TYP": "S", "OCA": case, "DOT": _reported(day), "LIC": None, "LIS": "CA", "LIY": str(day.year), "LIT": "PC",
    }  # fmt: skip
    return _entry("svs", "plate", day, (title, shows, rules), asks, usual | fields)


def part(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A part: where nothing else is said a stolen engine; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "TYP": "S", "OCA": case, "DOT": _reported(day), "SER": f"{case}-SER", "BRA": "TOYT", "CAT": "EN",
    }  # fmt: skip
    return _entry("svs", "part", day, (title, shows, rules), asks, usual | fields)


def order(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A restraining order: where nothing else is said against a man, after a hearing; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "NAM": None, "SEX": "M", "RAC": "W", "DOB": "19700101", "ORT": "OAH", "CTI": "CA001015J", "CCN": f"C-{case}",
        "ISD": wire_date(day - timedelta(days=10)), "OCA": case,
    }  # fmt: skip
    return _entry("carpos", "restraining_order", day, (title, shows, rules), asks, usual | fields)


def supervised(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A supervised person: where nothing else is said a man on county probation; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "NAM": None, "SEX": "M", "RAC": "W", "DOB": "19710202", "CAT": "CP", "ENT": "1", "OCA": case,
        "AGT": "OFFICER TEST", "PHO": "5555550100", "BEG": wire_date(day - timedelta(days=100)),
        "END": wire_date(day + timedelta(days=1000)),
    }  # fmt: skip
    return _entry("srf", "supervised_person", day, (title, shows, rules), asks, usual | fields)


def registrant(day: date, case: str, title: str, shows: str, rules: str, asks: Asks, **fields: Value) -> Entry:
    """A registrant: where nothing else is said a man in compliance, for a sex offense; arguments as of ``wanted``."""
    usual: dict[str, Value] = {
        "NAM": None, "SEX": "M", "RAC": "W", "DOB": born(day, 180), "CII": f"A00{case[-4:]}00", "CAT": "S",
        "RDT": wire_date(day - timedelta(days=20)), "ADR": f"{int(case[-2:])} INVENTED STREET", "CTY": "SACRAMENTO",
        "ZIP": "00034", "OCA": case,
    }  # fmt: skip
    return _entry("csar", "registrant", day, (title, shows, rules), asks, usual | fields)


def born(day: date, days: int, year: int = 1970) -> str:
    """A date of birth whose birthday lies so many days after a day."""
    birthday = day + timedelta(days=days)
    return wire_date(date(year, birthday.month, min(birthday.day, 28)))


def step(day: date, days: int, key: str, ori: str = CONFIRMS, **fields: str) -> FollowUp:
    """A later message about a record, one or two days after its entry."""
    return FollowUp(key, ori, datetime.combine(entry_day(day) + timedelta(days=days), time()), tuple(fields.items()))


def entered_by(ori: str, entry: Entry) -> Entry:
    """A test record of another agency than the usual one."""
    return replace(entry, ori=ori)


def followed(entry: Entry, *steps: FollowUp) -> Entry:
    """A test record with what became of it."""
    return replace(entry, then=steps)


def vin(number: int, described: str = "TEST0") -> str:
    """The invented vehicle number of a test record; the last eight characters depend on the number alone."""
    blank = f"1ZZ{described}0AT{number:06d}"
    wrong = next(digit for digit in "0123456789" if digit != check_digit(blank))
    return f"{blank[:8]}{wrong}{blank[9:]}"


def entry_day(day: date) -> date:
    """The day on which test records are entered."""
    return day - timedelta(days=QUIET_DAYS)


def _reported(day: date) -> str:
    return wire_date(day - timedelta(days=QUIET_DAYS + 2))


def _entry(
    database: str,
    record_type: str,
    day: date,
    words: tuple[str, str, str],
    asks: Asks,
    fields: Mapping[str, Value],
) -> Entry:
    title, shows, rules = words
    questions = tuple(Question(text, shown) for text, shown in asks.items())
    at = datetime.combine(entry_day(day), time())
    pairs = tuple(_pairs(fields))
    return Entry(database, record_type, CONFIRMS, at, pairs, (), title, shows, tuple(rules.split()), questions)


def _pairs(fields: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for code, value in fields.items():
        values = (value,) if isinstance(value, str) else value or ()
        yield from ((code, text) for text in values)
