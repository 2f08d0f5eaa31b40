"""A dispatcher's client, as small as can be: asks about a person and says what an officer has to know."""

import socket
import time
from dataclasses import dataclass, field

STX, ETX = b"\x02", b"\x03"
SOURCES = {"WPS", "CARPOS", "NCIC"}


@dataclass
class Answer:
    """What the dispatcher reads out."""

    confirm_with: list[str] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        found = [f"WANTED, CONFIRM WITH {ori}" for ori in sorted(set(self.confirm_with))] or ["NO RECORD"]
        return "; ".join(found + [f"{source} DID NOT ANSWER" for source in sorted(self.silent)])


class PersonCheck:
    """One terminal on the line."""

    def __init__(self, host: str, port: int, terminal: str, operator: str, ori: str) -> None:
        self._line = socket.create_connection((host, port), timeout=5)
        self._terminal, self._operator, self._ori = terminal, operator, ori
        self._number, self._held = 0, b""

    def ask(self, name: str, sex: str, born: str, seconds: float = 2.0) -> Answer:
        """One inquiry draws several answers, in any order, each a frame of its own."""
        self._number += 1
        header = f"{self._terminal}{self._number:06d}"
        message = f"{header}.*{self._operator}.QW.{self._ori}.NAM/{name}.SEX/{sex}.DOB/{born}"
        self._line.sendall(STX + message.encode("ascii") + ETX)
        answer, ends = Answer(silent=set(SOURCES)), time.monotonic() + seconds
        while answer.silent and (left := ends - time.monotonic()) > 0:
            frame = self._frame(left)
            if frame is not None and frame.startswith(header):
                self._read(frame, answer)
        return answer

    def _read(self, frame: str, answer: Answer) -> None:
        first, *lines = frame.splitlines()
        source, kind = first.split(".")[-2:]
        if kind == "HIT":
            answer.confirm_with += [line[4:] for line in lines if line.startswith("ORI/")]
        if kind != "ERROR":
            answer.silent.discard(source)

    def _frame(self, seconds: float) -> str | None:
        self._line.settimeout(seconds)
        while ETX not in self._held:
            try:
                data = self._line.recv(65536)
            except TimeoutError:
                return None
            if not data:
                raise ConnectionError("the line was closed")
            self._held += data
        frame, _, self._held = self._held.partition(ETX)
        return frame.lstrip(STX).decode("ascii")
