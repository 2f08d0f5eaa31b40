"""Carries the farm's own folders in the wheel, under the cjfarm package."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarriedFolders(BuildHookInterface[Any]):
    """Puts each folder named in pyproject.toml under ``cjfarm/_farm/``.

    An editable install carries nothing: there the command finds the folders in the checkout.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to carry, before the wheel is built."""
        if version != "standard":
            return
        for folder in self.config["folders"]:
            if (Path(self.root) / folder).is_dir():
                build_data["force_include"][folder] = f"cjfarm/_farm/{folder}"
