"""Puts what is other in a draft into words: a value of a check, or a thing of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.days import Calendar, DayRange
from checker.plan.model import (
    COMING_INTO_FORCE,
    Attribute,
    Bearers,
    Check,
    Excuse,
    Interpretation,
    Kind,
    NamedDate,
    Party,
    Period,
)
from checker.plan.selectors import Selector
from checker.results import reading
from checker.results.language import Said
from checker.results.phrasing import decided, meant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.findings.model import Value
    from checker.plan.model import Term
    from checker.results.language import Wording
    from checker.revision.altered import Altered, Told


def value(each: Altered, told: Told, words: Wording) -> Said:
    """Put one side of what is other into words; `words` are those of its plan."""
    found = _of_check(each, told, words)
    if found is None:
        found = _of_plan(each, told, words)
    return words.value(found)


def thing(each: Altered, old: Wording, new: Wording) -> Said:
    """Name what the plan says of: by its label, or as its name is read."""
    told, words = (each.was, old) if each.was is not None else (each.now, new)
    if not isinstance(told, Party | Kind | Attribute):
        return readable(each.name, words)
    label = words.quoted(_label(told))
    if not isinstance(told, Party):
        label = words.fill(words.word("dates", "quoted"), {"text": label})
    if (each.was is None or each.now is None) and _namesake(each, told, old if told is each.now else new):
        return coded(label, (each.name,), words)
    return Said(label)


def coded(text: str, codes: tuple[str, ...], words: Wording) -> Said:
    """Give a text with the codes that stand for it, where the text alone does not tell two things apart."""
    if not codes:
        return Said(text)
    values: dict[str, Value] = {"name": Said(text), "values": tuple(map(words.named, codes))}
    return words.fill(words.word("diff", "one-of"), values)


def codes(told: Told | None, other: Told | None) -> tuple[str, ...]:
    """Give the codes in one side of what is other that the other side has not."""
    return tuple(code for code in _codes(told) if code not in _codes(other))


def _codes(told: Told | None) -> tuple[str, ...]:
    if isinstance(told, Bearers):
        return told.codes
    if isinstance(told, Selector):
        return tuple(str(value) for condition in told.conditions for value in sorted(condition.values))
    return tuple(map(str, told)) if isinstance(told, tuple) else ()


def _label(told: Party | Kind | Attribute) -> str:
    return told.name if isinstance(told, Party) else told.label


def _namesake(each: Altered, told: Party | Kind | Attribute, other: Wording) -> bool:
    """Say whether the other plan has something of the same name under another code."""
    plan = other.plan
    of_kind: Mapping[str, Mapping[str, Party | Kind | Attribute]] = {
        "party": plan.parties,
        "activity": plan.kinds,
        "attribute": plan.attributes,
    }
    there = of_kind[each.what]
    return any(_label(one) == _label(told) for one in there.values())


def readable(name: str, words: Wording) -> Said:
    """Name an interpretation, or a date, as people read it."""
    return words.fill(words.word("dates", "quoted"), {"text": words.quoted(name.replace("-", " "))})


def _of_check(  # noqa: PLR0911 - one return a kind
    each: Altered, told: Told, words: Wording
) -> Value | None:
    """Put what a check says into words; None if it is of something else."""
    if isinstance(told, Check):
        return reading.sentence(told, words)
    if isinstance(told, Bearers):
        return reading.bearers(told, words)
    if each.what == "toward" and isinstance(told, tuple):
        return tuple(words.plan.parties[str(code)].short for code in told)
    if each.what == "unless" and isinstance(told, tuple):
        return Said(" ".join(reading.excuse(item, words) for item in told if isinstance(item, Excuse)))
    if each.what != "parameter":
        return None
    if told is True:
        return words.word("diff", "whether")
    if isinstance(told, Selector) and each.name == "requires":
        return tuple(reading.condition(asked, words) for asked in told.conditions)
    if isinstance(told, Period) and not told.calendar:
        return reading.duration(told.length, words)
    return reading.term(cast("Term", told), words)


def _of_plan(  # noqa: PLR0911 - likewise
    each: Altered, told: Told, words: Wording
) -> Value:
    """Put a thing of the plan, or of a clause, into words."""
    if isinstance(told, Interpretation):
        return Said(f"{meant(told, words)} ({decided(told, words)})")
    if isinstance(told, NamedDate):
        return reading.named_date(told.name, words)
    if isinstance(told, Calendar):
        return _calendar(told, words)
    if isinstance(told, Party):
        return _party(told, words)
    if isinstance(told, Kind):
        labels = tuple(attribute.label for attribute in told.attributes.values())
        return _listed(told.label, labels, words)
    if isinstance(told, Attribute):
        return _listed(told.label, told.values or (), words)
    return _of_words(each, told, words)


def _of_words(  # noqa: PLR0911 - likewise
    each: Altered, told: object, words: Wording
) -> Value:
    """Put what a clause or the head of a plan says in a word or a day into words."""
    if each.what == "modality":
        return words.word("modalities", str(told))
    if each.what == "place" and isinstance(told, tuple):
        return words.interface("place-in-text", section=str(told[0]), paragraph=str(told[1]))
    if each.what == "completeness":
        return words.word("diff", f"completeness-{told}")
    if each.what == "illustrative":
        return words.word("answers", "yes" if told else "no")
    if isinstance(told, DayRange):
        return words.days(told)
    if each.what in ("in_force", "until") and str(told) != COMING_INTO_FORCE:
        return reading.named_date(str(told), words)
    if each.what == "open_duties":
        return words.word("diff", f"open-{told}")
    if each.what == "check_id":
        return words.named(str(told))
    return words.fill(words.word("dates", "quoted"), {"text": words.quoted(str(told))})


def _calendar(calendar: Calendar, words: Wording) -> Said:
    days = tuple(words.word("diff", f"weekday-{day}") for day in sorted(calendar.weekend))
    values: dict[str, Value] = {"days": days, "closed": tuple(sorted(calendar.closed))}
    return words.fill(words.word("diff", "all-but"), values)


def _party(party: Party, words: Wording) -> Said:
    name: Value = party.name
    if party.unit_of is not None:
        values: dict[str, Value] = {"name": name, "party": words.plan.parties[party.unit_of].short}
        return words.fill(words.word("diff", "of-party"), values)
    return words.value(name) if party.bound else words.fill(words.word("diff", "unbound"), {"name": name})


def _listed(name: str, values: tuple[str, ...], words: Wording) -> Said:
    if not values:
        return words.quoted(name)
    return words.fill(words.word("diff", "one-of"), {"name": name, "values": values})
