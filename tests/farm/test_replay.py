"""A recorded conversation is one file: sent to another farm it draws the same answers, or says where it does not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cases.farm import ROOT, FarmProcess

RECORD = {
    "ori": "CA0190000",
    "type": "restraining_order",
    "fields": {
        "NAM": "REPLAY,RUFUS", "SEX": "M", "ORT": "OAH", "CTI": "CA034015J", "CCN": "26-1", "ISD": "20260105",
        "OCA": "26-R1", "parties": [{"PNM": "REPLAY,RHEA", "PSX": "F"}, {"PNM": "REPLAY,RHODA", "PSX": "F"}],
    },
}  # fmt: skip
CONVERSATION = (
    "SAC1000001.*FULL01.EW.CA0340000.NAM/REPLAY,ROBIN.SEX/F.DOB/19700101.OFF/2202.DOW/20260105.WNO/W-R2.TYP/F.OCA/26-R2.ENT/3",
    "LAX1000001.*FULL01.YQ.CA0190000.CA0340000.RTY/WP.RNO/1.PRI/U.OCA/26-R2.NAM/REPLAY,ROBIN",
    "SAC1000002.*FULL01.QRO.CA0340000.NAM/REPLAY,RHEA.SEX/F",
    "SAC1.nonsense",
)

JOHN = "SAC100000{number}.*{operator}.QW.CA0340000.NAM/DOE,JOHN.SEX/M.DOB/19800215"


def cjfarm(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "cjfarm", *arguments)
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)


def url(farm: FarmProcess) -> str:
    return f"http://{farm.host}:{farm.http_port}"


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a farm was told and answered: a record over HTTP, a terminal of its own, messages, and time that passed."""
    folder = tmp_path_factory.mktemp("recorded")
    with FarmProcess(folder) as farm:
        farm.ask("PUT", "/terminals/SAC2", {"ori": "CA0340000", "attended": True})
        farm.ask("POST", "/carpos/records", RECORD)
        for text in CONVERSATION:
            farm.ask("POST", "/messages", text)
            farm.ask("POST", "/clock/advance", {"seconds": 400})
        file = folder / "case.jsonl"
        done = cjfarm("journal", "--export", str(file), "--url", url(farm))
        assert (done.returncode, done.stdout) == (
            0,
            f"{len(file.read_text().splitlines()) - 1} messages written to {file}\n",
        )
    return file


@pytest.fixture
def other(tmp_path: Path) -> Iterator[FarmProcess]:
    with FarmProcess(tmp_path) as farm:
        yield farm


def test_the_file_says_how_the_world_was_made(recording: Path) -> None:
    head = json.loads(recording.read_text().splitlines()[0])
    assert head["recording"] == 1
    assert head["world"]["seed"] == "1"
    assert {"mnemonic": "SAC2", "ori": "CA0340000", "attended": True}.items() <= head["terminals"][-1].items()


def test_another_farm_answers_the_same(recording: Path, other: FarmProcess) -> None:
    done = cjfarm("replay", str(recording), "--world", "main", "--url", url(other))
    assert (done.stdout, done.returncode) == ("5 messages sent, everything was answered as before\n", 0)


def in_world(farm: FarmProcess, method: str, path: str, body: object = None, world: str = "w") -> Any:
    """A request in a world; gives what it answers."""
    status, answer = farm.request(method, path, body, {"X-World": world})
    assert status < 400, answer
    return json.loads(answer) if answer else None


def played(farm: FarmProcess) -> None:
    """A conversation in a world, with faults that come and go, another directory, and summer time that begins."""
    in_world(farm, "PUT", "/terminals/ZED1", {"ori": "CA0340000", "attended": True})
    in_world(farm, "DELETE", "/operators/FULL02")
    for match, effect, more in (
        ({"source": "WPS"}, {"delay_seconds": 5}, {"times": 2}),
        ({"source": "NCIC"}, {"garble": True}, {"probability": 0.5}),
    ):
        in_world(farm, "POST", "/faults", {"match": match, "effect": effect, **more})
    for number in range(4):
        in_world(farm, "POST", "/messages?wait=0", JOHN.format(number=number, operator="FULL01"))
        in_world(farm, "POST", "/clock/advance", {"seconds": 60})
    in_world(farm, "DELETE", "/faults/2")
    in_world(farm, "POST", "/faults", {"match": {"source": "CARPOS"}, "effect": {"drop": True}})
    in_world(farm, "POST", "/messages?wait=0", JOHN.format(number=4, operator="FULL01"))
    in_world(farm, "POST", "/clock/advance", {"seconds": 86_400 * 30})
    in_world(farm, "DELETE", "/faults")
    in_world(farm, "POST", "/messages", JOHN.format(number=5, operator="FULL01"))
    in_world(farm, "POST", "/messages", JOHN.format(number=6, operator="FULL02"))


def recorded(farm: FarmProcess, file: Path, world: str = "w") -> Path:
    assert cjfarm("journal", "--export", str(file), "--world", world, "--url", url(farm)).returncode == 0
    return file


def replayed(farm: FarmProcess, file: Path) -> tuple[str, int]:
    done = cjfarm("replay", str(file), "--url", url(farm))
    return done.stdout + done.stderr, done.returncode


