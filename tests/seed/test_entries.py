from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import pytest

from seed.agencies import agencies
from seed.entries import Entry
from seed.population import Population

MIDNIGHT = datetime(2026, 3, 1)
OFFENSE_GROUPS = "09 10 11 12 13 20 22 23 24 26 35 48 49 50 52 54"
REQUIRED = {
    "wanted_person": "NAM SEX OFF DOW WNO TYP OCA ENT",
    "vehicle": "TYP OCA DOT VMA",
    "plate": "TYP OCA DOT LIC LIS",
    "part": "TYP OCA DOT SER",
    "restraining_order": "NAM SEX ORT CTI CCN ISD OCA PNM",
    "supervised_person": "NAM SEX CAT ENT OCA AGT PHO",
    "registrant": "NAM SEX CII CAT RDT OCA",
}
TYPES = {"wanted_person": "FM", "vehicle": "SLFNEPITR", "plate": "SLFNE", "part": "SLFNE"}
EDITS = {
    "OCA": r"[A-Z0-9-]{1,20}", "WNO": r"[A-Z0-9-]{1,20}", "LIC": r"[A-Z0-9]{1,10}", "VIN": r"[A-Z0-9]{17}",
    "DOB": r"(19|20)\d{6}", "ADB": r"(19|20)\d{6}", "DOW": r"20\d{6}", "DOT": r"20\d{6}", "OFF": r"\d{4}",
    "ENT": "[1-4]", "NSV": "[YN]", "CAU": "[AEMSX]", "BAL": r"\d{3,8}", "SOC": r"9\d\d[0-4]\d{5}", "CII": r"A99\d{6}",
    "LIY": r"20\d\d",
    "VYR": r"(19|20)\d\d", "LIS": "CA|NV|OR|AZ", "LIT": "PC|MC|TK|CO", "SER": r"ZP\d{6}", "OAN": r"ZQ\d{6}",
    "AKA": r"[A-Z' -]+,[A-Z' -]+", "NAM": r"[A-Z' -]+,[A-Z' -]+",
}  # fmt: skip
FOLLOW_UPS = {
    "wanted_person": "CW LW XW",
    "vehicle": "CV LV",
    "plate": "CL LL",
    "part": "",
    "restraining_order": "SRO VRO XRO",
    "supervised_person": "CMS XSR",
    "registrant": "USA",
}


def of(entries: tuple[Entry, ...], record_type: str) -> list[Entry]:
    return [entry for entry in entries if entry.record_type == record_type]


def values(entries: tuple[Entry, ...]) -> Iterator[tuple[str, str]]:
    return (field for entry in entries for field in entry.fields)


