"""The formats of a log: one module each, with its file endings in `suffixes`, and a function `read`."""

from __future__ import annotations

import gc
import os.path

from checker.files import modules
from checker.log.rows import ReadOptions, Row, Sheet

__all__ = ["ReadOptions", "Row", "Sheet", "claims", "read", "without_pauses"]

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol, TypeVar

    from checker.diagnostics import Faults

    T = TypeVar("T")

    class Format(Protocol):
        """A module of this package."""

        suffixes: tuple[str, ...]

        def read(self, path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
            """Give the tables of a file; what is wrong is put into `faults`."""


WORKBOOK = "open it in a spreadsheet program and save it as .xlsx"
MENDS = {
    ".xls": WORKBOOK,
    ".xlsb": WORKBOOK,
    ".ods": WORKBOOK,
    ".xlsm": "it may hold macros: open it and save it as .xlsx, which cannot",
    ".json": "write one entry a line and name the file .jsonl",
    ".txt": "name it .csv if it is a table with a header row",
    ".gz": "unpack it first",
    ".zip": "unpack it first",
    "": "give it an ending that says what it is",
}


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the tables of a file of a log, by the ending of its name; none if it cannot be read.

    Cells are stripped texts, empty ones left out; dates are YYYY-MM-DD or as written. What is wrong goes to
    `faults`. Raises `RuntimeError` if two formats claim one ending.
    """
    suffix = os.path.splitext(path)[1].lower()
    module = _named(suffix) or claims().get(suffix)
    if module is not None:
        return without_pauses(lambda: module.read(path, options, faults))
    known = ", ".join(sorted(claims()))
    told = (
        f"logs are not read from files ending in {suffix}" if suffix else f"the name “{path}” has no ending"
    )
    mend = MENDS.get(suffix, "")
    faults.unreadable(
        "log/unknown-format",
        path,
        told,
        f"{mend or 'put the entries into a table, and save that as .xlsx or .csv'} (read are {known})",
    )
    return ()


def without_pauses(work: Callable[[], T]) -> T:
    """Work with garbage collection put off: a log has no cycles, and the search takes most of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        return work()
    finally:
        if enabled:
            gc.enable()


def claims() -> dict[str, Format]:
    """Give the modules of this package by the endings they claim; raises `RuntimeError` if two claim one."""
    import importlib  # noqa: PLC0415 - listing the package is for names that no module has

    found: dict[str, Format] = {}
    for name in modules(__path__):
        module: Format = importlib.import_module(f"{__name__}.{name}")
        for suffix in module.suffixes:
            if suffix in found:
                raise RuntimeError(f"two log formats claim {suffix}: {found[suffix]} and {module}")
            found[suffix] = module
    return found


def _named(suffix: str) -> Format | None:
    """Give the module that has the ending as its name: it is found without importing the others."""
    import importlib  # noqa: PLC0415 - as above

    name = f"{__name__}.{suffix[1:]}"
    if not suffix[1:].isidentifier():
        return None
    try:
        module: Format = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None
    return module if suffix in module.suffixes else None
