"""Forms of the revision paper: one file a format, found by listing this package."""

import importlib
from typing import Protocol, cast

from checker.files import modules
from checker.outputs import Options
from checker.revision.paper import Paper


class Output(Protocol):
    """A module of this package; `name` is its file in the folder of a paper."""

    suffix: str
    name: str

    def write(self, paper: Paper, options: Options) -> bytes:
        """Give the whole output."""


def names() -> tuple[str, ...]:
    """Name the formats, sorted."""
    return modules(__path__)


def output(name: str) -> Output:
    """Give the format of that name."""
    return cast("Output", importlib.import_module(f"{__name__}.{name}"))
