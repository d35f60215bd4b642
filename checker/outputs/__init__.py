"""Forms of the results: one file a format, found by listing this package."""

import importlib
from typing import NamedTuple, Protocol, cast

from checker.files import modules
from checker.results.model import Results


class Options(NamedTuple):
    """How an output is to be made; nothing here changes a verdict."""

    language: str = "en"


class Output(Protocol):
    """A module of this package.

    `name` is its file in the folder of a report; one without is in none. If it says `once`, it is there in
    the first language alone.
    """

    suffix: str
    name: str
    once: bool

    def write(self, results: Results, options: Options) -> bytes:
        """Give the whole output."""


def names() -> tuple[str, ...]:
    """Name the formats, sorted."""
    return modules(__path__)


def output(name: str) -> Output:
    """Give the format of that name."""
    return cast("Output", importlib.import_module(f"{__name__}.{name}"))
