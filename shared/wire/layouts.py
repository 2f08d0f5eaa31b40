"""Reply layouts: Jinja2 templates that a dialect puts in the place of our own."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import Environment, StrictUndefined, TemplateError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from shared.wire.context import ReplyContext
from shared.wire.dialect import DialectError, Layout
from shared.wire.message import Kind, RecordView, Reply

VARIABLES = frozenset({"context", "reply", "first"})
SHOWS_RECORDS = frozenset({Kind.HIT, Kind.NEAR})


def compile_layout(name: str, source: str, codes: Mapping[str, str]) -> Layout:
    """A layout that fills this template, tried once on invented replies of the kinds that it is for.

    The template sees ``context``, ``reply`` and ``first`` (the first line by default), and the filter ``code`` that
    gives the other system's name for a field code.

    Raises:
        DialectError: the template cannot be read or fails on a reply that it is for; the text says why.
    """
    environment = _environment(codes)
    try:
        unknown = find_undeclared_variables(environment.parse(source)) - VARIABLES
        template = environment.from_string(source)
    except TemplateError as error:
        raise DialectError(f'layouts "{name}": {error}') from error
    if unknown:
        raise DialectError(f'layouts "{name}": {min(unknown)} is unknown; {", ".join(sorted(VARIABLES))} are accepted')

    def layout(context: ReplyContext, reply: Reply, first: str) -> str:
        try:
            return template.render(context=context, reply=reply, first=first)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise DialectError(f'layouts "{name}": {error} in a reply of kind {reply.kind}') from error

    for specimen in _specimens(name):
        layout(ReplyContext("TEST000001", "TEST01", "QW", "CA0000000"), specimen, "")
    return layout


def _environment(codes: Mapping[str, str]) -> Environment:
    environment = SandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    environment.filters["code"] = lambda code: codes.get(code, code)
    return environment


def _specimens(name: str) -> list[Reply]:
    source, _, kind = name.partition(".")
    kinds = [Kind(kind)] if kind not in ("", "*") else list(Kind)
    record = RecordView("wanted_person", "WANTED PERSON", "active", fields=(("NAM", "EXAMPLE,EDGAR"),))
    return [
        Reply(source.replace("*", "TEST"), kind, ("EXAMPLE",), (record,) if kind in SHOWS_RECORDS else ())
        for kind in kinds
    ]
