"""`checker init`: makes a folder to work in, for an agreement of one's own."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import FINE, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable


def run(options: argparse.Namespace) -> int:
    """Make the folder with all that is in it, or nothing."""
    from checker.authoring import start  # noqa: PLC0415 - only when needed

    folder = options.folder
    made = start.contents()
    _free(folder, made)
    _write({os.path.join(folder, name): data for name, data in made.items()})
    listed = "".join(f"  {os.path.join(folder, name)}\n" for name in made)
    enter = "" if os.path.samefile(folder, ".") else f"  cd {_typed(folder)}\n"
    told = (
        f"Made:\n{listed}"
        f"Begin with README.md. All in it is made up, so that a report can be made at once. Type:\n{enter}"
        "  checker report --log example-log.csv --output report.html\n"
    )
    write("-", told.encode(errors="surrogateescape"))
    return FINE


def _free(folder: str, names: Iterable[str]) -> None:
    """Refuse a folder in which something is that would be written over."""
    if not folder:
        raise named.wrong("FOLDER: no name is given", "name a folder that is not there yet")
    if os.path.lexists(folder) and not os.path.isdir(folder):
        raise named.wrong(f"FOLDER: {folder} is a file", "name a folder that is not there yet")
    taken = [name for name in names if os.path.lexists(os.path.join(folder, name))]
    if taken:
        told = f"FOLDER: in {folder} there already is {', '.join(taken)}"
        raise named.wrong(told, "name a folder that is not there yet; nothing was changed")


def _write(files: dict[str, bytes]) -> None:
    """Write files and make their folders; if that cannot be, none of them is left."""
    from checker.files import OutputFault, check_folder, make_folder, write_together  # noqa: PLC0415 - only here

    made: list[str] = []
    try:
        for folder in sorted({os.path.dirname(path) for path in files}):
            check_folder(folder)
            made += _missing(folder)
            make_folder(folder)
        write_together(files)
    except OutputFault:
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # not made after all, or somebody else put something into it
                os.rmdir(folder)
        raise


def _missing(folder: str) -> list[str]:
    """Name the folders that are not there on the way to `folder`, the highest first."""
    found: list[str] = []
    while folder and not os.path.isdir(folder):
        found.insert(0, folder)
        folder = os.path.dirname(folder)
    return found


def _typed(path: str) -> str:
    """Give a path as it is typed in a terminal."""
    return path if path.replace(os.sep, "").replace("-", "").replace("_", "").isalnum() else f'"{path}"'
