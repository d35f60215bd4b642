"""What runs made in a folder: a page in it lists it, and so tells what people changed since."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from checker.diagnostics import Faults
from checker.files import hold, read_bytes, release, strays

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

CONTENTS = "index.html"
LISTING = re.compile(rb'<main [^<>]*data-made="([^"<>]*)"')  # no text of a plan or log can hold a "<"
LISTED = re.compile(r"(\S+):([0-9a-f]{64})")
Listing = frozenset[tuple[str, str]]
"""Files by their names, each with the sha256 of what it was; of one name there may be several."""


class Found(NamedTuple):
    """What a folder holds: what runs made of what is there, and the names of what may be somebody's."""

    made: Listing
    changed: tuple[str, ...]


def listing(files: Mapping[str, bytes]) -> Listing:
    """List files as they are made."""
    return frozenset((name, hashlib.sha256(data).hexdigest()) for name, data in files.items())


def signed(page: bytes, files: Mapping[str, bytes], name: str, earlier: Listing) -> bytes:
    """Give a page that lists the files of a run, itself among them as it is without the listing.

    What earlier runs made and this one does not stays listed, so that a later run may make it anew.
    """
    made = listing({**files, name: page})
    listed = written(made.union(each for each in earlier if each[0] not in {*files, name}))
    return page.replace(b"<main ", f'<main data-made="{listed}" '.encode(), 1)


def _unsigned(page: bytes) -> bytes:
    return re.sub(rb'(<main )data-made="[^"<>]*" ', rb"\1", page, count=1)


def written(made: Listing) -> str:
    """Write a listing as the page of contents carries it."""
    return " ".join(f"{name}:{digest}" for name, digest in sorted(made))


def look(folder: str, names: Iterable[str], listed_in: str = CONTENTS) -> Found:
    """Look which files of these names are there, and not as a run made them; a folder may be missing too.

    They are listed in a page of the folder. What a killed run had yet to give that name counts as well: its
    files may be in their places.
    """
    if not os.path.isdir(folder):
        return Found(frozenset(), ())
    held = hold(folder)  # or files of a run that is writing would be taken for changed ones
    try:
        contents = _listed(os.path.join(folder, listed_in))
        made = contents.union(*map(_listed, strays(folder)))
        there = [name for name in names if os.path.lexists(os.path.join(folder, name))]
        changed = [
            name
            for name in there
            if not (
                _lists(_read(folder, name), name, contents)
                if name == listed_in
                else (name, _digest(folder, name)) in made
            )
        ]
    finally:
        release(held)
    still = frozenset(each for each in made if os.path.lexists(os.path.join(folder, each[0])))
    return Found(still, tuple(changed))


def _lists(page: bytes, name: str, contents: Listing) -> bool:
    """Say whether a page that lists files is as it was made: if it lists itself, that is known exactly."""
    itself = name in {each for each, _ in contents}
    return listing({name: _unsigned(page)}) <= contents if itself else bool(contents)


def _listed(path: str) -> Listing:
    """Give what a page of contents lists: nothing, if the file is none of ours."""
    data = _read(*os.path.split(path))
    found = LISTING.search(data) if data.startswith(b"<!DOCTYPE html>") else None
    return frozenset(LISTED.findall(found[1].decode("utf-8", "replace"))) if found else frozenset()


def _digest(folder: str, name: str) -> str:
    """Give the sha256 of a file, however large; none if it cannot be read."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):  # a pipe would be waited for
        return ""
    try:
        with open(path, "rb", buffering=0) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _read(folder: str, name: str) -> bytes:
    """Give the bytes of a file; none if it cannot be read, as no run made it then."""
    path = os.path.join(folder, name)
    if not os.path.isfile(path):  # a pipe would be waited for
        return b""
    return read_bytes(path, Faults(), "RESULTS_BYTES") or b""
