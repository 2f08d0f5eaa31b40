"""Calling a running farm over HTTP with nothing but the standard library."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import OpenerDirector, ProxyHandler, Request, build_opener

DEFAULT_URL = "http://127.0.0.1:8400"
ANSWER_SECONDS = 30.0
"""How long an answer may take, beyond what the farm itself was asked to wait."""

# A farm is next door: a proxy that the machine uses for the world outside must not come between.
_OPENER: OpenerDirector = build_opener(ProxyHandler({}))


class CallError(Exception):
    """A call did not bring what was asked for; the text says why and what would work."""


class Unreachable(CallError):
    """Nothing answers at the URL, or what answers is no farm."""


class Refused(CallError):
    """The farm refused.

    Attributes:
        status: the HTTP status.
    """

    def __init__(self, text: str, status: int) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class FarmAddress:
    """A running farm as its callers know it.

    Attributes:
        url: where its HTTP interface is.
        token: what its requests must bear, or None.
        world: the world that requests are about; None leaves the choice to the farm.
        patience_seconds: how long an answer may take.
    """

    url: str = DEFAULT_URL
    token: str | None = None
    world: str | None = None
    patience_seconds: float = ANSWER_SECONDS

    def get(self, *path: str, wait: float | None = None, **query: object) -> Any:
        """Read something; ``wait`` is for how many seconds the farm itself may wait for it."""
        return self.call("GET", path, {**query, "wait": wait}, None, wait or 0)

    def post(self, *path: str, body: object = None, wait: float | None = None, **query: object) -> Any:
        """Have something done; text is sent as it is, anything else as JSON."""
        return self.call("POST", path, {**query, "wait": wait}, body, wait or 0)

    def put(self, *path: str, body: object) -> Any:
        """Set something."""
        return self.call("PUT", path, {}, body)

    def delete(self, *path: str) -> Any:
        """Remove something."""
        return self.call("DELETE", path, {}, None)

    def lines(self, *path: str) -> Iterator[bytes]:
        """The lines of an answer that is text, as they arrive.

        Raises:
            Unreachable: nothing answers, or what answers is no farm.
            Refused: the farm says no, and why.
        """
        with self._open(self._request("GET", path, {}, None), 0) as response:
            yield from response

    def call(
        self, method: str, path: tuple[str, ...], query: Mapping[str, object], body: object, wait: float = 0
    ) -> Any:
        """One request; gives the decoded JSON of its answer, or None where it has none.

        Query values of None are left out.

        Raises:
            Unreachable: nothing answers, or what answers is no farm.
            Refused: the farm says no, and why.
        """
        with self._open(self._request(method, path, query, body), wait) as response:
            content: bytes = response.read()
        try:
            return json.loads(content) if content else None
        except ValueError as error:
            raise Unreachable(f"what answers at {self.url} is no farm: its answer is not JSON") from error

    @contextmanager
    def _open(self, request: Request, wait: float) -> Iterator[Any]:
        try:
            with _OPENER.open(request, timeout=wait + self.patience_seconds) as response:
                yield response
        except HTTPError as error:
            raise Refused(problem_text(error.code, error.read()), error.code) from error
        except (URLError, HTTPException, OSError) as error:
            raise Unreachable(self._unreachable(error)) from error

    def _request(self, method: str, path: tuple[str, ...], query: Mapping[str, object], body: object) -> Request:
        require_url(self.url)
        asked = {name: _query_value(value) for name, value in query.items() if value is not None}
        url = "/".join((self.url.rstrip("/"), *(quote(part, safe="") for part in path)))
        data, content_type = _encoded(body)
        request = Request(f"{url}?{urlencode(asked, doseq=True)}" if asked else url, data, method=method)
        for name, value in self._headers(content_type):
            request.add_header(name, value)
        return request

    def _headers(self, content_type: str | None) -> Iterator[tuple[str, str]]:
        yield "Accept", "application/json"
        if content_type:
            yield "Content-Type", content_type
        if self.world:
            yield "X-World", self.world
        if self.token:
            yield "Authorization", f"Bearer {self.token}"

    def _unreachable(self, error: Exception) -> str:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            return f"the farm at {self.url} did not answer in time"
        return (
            f"no farm answers at {self.url} ({getattr(reason, 'strerror', None) or reason}). Is it running? ./farm up"
        )


def require_url(url: str) -> None:
    """Check that a text is the URL of an HTTP interface.

    Raises:
        CallError: it is not.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CallError(f"{url!r} is no URL of a farm: http://HOST:PORT is accepted, such as {DEFAULT_URL}")


def problem_text(status: int, content: bytes) -> str:
    """What a problem document (RFC 9457) says, in one line; what is no such document is told by its status alone."""
    try:
        problem = json.loads(content)
    except ValueError:
        problem = None
    if not isinstance(problem, dict):
        return f"the farm answered with status {status}"
    said = next((str(problem[name]) for name in ("detail", "title") if problem.get(name)), "")
    more = [text for fault in problem.get("errors") or () for text in _fault_texts(fault, said)]
    if status == HTTPStatus.UNAUTHORIZED:
        more.append("set CJFARM_TOKEN to the farm's token")
    return "; ".join(filter(None, (said, *more))) or f"the farm answered with status {status}"


def _fault_texts(fault: dict[str, Any], said: str) -> Iterator[str]:
    """What one fault says beside the detail of the whole: field and reason, and what is accepted."""
    if fault.get("detail") and str(fault["detail"]) not in said:
        yield f"{fault.get('field', 'request')}: {fault['detail']}"
    accepted = fault.get("accepted")
    if accepted:
        yield f"accepted: {', '.join(map(str, accepted)) if isinstance(accepted, list) else accepted}"


def _query_value(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value


def _encoded(body: object) -> tuple[bytes | None, str | None]:
    if body is None:
        return None, None
    if isinstance(body, str):
        return body.encode("utf-8", "surrogateescape"), "text/plain"
    return json.dumps(body).encode(), "application/json"
