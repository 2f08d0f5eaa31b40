"""The size of a population, as users say it."""

from __future__ import annotations

from typing import Any

import click

from seed.population import size_of


class SizeType(click.ParamType[int]):
    """A number of people, or a word for one."""

    name = "small|county|state|N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return size_of(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


SIZE = SizeType()
