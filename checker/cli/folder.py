"""Folders that commands write: nothing in them that people changed is written over, and all is of one run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import tell, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection, Sequence

    from checker.outputs._folder import Folder
    from checker.outputs._made import Listing


def ready(options: argparse.Namespace, names: Sequence[str], listed_in: str) -> Listing:
    """Refuse, before any judging, a folder that cannot take these files; give what earlier runs made there.

    What was made is listed in one of the files.
    """
    from checker.files import check_folder  # noqa: PLC0415 - only when needed

    if os.path.isdir(options.output):
        for name in names:
            named.writable(os.path.join(options.output, name), options)
    else:
        check_folder(options.output)
    return named.unchanged(options.output, names, listed_in)


def put(folder: str, made: Folder, of_any_run: Collection[str]) -> None:
    """Write all files together; say what was left out, and what is there of an earlier run alone."""
    from checker.files import make_folder, write_together  # noqa: PLC0415 - only when needed

    make_folder(folder)
    paths = {os.path.join(folder, name): data for name, data in made.data.items()}
    write_together(paths)
    for reason in made.left_out.values():
        tell(f"note: left out of the folder: {reason}\n")
    for name in sorted(set(of_any_run) - made.data.keys()):
        path = os.path.join(folder, name)
        if os.path.lexists(path):
            tell(f"note: {path} is of an earlier run: this one did not make it\n")
    write("-", "".join(f"{path}\n" for path in paths).encode(errors="surrogateescape"))
