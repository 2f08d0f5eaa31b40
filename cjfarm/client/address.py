"""Where a farm's HTTP interface is."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from cjfarm.errors import FarmError

DEFAULT_URL = "http://127.0.0.1:8400"
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a farm's URL.

    Attributes:
        url: the URL as given.
        host: the host to connect to.
        port: the port to connect to.
        secure: whether to speak TLS.
        prefix: what stands before every path, without a slash at its end.
    """

    url: str
    host: str
    port: int
    secure: bool
    prefix: str

    @classmethod
    def of(cls, url: str) -> Address:
        """The parts of a URL.

        Raises:
            FarmError: it is not the URL of an HTTP interface.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise _no_url(url) from None
        if parts.scheme not in _PORTS or not parts.hostname:
            raise _no_url(url)
        secure = parts.scheme == "https"
        return cls(url, parts.hostname, port or _PORTS[parts.scheme], secure, parts.path.rstrip("/"))

    @property
    def authority(self) -> str:
        """Host and port as a Host header names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def _no_url(url: str) -> FarmError:
    return FarmError(f"{url!r} is no URL of a farm: http://HOST:PORT is accepted, such as {DEFAULT_URL}")
