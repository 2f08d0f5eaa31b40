"""Talking to a farm with nothing but the standard library.

What is said and what is understood stands here once, without any socket. ``aio`` holds the clients of asyncio; ``sync``
is written from it, word for word without ``await``, by ``tests/cjfarm/client/written.py``.
"""
