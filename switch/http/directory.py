"""Terminals, operators and agencies over HTTP: one set of routes for the three."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from fastapi import APIRouter, Request
from pydantic import BaseModel
from starlette.responses import Response

from switch.directory import Directory, Shelf
from switch.http.problems import field_problem
from switch.http.requests import Answer, InWorld, describes, read_model, read_object
from switch.runner import Runner
from switch.settings import Agency, Operator, Terminal

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Kind(Generic[Model]):
    """One kind of definition.

    Attributes:
        name: what many of them are called, in paths and answers.
        one: what one is called.
        key: the attribute that identifies one.
        model: what one consists of.
        shelf: where a directory keeps them.
        keeps: whether what a change leaves out stays as it is.
    """

    name: str
    one: str
    key: str
    model: type[Model]
    shelf: Callable[[Directory], Shelf[Model]]
    keeps: bool = False

    def of(self, runner: Runner) -> Shelf[Model]:
        """All of this kind in one world."""
        return self.shelf(runner.world.switch.directory)


TERMINALS = Kind("terminals", "terminal", "mnemonic", Terminal, lambda directory: directory.terminals)
OPERATORS = Kind("operators", "operator", "oif", Operator, lambda directory: directory.operators)
AGENCIES = Kind("agencies", "agency", "ori", Agency, lambda directory: directory.agencies, keeps=True)


def routes(kind: Kind[Model]) -> APIRouter:
    """The routes of one kind."""
    router = APIRouter(prefix=f"/{kind.name}", tags=[kind.name])

    @router.get("", summary=f"Every {kind.one}", name=f"list_{kind.name}")
    async def read_all(runner: InWorld) -> Answer:
        return Answer({kind.name: [item.model_dump(mode="json") for item in kind.of(runner).all()]})

    @router.post(
        "", status_code=201, summary=f"Add one {kind.one}", name=f"add_{kind.one}", openapi_extra=describes(kind.model)
    )
    async def create(request: Request, runner: InWorld) -> Answer:
        definition = read_model(kind.model, await read_object(request))
        await runner.run(lambda: add(kind, runner, definition))
        return Answer(definition.model_dump(mode="json"), 201)

    @router.get("/{name}", summary=f"One {kind.one}", name=f"read_{kind.one}")
    async def read_one(name: str, runner: InWorld) -> Answer:
        return Answer(get(kind, runner, name.upper()).model_dump(mode="json"))

    @router.put(
        "/{name}", summary=f"Add or change one {kind.one}", name=f"put_{kind.one}", openapi_extra=describes(kind.model)
    )
    async def put(request: Request, name: str, runner: InWorld) -> Answer:
        content = await read_object(request)
        definition, is_new = await runner.run(lambda: change(kind, runner, name.upper(), content))
        return Answer(definition.model_dump(mode="json"), 201 if is_new else 200)

    @router.delete("/{name}", status_code=204, summary=f"Remove one {kind.one}", name=f"remove_{kind.one}")
    async def delete(name: str, runner: InWorld) -> Response:
        await runner.run(lambda: remove(kind, runner, name.upper()))
        return Response(status_code=204)

    return router


def routers() -> tuple[APIRouter, ...]:
    """The routes of all three kinds."""
    return routes(TERMINALS), routes(OPERATORS), routes(AGENCIES)


def add(kind: Kind[Model], runner: Runner, definition: Model) -> None:
    """Add a new definition.

    Raises:
        Problem: there is one of this name.
    """
    shelf, name = kind.of(runner), str(getattr(definition, kind.key))
    if shelf.get(name) is not None:
        text = f"there is a {kind.one} {name}; PUT changes it"
        raise field_problem(kind.key, text, "one that is not taken", status=409)
    shelf.put(definition)


def get(kind: Kind[Model], runner: Runner, name: str) -> Model:
    """One definition.

    Raises:
        Problem: there is none of this name.
    """
    found = kind.of(runner).get(name)
    if found is None:
        raise field_problem(kind.key, f"there is no {kind.one} {name}", f"one that GET /{kind.name} lists", status=404)
    return found


def change(kind: Kind[Model], runner: Runner, name: str, content: dict[str, Any]) -> tuple[Model, bool]:
    """Replace a definition, or add it; gives it and whether it is new.

    Raises:
        Problem: something is not accepted, or the body names another one than the path.
    """
    shelf = kind.of(runner)
    existing = shelf.get(name)
    kept = existing.model_dump() if existing is not None and kind.keeps else {}
    definition = read_model(kind.model, {**kept, kind.key: name, **content})
    if getattr(definition, kind.key) != name:
        raise field_problem(kind.key, f"is not the {name} of the path", name)
    shelf.put(definition)
    return definition, existing is None


def remove(kind: Kind[Model], runner: Runner, name: str) -> None:
    """Remove a definition.

    Raises:
        Problem: there is none of this name.
    """
    get(kind, runner, name)
    kind.of(runner).remove(name)
