"""What is wrong with an input, where, and what to write instead; and its rendering with line and caret.

Bad input is a value until the end: loaders put `Diagnostic`s into `Faults`, and `Faults.stop` raises them as
one `InvalidInput`, which only the command line prints.
"""

from __future__ import annotations

from checker.frozen import Frozen
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

SHOWN = 50  # faults that one run reports
KEPT = 1_000  # faults that one run remembers, so that a file of a million bad rows fits in memory
WIDTH = 110  # columns of a shown line
BEFORE_CARET = 40  # columns kept before the caret when a line is cut


class Place(Frozen):
    """Where something stands: line and column count from 1, in characters; 0 means the file as a whole.

    `cell` (such as `Log!C14`, or in words; line is then the row) and `shown`, its text, are for files without
    lines.
    """

    file: str
    line: int
    column: int
    length: int = 1
    cell: str = ""
    shown: str = ""

    def _order(self) -> tuple[str, int, int, int, str]:
        return self.file, self.line, self.column, self.length, self.cell

    def __eq__(self, other: object) -> bool:
        """Compare where it is, not what stands there."""
        return self._order() == other._order() if isinstance(other, Place) else NotImplemented

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self._order())

    def __lt__(self, other: Place) -> bool:
        """Come before what stands further down; files are in the order of their names."""
        return self._order() < other._order()


class Diagnostic(Frozen):
    """One fault. `code` is a stable word such as `log/no-such-day`, `severity` is `error` or `warning`."""

    code: str
    severity: str
    at: Place
    message: str
    help: str = ""
    related: tuple[Place, ...] = ()


