"""A revision paper as a folder: each form, in each language; the page in the first one lists them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs import Options, _folder, _made, revision
from checker.outputs._folder import Folder
from checker.outputs.revision import html

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from checker.revision.paper import Paper

LISTED_IN = html.name


def make(
    paper: Paper, languages: Sequence[str], earlier: _made.Listing, told: Callable[[str, int, int], None]
) -> Folder:
    """Make all files. `told` hears the name of each before it is made, its number, and how many there are."""

    def written(file: _folder.File) -> bytes:
        return revision.output(file.form).write(paper, Options(file.language))

    data, left_out = _folder.each(_folder.files(languages, revision), told, written)
    page = data.pop(LISTED_IN)
    # The last one, so that it is moved to its place when all that it lists are there.
    data[LISTED_IN] = _made.signed(page, data, LISTED_IN, earlier)
    return Folder(data, left_out)
