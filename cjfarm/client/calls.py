"""One call of a farm's HTTP interface: what is asked, how it is written, what its answer says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from cjfarm.client.address import Address
from cjfarm.client.http1 import Response, request_bytes
from cjfarm.errors import FarmError, Refused, Unreachable


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of a farm.

    Attributes:
        method: the HTTP method.
        path: the parts of the path; none of them can lead elsewhere.
        query: what stands in the query; values of None are left out.
        body: text goes as it is, anything else as JSON, None is no body.
        wait: for how many seconds the farm itself may wait before it answers.
    """

    method: str
    path: tuple[str, ...]
    query: Mapping[str, object] = field(default_factory=dict)
    body: object = None
    wait: float = 0


def written(call: Call, address: Address, token: str | None, world: str | None) -> bytes:
    """A call as the bytes of a request."""
    body, content_type = encoded(call.body)
    headers = list(_headers(address, token, world, content_type))
    if any("\r" in value or "\n" in value for _, value in headers):
        raise FarmError("a token or the name of a world cannot hold line ends")
    return request_bytes(call.method, target(call, address), headers, body)


def target(call: Call, address: Address) -> str:
    """Path and query of a call."""
    asked = {name: _plain(value) for name, value in call.query.items() if value is not None}
    path = "/".join((address.prefix, *(quote(part, safe="") for part in call.path)))
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path


def _plain(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _headers(
    address: Address, token: str | None, world: str | None, content_type: str | None
) -> Iterator[tuple[str, str]]:
    yield "Host", address.authority
    yield "Accept", "application/json"
    if content_type:
        yield "Content-Type", content_type
    if world:
        yield "X-World", world
    if token:
        yield "Authorization", f"Bearer {token}"


def encoded(body: object) -> tuple[bytes | None, str | None]:
    """A body as bytes, and its type."""
    if body is None:
        return None, None
    if isinstance(body, str):
        return body.encode("utf-8", "surrogateescape"), "text/plain"
    return json.dumps(body).encode(), "application/json"


def content_of(response: Response) -> bytes:
    """What an answer brings.

    Raises:
        Refused: the farm says no, and why.
    """
    if response.status >= HTTPStatus.BAD_REQUEST:
        raise refusal(response.status, response.body)
    return response.body


def understood(content: bytes, address: Address) -> Any:
    """What an answer says: its JSON decoded, or None where it has no content.

    Raises:
        Unreachable: what answers is no farm.
    """
    try:
        return json.loads(content) if content else None
    except ValueError as error:
        raise Unreachable(f"what answers at {address.url} is no farm: its answer is not JSON") from error


def refusal(status: int, content: bytes) -> Refused:
    """A refusal as an error."""
    try:
        problem = json.loads(content)
    except ValueError:
        problem = None
    return Refused(problem_text(status, problem), status, problem if isinstance(problem, dict) else None)


def problem_text(status: int, problem: object) -> str:
    """What a problem document (RFC 9457) says, in one line; what is no such document is told by its status alone."""
    if not isinstance(problem, dict):
        return f"the farm answered with status {status}"
    said = next((str(problem[name]) for name in ("detail", "title") if problem.get(name)), "")
    more = [text for fault in problem.get("errors") or () for text in _fault_texts(fault, said)]
    if status == HTTPStatus.UNAUTHORIZED:
        more.append("set CJFARM_TOKEN to the farm's token")
    return "; ".join(filter(None, (said, *more))) or f"the farm answered with status {status}"


def _fault_texts(fault: Mapping[str, Any], said: str) -> Iterator[str]:
    """What one fault says beside the detail of the whole: field and reason, and what is accepted."""
    if fault.get("detail") and str(fault["detail"]) not in said:
        yield f"{fault.get('field', 'request')}: {fault['detail']}"
    accepted = fault.get("accepted")
    text = ", ".join(map(str, accepted)) if isinstance(accepted, list) else str(accepted or "")
    if text and text not in said:
        yield f"accepted: {text}"


def silence(address: Address, error: Exception) -> Unreachable:
    """The error where no answer came."""
    if isinstance(error, TimeoutError):
        return Unreachable(f"the farm at {address.url} did not answer in time")
    why = getattr(error, "strerror", None) or error
    return Unreachable(f"no farm answers at {address.url} ({why}). Is it running? ./farm up")
