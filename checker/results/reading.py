"""Reads a check back: what the plan says, in one plain sentence made from the pattern's own."""

from checker.days import DayRange, Duration
from checker.findings.because import field_name, kinds_named, same_field
from checker.findings.model import Value
from checker.located.number import shortest
from checker.plan.model import COMING_INTO_FORCE, Attribute, Bearers, Check, Excuse, Period, Plan, Term
from checker.plan.selectors import Condition, Selector
from checker.results.language import Said, Wording
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

BY_BEARER = Condition("by", variables=("bearer",))


def sentence(check: Check, words: Wording) -> Said:
    """Say what a check asks for: its pattern's sentence, filled in, then its exceptions and question."""
    values: dict[str, Value] = dict.fromkeys(check.pattern.takes, "")
    for name, value in check.terms.items():
        by_flag = value is True and check.pattern.takes[name].kind != "flag"
        values[f"{name}_true" if by_flag else name] = term(value, words)
        if isinstance(value, Selector) and check.pattern.takes[name].kind == "attributes":
            values[name] = words.value(tuple(condition(c, words) for c in value.conditions))
    values[check.pattern.acts] = acts(check, words)
    idle = _idle_start(check)
    if idle is not None:
        values[idle] = ""
    names = _names(check.bearers.codes, words)
    values["bearer"] = bearers(check.bearers, words)
    values["bearers"] = words.value(names) if names else values["bearer"]
    values["any_bearer"] = words.either(names) if names else values["bearer"]
    values["times"] = check.times if "every" in check.terms and check.pattern.broken_by else many(check.times)
    said = words.fill(words.rule(check.pattern, "says"), values)
    parts = [said[0].upper() + said[1:]]
    if idle is not None and check.terms[idle] != COMING_INTO_FORCE:
        parts.append(words.term("from-idle", **{"from": term(check.terms[idle], words)}))
    if check.toward is not None:
        parts.append(words.term("toward", names=_names(check.toward, words)))
    if "same_day" in check.terms:
        parts.append(words.term("same-day"))
    parts += [excuse(item, words) for item in check.unless]
    if check.question is not None:
        parts.append(words.term("question", question=check.question))
    return Said(" ".join(parts))


def named(check: Check, words: Wording) -> Said:
    """Say what a check asks for, and of which version of the plan it is, if there are several."""
    text = sentence(check, words)
    if not check.version:
        return text
    return words.fill(words.word("versions", "says"), {"version": check.version, "text": text})


def _idle_start(check: Check) -> str | None:
    """Name the parameter that says from when to count, if the calendar says so already."""
    steps = check.pattern.steps
    every = check.terms[steps.every] if steps else None
    return steps.start if steps and isinstance(every, Period) and every.calendar else None


def acts(check: Check, words: Wording) -> str:
    """Put what counts into words; by whom only where it is not the bearers who do it anyhow."""
    pattern, asked = check.pattern, check.selector(check.pattern.acts)
    whose = Condition("by", values=frozenset(check.bearers.codes))
    kept = asked.conditions
    if pattern.broken_by is None or pattern.broken_by.party == "with":
        alone = len(check.bearers.codes) == 1
        kept = tuple(c for c in kept if c != BY_BEARER and not (alone and c == whose))
    anyone = pattern.done_by is not None and all(c.field != "by" for c in asked.conditions)
    return selector(Selector(kept, asked.kinds), words, words.term("by-anyone") if anyone else "")


def many(times: int) -> Value:
    """Give a number of times that is worth saying."""
    return times if times > 1 else ""


def term(value: Term, words: Wording) -> Value:
    """Put a parameter's value into words."""
    if isinstance(value, Selector):
        return selector(value, words)
    if isinstance(value, Duration):
        return duration(value, words)
    if isinstance(value, Period):
        return period(value, words)
    if isinstance(value, tuple):
        return same(value, words)
    if isinstance(value, str):
        return named_date(value, words)
    return words.term("given-date", days=value) if isinstance(value, DayRange) else value


