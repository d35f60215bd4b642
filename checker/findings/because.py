"""The reasons of a finding, as sentences: who, what, by when, what was found, what nearly counted.

Each sentence is a key with values; `reports/languages/` has the words. The keys follow the words of the
pattern vocabulary and the lines of the verdict tables, so no pattern is known here by name.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checker.days import DAY, Duration, OutOfCalendar, after
from checker.duties.model import Duty, Setting
from checker.duties.statements import covers_bearer, naming, signed
from checker.findings.model import Finding, NearMiss, Sentence, Value
from checker.log.model import Entry
from checker.patterns.model import Line, chosen
from checker.plan.model import Check, Plan
from checker.plan.selectors import Selector, field_of
from checker.situations.model import MET, UNSETTLED, Act
from checker.situations.rows import Rows

Reasons = tuple[Sentence, ...]
IMPRECISE = "imprecise"
FIXED = ("by", "to", "about", "title", "place", "note", "evidence")


def of_duty(duty: Duty, finding: Finding, line: Line, acts: Sequence[Act], log: Rows) -> Reasons:
    """Give the reasons of a finding on a duty that acts discharge; it has all else already."""
    found = [_owed(duty, log)]
    if duty.moved_by is not None:
        found.append(
            Sentence("moved", {"from": duty.stated.closes, "to": duty.window.closes, "by": duty.moved_by})
        )
    found.append(_verdict(duty, line, finding.evidence, log))
    if line.acts == UNSETTLED:
        found += _answers(duty, finding.evidence, log)
    if line.status not in ("fulfilled", "excused"):
        found += _requests(duty, log.setting)
    if duty.check.times > 1 and line.status in ("pending", "unknown", "breached"):
        met = sum(act.in_window[0] and act.state == MET for act in acts)
        found.append(Sentence("counted", {"done": met, "times": duty.check.times}))
    if line.status != "fulfilled":
        found += [_near(miss, duty, log.setting.plan) for miss in finding.near_misses]
    if duty.check.pattern.next and line.status not in duty.check.pattern.next and line.status != "pending":
        waits = line.acts in (UNSETTLED, IMPRECISE)
        found.append(Sentence("chain-waits", {}) if waits else _stopped(duty, log.setting))
    return tuple(found)


def what(check: Check) -> Sentence:
    """Name what the acts of a check are called in the plan's vocabulary."""
    return kinds_named(check.selector(check.pattern.acts))


def kinds_named(selector: Selector) -> Sentence:
    """Name the kinds of activity that a selector can match."""
    asked = next((c for c in selector.conditions if c.field == "activity"), None)
    if asked is None or not asked.values:
        return Sentence("any-activity", {})
    named = tuple(Sentence("label", {"kind": kind}) for kind in sorted(asked.values))
    kinds = Sentence("kinds", {"kinds": named})
    return Sentence("other-than", {"kinds": kinds}) if asked.negated else kinds


def either_of(values: tuple[Value, ...]) -> Value:
    """Name several of which one is enough; nothing if there are none."""
    return Sentence("either", {"values": values}) if values else ""


def name_of(code: str, plan: Plan) -> str:
    """Give the name that sentences use for a party or unit."""
    return plan.parties[code].short


def names_of(codes: Iterable[str], plan: Plan) -> tuple[Value, ...]:
    """Give the names that sentences use for several."""
    return tuple(name_of(code, plan) for code in codes)


def _owed(duty: Duty, log: Rows) -> Sentence:
    check, plan = duty.check, log.setting.plan
    values: dict[str, Value] = {
        "bearer": name_of(duty.bearer, plan),
        "what": what(check),
        "opens": duty.window.opens,
        "due": duty.window.closes,
        "more": check.times if check.times > 1 else "",
        "to": either_of(names_of(_asked_of(duty, "to"), plan)),
    }
    if duty.trigger is None:
        return Sentence("owed-in-window", values)
    values["trigger"] = duty.trigger
    if log.during(duty):
        return Sentence("owed-during", values)
    window = duty.check.pattern.window
    due = chosen(window.due, duty.check.terms) if window else None
    before = due is not None and due.at.point == "trigger.start"
    return Sentence("owed-before" if before else "owed-after", values)


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
        least = max(1, (max(entry.end.earliest for entry in used) - due.latest).days)
        most = (max(entry.end.latest for entry in used) - due.earliest).days
        values |= {"days": least, "most": most}
        key += "" if least == most else "-between"
    elif line.acts == IMPRECISE and _order_alone(duty, used):
        key += "-order"
    elif line.status == "pending":
        values["days"] = (due.latest - setting.as_of).days
    elif "doubtful" in line.when:
        key += "-matching" if duty.same_empty else "-life"
        values |= life_of(setting) | {"fields": _same(duty, setting.plan)}
    elif "attested" in line.when:
        values |= first_gap(duty.window.first, due.latest, log.spans(duty.bearer))
    elif not line.when:
        key += f"-{setting.plan.completeness}"
    return Sentence(key, values)


def _order_alone(duty: Duty, used: Sequence[Entry]) -> bool:
    """Say whether all days are known, so that only the order within a day leaves it open."""
    return bool(used) and not duty.window.imprecise and all(entry.end.exact for entry in used)


def _answers(duty: Duty, used: Sequence[Entry], log: Rows) -> Iterator[Sentence]:
    """Say what has been answered, where that did not settle a question."""
    differing = tuple(e for e in used if len(log.judgements.given(e, duty)) > 1)
    own = tuple(e for e in used if log.judgements.own(e, duty))
    if differing:
        yield Sentence("answers-differ", {"acts": differing})
    if own:
        yield Sentence("answers-own", {"acts": own, "bearer": name_of(duty.bearer, log.setting.plan)})


def _requests(duty: Duty, setting: Setting) -> Iterator[Sentence]:
    """Name waivers that nobody but the bearer signed: they ask for something, and excuse nothing."""
    about = duty.trigger.about if duty.trigger else None
    for entry in naming("waiver", duty.check, about, duty.window.closes.latest, setting):
        mine = covers_bearer(entry, (duty.bearer,), setting)
        if mine and not signed(entry, (duty.bearer,), setting):
            yield Sentence("request", {"by": names_of(entry.by, setting.plan), "act": entry})


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


def same_field(field: str, plan: Plan) -> Sentence:
    """Name a field in which two activities have to agree."""
    return Sentence(f"same-{field}", {}) if field in FIXED else field_name(field, plan)


def life_of(setting: Setting) -> dict[str, Value]:
    """Give the days of a plan's life as values of a sentence."""
    life = setting.life
    assert life is not None  # noqa: S101 - without a life there is no duty
    return {"start": life.start, "end": life.end or ""}


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
    values: dict[str, Value] = {"act": miss.entry, "by": names_of(miss.entry.by, plan)}
    if miss.why == "too_early":
        values["days"] = (duty.window.opens.earliest - miss.entry.end.latest).days
    elif miss.why == "too_late":
        values["days"] = (miss.entry.end.earliest - duty.window.closes.latest).days
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
