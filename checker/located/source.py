"""The text of a file, and the places in it."""

from __future__ import annotations

import bisect
import re

from checker import files
from checker.diagnostics import Faults, Place

SURROGATE = re.compile("[\ud800-\udfff]")
SAVE_AS_UTF8 = 'save it as UTF-8 (Excel: "CSV UTF-8"; Notepad: Save as, Encoding UTF-8)'
# Not text, or line ends that editors do not count: a message about what follows would name the wrong line.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class Source:
    """A text with its file's name; gives the place of any stretch of it."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self._starts: list[int] = []

    def place(self, start: int, end: int) -> Place:
        """Give the place from character `start`, from 0, to before `end`, or to the end of its line."""
        line = self.line_of(start)
        begin = self.starts[line]
        return Place(
            self.file, line + 1, start - begin + 1, max(1, min(end, self.end_of_line(start)) - start)
        )

    @property
    def starts(self) -> list[int]:
        """Where each line starts; worked out once, when first asked for."""
        if not self._starts:
            self._starts = [0]
            self._starts += [found.end() for found in re.finditer("\n", self.text)]
        return self._starts

    def line_of(self, index: int) -> int:
        """Give the line of a character, both counted from 0."""
        return bisect.bisect_right(self.starts, index) - 1

    def line(self, number: int) -> str:
        """Give a line of the text, counted from 0, without its end; empty if there is none."""
        if not 0 <= number < len(self.starts):
            return ""
        return self.text[self.starts[number] : self.end_of_line(self.starts[number])]

    def end_of_line(self, index: int) -> int:
        """Where the line of a character ends."""
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end


def read(path: str, faults: Faults, limit_name: str) -> Source | None:
    """Give the text of a UTF-8 file, its line ends made LF; None, with `faults`, if it cannot be had."""
    data = files.read_bytes(path, faults, limit_name)
    return None if data is None else decode(data, path, faults)


def decode(data: bytes, file: str, faults: Faults) -> Source | None:
    """As `read`, from bytes already at hand."""
    if (kind := _other_kind(data)) is not None:
        faults.error("file/not-text", Place(file, 0, 0), *kind)
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        _explain(data, error.start, file, faults)
        return None
    return Source(plain_lines(text.removeprefix("\ufeff")), file)


def plain_lines(text: str) -> str:
    """Give the text with every line end made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def refuse_controls(source: Source, code: str, faults: Faults) -> bool:
    """Tell whether the text holds characters that are not text; the first is put into `faults`."""
    found = CONTROL.search(source.text)
    if found is None:
        return False
    message = f"{name_of(found.group())} stands here, which is not text"
    faults.error(code, source.place(found.start(), found.end()), message, "delete it, or type what was meant")
    return True


def name_of(character: str) -> str:
    """Name a character that cannot be shown."""
    known = {"\x00": "a NUL character", "\u2028": "a line separator", "\ufeff": "a byte order mark"}
    return f"{known.get(character, 'a control character')} (U+{ord(character):04X})"


def _other_kind(data: bytes) -> tuple[str, str] | None:
    """Message and help, if the bytes are plainly no UTF-8 text."""
    head = data[:400]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 3 >= len(head) > 1:
        return "this file is in UTF-16, not in UTF-8", SAVE_AS_UTF8
    if head.startswith(b"PK\x03\x04"):
        return (
            "this file is a workbook or a zip archive, not a text",
            "give it the ending .xlsx if it is a workbook",
        )
    if head.startswith((b"%PDF", b"\xd0\xcf\x11\xe0")):
        return "this file is a document of another program, not a text", "export the data from there first"
    return None


def _explain(data: bytes, start: int, file: str, faults: Faults) -> None:
    """Say where the first byte stands that is not UTF-8, and what it probably is."""
    before = plain_lines(data[:start].decode().removeprefix("\ufeff"))
    line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    likely = data[start : start + 1].decode("cp1252", "replace")
    meant = f"; in Windows-1252 it would be {likely}" if likely != "\ufffd" else ""
    message = f"this file is not in UTF-8: a byte here ({data[start]:#04x}) is no text{meant}"
    faults.error("file/not-utf-8", Place(file, line, column), message, SAVE_AS_UTF8)
