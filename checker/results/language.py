"""Puts sentences into the words of one language: `reports/languages/<tag>.yaml`."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from checker.days import DayRange, on
from checker.diagnostics import Faults
from checker.files import shipped_at
from checker.findings.model import Sentence, Value
from checker.located import yaml
from checker.log.model import Entry
from checker.plan.model import Plan

if TYPE_CHECKING:
    from checker.located.model import Fields

_FOLDER = os.path.join(shipped_at("reports"), "languages")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_]+)(?:\|([^|{}]*)\|([^|{}]*))?\}")


class UnknownLanguage(Exception):
    """There is no file of words for a tag; the message names those that there are."""


def tags() -> tuple[str, ...]:
    """Name the languages that there are words for."""
    return tuple(sorted(name[: -len(".yaml")] for name in os.listdir(_FOLDER) if name.endswith(".yaml")))


class Wording:
    """One language's words, for one plan."""

    def __init__(self, tag: str, plan: Plan) -> None:
        """Read the words. Raises `UnknownLanguage` if there are none."""
        if tag not in tags():
            raise UnknownLanguage(
                f"there are no words for the language “{tag}”; there are: {', '.join(tags())}"
            )
        faults = Faults()
        node = yaml.read(os.path.join(_FOLDER, f"{tag}.yaml"), faults)
        faults.stop()
        self.words = cast("Fields", node)
        self.plan = plan
        self.tag = tag

    def word(self, section: str, key: str) -> str:
        """Give a fixed word, such as `word("statuses", "late")`."""
        return str(cast("Fields", self.words[section])[key])

    def section(self, name: str) -> Mapping[str, str]:
        """Give all fixed words of a section."""
        return {str(key): str(value) for key, value in cast("Fields", self.words[name]).items()}

    def interface(self, key: str, **values: Value) -> str:
        """Put a text of the interface into words."""
        return self.fill(self.word("interface", key), values)

    def term(self, key: str, **values: Value) -> str:
        """Put a part of a check into words."""
        return self.fill(self.word("terms", key), values)

    def either(self, values: tuple[Value, ...]) -> str:
        """List values of which one is enough."""
        items = [self.value(value) for value in values]
        last = self.word("dates", "or").join(items[-2:])
        return self.word("dates", "list").join([*items[:-2], last]) if items else ""

    def reason(self, sentences: tuple[Sentence, ...]) -> str:
        """Put the reasons of a finding into words, one after the other."""
        return " ".join(self.say(sentence) for sentence in sentences)

    def say(self, sentence: Sentence) -> str:
        """Put one sentence into words."""
        if sentence.key == "label":
            return self.fill(self.word("dates", "quoted"), {"text": self.kind(str(sentence.values["kind"]))})
        if sentence.key in ("kinds", "either"):
            return self.either(cast("tuple[Value, ...]", next(iter(sentence.values.values()))))
        return self.fill(self.word("sentences", sentence.key), sentence.values)

    def fill(self, template: str, values: Mapping[str, Value]) -> str:
        """Fill the slots of a template; a bracket with an empty value is left out."""
        kept = _OPTIONAL.sub(lambda m: m[1] if self._full(m[1], values) else "", template)
        return _SLOT.sub(lambda m: self._slot(m, values), kept)

    def _full(self, part: str, values: Mapping[str, Value]) -> bool:
        return all(self.value(v) or v is True for m in _SLOT.finditer(part) for v in (values.get(m[1], ""),))

    def _slot(self, found: re.Match[str], values: Mapping[str, Value]) -> str:
        value = values[found[1]]
        if found[2] is None:
            return self.value(value)
        return found[2] if value == 1 else found[3]

    def value(self, value: Value) -> str:
        """Put one value into words."""
        if value is True:  # a flag is in a sentence for the bracket around it alone
            return ""
        if isinstance(value, tuple):
            return self._listed([self.value(item) for item in value])
        shapes: tuple[tuple[type, Callable[[object], str]], ...] = (
            (Sentence, lambda v: self.say(cast("Sentence", v))),
            (Entry, lambda v: self.entry(cast("Entry", v))),
            (DayRange, lambda v: self.days(cast("DayRange", v))),
            (date, lambda v: self.day(cast("date", v))),
        )
        return next((say(value) for shape, say in shapes if isinstance(value, shape)), str(value))

    def _listed(self, items: list[str]) -> str:
        *others, last = items or [""]
        if not others:
            return last
        return self.word("dates", "list").join(others) + self.word("dates", "and") + last

    def day(self, day: date) -> str:
        """Write a day in words."""
        return self.fill(
            self.word("dates", "day"), {"day": day.day, "month": self.month(day), "year": day.year}
        )

    def month(self, day: date) -> str:
        """Name the month of a day."""
        return str(list(self.words["months"])[day.month - 1])

    def days(self, days: DayRange) -> str:
        """Write a range of days: one of which something was."""
        first, last = days.earliest, days.latest
        if days.exact:
            return self.day(first)
        values: dict[str, Value] = {"month": self.month(first), "year": first.year}
        if first.day == 1 and (last + timedelta(days=1) if last < date.max else last).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return self.fill(self.word("dates", "month"), values)
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return self.fill(self.word("dates", "year"), values)
        return self.fill(self.word("dates", "between"), {"first": on(first), "last": on(last)})

    def span(self, first: date, last: date | None) -> str:
        """Write days from a first to a last one."""
        if last is None or first == last:
            return self.day(first)
        return self.fill(self.word("dates", "range"), {"first": first, "last": last})

    def when(self, entry: Entry) -> str:
        """Write the days of an entry."""
        if entry.start == entry.end:
            return self.days(entry.start)
        return self.fill(self.word("dates", "range"), {"first": entry.start, "last": entry.end})

    def entry(self, entry: Entry) -> str:
        """Name an entry: title or kind, days, id."""
        title = entry.title or self.kind(entry.kind)
        return self.fill(
            self.word("dates", "entry"), {"title": title, "when": self.when(entry), "id": entry.id}
        )

    def kind(self, kind: str) -> str:
        """Name a kind of entry: by the plan's vocabulary, or a built-in one in the words of the language."""
        return self.plan.kinds[kind].label if kind in self.plan.kinds else self.word("kinds", kind)