def test_every_required_field_is_there(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert all(entry.value(code) for code in REQUIRED[entry.record_type].split())
        assert entry.record_type not in TYPES or entry.value("TYP") in list(TYPES[entry.record_type])


def test_every_value_fits_its_edit_and_the_wire(entries: tuple[Entry, ...]) -> None:
    for code, value in values(entries):
        assert re.fullmatch(r"[\x20-\x2D\x30-\x5F]+", value), (code, value)  # no period, slash or lower case
        assert re.fullmatch(EDITS.get(code, ".{1,80}"), value), (code, value)


def test_what_looks_like_a_telephone_belongs_to_nobody(entries: tuple[Entry, ...]) -> None:
    found = [value for _, value in values(entries) if re.fullmatch(r"\d{10}", value)]
    assert found
    assert all(value.startswith("55555501") for value in found)


def test_entries_stand_in_order_of_time_and_before_the_reference_date(entries: tuple[Entry, ...]) -> None:
    times = [entry.at for entry in entries]
    assert times == sorted(times)
    assert times[-1] < MIDNIGHT
    assert all(at.hour not in (1, 2) for at in times)  # the hours in which clocks are changed


def test_no_event_is_dated_after_its_entry(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        assert (entry.value("DOW") or entry.value("DOT") or entry.value("ISD") or "") <= entry.at.strftime("%Y%m%d")


def test_what_followed_lies_between_entry_and_reference_date(entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        times = [entry.at, *(step.at for step in entry.then), MIDNIGHT]
        assert times == sorted(times)
        assert {step.key for step in entry.then} <= set(FOLLOW_UPS[entry.record_type].split())


def test_a_locate_comes_from_another_agency_and_all_but_a_contact_message_from_the_owner(
    entries: tuple[Entry, ...],
) -> None:
    for entry in entries:
        steps = [step for step in entry.then if step.key != "CMS"]
        assert all((step.ori != entry.ori) == step.key.startswith("L") for step in steps)


def test_every_agency_is_of_the_table_and_may_change_warrants(entries: tuple[Entry, ...]) -> None:
    known = {agency.ori for agency in agencies() if agency.ori[5:7] < "90"}
    assert {entry.ori for entry in entries} <= known


@pytest.mark.parametrize("code", ["OCA", "WNO"])
def test_case_and_warrant_numbers_are_unique(entries: tuple[Entry, ...], code: str) -> None:
    found = [value for name, value in values(entries) if name == code]
    assert len(set(found)) == len(found)


def test_about_18_percent_have_a_warrant_and_a_third_are_felonies(entries: tuple[Entry, ...]) -> None:
    warrants = of(entries, "wanted_person")
    assert 0.16 < len({entry.value("NAM") for entry in warrants}) / 6_000 < 0.20
    assert 0.30 < sum(entry.value("TYP") == "F" for entry in warrants) / len(warrants) < 0.40
    assert {entry.value("ENT") for entry in warrants} == set("1234")


def test_a_warrant_has_a_birth_date_or_a_number(entries: tuple[Entry, ...]) -> None:
    without = [entry for entry in of(entries, "wanted_person") if not entry.value("DOB")]
    assert without
    assert all(any(entry.value(code) for code in ("SOC", "OLN", "FBI", "CII")) for entry in without)


def complete(entry: Entry) -> bool:
    return all(entry.value(code) for code in ("RAC", "HGT", "WGT", "HAI", "DOB"))


def test_about_half_of_level_1_felonies_are_complete_and_all_of_level_2(entries: tuple[Entry, ...]) -> None:
    felonies = [entry for entry in of(entries, "wanted_person") if entry.value("TYP") == "F"]
    first = [complete(entry) for entry in felonies if entry.value("ENT") == "1"]
    assert 0.4 < sum(first) / len(first) < 0.6
    assert all(complete(entry) for entry in of(entries, "wanted_person") if entry.value("ENT") == "2")


def test_offences_are_of_known_groups_and_vague_ones_and_caution_x_are_explained(entries: tuple[Entry, ...]) -> None:
    for entry in of(entries, "wanted_person"):
        offense = entry.value("OFF") or ""
        assert offense[:2] in OFFENSE_GROUPS.split()
        if offense.endswith("99") or ("CAU", "X") in entry.fields:
            assert entry.value("MIS")


def test_some_warrants_name_aliases_and_other_births(entries: tuple[Entry, ...]) -> None:
    codes = Counter(code for code, _ in values(entries))
    assert min(codes[code] for code in ("AKA", "ADB", "CAU", "SMT", "FBI")) > 30


def test_a_vehicle_has_a_number_and_a_plate_its_state(entries: tuple[Entry, ...]) -> None:
    for entry in of(entries, "vehicle"):
        assert any(entry.value(code) for code in ("LIC", "VIN", "ENG"))
        assert bool(entry.value("LIC")) == bool(entry.value("LIS"))


def test_vehicles_are_a_fifth_of_people_and_mostly_stolen(entries: tuple[Entry, ...]) -> None:
    types = Counter(entry.value("TYP") for entry in of(entries, "vehicle"))
    assert 0.18 < types.total() / 6_000 < 0.23
    assert 0.6 < types["S"] / types.total() < 0.8
    assert set(types) == set("SLFNEPITR")


def test_most_stolen_vehicles_are_recovered(entries: tuple[Entry, ...]) -> None:
    stolen = [entry for entry in of(entries, "vehicle") if entry.value("TYP") == "S"]
    cleared = sum(any(step.key == "CV" for step in entry.then) for entry in stolen)
    assert 0.80 < cleared / len(stolen) < 0.90


@pytest.mark.parametrize(
    ("county", "share"), [("019", 0.33), ("001", 0.11), ("037", 0.06), ("036", 0.06), ("043", 0.05)]
)
def test_thefts_fall_on_counties_as_they_do(entries: tuple[Entry, ...], county: str, share: float) -> None:
    stolen = [entry for entry in of(entries, "vehicle") if entry.value("TYP") == "S"]
    assert sum(entry.ori[2:5] == county for entry in stolen) / len(stolen) == pytest.approx(share, abs=0.035)


def test_a_felony_vehicle_names_the_case_of_its_owners_warrant(entries: tuple[Entry, ...]) -> None:
    warrants = {entry.value("OCA"): entry for entry in of(entries, "wanted_person")}
    sought = [entry for entry in of(entries, "vehicle") if (entry.value("MIS") or "").startswith("SOUGHT")]
    assert len(sought) > 20
    for entry in sought:
        warrant = warrants[(entry.value("MIS") or "").split()[-1]]
        assert (entry.value("TYP"), warrant.value("TYP")) == ("F", "F")
        assert (entry.ori, entry.at > warrant.at) == (warrant.ori, True)


def test_about_two_percent_have_a_restraining_order_and_most_are_served(entries: tuple[Entry, ...]) -> None:
    orders = of(entries, "restraining_order")
    assert 0.012 < len(orders) / 6_000 < 0.03
    assert 0.5 < sum(any(step.key == "SRO" for step in entry.then) for entry in orders) / len(orders) < 0.8
    assert {key for entry in orders for key in (step.key for step in entry.then)} == {"SRO", "VRO", "XRO"}


def test_an_order_of_another_state_is_registered(entries: tuple[Entry, ...]) -> None:
    for entry in of(entries, "restraining_order"):
        assert (entry.value("ORT") == "OOS") == bool(entry.value("RGC") and entry.value("RGN"))


def test_one_in_fifteen_is_supervised_and_the_wanted_more_often(entries: tuple[Entry, ...]) -> None:
    supervised = {entry.value("NAM") for entry in of(entries, "supervised_person")}
    wanted = {entry.value("NAM") for entry in of(entries, "wanted_person")}
    assert 0.05 < len(supervised) / 6_000 < 0.09
    assert len(supervised & wanted) / len(wanted) > 1.5 * len(supervised) / 6_000


def test_every_category_but_the_registry_s_is_supervised_at_both_levels(entries: tuple[Entry, ...]) -> None:
    subjects = of(entries, "supervised_person")
    assert {entry.value("CAT") for entry in subjects} == {"SP", "CP", "FP", "CC", "MH", "YP"}
    assert {entry.value("ENT") for entry in subjects} == {"1", "2"}
    assert {step.key for entry in subjects for step in entry.then} == {"CMS", "XSR"}


def test_plates_and_parts_are_among_the_records(entries: tuple[Entry, ...]) -> None:
    assert len(of(entries, "plate")) > 80
    assert len(of(entries, "part")) > 20


def test_the_same_arguments_give_the_same_entries(population: Population, entries: tuple[Entry, ...]) -> None:
    again = tuple(Population(population.seed, population.date, population.size).entries())
    assert repr(again) == repr(entries)