class InvalidInput(Exception):
    """The input has errors: `diagnostics` are the first 50 by place, `more` is how many were left off."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], more: int = 0) -> None:
        self.diagnostics = diagnostics
        self.more = more
        super().__init__("; ".join(each.message for each in diagnostics))

    def __reduce__(self) -> tuple[type[InvalidInput], tuple[tuple[Diagnostic, ...], int]]:
        """Say how to make it again in another process."""
        return type(self), (self.diagnostics, self.more)


class Faults:
    """Collects what loaders find, so that a person can mend everything at once."""

    def __init__(self) -> None:
        self._found: dict[str, dict[Diagnostic, None]] = {"error": {}, "warning": {}}
        self._sorted: dict[str, tuple[Diagnostic, ...]] = {}
        self.count = 0  # errors so far, those left off too

    def error(
        self,
        code: str,
        at: Place,
        message: str,
        help: str = "",  # noqa: A002 - the word that is printed
        related: tuple[Place, ...] = (),
    ) -> None:
        """Note an error: the run will stop at the next `stop`."""
        self._keep(Diagnostic(code, "error", at, message, help, related))

    def warn(
        self,
        code: str,
        at: Place,
        message: str,
        help: str = "",  # noqa: A002 - as `error`
        related: tuple[Place, ...] = (),
    ) -> None:
        """Note something that is allowed but probably not meant."""
        self._keep(Diagnostic(code, "warning", at, message, help, related))

    def unreadable(self, code: str, file: str, message: str, help: str = "") -> None:  # noqa: A002 - as `error`
        """Note an error of a file as a whole."""
        self.error(code, Place(file, 0, 0), message, help)

    def take(self, others: Faults) -> None:
        """Note what was found elsewhere, as if it had been found here."""
        for found in others._found.values():
            for each in found:
                self._keep(each)
        self.count += others.count - len(others._found["error"])

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The errors so far, sorted by place."""
        return self._by_place("error")

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The warnings so far, sorted by place."""
        return self._by_place("warning")

    def stop(self) -> None:
        """Raise `InvalidInput` if there is any error."""
        errors = self.errors
        if errors:
            raise InvalidInput(errors[:SHOWN], self.count - len(errors[:SHOWN]))

    def _keep(self, diagnostic: Diagnostic) -> None:
        found = self._found[diagnostic.severity]
        if diagnostic in found:
            return
        self.count += diagnostic.severity == "error"
        if len(found) < KEPT:
            found[diagnostic] = None
            self._sorted.pop(diagnostic.severity, None)

    def _by_place(self, severity: str) -> tuple[Diagnostic, ...]:
        if severity not in self._sorted:
            found = self._found[severity]
            self._sorted[severity] = tuple(sorted(found, key=lambda each: (each.at, each.code, each.message)))
        return self._sorted[severity]


def render(diagnostic: Diagnostic, lines: Callable[[str], Sequence[str]]) -> str:
    """Put a diagnostic into words for a terminal, with the line concerned and a caret under the place.

    `lines` gives the lines of a file by its name; what it cannot give is not shown. Control characters and
    characters that reverse the direction of text become visible marks. No newline at the end.
    """
    out = [f"{diagnostic.severity}[{diagnostic.code}]: {visible(diagnostic.message)}"]
    out += _shown(diagnostic.at, "", lines)
    # A duplicate has one other place, and it came first; what other faults point to has no such order.
    label = "first given here: " if "duplicate" in diagnostic.code else "see also: "
    for place in diagnostic.related:
        out += _shown(place, label, lines)
    if diagnostic.help:
        out.append(f"help: {visible(diagnostic.help)}")
    return "\n".join(out)


def visible(text: str) -> str:
    """Give the text with marks such as `<U+202E>` for the characters that a terminal hides or obeys."""
    if text.isprintable():
        return text
    return "".join(_mark(character) for character in text)


def _mark(character: str) -> str:
    """One character as it may be shown."""
    if character.isprintable() or character in "\u00a0\u3000\u200c\u200d":
        return character  # odd spaces and joiners of Persian, Hindi and emoji are ordinary text
    if character == "\t":
        return "\u2192"
    if character < " ":
        return chr(0x2400 + ord(character))
    return f"<U+{ord(character):04X}>"


def _shown(place: Place, label: str, lines: Callable[[str], Sequence[str]]) -> list[str]:
    """Give the lines that show a place: its name, then its line and caret if the line can be had."""
    file = visible(place.file)
    if place.cell:
        sheet, _, cell = place.cell.rpartition("!")
        named = f"  {label}{file}, sheet {visible(sheet)}, cell {visible(cell)}"
        if not sheet:
            named = f"  {label}{file}, {visible(cell)}"
        margin = cell if sheet else ""
        return [named, *_quoted(margin, place.shown, 1, max(1, len(place.shown)))] if place.shown else [named]
    if place.line < 1:
        return [f"  {label}{file}"]
    named = f"  {label}{file}:{place.line}:{place.column}"
    try:
        line = lines(place.file)[place.line - 1]
    except (OSError, ValueError, LookupError):
        return [named]
    return [named, *_quoted(str(place.line), line, place.column, place.length)]


def _quoted(margin: str, line: str, column: int, length: int) -> list[str]:
    """Give a line of the input after its number, and under it the carets."""
    start = min(max(column, 1) - 1, len(line))
    end = min(start + max(length, 1), max(len(line), start + 1))
    before, within, after = visible(line[:start]), _visible_within(line[start:end]), visible(line[end:])
    if len(before) + len(within) + len(after) > WIDTH:
        if len(before) > BEFORE_CARET:
            before = "\u2026" + before[-BEFORE_CARET:]
        room = WIDTH - len(before)
        if len(within) + len(after) > room:
            within, after = within[:room], after[: max(0, room - len(within))] + "\u2026"
    carets = " " * _columns(before) + "^" * max(1, _columns(within))
    margins = max(2, len(margin))
    return [f"{margin:>{margins}} | {before}{within}{after}".rstrip(), f"{'':>{margins}} | {carets}"]


def _visible_within(text: str) -> str:
    """As `visible`, but marks spaces that only look like spaces too: here they may be what is wrong."""
    return "".join(
        f"<U+{ord(each):04X}>" if each in "\u00a0\u3000\u200c\u200d" else _mark(each) for each in text
    )


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    if text.isascii():
        return len(text)
    import unicodedata  # noqa: PLC0415 - only to show a fault in a line that is not ASCII

    wide = sum(unicodedata.east_asian_width(each) in "WF" for each in text)
    return len(text) + wide - sum(unicodedata.combining(each) > 0 for each in text)
