"""Forms of the results: one file a format, found by listing this package."""

from __future__ import annotations

import importlib

from checker.files import modules
from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from checker.files import Taking
    from checker.log.digests import FileDigest
    from checker.results.in_columns import ResultColumns
    from checker.results.model import Results

    class Output(Protocol):
        """A module of this package.

        `name` is its file in the folder of a report; one without is in none. If it says `once`, it is there
        in the first language alone.
        """

        suffix: str
        name: str
        once: bool

        def write(self, results: Results, options: Options) -> bytes:
            """Give the whole output."""

    class Bulk(Protocol):
        """A module of this package that takes results in columns too, and writes them some at a time.

        It does so from the `least` number of duties on; what takes any, at least 0, is a form for many
        duties. What is `file_only` cannot be written to the terminal.
        """

        least: int
        file_only: bool

        def write(self, results: Results, options: Options) -> bytes:
            """Give the whole output."""

        def put(self, results: ResultColumns, options: Options, file: Taking) -> None:
            """Write the whole output into a file that is open."""


def _unheard(_: int) -> None:
    """Take no notice of how far a writing is."""


class Options(NamedTuple):
    """How an output is to be made; nothing here changes a verdict.

    `files` are those of the log. `passed` is told how many more of many duties have been written.
    """

    language: str = "en"
    files: Sequence[FileDigest] = ()
    passed: Callable[[int], object] = _unheard


def names() -> tuple[str, ...]:
    """Name the formats, sorted."""
    return modules(__path__)


def output(name: str) -> Output:
    """Give the format of that name."""
    return cast("Output", importlib.import_module(f"{__name__}.{name}"))


def bulk(form: Output) -> Bulk | None:
    """Give the form that takes results in columns, if this one does."""
    return cast("Bulk", form) if hasattr(form, "put") else None
