"""Forms of a comparison of two plans: one file a format, found by listing this package."""

import importlib
from typing import Protocol, cast

from checker.files import modules
from checker.outputs import Options
from checker.revision.diff import Diff
from checker.revision.replay import Replay


class Output(Protocol):
    """A module of this package."""

    suffix: str

    def write(self, found: Diff, replay: Replay | None, options: Options) -> bytes:
        """Give the whole output; without a log there is no replay."""


def names() -> tuple[str, ...]:
    """Name the formats, sorted."""
    return modules(__path__)


def output(name: str) -> Output:
    """Give the format of that name."""
    return cast("Output", importlib.import_module(f"{__name__}.{name}"))
