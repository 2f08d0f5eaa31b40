"""A conversation of several terminals with a farm over HTTP, and what came back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from cjfarm.compose import Sender, compose
from tests.cases.farm import FarmProcess
from tests.cases.terminals import ORIS

ANSWER_SECONDS = 10
COMPLETE = "RAC/W HGT/511 WGT/180 HAI/BRO OFF/2202 DOW/20260105 TYP/F"
CAR = "TYP/S VMA/FORD VYR/2018 VST/4D DOT/20260220"
PERSON = "NAM/EXAMPLE,EDGAR DOB/19700102 SEX/M"

SCRIPT = (
    # Entries: one that goes to NCIC, one that stays and is completed later, a car, a plate, a part.
    ("SAC1", f"EW NAM/REPEAT,RITA SEX/F DOB/19810203 {COMPLETE} ENT/1 WNO/W-A1 OCA/26-A1"),
    ("LAX1", "EW NAM/REPEAT,ROSS SEX/M DOB/19620304 RAC/W OFF/2202 DOW/20260105 TYP/F ENT/1 WNO/W-A2 OCA/26-A2"),
    ("SAC2", f"EV {CAR} VIN/1ZZZZ99Z9ZZ777001 LIC/9ZAA771 LIS/CA ENG/ENG-A3 OAN/OAN-A3 OCA/26-A3"),
    ("SAC1", "EL TYP/S LIC/9ZBB772 LIS/CA LIY/2026 LIT/PC DOT/20260220 OCA/26-A4"),
    ("SAC1", "EP TYP/S SER/SER-A5 BRA/TESTBRAND CAT/CC DOT/20260220 OCA/26-A5"),
    # Changes.
    ("LAX1", "MW FCN/{2} HGT/602 WGT/190 HAI/BLK"),
    ("SAC1", "MV FCN/{3} VCO/RED"),
    ("LAX1", "MV FCN/{3} VCO/BLU"),
    ("LAX1", "LV FCN/{3}"),
    ("inbox", "SAC1"),
    # Inquiries by every kind of key, hits, near misses and none.
    ("CHP1", "QW NAM/REPEAT,RITA SEX/F DOB/19810203"),
    ("CHP1", "QW NAM/REPEAT,ROSS SEX/M AGE/64"),
    ("CHP1", "QW FCN/{2}"),
    ("CHP1", "QW OCA/26-A1"),
    ("CHP1", "QW SOC/900660126"),
    ("CHP1", "QW NAM/TRAINING,CASEY SEX/M"),
    ("POOL", "QV LIC/9ZAA771"),
    ("POOL", "QV VIN/1ZZZZ99Z9ZZ777001"),
    ("POOL", "QV ENG/ENG-A3"),
    ("POOL", "QV SER/SER-A5"),
    ("POOL", "QV LIC/9ZBB7Z2"),
    ("POOL", "QV LIC/0QGA397"),
    # Hit confirmation: one that is answered, one that falls due, one by a simulated agency.
    ("LAX1", f"YQ CA0340000 RTY/WP RNO/1 PRI/U OCA/26-A1 {PERSON}"),
    ("LAX1", f"YQ CA0340000 CA0010000 RTY/WP RNO/1 PRI/U OCA/26-A9 {PERSON}"),
    ("SAC1", "YR CA0190000 RTY/WP CON/Y OCA/26-A1"),
    ("advance", "600"),
    ("inbox", "LAX1"),
    # What is not right.
    ("SAC1", "EW NAM/NOCOMMA SEX/Q ENT/5"),
    ("SAC1", "QW NAM/NOBODY,ATALL"),
    ("SAC1", "SAC1000099.*NOSUCH.QW.CA0340000.NAM/DOE,JOHN.SEX/M"),
    ("SAC1", "SAC1.*nonsense"),
    ("SAC1", "YR CA0190000 RTY/WP CON/Y OCA/26-A8"),
    # The training side.
    ("SAC2", "TEP TYP/S SER/SER-T1 DOT/20260220 OCA/26-T1"),
    ("SAC2", "TQV SER/SER-T1"),
    ("SAC2", "TQV SER/SER-A5"),
    # NCIC goes down and comes back.
    ("down", "NCIC"),
    ("SAC1", f"EW NAM/REPEAT,RUTH SEX/F DOB/19830405 {COMPLETE} ENT/1 WNO/W-A6 OCA/26-A6"),
    ("CHP1", "QW NAM/REPEAT,RUTH SEX/F DOB/19830405"),
    ("mend", "NCIC"),
    ("advance", "300"),
    ("inbox", "SAC1"),
    ("CHP1", "QW NAM/REPEAT,RUTH SEX/F DOB/19830405"),
    ("LAX1", "CW FCN/{2}"),
    ("SAC1", "XW FCN/{1}"),
    ("CHP1", "QW NAM/REPEAT,RITA SEX/F DOB/19810203"),
)
"""What happens, in order: a terminal and what is typed there, or what else is done. A number in braces is the file
control number of the so-manieth step."""

Reply = dict[str, Any]


@dataclass
class Conversation:
    """The script as a farm played it.

    Attributes:
        came: what came back, step by step.
    """

    farm: FarmProcess
    came: list[list[Reply]] = field(default_factory=list)
    _numbers: dict[str, str] = field(default_factory=dict)
    _seen: dict[str, int] = field(default_factory=dict)

    def play(self) -> Conversation:
        """Play every step."""
        for number, (who, what) in enumerate(SCRIPT, start=1):
            replies = self._step(number, who, what)
            self.came.append(replies)
            found = re.search(r"^FCN/(\d+)", replies[0]["text"], re.MULTILINE) if replies else None
            if found:
                self._numbers[str(number)] = found[1]
        return self

    def journal(self) -> bytes:
        """The whole journal, as the farm tells it."""
        return self.farm.request("GET", "/journal?limit=1000")[1]

    def _step(self, number: int, who: str, what: str) -> list[Reply]:
        if who == "inbox":
            page = self.farm.ask("GET", f"/terminals/{what}/messages", after=self._seen.get(what, 0))
            self._seen[what] = page["next"]
            return list(page["messages"])
        if who == "advance":
            self.farm.ask("POST", "/clock/advance", {"seconds": int(what)})
            return []
        if who == "down":
            self.farm.ask("POST", "/faults", {"match": {"source": what}, "effect": {"down": True}})
            return []
        if who == "mend":
            self.farm.ask("DELETE", "/faults")
            return []
        typed = re.sub(r"\{(\d+)\}", lambda found: self._numbers[found[1]], what)
        message = compose(typed, Sender(who, "FULL01", ORIS[who], f"{number:06d}"))
        answer = self.farm.ask("POST", "/messages", message, wait=ANSWER_SECONDS)
        assert answer["pending"] == [], answer
        return list(answer["replies"])
