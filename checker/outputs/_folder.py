"""A report as a folder: each form that has a name, in each language, and a page that leads to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from checker import outputs
from checker.files import NotInstalled
from checker.outputs import _made, html
from checker.outputs._made import CONTENTS
from checker.results.facts import facts_of
from checker.results.language import Wording, tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from checker.results.model import Results


class File(NamedTuple):
    """A file of the folder: its name, which form it is, and in which language."""

    name: str
    form: str
    language: str


class Folder(NamedTuple):
    """What was made: the data of each file by its name; and for each form that could not be, why."""

    data: Mapping[str, bytes]
    left_out: Mapping[str, str]


def files(languages: Sequence[str]) -> tuple[File, ...]:
    """Name the files: in the first language as the forms do, in others with the language before the dot."""
    found = []
    for form in outputs.names():
        name = getattr(outputs.output(form), "name", "")
        for language in languages if name else ():
            stem, suffix = os.path.splitext(name)
            own = name if language == languages[0] else f"{stem}.{language}{suffix}"
            if language == languages[0] or not getattr(outputs.output(form), "once", False):
                found.append(File(own, form, language))
    return tuple(found)


def of_any_run() -> frozenset[str]:
    """Name all files that some run could have made in a folder, in whatever languages."""
    return frozenset(file.name for first in tags() for file in files((first, *tags())))


def make(
    results: Results,
    languages: Sequence[str],
    earlier: _made.Listing,
    told: Callable[[str, int, int], None],
) -> Folder:
    """Make all files. `told` hears the name of each before it is made, its number, and how many there are.

    What earlier runs made and this one does not stays listed, so that a later run may make it anew.
    """
    asked = files(languages)
    data: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for number, file in enumerate(asked, 1):
        if file.form in left_out:
            continue
        told(file.name, number, len(asked))
        try:
            data[file.name] = outputs.output(file.form).write(results, outputs.Options(file.language))
        except NotInstalled as error:
            left_out[file.form] = str(error)
    made = [file for file in asked if file.name in data]
    listed = _made.listing(data).union(each for each in earlier if each[0] not in data)
    # The last one, so that it is moved to its place when all that it lists are there.
    data[CONTENTS] = _contents(results, languages, made, _made.written(listed))
    return Folder(data, left_out)


def _contents(results: Results, languages: Sequence[str], made: Sequence[File], listed: str) -> bytes:
    """Give the page that leads to the files, in the order of the words that say what each is for."""
    about = Wording(languages[0], results.plan).section("files")
    order = [*about, *(file.form for file in made)]
    by_language = [
        (
            Wording(tag, results.plan),
            sorted((f for f in made if f.language == tag), key=lambda f: order.index(f.form)),
        )
        for tag in languages
    ]
    facts = facts_of(results)
    return html.page("index.html.j2", facts, languages[0], by_language=by_language, listed=listed)
