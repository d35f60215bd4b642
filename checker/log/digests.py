"""The files of a log by the bytes on the disk: what bulk results name, since they do not carry the log."""

from __future__ import annotations

import hashlib
import os
import threading
from typing import TYPE_CHECKING

from checker import files
from checker.diagnostics import Faults
from checker.frozen import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class FileDigest(NamedTuple):
    """A file: its name without folders, and its size and sha256; None of a pipe, which is read only once."""

    name: str
    bytes: int | None
    sha256: str | None


class Digesting:
    """Works out the digests of files in a thread of its own, while they are read and judged."""

    def __init__(self, paths: Iterable[str]) -> None:
        """Begin. Nothing is raised: who reads the files says what is wrong with them."""
        self._paths = tuple(dict.fromkeys(paths))
        self._before = [_state(path) for path in self._paths]
        self._found: list[FileDigest] = []
        self._faults = Faults()
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def found(self) -> tuple[FileDigest, ...]:
        """Wait for the digests, sorted by name. Raises `InvalidInput` if a file was changed meanwhile."""
        self._thread.join()
        for path, before in zip(self._paths, self._before, strict=True):
            if _state(path) != before:
                told = "this file was changed while it was read"
                self._faults.unreadable("file/changed", path, told, "run again once nobody writes to it")
        self._faults.stop()
        return tuple(sorted(self._found, key=lambda each: (each.name, each.sha256 or "")))

    def _work(self) -> None:
        for path in self._paths:
            try:
                self._found.append(digest(path))
            except (OSError, ValueError) as error:  # ValueError: a name with NUL in it
                self._faults.unreadable(*files.why_unreadable(path, error))


def digest(path: str) -> FileDigest:
    """Give the digest of one file. Raises `OSError`."""
    name = os.path.basename(path)
    if not os.path.isfile(path):
        return FileDigest(name, None, None)
    with open(path, "rb", buffering=0) as file:
        found = hashlib.file_digest(file, "sha256")
        return FileDigest(name, file.tell(), found.hexdigest())


def _state(path: str) -> tuple[int, int] | None:
    """Give what changes when a file is written; None if there is none."""
    try:
        known = os.stat(path)
    except (OSError, ValueError):
        return None
    return (known.st_size, known.st_mtime_ns) if os.path.isfile(path) else (0, 0)
