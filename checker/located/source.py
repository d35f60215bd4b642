"""The text of a file, and the places in it."""

from __future__ import annotations

import bisect
import re

from checker import files
from checker.diagnostics import Faults, Place

SURROGATE = "[\ud800-\udfff]"
SAVE_AS_UTF8 = 'save it as UTF-8 (Excel: "CSV UTF-8"; Notepad: Save as, Encoding UTF-8)'
HIDDEN = "[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
WEB_PAGE = "this file is a web page"
IN_UTF_16 = "this file is in UTF-16, not in UTF-8"
# How files begin that are no UTF-8 text, in small letters; what they are, and what to do.
OTHER_KINDS = (
    ((b"\xff\xfe\0\0", b"\0\0\xfe\xff"), "this file is in UTF-32, not in UTF-8", SAVE_AS_UTF8),
    ((b"\xff\xfe", b"\xfe\xff"), IN_UTF_16, SAVE_AS_UTF8),
    (
        (b"pk\x03\x04",),
        "this file is a workbook or a zip archive, not a text",
        "give it the ending .xlsx if it is a workbook",
    ),
    (
        (b"%pdf", b"\xd0\xcf\x11\xe0"),
        "this file is a document of another program, not a text",
        "export the data from there first",
    ),
    ((b"\x1f\x8b",), "this file is compressed (gzip), not a text", "unpack it first"),
    (
        (b"<!doctype html", b"<html"),
        WEB_PAGE,
        "look at it in a browser: it may ask you to sign in, or report a fault",
    ),
)
# Not text, or line ends that editors do not count: a message about what follows would name the wrong line.
CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"


class Source:
    """A text with its file's name; gives the place of any stretch of it.

    It may be part of a file: whole lines, `before` of which come before it.
    """

    __slots__ = ("_before", "_starts", "file", "text")

    def __init__(self, text: str, file: str, before: int = 0) -> None:
        self.text = text
        self.file = file
        self._before = before
        self._starts: list[int] = []

    def place(self, start: int, end: int) -> Place:
        """Give the place from character `start`, from 0, to before `end`, or to the end of its line."""
        line = self.line_of(start)
        begin = self.starts[line]
        length = max(1, min(end, self.end_of_line(start)) - start)
        return Place(self.file, self._before + line + 1, start - begin + 1, length)

    def opening(self, start: int, _: int) -> Place:
        """Give what is shown for a whole list or map of YAML: its first key, or the sign that opens it."""
        colon = self.text.find(":", start, self.end_of_line(start))
        opened = self.text[start : start + 1] in "[{-" or colon < 0
        return self.place(start, start + 1 if opened else colon)

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


def decode(data: bytes, file: str, faults: Faults, *, page: bool = False) -> Source | None:
    """As `read`, from bytes already at hand; with `page` they may be those of a web page."""
    if (kind := other_kind(data)) is not None and not (page and kind[0] == WEB_PAGE):
        faults.error("file/not-text", Place(file, 0, 0), *kind)
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        explain(error, data[: error.start].decode().removeprefix("\ufeff"), file, faults)
        return None
    return Source(plain_lines(text.removeprefix("\ufeff")), file)


def plain_lines(text: str) -> str:
    """Give the text with every line end made LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def refuse_controls(source: Source, code: str, faults: Faults) -> bool:
    """Tell whether the text holds characters that are not text; the first is put into `faults`."""
    if source.text.replace("\n", " ").isprintable():  # as most are
        return False
    found = re.search(CONTROL, source.text)
    if found is None:
        return False
    message = f"{name_of(found.group())} stands here, which is not text"
    faults.error(code, source.place(found.start(), found.end()), message, "delete it, or type what was meant")
    return True


def name_of(character: str) -> str:
    """Name a character that cannot be shown."""
    known = {"\x00": "a NUL character", "\u2028": "a line separator", "\ufeff": "a byte order mark"}
    return f"{known.get(character, 'a control character')} (U+{ord(character):04X})"


def other_kind(data: bytes) -> tuple[str, str] | None:
    """Message and help, if the bytes are plainly no UTF-8 text."""
    head = data[:400]
    for begins, told, mend in OTHER_KINDS:
        if head.lstrip().lower().startswith(begins):
            return told, mend
    if head.count(0) * 3 >= len(head) > 1 and not (0 in head[::2] and 0 in head[1::2]):
        return IN_UTF_16, SAVE_AS_UTF8
    return None


def explain(error: UnicodeDecodeError, before: str, file: str, faults: Faults, lines: int = 0) -> None:
    """Say what the first byte that is not UTF-8 probably is; it follows `lines` and the text `before`."""
    before = plain_lines(before)
    line, column = lines + before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    if error.reason == "unexpected end of data":
        told = "this file ends in the middle of a character; it may have been cut off"
        faults.error("file/not-utf-8", Place(file, line, column), told, "fetch or export it again")
        return
    byte = error.object[error.start]
    likely = bytes([byte]).decode("cp1252", "replace")
    meant = f"; in Windows-1252 it would be {likely}" if likely != "\ufffd" else ""
    message = f"this file is not in UTF-8: a byte here ({byte:#04x}) is no text{meant}"
    faults.error("file/not-utf-8", Place(file, line, column), message, SAVE_AS_UTF8)
