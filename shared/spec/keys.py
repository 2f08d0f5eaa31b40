"""Message keys: what a terminal can ask of a database, and what the database passes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any

from shared.spec.cite import Cite
from shared.spec.edit import Edit
from shared.spec.records import Record


class Action(StrEnum):
    """What a key does to a database."""

    INQUIRE = "inquire"
    ENTER = "enter"
    MODIFY = "modify"
    CANCEL = "cancel"
    LOCATE = "locate"
    CLEAR = "clear"
    UPDATE = "update"
    ADD = "add"
    REPORT = "report"
    PUT = "put"
    WITHDRAW = "withdraw"


INTERNAL = frozenset({Action.PUT, Action.WITHDRAW})
"""What other databases ask for and no terminal can."""


@dataclass(frozen=True, slots=True)
class Option:
    """A code that a message holds beside what it searches by, such as what else an inquiry wants.

    It is checked where it is declared and goes on with the message; databases that do not know it pass over it.

    Attributes:
        code: the wire code, such as ``APP``.
        edit: what it accepts.
        title: what it asks for, and what holds where it is left out.
        cite: where it comes from.
    """

    code: str
    edit: Edit[Any]
    title: str
    cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True)
class Default:
    """What an inquiry is taken to say where it leaves a code out.

    Attributes:
        code: the code that was left out.
        value: what is taken in its place.
        beside: the code that makes the difference: where this is not asked either, nothing is taken for granted.
        rule: the id of the rule behind it.
        cite: where it comes from.
    """

    code: str
    value: str
    beside: str
    rule: str
    cite: Cite


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Key:
    """One message key of a database.

    Attributes:
        name: the key as sent.
        action: what it does.
        records: the record types it works on.
        title: what it is for, in a few words.
        cite: where it comes from.
        also: names of further databases that the same message is sent to.
        qualifiers: codes that an inquiry may hold beside its search fields, such as the license state of a plate.
        unsearched: those of the qualifiers that an inquiry may hold and that narrow nothing.
        options: codes that an inquiry or report may hold though nothing is searched by them.
        narrow: takes a record found by a number, the number's code and the values asked; gives the caveats to show
            with it, or None where the record is not meant after all.
        narrow_rule: the id of the rule behind that.
        defaults: what an inquiry is taken to say where it leaves something out.
        rule: the id of the rule behind what the key does; of an inquiry, that its numbers find a record.
        name_rule: the id of the rule that a name is searched together with a sex.
        near_rule: the id of the rule behind near misses.
        near_closing: what must be done before a near miss is used, as the last lines of the answer.
        fields: codes of the fields that an update sets; it holds all of them.
        adds: the record type that is added to a record found by its identifier, and shown with it ever after.
        reports: what happened elsewhere that a report tells of, such as ``arrest``. Other systems send it, never a
            terminal; the owner of each active record that holds its number is told at the attended terminal.
        number: code of the number by which a report finds the records that it concerns, and which says what record is
            put or withdrawn.
        tells_owner: whether the owner of the record is told at the attended terminal of what was added to it.
        done: the words that acknowledge it; empty for the usual ones.
        open_to_inquiry: whether an operator who only inquires may send it although it changes something.
        whole: codes of numbers, beside the record's own, by which an inquiry is answered with the whole record.
        always: code and value pairs of every record that is put; a record without them is not touched.
        since: the first day on which the key works, or None.
        until: the day from which it no longer works, or None.
        web_since: the first day on which what it does can be done over HTTP, or None where there is no such day.
    """

    name: str
    action: Action
    records: tuple[type[Record], ...]
    title: str
    cite: Cite
    also: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    narrow: Callable[[Any, str, Mapping[str, str]], tuple[str, ...] | None] | None = None
    narrow_rule: str = ""
    defaults: tuple[Default, ...] = ()
    rule: str = ""
    name_rule: str = ""
    near_rule: str = ""
    near_closing: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    adds: type[Record] | None = None
    reports: str = ""
    number: str = ""
    tells_owner: bool = False
    done: str = ""
    open_to_inquiry: bool = False
    whole: tuple[str, ...] = ()
    always: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    web_since: date | None = None


def _key(action: Action) -> Callable[..., Key]:
    def make(name: str, *records: type[Record], title: str, cite: Cite, **more: Any) -> Key:
        return Key(name=name, action=action, records=records, title=title, cite=cite, **more)

    return make


Inquire = _key(Action.INQUIRE)
Enter = _key(Action.ENTER)
Modify = _key(Action.MODIFY)
Cancel = _key(Action.CANCEL)
Locate = _key(Action.LOCATE)
Clear = _key(Action.CLEAR)
Update = _key(Action.UPDATE)
Add = _key(Action.ADD)
Report = _key(Action.REPORT)
Put = _key(Action.PUT)
Withdraw = _key(Action.WITHDRAW)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForwardInquiry:
    """Passes an inquiry on to another database.

    Attributes:
        to: the other database's name.
        key: the key that the other database knows it by.
        when: takes the inquiry's field values by code, says whether it goes on.
        rule: the id of the rule behind it.
        cite: where it comes from.
        translate: replaces values on the way, by code.
        first_hand: only what a terminal asked goes on, not what another database has passed on.
        last: it goes on only when all others that the message was sent to have answered.
        since: the first day on which it holds, or None.
        until: the day from which it no longer holds, or None.
    """

    to: str
    key: str
    when: Callable[[Mapping[str, str]], bool]
    rule: str
    cite: Cite
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    first_hand: bool = False
    last: bool = False
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForwardEntry:
    """Passes an entry, or a modification that completes one, on to another database, and what its answer changes.

    A record type may have several of them into the same file: a record goes on by the first that is in force and whose
    condition it meets. The dates say when a record can go there; what was passed on is followed at all times.

    Attributes:
        to: the other database's name.
        record: the record type concerned.
        key: the key that the other database knows an entry by.
        when: takes the record, says whether it goes on.
        prepare: takes the record, gives the field values that differ on the way.
        prepare_rule: the id of the rule behind that.
        then: takes the record and the national number, gives the attributes that change.
        follow: which key of the other database repeats a later action on the record.
        rule: the id of the rule behind it.
        cite: where it comes from.
        translate: replaces values on the way, by code.
        since: the first day on which it holds, or None.
        until: the day from which it no longer holds, or None.
    """

    to: str
    record: type[Any]
    key: str
    when: Callable[[Any], bool]
    rule: str
    cite: Cite
    then: Callable[[Any], dict[str, Any]]
    prepare: Callable[[Any], dict[str, str]]
    prepare_rule: str = ""
    follow: Mapping[Action, str] = field(default_factory=dict)
    translate: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Summary:
    """Keeps a summary of each record in another database: at set times of day it sends what has changed since.

    A record that ends, or that the summary is no longer about, is withdrawn there at the next of these times.

    Attributes:
        to: the other database's name.
        record: the record type concerned.
        key: the key by which the other database puts a summary.
        withdraw: the key by which it withdraws one.
        by: the code of the number that says, there as here, whom a summary is about.
        at: the times of day.
        when: takes the record, says whether there is a summary of it.
        codes: the codes that it holds.
        prepare: takes the record, gives what it holds beside these.
        rule: the id of the rule behind it.
        cite: where it comes from.
        since: the first day on which it is kept, or None.
        until: the day from which it is no longer kept, or None.
    """

    to: str
    record: type[Any]
    key: str
    withdraw: str
    by: str
    at: tuple[time, ...]
    when: Callable[[Any], bool]
    codes: tuple[str, ...]
    prepare: Callable[[Any], dict[str, str]]
    rule: str
    cite: Cite
    since: date | None = None
    until: date | None = None
