"""Where the farm's own folders lie: ``services``, ``shared``, ``seed``, ``switch``, ``bench`` and ``migrations``."""

from __future__ import annotations

from pathlib import Path


def farm_root() -> Path:
    """The folder that holds the farm's own folders.

    A wheel carries them under ``cjfarm/_farm``, because their names are too general for somebody else's site-packages;
    in a checkout they lie beside ``cjfarm``.
    """
    package = Path(__file__).resolve().parent
    carried = package / "_farm"
    return carried if carried.is_dir() else package.parent


def is_ours(module: str | None) -> bool:
    """Whether a module is the project's own, so that no package to install would bring it."""
    package = (module or "cjfarm").partition(".")[0]
    return package == "cjfarm" or (farm_root() / package).exists()
