"""JSON Lines: one JSON object a line, of column to text, number, true, false, null or a list of texts."""

from __future__ import annotations

import re

from checker import files
from checker.located import source
from checker.located.model import Text
from checker.log import rows
from checker.log.rows import Row, Sheet

TYPE_CHECKING = False  # read by mypy and ruff; `typing` itself would cost 2 ms at every start
if TYPE_CHECKING:
    import json
    from collections.abc import Iterator

    from checker.diagnostics import Faults, Place
    from checker.located.source import Source
    from checker.log.rows import ReadOptions

suffixes = (".jsonl", ".ndjson")
SPACE = re.compile(r"[ \t]*")
MEND = 'write one object a line, such as {"id": "a1", "date": "2008-03-01"}'


class _Refused(Exception):
    """Something that JSON, or Python's reading of it, allows, and a log does not."""


class _Nested(list[tuple[str, object]]):
    """The fields of an object, in the order in which they stand."""


def read(path: str, options: ReadOptions, faults: Faults) -> tuple[Sheet, ...]:
    """Give the entries of the file, if it can be read. Codes begin with `jsonl/` and `log/`."""
    text = source.read(path, faults, "LOG_BYTES")
    if text is None:
        return ()
    found = tuple(_Lines(text, options, faults).rows())
    if not text.text.strip():
        faults.error(
            "jsonl/empty", text.place(0, 1), "this file is empty", "look whether it is the right file"
        )
    return (Sheet(found, {}, path),)


class _Lines:
    """A text whose lines are objects."""

    def __init__(self, text: Source, options: ReadOptions, faults: Faults) -> None:
        self._source = text
        self._options = options
        self._faults = faults
        self._decoder = _decoder()

    def rows(self) -> Iterator[Row]:
        """Yield the entry of each line that is not empty."""
        most, count = files.limit("ROWS"), 0
        for number, line in enumerate(self._source.text.split("\n")):
            if not line.strip():
                continue
            count += 1
            if count > most and not rows.within_limits(count, self._line_place(number, 0), self._faults):
                return
            fields = self._fields(number, line)
            if fields is not None:
                yield Row(self._cells(number, fields), (self._line_place, number, 0))

    def _fields(self, number: int, line: str) -> _Nested | None:
        """Give the fields of a line; what is wrong with it as JSON goes to `faults`."""
        from json import JSONDecodeError  # noqa: PLC0415 - only for this format

        try:
            fields = self._decoder.decode(line)
        except JSONDecodeError as error:
            self._explain(number, line, error.pos)
        except _Refused as fault:
            self._error(number, "jsonl/not-json", str(fault), "write a number, or leave the field out")
        except RecursionError:
            self._error(number, "jsonl/too-deep", "too many lists and objects inside each other", MEND)
        else:
            if isinstance(fields, _Nested):
                return fields
            self._error(number, "jsonl/no-object", "this line is no object", MEND)
        return None

    def _cells(self, number: int, fields: _Nested) -> dict[str, Text]:
        cells: dict[str, Text] = {}
        seen: dict[str, int] = {}
        for index, (name, value) in enumerate(fields):
            if name in seen:
                told = f"`{name}` is given twice in this object"
                first = self._key_place(number, seen[name])
                at = self._key_place(number, index)
                self._faults.error("jsonl/duplicate-key", at, told, "keep one of the two", (first,))
            seen[name] = index
            text = self._text(number, value)
            if source.SURROGATE.search(name + text):
                told = "half of a character stands here (a surrogate without its other half)"
                self._faults.error(
                    "jsonl/half-character", self._place(number, index), told, "export the line again"
                )
            elif text:
                key = Text(name, (self._key_place, number, index))
                cells[key] = rows.checked(
                    name, Text(text, (self._place, number, index)), self._options, self._faults
                )
        return cells

    def _text(self, number: int, value: object) -> str:
        """Give a value as text, as the other formats would."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, str):
            return value.strip()
        if (
            isinstance(value, list)
            and not isinstance(value, _Nested)
            and all(isinstance(each, str) for each in value)
        ):
            texts = [each.strip() for each in value]
            if any(";" in text for text in texts):
                told = "a text in a list holds a semicolon, which separates the texts of a list"
                self._error(number, "log/semicolon", told, "write the parts as texts of their own")
            return ";".join(filter(None, texts))
        if value is not None:
            self._error(number, "log/no-text", "a value of an entry is a text or a list of texts", MEND)
        return ""

    def _explain(self, number: int, line: str, at: int) -> None:
        start = self._source.starts[number]
        if at >= len(line.rstrip()) or line.count('"') % 2:
            last = number == self._source.text.rstrip().count("\n")
            told = "this line ends before its object does" + (
                "; the file may have been cut off" if last else ""
            )
            code, place = (
                "jsonl/cut-off",
                self._source.place(start + max(0, len(line.rstrip()) - 1), start + len(line)),
            )
        else:
            before = line[:at].rstrip()
            if before.endswith(",") and line[at] in "]}":  # up to Python 3.12 the place is after the comma
                at = len(before) - 1
            told = "from here on the line is not JSON"
            code, place = "jsonl/not-json", self._source.place(start + at, start + at + 1)
        self._faults.error(code, place, told, MEND)

    def _error(self, number: int, code: str, told: str, mend: str) -> None:
        self._faults.error(code, self._line_place(number, 0), told, mend)

    def _line_place(self, number: int, _: int) -> Place:
        start = self._source.starts[number]
        return self._source.place(start, self._source.end_of_line(start))

    def _key_place(self, number: int, index: int) -> Place:
        start, end, _, __ = self._spans(number)[index]
        return self._source.place(start + 1, end - 1)

    def _place(self, number: int, index: int) -> Place:
        _, __, start, end = self._spans(number)[index]
        return self._source.place(start, end)

    def _spans(self, number: int) -> list[tuple[int, int, int, int]]:
        """Give start and end of the key and of the value of each field of a line read without fault."""
        text, spans = self._source.text, []
        at = _past(text, _past(text, self._source.starts[number]) + 1)
        while text[at] != "}":
            _, key_end = self._decoder.raw_decode(text, at)
            start = _past(text, _past(text, key_end) + 1)  # past the colon
            _, end = self._decoder.raw_decode(text, start)
            spans.append((at, key_end, start, end))
            at = _past(text, end)
            at = _past(text, at + 1) if text[at] == "," else at
        return spans


def _past(text: str, at: int) -> int:
    """Give the place of what follows the spaces here."""
    found = SPACE.match(text, at)
    return found.end() if found else at


def _decoder() -> json.JSONDecoder:
    """Make a decoder that keeps numbers as they are written, and fields in order, twice given ones too."""
    import json  # noqa: PLC0415 - only for this format

    def refuse(word: str) -> object:
        raise _Refused(f"{word} is not a number that JSON knows")

    return json.JSONDecoder(object_pairs_hook=_Nested, parse_float=str, parse_int=str, parse_constant=refuse)
