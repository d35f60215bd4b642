"""Puts sentences into the words of one language: `reports/languages/<tag>.yaml`."""

import os
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from checker.days import DayRange, on
from checker.diagnostics import visible
from checker.findings.model import Sentence, Value
from checker.located.yaml import Sections
from checker.log.model import Entry
from checker.patterns.model import Pattern
from checker.plan.model import Plan
from checker.results.tags import tags, words_at
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from checker.located.model import Fields

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z_]+)((?:\|[^|{}]*)*)\}")
_NUMBERS = re.compile(r"(\d+)(?:-(\d+))?(?: of (\d+))?")
APART = ("\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}")
"""What stands around a text of the plan or the log in a sentence that runs the other way (UAX 9)."""
NAMED = ("\N{LEFT-TO-RIGHT ISOLATE}", APART[1])
"""What stands around an id or a day in a sentence, for outputs that show them as such."""
APART_FROM = 10_000
_EITHER = re.compile(f"([{APART[0]}{APART[1]}])")


class Said(str):  # noqa: SLOT000 - slots of text cannot be had
    """Text in the words of the language, as opposed to the plan's or the log's, which may be in another."""


class UnknownLanguage(Exception):
    """There is no file of words for a tag; the message names those that there are."""


def _read(tag: str) -> Sections:
    path = words_at(tag)
    return _read_once(path, os.stat(path).st_mtime_ns)


@cache  # one paper asks for the words of several plans, often
def _read_once(path: str, changed: int) -> Sections:  # noqa: ARG001 - a file that changed is read again
    return Sections(path)


def words_of(tag: str, section: str) -> Mapping[str, str]:
    """Give the fixed words of a section of a language."""
    return {str(key): str(word) for key, word in cast("Fields", _read(tag)[section]).items()}


