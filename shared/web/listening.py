"""Sockets that listen."""

from __future__ import annotations

import socket

WAITING = 1024
"""How many connections the system may keep until they are taken."""


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: the address to listen on.
        port: the port; 0 takes any free one.

    Raises:
        OSError: the address cannot be used.
    """
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(WAITING)
    except OSError:
        listener.close()
        raise
    listener.setblocking(False)
    return listener
