"""The reasons of a finding, as sentences: who, what, by when, what was found, what nearly counted.

Each sentence is a key with values; `reports/languages/` has the words. The keys follow the words of the
pattern vocabulary and the lines of the verdict tables, so no pattern is known here by name.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checker.days import DAY, Duration, OutOfCalendar, after
from checker.duties.model import Duty, Instance, Setting
from checker.findings.model import Finding, NearMiss, Sentence, Value
from checker.log.model import Entry
from checker.patterns.model import Line
from checker.plan.model import Check, Plan
from checker.plan.selectors import Condition, Selector, field_of
from checker.situations.answers import witnesses
from checker.situations.model import MET, Act
from checker.situations.rows import Rows

Reasons = tuple[Sentence, ...]


def of_duty(duty: Duty, finding: Finding, line: Line, acts: Sequence[Act], log: Rows) -> Reasons:
    """Give the reasons of a finding on a duty that acts discharge; it has all else already."""
    found = [_owed(duty, log)]
    if duty.moved_by is not None:
        found.append(
            Sentence("moved", {"from": duty.stated.closes, "to": duty.window.closes, "by": duty.moved_by})
        )
    found.append(_verdict(duty, line, finding.evidence, log))
    if duty.check.times > 1 and line.status in ("pending", "unknown", "breached"):
        met = sum(act.in_window[0] and act.state == MET for act in acts)
        found.append(Sentence("counted", {"done": met, "times": duty.check.times}))
    if line.status != "fulfilled":
        found += [_near(miss, duty, log.setting.plan) for miss in finding.near_misses]
    if duty.check.pattern.next and line.status not in duty.check.pattern.next and line.status != "pending":
        found.append(_stopped(duty, log.setting))
    return tuple(found)


def of_instance(instance: Instance, line: Line, excuse: Entry | None, setting: Setting) -> Reasons:
    """Give the reasons of a verdict on an instance."""
    check, broken_by = instance.check, instance.check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - instances come from it alone
    values: dict[str, Value] = {
        "who": _names(instance.names, setting.plan),
        "acts": instance.entries,
        "what": what(check),
        "bearers": _names(check.bearers.codes, setting.plan),
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
    if line.status == "excused" and excuse is not None:
        found.append(Sentence("verdict-instance-excused", {"by": excuse}))
    elif line.status == "unknown":
        found.append(Sentence("verdict-instance-unknown", _life(setting)))
    elif not (line.status == "breached" and broken_by.unlike is not None):
        found.append(Sentence(f"verdict-instance-{line.status}", {}))
    return tuple(found)


def of_standing(duty: Duty, line: Line, broken: Sequence[Finding], setting: Setting, log: Rows) -> Reasons:
    """Give the reasons of a verdict on a standing duty."""
    check, broken_by = duty.check, duty.check.pattern.broken_by
    assert broken_by is not None  # noqa: S101 - asked of standing duties only
    values: dict[str, Value] = {
        "bearer": name_of(duty.bearer, setting.plan),
        "bearers": _names(check.bearers.codes, setting.plan),
        "what": what(check),
        "times": check.times,
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


def what(check: Check) -> Sentence:
    """Name what the acts of a check are called in the plan's vocabulary."""
    return kinds_named(check.selector(check.pattern.acts))


def kinds_named(selector: Selector) -> Sentence:
    """Name the kinds of activity that a selector can match."""
    if not selector.kinds:
        return Sentence("any-activity", {})
    return Sentence(
        "kinds", {"kinds": tuple(Sentence("label", {"kind": kind}) for kind in sorted(selector.kinds))}
    )


def name_of(code: str, plan: Plan) -> str:
    """Give the name that sentences use for a party or unit."""
    return plan.parties[code].short


def _names(codes: Iterable[str], plan: Plan) -> tuple[Value, ...]:
    return tuple(name_of(code, plan) for code in codes)


def _owed(duty: Duty, log: Rows) -> Sentence:
    check, plan = duty.check, log.setting.plan
    values: dict[str, Value] = {
        "bearer": name_of(duty.bearer, plan),
        "what": what(check),
        "opens": duty.window.opens,
        "due": duty.window.closes,
        "more": check.times if check.times > 1 else "",
        "to": _names(_asked_of(duty, "to"), plan),
    }
    if duty.trigger is None:
        return Sentence("owed-in-window", values)
    values["trigger"] = duty.trigger
    if log.during(duty):
        return Sentence("owed-during", values)
    return Sentence(
        "owed-before" if duty.window.closes.latest <= duty.trigger.start.latest else "owed-after", values
    )


def _asked_of(duty: Duty, field: str) -> list[str]:
    found: set[str] = set()
    for condition in duty.check.selector(duty.check.pattern.acts).conditions:
        if condition.field == field and not condition.negated:
            found |= condition.values.union(
                *(duty.bindings.get(name, frozenset()) for name in condition.variables)
            )
    return sorted(found)


