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
