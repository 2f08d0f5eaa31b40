"""Why an answer is what it is: each step in plain words, under the rule behind it and with where that stands."""

from __future__ import annotations

from functools import cache

from shared.engine.inquiry import Inquiry, accepted_by
from shared.engine.port import NameCandidate, NameQuery
from shared.match import is_initial, split_name
from shared.spec import Cite, Database, Key, NameRules, Record, explanation
from shared.wire.message import Reason


def because(database: Database, text: str, rule: str, cite: Cite) -> Reason:
    """A reason under a rule of the database, cited as the rule is; without a rule, as is told."""
    known = database.rule_by_id.get(rule)
    return Reason(text, rule, str(known.cite if known else cite))


def number_rule(database: Database, key: Key, code: str) -> str:
    """The rule by which a number finds a record: the identifier has one of its own."""
    return database.identifier.search_rule if code == database.identifier.code else key.rule


def alone(database: Database, inquiry: Inquiry) -> str:
    """The number that is searched in place of the name, or "": the database's identifier, or an exclusive number."""
    if not inquiry.numbers:
        return ""
    asked = [code for code, _ in inquiry.numbers]
    exclusive = database.name_rules.exclusive_numbers if database.name_rules else frozenset()
    return next((code for code in asked if code == database.identifier.code or code in exclusive), "")


@cache
def searched_codes(database: Database, key: Key, named: bool, dated: bool) -> frozenset[str]:
    """The codes that take part in a search.

    Args:
        database: the database.
        key: the key of the inquiry.
        named: whether a name is searched.
        dated: whether a date of birth is among what is asked; an age is then not looked at.
    """
    accepted, rules = accepted_by(database, key), database.name_rules
    found = {*accepted.numbers, *key.qualifiers, *accepted.options}.difference(key.unsearched)
    if named and rules is not None:
        left_out = {"birth" if not dated else "", "race" if not rules.races else ""}
        found |= {code for part, code in accepted.parts.items() if part not in left_out}
        if not dated and rules.age_window is not None:
            found.add("AGE")
    return frozenset(found)


def taken_for(database: Database, key: Key, inquiry: Inquiry) -> tuple[Reason, ...]:
    """What of an inquiry was not used, and what was taken for granted in place of something left out."""
    single = alone(database, inquiry)
    named = inquiry.name is not None and not single
    searched = searched_codes(database, key, named, inquiry.birth is not None)
    unused = " ".join(code for code in inquiry.values if code not in searched)
    reasons = [_not_used(database, key, single, unused)] if unused else []
    for default in key.defaults:
        if default.beside in inquiry.values and default.code not in inquiry.values:
            held = f"{default.beside}/{inquiry.values[default.beside]}"
            text = f"{default.code} was left out, so {held} is taken for one of {default.value}"
            reasons.append(because(database, text, default.rule, default.cite))
    return tuple(reasons)


def _not_used(database: Database, key: Key, single: str, unused: str) -> Reason:
    verb, them = ("were", "them") if " " in unused else ("was", "it")
    if single:
        text = f"{single} alone is searched; {unused} {verb} not used"
        return because(database, text, number_rule(database, key, single), database.identifier.cite)
    return because(database, f"{unused} {verb} not used: nothing is searched by {them} here", key.rule, key.cite)


def nothing_found(database: Database, key: Key, inquiry: Inquiry, query: NameQuery | None) -> Reason:
    """Why the answer is that there is no record: what was looked for."""
    single = alone(database, inquiry)
    searched = searched_codes(database, key, inquiry.name is not None and not single, inquiry.birth is not None)
    options = accepted_by(database, key).options
    asked = "/".join(code for code in inquiry.values if code in searched and code not in options)
    text = f"no record of the {database.title} answers to {asked}"
    if query is not None:
        return because(database, f"{text}; looked for {described(query)}", key.name_rule, key.cite)
    rule = number_rule(database, key, single or next((code for code, _ in inquiry.numbers), ""))
    return because(database, text, rule, key.cite)


def described(query: NameQuery) -> str:
    """A name search in words: codes, roots, sexes and dates."""
    parts = [f"phonetic code {' '.join(query.codes)}"]
    if query.roots != ("",):
        parts.append(f"first name {' '.join(query.roots)}")
    parts.append(f"sex {' '.join(query.sexes)}")
    if query.first is not None:
        parts.append(f"born {query.first} to {query.last}")
    return ", ".join(parts)


def name_reasons(rules: NameRules, inquiry: Inquiry, query: NameQuery, candidate: NameCandidate) -> tuple[Reason, ...]:
    """Why a name search found a record: by sound, first name, sex where it was widened, and dates."""
    asked, found, cite = split_name(inquiry.name or ""), split_name(candidate.name), str(rules.cite)
    sound = f"{asked.last} and {found.last} share the phonetic code {candidate.code}"
    reasons = [Reason(sound, rules.sound_rule, cite)]
    if query.roots != ("",):
        reasons.append(_first_name_reason(rules, asked.first, found.first, cite))
    if len(query.sexes) > 1:
        reasons.append(Reason(f"SEX/{inquiry.sex} searches {' '.join(query.sexes)}", rules.sex_rule, cite))
    if query.first is not None:
        rule = rules.birth_rule if inquiry.birth is not None else rules.age_rule
        reasons.append(Reason(f"born {candidate.born}; searched {query.first} to {query.last}", rule, cite))
    return tuple(reasons)


def _first_name_reason(rules: NameRules, asked: str, found: str, cite: str) -> Reason:
    if is_initial(asked):
        return Reason(f"first name {found} begins with {asked}", rules.initial_rule, cite)
    held = rules.roots(found)
    root = next((root for root in rules.roots(asked) if root in held), asked)
    return Reason(f"first names {asked} and {found} stand for {root}", rules.first_name_rule, cite)


def number_reason(database: Database, key: Key, code: str, value: str) -> Reason:
    """Why a record was found by a number: all of it, or its end where no more is searched."""
    if code in database.tail_numbers:
        return because(database, f"{code} ends in {value}", database.tail_rule, key.cite)
    return because(database, f"{code} is exactly {value}", number_rule(database, key, code), key.cite)


def narrowing(database: Database, key: Key, caveats: tuple[str, ...]) -> tuple[Reason, ...]:
    """Why a record found by a number is shown with caveats."""
    return tuple(because(database, f"shown with {caveat}", key.narrow_rule, key.cite) for caveat in caveats)


def not_meant(database: Database, key: Key, code: str, value: str, record: Record) -> Reason:
    """Why a record that holds the number asked is not the answer all the same."""
    text = f"{record.fcn or record.nic} holds {code}/{value} too and is not meant"
    said = f": {explanation(key.narrow)}" if key.narrow else ""
    return because(database, text + said, key.narrow_rule, key.cite)
