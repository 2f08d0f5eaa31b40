"""What a model did not accept, in plain words: which field, what is wrong with it, and what would be accepted.

What would be accepted is read from the model's JSON schema, so that it cannot differ from what the model takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Schema = Mapping[str, Any]

_PLAIN = {
    "string": "a text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "object": "an object",
    "array": "a list",
    "null": "null",
}
_WRONG = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "is no text",
    "string_too_long": "is too long",
    "model_type": "is no object",
    "model_attributes_type": "is no object",
    "dict_type": "is no object",
    "tuple_type": "is no list",
    "list_type": "is no list",
    "greater_than": "is too small",
    "greater_than_equal": "is too small",
    "less_than": "is too large",
    "less_than_equal": "is too large",
}
_WRONG_FAMILY = {"int": "is no whole number", "float": "is no number", "bool": "is neither true nor false"}


class Unaccepted(NamedTuple):
    """One fault: the place of the value, what is wrong, and what would be accepted, in words or as a list of names."""

    field: str
    detail: str
    accepted: str | list[Any]

    def __str__(self) -> str:
        accepted = self.accepted if isinstance(self.accepted, str) else ", ".join(map(spelled, self.accepted))
        return f"{self.field}: {self.detail}; accepted: {accepted}"


def unaccepted(errors: Iterable[Mapping[str, Any]], schema: Schema) -> list[Unaccepted]:
    """The faults that a model found.

    Args:
        errors: what pydantic lists; each place begins at the model.
        schema: the model's JSON schema.
    """
    errors = list(errors)
    # A stray name where only one is known is one fault, not also a missing name.
    strays = {error["loc"][:-1] for error in errors if error["type"] == "extra_forbidden"}
    return [
        _fault(error, schema)
        for error in errors
        if not (error["type"] == "missing" and error["loc"][:-1] in strays and _is_only(error["loc"], schema))
    ]


def _is_only(place: Sequence[str | int], schema: Schema) -> bool:
    return names_of(_at(schema, place[:-1])) == [place[-1]]


def _fault(error: Mapping[str, Any], schema: Schema) -> Unaccepted:
    kind, place = str(error["type"]), error["loc"]
    detail = _WRONG.get(kind) or _WRONG_FAMILY.get(kind.partition("_")[0], "is not accepted")
    if kind == "value_error":
        detail = str(error["ctx"]["error"])
    elif "accepted" in error.get("ctx", {}):
        return Unaccepted(_name(place), error["msg"], error["ctx"]["accepted"])
    if kind == "extra_forbidden":
        return Unaccepted(_name(place), detail, names_of(_at(schema, place[:-1])))
    return Unaccepted(_name(place), detail, accepts(_at(schema, place)))


def _name(place: Sequence[str | int]) -> str:
    return ".".join(map(str, place)) or "body"


def _at(schema: Schema, place: Iterable[str | int]) -> Schema:
    """The part of a schema that describes one place."""
    definitions = schema.get("$defs", {})
    here = _resolved(schema, definitions)
    for step in place:
        inner = here.get("items") if isinstance(step, int) else here.get("properties", {}).get(step)
        here = _resolved(inner or here.get("additionalProperties") or {}, definitions)
    return here


def _resolved(schema: Schema, definitions: Schema) -> Schema:
    """A schema without references, and without the null of what may be left out."""
    if "$ref" in schema:
        schema = {**definitions[schema["$ref"].rpartition("/")[2]], **schema}
    some = [item for item in schema.get("anyOf", ()) if item.get("type") != "null"]
    return {**schema, **_resolved(some[0], definitions)} | _own_words(schema) if len(some) == 1 else schema


def _own_words(schema: Schema) -> dict[str, Any]:
    return {"description": schema["description"]} if "description" in schema else {}


def names_of(schema: Schema) -> list[str]:
    """The names that an object knows."""
    return list(schema.get("properties", ()))


def accepts(schema: Schema) -> str | list[Any]:
    """What a value of a schema looks like: its own words where it has some, or else those for its type."""
    if "enum" in schema:
        return list(schema["enum"])
    if "const" in schema:
        return spelled(schema["const"])
    kind = schema.get("type", "")
    if kind in ("integer", "number"):
        return f"{_PLAIN[kind]}{_bounds(schema)}"
    if kind == "object" and names_of(schema):
        return f"an object of {', '.join(names_of(schema))}"
    if kind == "string" and "description" in schema:
        words = str(schema["description"]).rstrip(".")
        return words[:1].lower() + words[1:]
    if "maxLength" in schema:
        return f"a text of at most {schema['maxLength']} characters"
    return _PLAIN.get(kind, "another value")


def _bounds(schema: Schema) -> str:
    least, most, above = (schema.get(name) for name in ("minimum", "maximum", "exclusiveMinimum"))
    begin = f" from {_number(least)}" if least is not None else f" above {_number(above)}" if above is not None else ""
    if most is None:
        return f"{begin} on" if least is not None else begin
    return f"{begin} {'to' if least is not None else 'up to'} {_number(most)}"


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def spelled(value: object) -> str:
    """A value as JSON and TOML spell it, but texts without quotes."""
    return str(value).lower() if isinstance(value, bool) else str(value)
