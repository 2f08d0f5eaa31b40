"""The ``cjfarm`` command: finds the farm's folders, then hands over to the commands."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from cjfarm.errors import MORE_PACKAGES
from cjfarm.paths import farm_root, is_ours


def main() -> None:
    """Run the command line, and end the process with its exit code."""
    put_farm_first()
    load_commands().cli(prog_name="cjfarm")


def put_farm_first() -> None:
    """Make the farm's folders importable, ahead of whatever else has their names."""
    root = str(farm_root())
    sys.path[:] = [root, *(entry for entry in sys.path if entry != root)]


def load_commands() -> ModuleType:
    """The module that holds the commands; it can be imported only once the farm's folders can.

    Raises:
        SystemExit: with code 2, where a package of the ``farm`` extra is not installed.
    """
    try:
        return import_module("cjfarm.commands")
    except ModuleNotFoundError as missing:
        if is_ours(missing.name):
            raise
        print(f"cjfarm: {MORE_PACKAGES}", file=sys.stderr)
        raise SystemExit(2) from missing


if __name__ == "__main__":
    main()
