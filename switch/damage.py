"""Damage to messages on their way: garbled, where single characters arrive as others, or cut short.

The first line of an answer stays whole, so that it can be told which answer was damaged.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from shared.wire import Message

NOISE = "#%*?@~"
"""What a garbled character arrives as."""
ONE_IN = 5


def garbled(text: str, chance: Random) -> str:
    """An answer of which about every fifth character, and at least one, has changed."""
    head, body = _parted(text)
    return head + _noisy(body, chance)


def cut(text: str) -> str:
    """The first half of an answer."""
    head, body = _parted(text)
    return head + body[: len(body) // 2]


def garbled_question(message: Message, chance: Random) -> Message:
    """A message one value of which has changed."""
    if not message.fields:
        return message
    struck = chance.randrange(len(message.fields))
    fields = list(message.fields)
    code, value = fields[struck]
    fields[struck] = (code, _noisy(value, chance))
    return replace(message, fields=tuple(fields))


def cut_question(message: Message) -> Message:
    """A message without the second half of its fields and without its text."""
    return replace(message, fields=message.fields[: len(message.fields) // 2], text=None)


def _parted(text: str) -> tuple[str, str]:
    head, end, body = text.partition("\n")
    return (head + end, body) if body else ("", text)


def _noisy(text: str, chance: Random) -> str:
    places = [place for place, character in enumerate(text) if character.isalnum()]
    struck = set(chance.sample(places, max(1, len(places) // ONE_IN))) if places else set()
    return "".join(chance.choice(NOISE) if place in struck else character for place, character in enumerate(text))