def same(fields: tuple[str, ...], words: Wording) -> tuple[Value, ...]:
    """Name the fields in which two activities have to agree."""
    return tuple(same_field(name, words.plan) for name in fields)


def named_date(name: str, words: Wording) -> str:
    """Give a named date: what it stands for in the plan, and its day where the plan says one."""
    if name == COMING_INTO_FORCE:
        return words.term("coming-into-force")
    named = words.plan.dates[name]
    if named.first is not None:
        return words.term("first", what=selector(named.first, words))
    days: Value = named.days if named.days is not None else ""
    return words.term("assumed-date" if named.rests_on else "date", name=name.replace("-", " "), days=days)


def duration(length: Duration, words: Wording) -> str:
    """Put a duration into words."""
    text = words.term(length.unit.replace(" ", "-"), count=length.count)
    return words.term("inclusive", length=text) if length.inclusive else text


def period(every: Period, words: Wording) -> str:
    """Put the length of periods into words; one of a unit is named without its number."""
    unit = every.length.unit.replace(" ", "-")
    if every.calendar:
        return words.term(f"calendar-{unit}")
    return words.term(f"one-{unit}") if every.length.count == 1 else duration(every.length, words)


def bearers(owing: Bearers, words: Wording) -> str:
    """Name those who owe."""
    if owing.variable is not None:
        return words.term("among" if owing.among else "other-than", name=owing.variable)
    if len(owing.codes) > 1:
        return words.term("each", names=_names(owing.codes, words))
    return words.value(_names(owing.codes, words))


def _names(codes: tuple[str, ...], words: Wording) -> tuple[Value, ...]:
    return tuple(words.plan.parties[code].short for code in codes)


def selector(chosen: Selector, words: Wording, whose: str = "") -> str:
    """Put a selector into words: the kinds of activity, by whom if it does not say itself, each condition."""
    rest = [c for c in chosen.conditions if not (c.field == "activity" and c.values)]
    parts = (words.say(kinds_named(chosen)), whose, *(condition(c, words) for c in rest))
    return Said(" ".join(filter(None, parts)))


def condition(asked: Condition, words: Wording) -> str:
    """Put one condition into words."""
    values: dict[str, Value] = {
        "field": field_name(asked.field, words.plan),
        "values": words.either(_asked(asked, words)),
    }
    if asked.present is not None:
        return words.term("present" if asked.present else "absent", **values)
    if asked.at_least is not None or asked.at_most is not None:
        bounds: Mapping[str, Value] = {
            "least": _number(asked.at_least),
            "most": _number(asked.at_most),
        }
        return words.term("bounds", **values, **bounds)
    kind = asked.field if asked.field in ("by", "to", "about") else "field"
    return words.term(f"{kind}-not" if asked.negated else kind, **values)


def _number(bound: float | None) -> str:
    return "" if bound is None else shortest(repr(bound)) or ""


def declared(field: str, plan: Plan) -> tuple[Attribute, ...]:
    """Give every declaration of an attribute: for all kinds, or for some."""
    everywhere = (plan.attributes, *(kind.attributes for kind in plan.kinds.values()))
    return tuple(attributes[field] for attributes in everywhere if field in attributes)


def _asked(asked: Condition, words: Wording) -> tuple[Value, ...]:
    people = asked.field in ("by", "to")
    values = asked.values
    if any(attribute.number for attribute in declared(asked.field, words.plan)):
        values = frozenset(shortest(value) or value for value in values)
    plain: list[Value] = [
        words.plan.parties[v].short if people and v in words.plan.parties else v for v in sorted(values)
    ]
    variables: list[Value] = [
        words.term(name) if name in ("bearer", "counterparty") else words.term("variable", name=name)
        for name in asked.variables
    ]
    return (*plain, *variables)


def excuse(item: Excuse, words: Wording) -> str:
    """Put an exception into words."""
    if item.this:
        return words.term(
            "unless-this", what=words.value(tuple(condition(c, words) for c in item.selector.conditions))
        )
    when: Value = words.term(f"not-after-{item.not_after}") if item.not_after else ""
    return words.term(
        "unless", what=selector(item.selector, words), same=same(item.same or (), words), when=when
    )
