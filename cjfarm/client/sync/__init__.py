"""The client that waits. Beside ``stream.py``, everything here is written from ``aio``: change it there."""
