"""Where a YAML parser stopped: what `syntax` looks at to explain it."""

from __future__ import annotations

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

    from checker.located.source import Source
    from checker.located.writing import Words


class Trouble:
    """Where the parser stopped (`at`), and where that began which it could not finish (`since`)."""

    __slots__ = ("at", "context", "last", "line", "number", "problem", "since", "source", "start")

    def __init__(self, error: yaml.MarkedYAMLError, source: Source, last: tuple[int, int]) -> None:
        self.source = source
        self.last = last
        self.problem = str(error.problem or "")
        self.context = str(error.context or "")
        self.since = self._index(error.context_mark)
        self.at = self._index(error.problem_mark)
        if "simple key" in self.context:  # the parser notices a missing colon only on the line after it
            self.at = self.since
        # At the end of the file, the last line that says something is the one to show.
        self.at = min(self.at, max(0, len(source.text.rstrip()) - 1))
        self.number = source.line_of(self.at)
        self.start = source.starts[self.number]
        self.line = source.line(self.number)

    def _index(self, mark: yaml.Mark | None) -> int:
        if mark is None:
            return 0
        return min(int(mark.index), len(self.source.text))

    def whole_line(self, code: str, message: str, mend: str) -> Words:
        """Words about all that is written on the line."""
        indent = len(self.line) - len(self.line.lstrip())
        return code, self.start + indent, self.start + max(indent + 1, len(self.line.rstrip())), message, mend
