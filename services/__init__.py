"""The databases of the farm, one folder each; what exports a DATABASE is one, and nothing lists them."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from shared.spec import Database, SpecError


def discover() -> dict[str, Database]:
    """Every database that has a folder here, by name, in the order of names.

    Raises:
        SpecError: a folder exports no database, or one of another name.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if module.ispkg)
    found = {name: getattr(import_module(f"{__name__}.{name}"), "DATABASE", None) for name in names}
    faults = [f"{name}: its folder exports no DATABASE of that name" for name in names if not _fits(name, found[name])]
    if faults:
        raise SpecError(faults)
    return {name: database for name, database in found.items() if database is not None}


def _fits(name: str, database: object) -> bool:
    return isinstance(database, Database) and database.name == name
