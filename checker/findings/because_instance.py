"""The reasons of findings on instances and on the standing duties that they break."""

from collections.abc import Iterator, Sequence
from datetime import date

from checker.duties.model import Duty, Instance, Setting
from checker.findings.because import (
    Reasons,
    either_of,
    field_name,
    first_gap,
    life_of,
    name_of,
    names_of,
    same_field,
    what,
)
from checker.findings.model import Finding, Sentence, Value
from checker.log.model import Entry
from checker.patterns.model import Line
from checker.plan.model import Check, Plan
from checker.plan.selectors import Condition, field_of
from checker.situations.answers import witnesses
from checker.situations.rows import Rows


def of_instance(instance: Instance, line: Line, excuse: Entry | None, setting: Setting) -> Reasons:
    """Give the reasons of a verdict on an instance."""
    check, broken_by = instance.check, instance.check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - instances come from it alone
    values: dict[str, Value] = {
        "who": names_of(instance.names, setting.plan),
        "acts": instance.entries,
        "what": what(check),
        "bearers": names_of(check.bearers.codes, setting.plan),
        "fields": same_fields(check, setting.plan),
    }
    if broken_by.unlike is not None:
        wanted = check.selector(broken_by.unlike).misses(instance.entries[0], instance.bindings)
        found = [Sentence("instance-of-unlike", values)]
        found += [_unlike(check, field, instance.entries[0], setting.plan) for field in wanted]
    elif instance.number is not None:
        found = [Sentence("instance-beyond", {**values, "number": instance.number, "times": check.times})]
    elif instance.trigger is not None:
        found = [Sentence("instance-after", {**values, "trigger": instance.trigger})]
    else:
        found = [Sentence(f"instance-{broken_by.each}-{broken_by.party}", values)]
    return (*found, *_verdict(instance, line, excuse, setting))


def _verdict(instance: Instance, line: Line, excuse: Entry | None, setting: Setting) -> Iterator[Sentence]:
    if line.status == "excused" and excuse is not None:
        marks = _marks(instance, excuse, setting.plan)
        key = "verdict-instance-excused-itself" if marks else "verdict-instance-excused"
        yield Sentence(key, {"by": excuse, "marks": marks})
    elif line.status == "unknown":
        inside = setting.life is not None and all(setting.life.includes(e.start) for e in instance.entries)
        yield Sentence(f"verdict-instance-unknown-{'days' if inside else 'life'}", life_of(setting))
    elif line.status == "fulfilled" or (instance.check.unless and line.status == "breached"):
        yield Sentence(f"verdict-instance-{line.status}", {})


def _marks(instance: Instance, excuse: Entry, plan: Plan) -> tuple[Value, ...]:
    """Say by which of its own attributes an entry of the instance excuses it, if it does."""
    if all(entry.id != excuse.id for entry in instance.entries):
        return ()
    fields = [c.field for x in instance.check.unless if x.this for c in x.selector.conditions]
    return tuple(
        Sentence("mark", {"field": field_name(name, plan), "value": tuple(sorted(field_of(excuse, name)))})
        for name in dict.fromkeys(fields)
        if field_of(excuse, name)
    )


def of_standing(duty: Duty, line: Line, broken: Sequence[Finding], setting: Setting, log: Rows) -> Reasons:
    """Give the reasons of a verdict on a standing duty."""
    check, broken_by = duty.check, duty.check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - asked of standing duties only
    values: dict[str, Value] = {
        "bearer": name_of(duty.bearer, setting.plan),
        "bearers": names_of(check.bearers.codes, setting.plan),
        "one": name_of(duty.bearer, setting.plan) if len(check.bearers.codes) > 1 else "",
        "what": what(check),
        "opens": duty.window.opens,
        "due": duty.window.due or "",
        "times": check.times,
        "fields": same_fields(check, setting.plan),
        "as_of": setting.as_of,
    }
    key = (
        "beyond"
        if broken_by.beyond
        else "after"
        if "when" in check.terms
        else f"{broken_by.each}-{broken_by.party}"
    )
    found = [Sentence(f"standing-{key}", values), Sentence(f"verdict-standing-{line.status}", values)]
    own = [
        f
        for f in broken
        if isinstance(f.of, Instance) and (duty.bearer in f.of.names or broken_by.clears == "nobody")
    ]
    for status in ("excused", "unknown"):
        entries = tuple(
            e for f in own if f.status == status and isinstance(f.of, Instance) for e in f.of.entries[:1]
        )
        if entries:
            found.append(Sentence(f"standing-{status}", {"acts": entries}))
    if line.status == "unknown" and setting.life is not None and setting.life.end is not None:
        first, last = setting.life.start, setting.life.end
        silent = [c for c in witnesses(check, duty.bearer, setting) if not log.attested(c, first, last)]
        found += [_silence(code, first, last, log) for code in silent]
    return tuple(found)


def same_fields(check: Check, plan: Plan) -> tuple[Value, ...]:
    """Name the fields in which two activities have to agree."""
    same = check.terms.get("same")
    return tuple(same_field(name, plan) for name in same) if isinstance(same, tuple) else ()


def _silence(code: str, first: date, last: date, log: Rows) -> Sentence:
    gap = first_gap(first, last, log.spans(code))
    return Sentence("silence", {"bearer": name_of(code, log.setting.plan), **gap})


def _unlike(check: Check, field: str, entry: Entry, plan: Plan) -> Sentence:
    found = tuple(sorted(field_of(entry, field)))
    condition = next(c for c in _required(check) if c.field == field)
    wanted = tuple(sorted(condition.values))
    key = "unlike-not" if condition.negated else "unlike-value" if wanted else "unlike-other"
    return Sentence(
        key if found else f"{key}-missing",
        {"field": field_name(field, plan), "found": found, "wanted": either_of(wanted)},
    )


def _required(check: Check) -> Iterator[Condition]:
    broken_by = check.pattern.broken_by
    if broken_by is not None and broken_by.unlike is not None:
        yield from check.selector(broken_by.unlike).conditions
