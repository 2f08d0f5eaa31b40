"""Values: dataclasses that never change once they are made.

Python's frozen dataclasses are made field by field through ``object.__setattr__`` and cost three times what plain ones
cost. A message makes some fifty. So the values on its way are frozen for the type checker, which every change passes,
and plain at run time; see docs/decisions/values.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as value_class
else:
    from dataclasses import dataclass

    def value_class(*, frozen: bool, slots: bool):
        """A dataclass that is compared and hashed by its fields, as a frozen one is, and that costs less to make."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["value_class"]
