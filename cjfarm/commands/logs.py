"""Where log lines go: stderr, because stdout belongs to what a command answers."""

from __future__ import annotations

import logging


def log_to_stderr(level: str) -> None:
    """Log from a level on: debug, info, warning or error."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s", force=True)
    # It says every request it makes, which here is every message for a database elsewhere.
    logging.getLogger("httpx").setLevel(logging.WARNING)
