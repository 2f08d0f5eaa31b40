"""What every request passes first: token, origin and size, and the net under everything that fails."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from switch.http.ports import Farm
from switch.http.problems import Problem, document, unexpected
from switch.http.requests import HEAD_ONLY

BODY_LIMIT_BYTES = 1_048_576
LARGER_BODIES = {"/journal/import": 64 * 1_048_576}
"""The paths whose bodies may be larger, and how large, in bytes."""
OPEN_PATH = "/health"
"""The one path that needs no token, so that whatever watches the farm needs none."""

FOREIGN = "the page that asks is of {}: only pages of the farm itself may ask it, programs ask without an Origin header"


class Edge:
    """The outermost layer of the application.

    It is plain ASGI: the layers that frameworks offer for this cost more than the handling of a message.
    """

    def __init__(self, app: ASGIApp, farm: Farm, owner: ASGIApp, busy: Mapping[tuple[str, str], ASGIApp]) -> None:
        """Make the layer.

        Args:
            app: what is inside.
            farm: the farm, for its token.
            owner: the whole application, as requests know it.
            busy: routes, by method and path, that are served without going through all of ``app``.
        """
        self._app, self._owner, self._busy = app, owner, busy
        self._token = None if farm.token is None else farm.token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        scope["app"] = self._owner
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if self._token is not None and scope["path"] != OPEN_PATH and not self._knows(headers):
            refusal = document(401, "a bearer token is needed", headers={"WWW-Authenticate": "Bearer"})
            await refusal(scope, receive, send)
            return
        if (origin := headers.get(b"origin")) is not None and not _is_own(origin, headers):
            await document(403, FOREIGN.format(origin.decode("latin-1")))(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            # The server leaves the body out.
            scope = {**scope, "method": "GET", HEAD_ONLY: True}
        most = LARGER_BODIES.get(scope["path"], BODY_LIMIT_BYTES)
        if int(headers.get(b"content-length", b"0")) > most:
            await document(413, _too_large(most))(scope, receive, send)
        else:
            await self._serve(scope, limited(receive, most) if b"transfer-encoding" in headers else receive, send)

    def _knows(self, headers: dict[bytes, bytes]) -> bool:
        scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
        return scheme.lower() == b"bearer" and hmac.compare_digest(given.strip(), self._token or b"")

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._busy.get((scope["method"], scope["path"]), self._app)(scope, receive, sending)
        except asyncio.CancelledError:
            # Requests are cut off only where the farm stops and has waited for them.
            if not started:
                await document(503, "the farm stops; it is not known what came of the request")(scope, receive, send)
            raise
        except ClientDisconnect:
            # It has hung up before its request was whole: nothing was done, and nobody is there to be told.
            return
        except Exception as error:
            # The edge of a request: whatever went wrong in it, the process lives on.
            answer = unexpected(error)
            if not started:
                await answer(scope, receive, send)


def _is_own(origin: bytes, headers: dict[bytes, bytes]) -> bool:
    """Whether a browser's page that asks came from where it asks: any other must not set up or put back worlds."""
    return origin.partition(b"://")[2] == headers.get(b"host", b"")


def _too_large(most: int) -> str:
    return f"the body is too large: up to {most} bytes are accepted"


def limited(receive: Receive, most: int) -> Receive:
    """The same body, up to its limit; for one whose size is not told beforehand."""
    taken = 0

    async def receiving() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise Problem(413, _too_large(most))
        return message

    return receiving
