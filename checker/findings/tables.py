"""The verdict tables, each with the engine that decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.findings.engine import decider

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.findings.engine import Decides, Engine
    from checker.patterns.model import Line, Rules, Table


class Tables:
    """Asks the engine which line of a table holds; one for a run, never shared between threads."""

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
        table = self.table(name)
        if name not in self._deciders:
            lines = [(line.id, line.when) for line in table.lines]
            self._deciders[name] = decider(self.engine, name, tuple(table.fields), lines)
        return table.line(self._deciders[name].decide(situation))