def _verdict(duty: Duty, line: Line, used: Sequence[Entry], log: Rows) -> Sentence:
    due, setting = duty.window.closes, log.setting
    values: dict[str, Value] = {
        "bearer": name_of(duty.bearer, setting.plan),
        "acts": tuple(used),
        "opens": duty.window.opens,
        "due": due,
        "as_of": setting.as_of,
        "question": duty.check.question or "",
    }
    key = f"verdict-{line.id}"
    if line.status == "late":
        values["days"] = (max(entry.end.latest for entry in used) - due.latest).days
    elif line.status == "pending":
        values["days"] = (due.latest - setting.as_of).days
    elif "doubtful" in line.when:
        key += "-matching" if duty.same_empty else "-life"
        values |= _life(setting) | {"fields": _same(duty, setting.plan)}
    elif "attested" in line.when:
        values |= first_gap(duty.window.first, due.latest, log.spans(duty.bearer))
    elif not line.when:
        key += f"-{setting.plan.completeness}"
    return Sentence(key, values)


def _same(duty: Duty, plan: Plan) -> tuple[Value, ...]:
    same = duty.check.terms.get("same")
    empty = (
        [name for name in same if not field_of(duty.trigger, name)]
        if isinstance(same, tuple) and duty.trigger
        else []
    )
    return tuple(field_name(name, plan) for name in empty)


def field_name(field: str, plan: Plan) -> Sentence:
    """Name a field of the log: by its attribute's label, or in the words of the language."""
    for attributes in (plan.attributes, *(kind.attributes for kind in plan.kinds.values())):
        if field in attributes:
            return Sentence("text", {"text": attributes[field].label})
    return Sentence(f"field-{field}", {})


def _life(setting: Setting) -> dict[str, Value]:
    life = setting.life
    assert life is not None  # noqa: S101 - without a life there is no duty
    return {"start": life.start, "end": life.end or ""}


def _silence(code: str, first: date, last: date, log: Rows) -> Sentence:
    gap = first_gap(first, last, log.spans(code))
    return Sentence("silence", {"bearer": name_of(code, log.setting.plan), **gap})


def first_gap(first: date, last: date, spans: Iterable[tuple[date, date]]) -> dict[str, Value]:
    """Give the first stretch of days from `first` to `last` that no span covers, as values of a sentence."""
    need = first
    for start, end in sorted(spans):
        if start > need:
            return _stretch(need, min(last, start - DAY))
        if need <= end < last:
            need = end + DAY
    return _stretch(need, last)


def _stretch(first: date, last: date) -> dict[str, Value]:
    span = (
        Sentence("one-day", {"day": first})
        if first == last
        else Sentence("days", {"first": first, "last": last})
    )
    return {"from": first, "until": last, "span": span}


def _near(miss: NearMiss, duty: Duty, plan: Plan) -> Sentence:
    values: dict[str, Value] = {"act": miss.entry, "by": _names(miss.entry.by, plan)}
    if miss.why == "too_early":
        values["days"] = (duty.window.opens.earliest - miss.entry.end.latest).days
    elif miss.why == "too_late":
        values["days"] = (miss.entry.end.latest - duty.window.closes.latest).days
    return Sentence(f"near-{miss.why}", values)


def _stopped(duty: Duty, setting: Setting) -> Sentence:
    """Say for how many intervals nothing came after the chain's last opening."""
    steps = duty.check.pattern.steps
    every = duty.check.terms[steps.every] if steps else None
    number = 0
    if isinstance(every, Duration):
        try:
            while (
                after(
                    duty.window.opens.latest,
                    Duration(every.count * (number + 1), every.unit, inclusive=False),
                    setting.plan.calendar,
                )
                <= setting.as_of
            ):
                number += 1
        except OutOfCalendar:
            pass
    return Sentence(
        "chain-stopped", {"intervals": number, "opens": duty.window.opens, "as_of": setting.as_of}
    )


def _unlike(check: Check, field: str, entry: Entry, plan: Plan) -> Sentence:
    found = tuple(sorted(field_of(entry, field)))
    condition = next(c for c in _required(check) if c.field == field)
    wanted = tuple(sorted(condition.values))
    key = "unlike-not" if condition.negated else "unlike-value" if wanted else "unlike-other"
    return Sentence(
        key if found else f"{key}-missing",
        {"field": field_name(field, plan), "found": found, "wanted": wanted},
    )


def _required(check: Check) -> Iterator[Condition]:
    broken_by = check.pattern.broken_by
    if broken_by is not None and broken_by.unlike is not None:
        yield from check.selector(broken_by.unlike).conditions
