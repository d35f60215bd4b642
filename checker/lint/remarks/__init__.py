"""What a plan may say and surely does not mean: one remark a file, found by listing this package."""

import importlib
from typing import Protocol, cast

from checker.diagnostics import Faults
from checker.files import modules
from checker.lint.model import Subject


class Remark(Protocol):
    """A module of this package. Its docstring is its page: what it says, why, an example, what to write."""

    def look(self, subject: Subject, faults: Faults) -> None:
        """Warn of each place in the plan to which the remark applies."""


def names() -> tuple[str, ...]:
    """Name the remarks, sorted."""
    return modules(__path__)


def remark(name: str) -> Remark:
    """Give the remark of that name."""
    return cast("Remark", importlib.import_module(f"{__name__}.{name}"))


def look(subject: Subject, faults: Faults) -> None:
    """Put all remarks on a plan into `faults`, as warnings."""
    for name in names():
        remark(name).look(subject, faults)
