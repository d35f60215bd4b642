"""The bytes of a file that may be read more than once, in blocks of whole lines."""

from __future__ import annotations

import io
import os.path
from typing import TYPE_CHECKING

import numpy as np

from checker import files
from checker.diagnostics import Faults
from checker.frozen import Frozen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from checker.log.columns.table import Numbers

BLOCK = 1 << 23  # bytes that are read together
MARK = b"\xef\xbb\xbf"
"""The byte order mark with which some programs begin a file."""
FEED = 10
"""The byte that ends a line."""


class LoneReturn(Exception):
    """Lines end in CR alone, so that they cannot be counted by LF."""


class Stored(Frozen):
    """A file on the disk, or the bytes of one that can be read only once, such as a pipe."""

    path: str
    data: bytes | None = None
    stamp: tuple[int, int] | None = None
    """The size of a file on the disk, and when it was changed."""

    def open(self) -> BinaryIO:
        """Open it for reading from its beginning. Raises `OSError`."""
        return open(self.path, "rb", buffering=0) if self.data is None else io.BytesIO(self.data)

    def without_returns(self) -> Stored:
        """Give the same bytes, all line ends made LF, in memory. Raises `OSError`."""
        with self.open() as file:
            return Stored(self.path, lines_of(file.read()).replace(b"\r", b"\n"))

    def part(self, offset: int, length: int) -> bytes:
        """Give some of the bytes again. Raises `InvalidInput` if they are others now."""
        self.check()
        with self.open() as file:
            file.seek(offset)
            return filled(file, length)

    def check(self) -> None:
        """Raise `InvalidInput` if the file is another one than before, or gone."""
        faults = Faults()
        try:
            if self.stamp is not None and self.stamp != _stamp(self.path):
                told = "this file was changed while it was read"
                faults.unreadable("file/changed", self.path, told, "run again once nobody writes to it")
        except OSError as error:
            faults.unreadable(*files.why_unreadable(self.path, error))
        faults.stop()


class Block:
    """Whole lines of a file, `line` of which come before them, their ends made LF, without byte order mark.

    The reader may take the first `taken` lines only: the others then begin the next block.
    """

    def __init__(self, raw: bytes, line: int, offset: int, *, last: bool) -> None:
        self.line, self.offset, self.last = line, offset, last
        self.data = text_of(raw, offset)
        if b"\r" in self.data:
            raise LoneReturn
        self.marks = np.frombuffer(self.data, np.uint8)
        self.lines = int(np.count_nonzero(self.marks == FEED)) + (not self.data.endswith(b"\n"))
        self.taken = self.lines
        self._raw = raw

    def length(self) -> int:
        """How many bytes of the file the taken lines are."""
        if self.taken == self.lines:
            return len(self._raw)
        ends: Numbers = np.flatnonzero(np.frombuffer(self._raw, np.uint8) == FEED)
        return int(ends[self.taken - 1]) + 1 if self.taken else 0


def stored(path: str, faults: Faults) -> Stored | None:
    """Find a file; None, with the reason in `faults`, if it cannot be had or is over the limit."""
    if not os.path.isfile(path) or not os.path.getsize(path):  # a pipe; or a file made up as it is read
        data = files.read_bytes(path, faults, "BULK_BYTES")
        return None if data is None else Stored(path, data)
    try:
        found = Stored(path, None, _stamp(path))
        found.open().close()
    except OSError as error:
        faults.unreadable(*files.why_unreadable(path, error))
        return None
    return found if files.within(os.path.getsize(path), path, faults, "BULK_BYTES") else None


def _stamp(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


def blocks(found: Stored) -> Iterator[Block]:
    """Yield a file in blocks. Raises `LoneReturn`, and `OSError`."""
    line, offset, size = 0, 0, BLOCK
    with found.open() as file:
        while True:
            file.seek(offset)
            raw = filled(file, size)
            last = len(raw) < size
            end = len(raw) if last else raw.rfind(b"\n") + 1
            length = 0
            if end:
                block = Block(raw[:end], line, offset, last=last)
                yield block
                length = block.length()
                line += block.taken
            if last:
                return
            offset += length
            size = BLOCK if length else 2 * size  # so that a line without end is not read again and again


def filled(file: BinaryIO, size: int) -> bytes:
    """Read so many bytes, fewer only at the end of the file."""
    found = file.read(size)
    if len(found) == size or not found:
        return found
    parts, length = [found], len(found)
    while length < size and (more := file.read(size - length)):
        parts.append(more)
        length += len(more)
    return b"".join(parts)


def text_of(raw: bytes, offset: int) -> bytes:
    """Give bytes that stand at an offset of a file, without the mark at its beginning, as lines."""
    return lines_of(raw if offset else raw.removeprefix(MARK))


def lines_of(raw: bytes) -> bytes:
    """Give the bytes with every CR LF made LF."""
    return raw.replace(b"\r\n", b"\n") if b"\r" in raw else raw
