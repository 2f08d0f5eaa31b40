"""The profile: what a user's messages are sent with, so that it need not be typed each time."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

PROFILE = Path(".config") / "cjfarm" / "profile.toml"
"""Where the profile lies in the user's home."""


class ProfileError(ValueError):
    """The profile cannot be used; the text names file and setting and says what is accepted."""


def read_profile(path: Path, command: str, settings: Collection[str]) -> dict[str, Any]:
    """What the profile sets for a command: its table of that name; nothing where there is no such file.

    Args:
        path: the file.
        command: the table to read, such as ``send``.
        settings: what may stand there.

    Raises:
        ProfileError: the file is no TOML, or sets what there is not.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get(command, {})
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProfileError(f"{path}: {error}") from error
    if not isinstance(table, dict):
        raise ProfileError(f"{path}: {command} must be a table, [{command}]")
    strange = [name for name in table if name not in settings]
    if strange:
        raise ProfileError(f"{path}: {command}.{strange[0]} is unknown; {', '.join(sorted(settings))} are accepted")
    return table
