"""What is sent: messages of each kind, about people and vehicles that the world holds."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

SAMPLES = 400
"""Messages of a kind, sent in turn; fewer where the world holds fewer."""

NUMBER = "{number}"
"""Where a message holds a number that no other message of the run has."""

_REQUESTER = f".RQR/BENCH {NUMBER}"
"""Who asks, in an inquiry that is to be like no other: it takes part in no search."""
_SENDER = ".*FULL01.#0A000001."
_ORI = "CA0340000"
_VEHICLE = f"EV.{_ORI}.TYP/S.LIC/ZZ{NUMBER}.LIS/CA.VMA/FORD.VCO/WHI.OCA/ZZ-{NUMBER}.DOT/20260101"
# With these the record is complete for the national file, and goes there.
_WHOLE = f".VIN/1ZZZZZZZ9ZZ{NUMBER}.VYR/2018.VST/4D"
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message.

    Attributes:
        name: what the figures call it.
        answer: the kind of its first reply.
        table: the table whose rows it is about, looked up raw for comparison.
    """

    name: str
    answer: str
    table: str


NAME = Kind("name inquiry", "HIT", "wps_wanted_person")
NAME_BORN = Kind("name and birth date", "HIT", "wps_wanted_person")
PLATE = Kind("exact plate", "HIT", "svs_vehicle")
NEAR = Kind("near miss", "NEAR", "svs_vehicle")
NUMBERED = Kind("by FCN", "HIT", "wps_wanted_person")
ENTRY = Kind("entry", "ACK", "svs_vehicle")
ENTRY_ON = Kind("entry passed on", "ACK", "svs_vehicle")
NAME_AGAIN = Kind("name inquiry, asked before", "HIT", "wps_wanted_person")
PLATE_AGAIN = Kind("exact plate, asked before", "HIT", "svs_vehicle")
NAME_ALONE = Kind("name inquiry, one database", "HIT", "carpos_restraining_order")
NAME_FANNED = Kind("name inquiry, three databases", "HIT", "srf_supervised_person")
KINDS = (NAME, NAME_AGAIN, NAME_BORN, NAME_ALONE, NAME_FANNED, PLATE, PLATE_AGAIN, NEAR, NUMBERED, ENTRY, ENTRY_ON)
INQUIRIES = (NAME, PLATE, NEAR, NUMBERED)
AGAIN = (NAME_AGAIN, PLATE_AGAIN)
"""Inquiries that were asked before, to the letter, so that the farm knows their answer; no other inquiry ever was."""
EDGE_KINDS = (*INQUIRIES, *AGAIN, ENTRY)
"""The kinds that are sent over line and HTTP too."""


class Samples:
    """Rows of one world, drawn with a fixed seed."""

    def __init__(self, store: sqlite3.Connection) -> None:
        person, vehicle = "fcn, name, sex, birth", "fcn, plate"

        def drawn(table: str, columns: str, known: str) -> list[Row]:
            found = f"SELECT {columns} FROM {table} WHERE side = 0 AND status = 'active' AND {known} ORDER BY id"
            return _drawn(store.execute(found).fetchall())

        self.people = drawn(NAME.table, person, "birth IS NOT NULL")
        self.restrained = drawn(NAME_ALONE.table, person, "birth IS NOT NULL")
        self.supervised = drawn(NAME_FANNED.table, person, "birth IS NOT NULL")
        self.vehicles = drawn(PLATE.table, vehicle, "plate_state = 'CA'")
        self._rows = {
            NAME.table: self.people,
            NAME_ALONE.table: self.restrained,
            NAME_FANNED.table: self.supervised,
            PLATE.table: self.vehicles,
        }

    def numbers(self, kind: Kind) -> list[str]:
        """The file control numbers of the rows that a kind is about."""
        return [row[0] for row in self._rows[kind.table]]

    def messages(self, kind: Kind) -> Iterator[str]:
        """The messages of a kind, each without its header."""
        new = kind not in AGAIN and kind not in (ENTRY, ENTRY_ON)
        return (f"{_SENDER}{text}{_REQUESTER if new else ''}" for text in self._texts(kind))

    def _texts(self, kind: Kind) -> Iterator[str]:
        if kind in (NAME, NAME_AGAIN):
            yield from (f"QW.{_ORI}.NAM/{name}.SEX/{sex}" for _, name, sex, _ in self.people)
        elif kind is NAME_BORN:
            yield from (f"QW.{_ORI}.NAM/{name}.SEX/{sex}.DOB/{born}" for _, name, sex, born in self.people)
        elif kind is NAME_ALONE:
            yield from (f"QRO.{_ORI}.NAM/{name}.SEX/{sex}" for _, name, sex, _ in self.restrained)
        elif kind is NAME_FANNED:
            yield from (f"QVC.{_ORI}.NAM/{name}.SEX/{sex}" for _, name, sex, _ in self.supervised)
        elif kind is NUMBERED:
            yield from (f"QW.{_ORI}.FCN/{row[0]}" for row in self.people)
        elif kind in (PLATE, PLATE_AGAIN):
            yield from (f"QV.{_ORI}.LIC/{row[1]}" for row in self.vehicles)
        elif kind is NEAR:
            yield from (f"QV.{_ORI}.LIC/{mistaken(row[1])}" for row in self.vehicles)
        else:
            yield f"{_VEHICLE}{_WHOLE if kind is ENTRY_ON else ''}"


def _drawn(rows: Sequence[Row]) -> list[Row]:
    return Random(1).sample(rows, min(SAMPLES, len(rows)))


def mistaken(plate: str) -> str:
    """A plate whose last character is misread."""
    last = plate[-1]
    return plate[:-1] + (str((int(last) + 5) % 10) if last.isdigit() else "Z")
