"""JSON Lines: one JSON object a line, of column to text, number, true, false, null or a list of texts."""

from __future__ import annotations

import re

from checker import files
from checker.located import source
from checker.located.json import Pairs, Refused, Span, decoder, past, spans
from checker.located.model import Text
from checker.log import rows
from checker.log.rows import Row, Sheet
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.diagnostics import Faults, Place
    from checker.located.source import Source
    from checker.log.rows import ReadOptions

suffixes = (".jsonl", ".ndjson")
MEND = 'write one object a line, such as {"id": "a1", "date": "2008-03-01"}'


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
        self._decoder = decoder()

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

    def _fields(self, number: int, line: str) -> Pairs | None:
        """Give the fields of a line; what is wrong with it as JSON goes to `faults`."""
        from json import JSONDecodeError  # noqa: PLC0415 - only for this format

        try:
            fields = self._decoder.decode(line)
        except JSONDecodeError as error:
            self._explain(number, line, error.pos)
        except Refused as fault:
            self._error(number, "jsonl/not-json", str(fault), "write a number, or leave the field out")
        except RecursionError:
            self._error(number, "jsonl/too-deep", "too many lists and objects inside each other", MEND)
        else:
            if isinstance(fields, Pairs):
                return fields
            self._error(number, "jsonl/no-object", "this line is no object", MEND)
        return None

    def _cells(self, number: int, fields: Pairs) -> dict[str, Text]:
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
            if re.search(source.SURROGATE, name + text):
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
            and not isinstance(value, Pairs)
            and all(isinstance(each, str) for each in value)
        ):
            texts = [each.strip() for each in value]
            if any(";" in text for text in texts):
                told = "a text in a list holds a semicolon, which separates the texts of a list"
                self._error(number, "log/semicolon", told, "write the parts as texts of their own")
            return ";".join(filter(None, texts))
        if value is not None:
            told = "a value of an entry is a text or a list of texts"
            self._error(number, "log/no-text", told, 'write one text, or several as ["one", "two"]')
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
        span = self._spans(number)[index]
        return self._source.place(span.key + 1, span.key_end - 1)

    def _place(self, number: int, index: int) -> Place:
        span = self._spans(number)[index]
        return self._source.place(span.start, span.end)

    def _spans(self, number: int) -> list[Span]:
        """Give the places of the fields of a line read without fault."""
        return spans(self._source.text, past(self._source.text, self._source.starts[number]))
