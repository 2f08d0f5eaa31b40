"""Photographs of the people in records: drawn figures that nobody can mistake for a person."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from switch.http.problems import Problem
from switch.http.records import database_of, record_of
from switch.http.requests import InWorld

SVG = "image/svg+xml"
_COLOURS = ("#7fb069", "#e6aa68", "#ca3c25", "#5b85aa", "#9d79bc", "#d5c67a")
_EYES = ("circle", "square", "cross")

router = APIRouter(prefix="/{database}/records", tags=["records"])


@router.get(
    "/{number}/photograph",
    summary="The photograph of a record, drawn",
    response_class=Response,
    responses={200: {"content": {SVG: {}}, "description": "The drawing."}},
)
async def read_photograph(request: Request, database: str, number: str, runner: InWorld) -> Response:
    """A figure of plain shapes with the words TEST RECORD and NOT A PERSON; the same one for the same number."""
    known = database_of(request, database)
    record = await record_of(runner, known, number)
    code = known.record_by_name[record["type"]].photograph
    if not code or record["fields"].get(code) != "Y":
        raise Problem(404, f"{known.identifier.code} {number} has no photograph on file")
    return Response(drawing(number.upper()), media_type=SVG)


def drawing(number: str) -> str:
    """A square head of a colour that the number chooses, without any likeness."""
    chosen = sum(place * ord(sign) for place, sign in enumerate(number, start=1))
    colour, eyes = _COLOURS[chosen % len(_COLOURS)], _EYES[chosen % len(_EYES)]
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="300" viewBox="0 0 240 300" role="img">'
        f"<title>Test record {number}: not a person</title>"
        '<rect width="240" height="300" fill="#eeeeee"/>'
        '<text x="120" y="30" font-family="monospace" font-size="20" text-anchor="middle">TEST RECORD</text>'
        f'<rect x="60" y="50" width="120" height="120" fill="{colour}" stroke="#222222" stroke-width="4"/>'
        f"{_eye(eyes, 95)}{_eye(eyes, 145)}"
        '<path d="M85 140 H155" stroke="#222222" stroke-width="6"/>'
        f'<path d="M40 250 L80 180 H160 L200 250 Z" fill="{colour}" stroke="#222222" stroke-width="4"/>'
        '<text x="120" y="272" font-family="monospace" font-size="20" text-anchor="middle">NOT A PERSON</text>'
        f'<text x="120" y="292" font-family="monospace" font-size="13" text-anchor="middle">{number}</text>'
        "</svg>"
    )


def _eye(kind: str, x: int) -> str:
    shapes = {
        "circle": f'<circle cx="{x}" cy="95" r="9"/>',
        "square": f'<rect x="{x - 8}" y="87" width="16" height="16"/>',
        "cross": f'<path d="M{x - 8} 87 l16 16 m0 -16 l-16 16" stroke="#222222" stroke-width="4"/>',
    }
    return shapes[kind]
