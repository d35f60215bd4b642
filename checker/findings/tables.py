"""The verdict tables, each with the engine that decides it."""

from __future__ import annotations

from checker.findings.engine import EngineFault, decider, here
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.findings.engine import Decides, Engine
    from checker.patterns.model import Line, Rules, Table


class Tables:
    """Asks the engine which line of a table holds; for one thread.

    A report judges many times: under other readings, without a row, a day later. The engine never frees a
    table that it was given, so the same table is given to it once in a process, and asked again.
    """

    def __init__(self, rules: Rules, engine: Engine) -> None:
        """Keep the tables; each decider is built when first asked."""
        self.rules, self.engine = rules, engine
        self._deciders: dict[str, Decides] = {}

    def table(self, name: str) -> Table:
        """Give a table by name."""
        return self.rules.tables[name]

    def decide(self, name: str, answers: Mapping[str, bool]) -> Line:
        """Give the line that holds for these answers, one for each field of the table."""
        return self.ask(name, self.situation(name, answers))

    def situation(self, name: str, answers: Mapping[str, bool]) -> tuple[int, ...]:
        """Put answers in the order of a table's fields."""
        fields = self.table(name).fields
        if fields.keys() != answers.keys():
            raise ValueError(f"{name}: the answers are {sorted(answers)}, the fields {sorted(fields)}")
        return tuple(int(answers[field]) for field in fields)

    def ask(self, name: str, situation: tuple[int, ...]) -> Line:
        """Give the line that holds in a situation."""
        if name not in self._deciders:
            self._deciders[name] = self._decider(name)
        try:
            return self.table(name).line(self._deciders[name].decide(situation))
        except EngineFault:
            forget()
            raise

    def _decider(self, name: str) -> Decides:
        table = self.table(name)
        lines = [(line.id, dict(line.when)) for line in table.lines]
        key = (here(), self.engine, name, repr((tuple(table.fields), lines)))
        if key not in _KNOWN:
            _KNOWN[key] = decider(self.engine, name, tuple(table.fields), lines)
        return _KNOWN[key]


def forget() -> None:
    """Have every table given to its engine anew when it is asked next."""
    _KNOWN.clear()


_KNOWN: dict[tuple[object, ...], Decides] = {}
"""What decides a table, by thread, engine and what the table says; none is kept after a fault."""
