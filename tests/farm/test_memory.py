"""A farm that answers from memory what was asked before says, byte for byte, what one says that remembers nothing."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import pathsep
from pathlib import Path
from typing import NamedTuple

from tests.cases.farm import ROOT, FarmProcess
from tests.farm.line import typed

FORGETFUL = """
from shared.engine.again import AskedAgain
AskedAgain.find = lambda self, envelope: None
"""
LENGTH = 40
DAY_SECONDS = 86_400
PERSON = "SEX/M DOB/19700102"
ENTRY = f"{PERSON} RAC/W HGT/511 WGT/180 HAI/BRO OFF/2202 DOW/20260105 TYP/F"
NAMES = ("EXAMPLE,EDGAR", "EXAMPLE,EDGARD")
PLATES = ("0QAG001", "0QAG002")
TERMINALS = ("SAC1", "SAC2", "LAX1", "CHP1")
WORLDS = ("main", "fork")
WAYS = ("/messages?wait=0.2", "/messages?wait=0.2", "/explain")
QUESTIONS = (
    "QW NAM/{name} SEX/M",
    f"QW NAM/{{name}} {PERSON}",
    f"TQW NAM/{{name}} {PERSON}",
    "QW NAM/{name} SEX/M DOB/20260303",
    f"QRO NAM/{{name}} {PERSON}",
    f"QVC NAM/{{name}} {PERSON}",
    "QV LIC/{plate}",
    "QW OCA/{case}",
    "QV OCA/{case}",
    "QW FCN/{number}",
    "QV FCN/{number}",
)
ENTRIES = (
    f"EW NAM/{{name}} {ENTRY} ENT/1 WNO/W-M1 OCA/{{case}}",
    f"EW NAM/{{name}} {ENTRY} ENT/3 WNO/W-M2 OCA/{{case}}",
    "EV TYP/S LIS/CA VMA/FORD DOT/20260220 LIC/{plate} OCA/{case}",
)
CHANGES = (
    *ENTRIES,
    *ENTRIES,
    "MW FCN/{number} BAL/5000",
    "MV FCN/{number} VCO/BLU",
    "LW FCN/{number}",
    "LV FCN/{number}",
    "XW FCN/{number}",
    "XV FCN/{number}",
)
EFFECTS = ("down", "late", "drop", "out_of_order", "duplicate", "garble", "cut")


class Act(NamedTuple):
    """One request, or a restart where it has no method; a number in it stands for the latest record but so many."""

    world: str = "main"
    method: str = ""
    path: str = ""
    body: object = None


def script(chance: random.Random) -> Iterator[Act]:
    """What happens: questions are asked, something changes, and they are asked again by whoever."""
    yield Act("main", "POST", "/worlds", {"name": "fork", "from": "main"})
    for number in range(LENGTH):
        if number == LENGTH // 2:
            yield Act()
            yield Act("main", "POST", "/worlds/main/snapshots", {"name": "kept"})
            yield Act("main", "DELETE", "/worlds/fork")
            yield Act("main", "POST", "/worlds", {"name": "fork", "from": "kept"})
        world, kind = chance.choice(WORLDS), chance.random()
        if kind < 0.85:
            questions = [_filled(chance, text) for text in QUESTIONS]
            way, change = chance.choice(WAYS), _filled(chance, chance.choice(CHANGES))
            yield from (Act(world, "POST", WAYS[0], typed("SAC1", text)) for text in questions)
            yield Act(world, "POST", way, typed("SAC1", change))
            yield from (Act(world, "POST", WAYS[0], typed(chance.choice(TERMINALS), text)) for text in questions)
        else:
            yield _else(chance, world)
    yield from (Act(world, "GET", "/journal?limit=1000") for world in WORLDS)


def _filled(chance: random.Random, text: str) -> str:
    number = f"<{chance.randrange(3)}>"
    case = f"26-{chance.randrange(2)}"
    return text.format(name=chance.choice(NAMES), plate=chance.choice(PLATES), case=case, number=number)


def _else(chance: random.Random, world: str) -> Act:
    fault = {
        "match": {"source": chance.choice(("WPS", "NCIC", "SVS"))},
        "effect": {chance.choice(EFFECTS): True},
        "times": chance.randrange(1, 4),
    }
    return chance.choice(
        (
            Act(world, "POST", "/clock/advance", {"seconds": chance.choice((600, DAY_SECONDS, 40 * DAY_SECONDS))}),
            Act(world, "POST", "/faults", fault),
            Act(world, "DELETE", "/faults"),
            Act(world, "DELETE", f"/wps/records/<{chance.randrange(3)}>"),
            Act("main", "POST", f"/worlds/{world}/reset"),
        )
    )


def played(folder: Path, acts: list[Act], memory: str) -> list[tuple[int, bytes]]:
    """What a farm answers, one after the other."""
    (folder / "patch").mkdir(parents=True)
    (folder / "patch" / "sitecustomize.py").write_text(memory)
    found: list[tuple[int, bytes]] = []
    numbers: list[str] = []
    with_memory = {"PYTHONPATH": f"{folder / 'patch'}{pathsep}{ROOT}"}
    farm = FarmProcess(folder, environment=with_memory)
    for act in acts:
        if not act.method:
            farm.stop()
            farm = FarmProcess(folder, environment=with_memory)
            continue
        path, body = _numbered(act.path, numbers), act.body
        body = _numbered(body, numbers) if isinstance(body, str) else body
        kind = "text/plain" if isinstance(body, str) else "application/json"
        status, answer = farm.request(act.method, path, body, {"X-World": act.world, "Content-Type": kind})
        found.append((status, re.sub(rb'"line_port":\d+', b"", answer)))
        numbers += re.findall(r"\\nFCN/(\d+)", found[-1][1].decode()) if act.path.startswith("/messages") else []
    farm.stop()
    return found


def _numbered(text: str, numbers: list[str]) -> str:
    return re.sub(r"<(\d)>", lambda asked: ([*reversed(numbers)] + ["0"] * 3)[int(asked[1])], text)


def test_who_remembers_says_what_one_says_who_does_not(tmp_path: Path) -> None:
    acts = list(script(random.Random(1)))
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(played, (tmp_path / "a", tmp_path / "b"), (acts, acts), ("", FORGETFUL))
    asked = [act for act in acts if act.method]
    assert [
        act for act, (status, _) in zip(asked, first, strict=True) if status >= 400 and "records" not in act.path
    ] == []
    assert [(act, *pair) for act, *pair in zip(asked, first, second, strict=True) if pair[0] != pair[1]] == []
    drawn = {kind for _, answer in first for kind in re.findall(rb'"kind":"(\w+)"', answer)}
    assert drawn >= {b"HIT", b"NONE", b"ACK", b"REJECT"}