@pytest.mark.parametrize("clock", ["frozen", "real"])
def test_a_new_world_answers_as_the_recorded_one_did_with_its_people_time_faults_and_terminals(
    other: FarmProcess, tmp_path: Path, clock: str
) -> None:
    made = {"seed": 7, "size": 40, "date": "2020-02-01", "clock": clock}
    other.ask("POST", "/worlds", {"name": "w", **made})
    if clock == "real":
        in_world(other, "PUT", "/clock", {"mode": "frozen"})
    played(other)
    file = recorded(other, tmp_path / "w.jsonl")
    faults = json.loads(file.read_text().splitlines()[0])["faults"]
    assert [(one["struck"] > 0, "ended" in one) for one in faults] == [(True, True)] * 3
    other.ask("DELETE", "/worlds/w")
    assert replayed(other, file) == ("7 messages sent, everything was answered as before\n", 0)
    assert [one["name"] for one in other.ask("GET", "/worlds")["worlds"]] == ["main"]


def test_what_was_recorded_in_a_fork_or_after_a_snapshot_is_sent_again_from_the_beginning(
    other: FarmProcess, tmp_path: Path
) -> None:
    other.ask("POST", "/worlds", {"name": "w"})
    played(other)
    other.ask("POST", "/worlds/w/snapshots", {"name": "kept"})
    for name, origin in (("fork", "w"), ("later", "kept")):
        other.ask("POST", "/worlds", {"name": name, "from": origin})
        in_world(other, "POST", "/messages", JOHN.format(number=7, operator="FULL01"), name)
        file = recorded(other, tmp_path / f"{name}.jsonl", name)
        assert replayed(other, file) == ("8 messages sent, everything was answered as before\n", 0)


def test_a_world_that_began_before_the_date_of_its_people_cannot_be_made_again(
    other: FarmProcess, tmp_path: Path
) -> None:
    other.ask("POST", "/worlds", {"name": "w", "size": 10, "date": "2099-12-01", "clock": "real"})
    told, code = replayed(other, recorded(other, tmp_path / "w.jsonl"))
    assert code != 0
    assert "before the reference date of its people, 2099-12-01" in told
    assert "name it with --world" in told


def test_the_first_difference_is_shown(recording: Path, other: FarmProcess) -> None:
    other.ask("POST", "/faults", {"match": {"source": "WPS"}, "effect": {"down": True}})
    done = cjfarm("replay", str(recording), "--world", "main", "--url", url(other))
    assert done.returncode == 1
    assert "EW.CA0340000.NAM/REPLAY,ROBIN" in done.stdout.splitlines()[0]
    assert "-RECORD ENTERED" in done.stdout
    assert "+WPS IS OUT OF SERVICE" in done.stdout


def test_what_is_imported_is_searched_and_verified_and_sent_to_nobody(recording: Path, other: FarmProcess) -> None:
    done = cjfarm("journal", "--import", str(recording), "--url", url(other))
    assert done.returncode == 0, done.stderr
    lines = recording.read_text().splitlines()[1:]
    entries = other.ask("GET", "/journal", limit=1000)["entries"]
    assert [entry["text"] for entry in entries] == [json.loads(line)["text"] for line in lines]
    assert not any(entry["queued"] for entry in entries)
    came = next(entry for entry in entries if entry["key"] == "QRO" and entry["direction"] == "in")
    asked: dict[str, Any] = other.ask("GET", "/journal", id=f"M{came['seq']:010d}")
    assert [entry["kind"] for entry in asked["entries"]] == ["", "HIT"]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "body"),
        ("nonsense", "line 1"),
        ('{"recording": 2}', "line 1"),
        ('{"recording": 1}\n[]', "line 2"),
        ('{"recording": 1}\n{"seq": 1}', "line 2, at"),
    ],
)
def test_what_is_no_recording_is_refused(farm: FarmProcess, text: str, field: str) -> None:
    status, answer = farm.request("POST", "/journal/import", text)
    problem = json.loads(answer)
    assert (status, problem["errors"][0]["field"]) == (422, field)
    assert farm.ask("GET", "/journal")["entries"] == []


def test_a_file_that_is_no_recording_is_refused_by_name(tmp_path: Path, farm: FarmProcess) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("{}\n")
    done = cjfarm("replay", str(file), "--url", url(farm))
    assert done.returncode != 0
    assert 'its first line has no "recording": 1' in done.stderr


def test_a_file_stays_as_it_was_where_nothing_can_be_written_to_it(tmp_path: Path) -> None:
    file = tmp_path / "case.jsonl"
    file.write_text("kept")
    assert cjfarm("journal", "--export", str(file), "--url", "http://127.0.0.1:1").returncode != 0
    assert file.read_text() == "kept"


def test_an_empty_file_is_no_recording(tmp_path: Path, farm: FarmProcess) -> None:
    file = tmp_path / "empty.jsonl"
    file.touch()
    assert replayed(farm, file) == (f"cjfarm: {file} is no recording: it is empty\n", 2)


def test_a_file_that_was_cut_is_told_with_the_line(tmp_path: Path, farm: FarmProcess) -> None:
    file = tmp_path / "cut.jsonl"
    file.write_text('{"recording": 1}\n{"seq": 1, "dir', encoding="utf-8")
    said = f"cjfarm: {file} is no recording: line 2 is not JSON; has the file been cut?\n"
    assert replayed(farm, file) == (said, 2)
