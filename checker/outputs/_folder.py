"""A report as a folder: each form that has a name, in each language, and a page that leads to them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

from checker import outputs
from checker.files import NotInstalled
from checker.outputs import _made, html
from checker.outputs._made import CONTENTS
from checker.results.facts import facts_of
from checker.results.language import Wording
from checker.results.tags import tags

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from checker.files import Data
    from checker.results.model import Results

FINDINGS = "findings.parquet"
"""All findings, in the folder of a report on very many of them."""


class Form(Protocol):
    """A form of what is written: how its files end, and its file in a folder."""

    suffix: str
    name: str


class Forms(Protocol):
    """A package of forms."""

    def names(self) -> tuple[str, ...]:
        """Name them."""

    def output(self, name: str) -> Form:
        """Give the one of that name."""


class File(NamedTuple):
    """A file of the folder: its name, which form it is, and in which language."""

    name: str
    form: str
    language: str


class Folder(NamedTuple):
    """What was made: what each file is to hold, by its name; and for each form that could not be, why."""

    data: Mapping[str, Data]
    left_out: Mapping[str, str]


def files(languages: Sequence[str], forms: Forms = outputs) -> tuple[File, ...]:
    """Name the files: in the first language as the forms do, in others with the language before the dot."""
    found = []
    for form in forms.names():
        name = getattr(forms.output(form), "name", "")
        for language in languages if name else ():
            stem, suffix = os.path.splitext(name)
            own = name if language == languages[0] else f"{stem}.{language}{suffix}"
            if language == languages[0] or not getattr(forms.output(form), "once", False):
                found.append(File(own, form, language))
    return tuple(found)


def of_any_run(forms: Forms = outputs) -> frozenset[str]:
    """Name all files that some run could have made in a folder, in whatever languages."""
    return frozenset(file.name for first in tags() for file in files((first, *tags()), forms))


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
    data, left_out = each(
        asked, told, lambda file: outputs.output(file.form).write(results, outputs.Options(file.language))
    )
    made = [file for file in asked if file.name in data]
    listed = _made.listing(data).union(old for old in earlier if old[0] not in data)
    # The last one, so that it is moved to its place when all that it lists are there.
    data[CONTENTS] = _contents(results, languages, made, _made.written(listed))
    return Folder(data, left_out)


def each(
    asked: Sequence[File], told: Callable[[str, int, int], None], write: Callable[[File], bytes]
) -> tuple[dict[str, bytes], dict[str, str]]:
    """Make files; give their data by their names, and for each form that cannot be made here, why."""
    data: dict[str, bytes] = {}
    left_out: dict[str, str] = {}
    for number, file in enumerate(asked, 1):
        if file.form in left_out:
            continue
        told(file.name, number, len(asked))
        try:
            data[file.name] = write(file)
        except NotInstalled as error:
            left_out[file.form] = str(error)
    return data, left_out


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