class Wording:
    """One language's words, for one plan."""

    def __init__(self, tag: str, plan: Plan, *, apart: bool | None = None, ids: bool = False) -> None:
        """Read the words. Raises `UnknownLanguage` if there are none.

        `apart` says whether texts of the plan and the log are set apart in a sentence (between `APART`); else
        they are if the language runs from right to left. `ids` says whether ids and days are, too (between
        `NAMED`).
        """
        if tag not in tags():
            raise UnknownLanguage(
                f"there are no words for the language “{tag}”; there are: {', '.join(tags())}"
            )
        self.words = _read(tag)
        self.plan = plan
        self.tag = tag
        about = cast("Fields", self.words["language"])
        self.direction = str(about["direction"])
        self.reviewed = str(about["reviewed"]) == "true"
        self.apart = self.direction == "rtl" if apart is None else apart
        self.ids = ids
        self._words: dict[tuple[str, str], Said] = {}
        self._days: dict[date, Said] = {}  # in words: the same come again and again
        self._numbers = tuple(_numbers(str(each)) for each in cast("list[str]", about["numbers"]))
        self._thousands = str(about["thousands"])

    def word(self, section: str, key: str) -> Said:
        """Give a fixed word, such as `word("statuses", "late")`."""
        found = self._words.get((section, key))
        if found is None:
            found = self._words[section, key] = Said(cast("Fields", self.words[section])[key])
        return found

    def section(self, name: str) -> Mapping[str, Said]:
        """Give all fixed words of a section."""
        return {str(key): Said(value) for key, value in cast("Fields", self.words[name]).items()}

    def rule(self, pattern: Pattern, key: str) -> str:
        """Give a text of a norm pattern: the language's own, else the pattern's."""
        own = cast("Fields", self.words["rules"]).get(pattern.rule) if "rules" in self.words else None
        return Said(cast("Fields", own)[key]) if own else str(getattr(pattern, key))

    def interface(self, key: str, **values: Value) -> Said:
        """Put a text of the interface into words."""
        return self.fill(self.word("interface", key), values)

    def term(self, key: str, **values: Value) -> Said:
        """Put a part of a check into words."""
        return self.fill(self.word("terms", key), values)

    def either(self, values: tuple[Value, ...]) -> Said:
        """List values of which one is enough."""
        items = [self.value(value) for value in values]
        last = self.word("dates", "or").join(items[-2:])
        return Said(self.word("dates", "list").join([*items[:-2], last]) if items else "")

    def reason(self, sentences: tuple[Sentence, ...]) -> Said:
        """Put the reasons of a finding into words, one after the other."""
        return Said(" ".join(self.say(sentence) for sentence in sentences))

    def say(self, sentence: Sentence) -> Said:
        """Put one sentence into words."""
        if sentence.key == "label":
            return self.fill(self.word("dates", "quoted"), {"text": self.kind(str(sentence.values["kind"]))})
        if sentence.key in ("kinds", "either"):
            return self.either(cast("tuple[Value, ...]", next(iter(sentence.values.values()))))
        return self.fill(self.word("sentences", sentence.key), sentence.values)

    def fill(self, template: str, values: Mapping[str, Value]) -> Said:
        """Fill the slots of a template; a bracket with an empty value is left out."""
        said: dict[str, str] = {}  # what is in a bracket is asked for twice
        parts = _brackets(template)
        if len(parts) > 1:
            template = "".join(
                part for n, part in enumerate(parts) if n % 2 == 0 or self._full(part, values, said)
            )
        text, *slots = _slots(template)
        if not slots:
            return Said(text)
        filled = [text]
        for name, forms, after in zip(slots[::3], slots[1::3], slots[2::3], strict=True):
            filled += (self._slot(name, forms, values, said), after)
        return Said("".join(filled))

    def _full(self, part: str, values: Mapping[str, Value], said: dict[str, str]) -> bool:
        return all(
            values.get(name, "") is True or self._once(name, values.get(name, ""), said)
            for name in _slots(part)[1::3]
        )

    def _slot(self, name: str, forms: str, values: Mapping[str, Value], said: dict[str, str]) -> str:
        value = values[name]
        if not forms:
            return self._once(name, value, said) if name != "id" else self.named(str(value))
        number = value if isinstance(value, int) else 0
        fitting = (place for place, holds in enumerate(self._numbers) if holds(number))
        choice = forms.split("|")[1:]
        return choice[min(next(fitting, len(self._numbers)), len(choice) - 1)]

    def _once(self, name: str, value: Value, said: dict[str, str]) -> str:
        if name not in said:
            said[name] = self.value(value)
        return said[name]

    def value(self, value: Value) -> Said:
        """Put one value into words."""
        match value:
            case Said():
                said = value
            case str():
                said = self.quoted(value)
            case True:  # a flag is in a sentence for the bracket around it alone
                said = Said("")
            case tuple():
                said = self._listed([self.value(item) for item in value])
            case Sentence():
                said = self.say(value)
            case Entry():
                said = self.entry(value)
            case DayRange():
                said = self.days(value)
            case int():
                said = self.number(value)
            case _:
                said = self.day(value)
        return said

    def number(self, number: int, apart_from: int = APART_FROM) -> Said:
        """Write a number, from so much on with its thousands apart: in a sentence not those of a year."""
        return Said(f"{number:,}".replace(",", self._thousands) if abs(number) >= apart_from else number)

    def quoted(self, text: str) -> Said:
        """Give a text of the plan or the log as it stands in a sentence.

        A number or an acronym is of no language: where all runs one way, it needs nothing around it.
        """
        if not (self.apart or self.ids) or not text or isinstance(text, Said):
            return Said(text)
        inert = "\n".join(map(visible, text.split("\n")))
        needed = self.apart and (self.direction == "rtl" or text != text.upper())
        return Said(inert.join(APART) if needed else inert)

    def named(self, name: str) -> Said:
        """Give an id or a hash as it stands in a sentence: of no language, and never turned round."""
        return Said(visible(name).join(NAMED) if self.ids else name)

    def line(self, text: str) -> str:
        """Give a whole line as it may be shown: what hides or turns text becomes a visible mark.

        What this language itself sets apart stays so.
        """
        if not self.apart:
            return visible(text)
        return "".join(part if part in APART else visible(part) for part in _EITHER.split(text))

    def _listed(self, items: Iterable[Said]) -> Said:
        *others, last = items or [Said("")]
        if not others:
            return last
        return Said(self.word("dates", "list").join(others) + self.word("dates", "and") + last)

    def day(self, day: date) -> Said:
        """Write a day in words."""
        if day not in self._days:
            self._days[day] = self._day(day)
        return self._days[day]

    def _day(self, day: date) -> Said:
        values: dict[str, Value] = {"day": day.day, "month": self.month(day), "year": day.year}
        return self._named_day(self.fill(self.word("dates", "day"), values))

    def _named_day(self, text: Said) -> Said:
        return Said(text.join(NAMED)) if self.ids else text

    def month(self, day: date) -> Said:
        """Name the month of a day."""
        return Said(list(self.words["months"])[day.month - 1])

    def days(self, days: DayRange) -> Said:
        """Write a range of days: one of which something was."""
        first, last = days.earliest, days.latest
        if days.exact:
            return self.day(first)
        values: dict[str, Value] = {"month": self.month(first), "year": first.year}
        if first.day == 1 and (last + timedelta(days=1) if last < date.max else last).day == 1:
            if (first.year, first.month) == (last.year, last.month):
                return self._named_day(self.fill(self.word("dates", "month"), values))
            if first.year == last.year and (first.month, last.month) == (1, 12):
                return self._named_day(self.fill(self.word("dates", "year"), values))
        return self.fill(self.word("dates", "between"), {"first": on(first), "last": on(last)})

    def span(self, first: date, last: date | None) -> Said:
        """Write days from a first to a last one."""
        if last is None or first == last:
            return self.day(first)
        return self.fill(self.word("dates", "range"), {"first": first, "last": last})

    def when(self, entry: Entry) -> Said:
        """Write the days of an entry."""
        if entry.start == entry.end:
            return self.days(entry.start)
        return self.fill(self.word("dates", "range"), {"first": entry.start, "last": entry.end})

    def entry(self, entry: Entry) -> Said:
        """Name an entry: title or kind, days, id."""
        title = entry.title or self.kind(entry.kind)
        return self.fill(
            self.word("dates", "entry"), {"title": title, "when": self.when(entry), "id": entry.id}
        )

    def kind(self, kind: str) -> str:
        """Name a kind of entry: by the plan's vocabulary, or a built-in one in the words of the language."""
        return self.plan.kinds[kind].label if kind in self.plan.kinds else self.word("kinds", kind)


@cache
def _brackets(template: str) -> tuple[str, ...]:
    """Take a template apart: what is outside and inside of brackets, in turn."""
    return tuple(_OPTIONAL.split(template))


@cache
def _slots(template: str) -> tuple[str, ...]:
    """Take a template apart: text, then of each slot its name, its forms of number and the text after it."""
    return tuple(_SLOT.split(template))


def _numbers(text: str) -> Callable[[int], bool]:
    """Read for which numbers a form stands: `1`, `0-1`, or of their last digits `3-10 of 100`."""
    found = _NUMBERS.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” does not say which numbers are meant")
    first, last, whole = int(found[1]), int(found[2] or found[1]), int(found[3] or 0)
    return lambda number: first <= (number % whole if whole else number) <= last
