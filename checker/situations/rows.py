"""The readable execution: entry by entry. It feeds the rule engine by default."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from checker.days import Duration, after, between, covered, overlap
from checker.duties.compile import fields_bound
from checker.duties.model import Duty, Instance, Setting, Window, variables
from checker.duties.statements import coverage, waivers
from checker.duties.windows import chosen
from checker.log.model import Entry
from checker.plan.model import Check, Excuse
from checker.plan.selectors import PEOPLE, Bindings, Selector
from checker.situations.judgements import Judgements
from checker.situations.model import Act

Acts = list[Entry]


class Rows:
    """Answers the six questions on a record, entry by entry."""

    def __init__(self, setting: Setting) -> None:
        """Look at a plan read against a record."""
        self.setting = setting
        self.judgements = Judgements(setting)
        self._found: dict[tuple[str, str, str, str], _Index] = {}
        self._coverage: dict[str, list[tuple[date, date]]] = {}

    def select(self, selector: Selector, bindings: Bindings) -> Sequence[Entry]:
        """Give the activities that match."""
        return [e for e in self.setting.record.of_kinds(selector.kinds) if selector.matches(e, bindings)]

    def correlate(self, entry: Entry, other: Entry, fields: Iterable[str]) -> bool:
        """Say whether two activities agree in the named fields, both filled in."""
        return all(not fields_bound(entry, name).isdisjoint(fields_bound(other, name)) for name in fields)

    def tally(self, duty: Duty) -> Sequence[Act]:
        """Give the acts that may discharge a duty, each with where it lies, by latest day and id."""
        during = self.during(duty)
        counting = (e for e in self.candidates(duty, "") if during or self.setting.record.over(e))
        return [self._act(entry, duty, during=during) for entry in counting]

    def during(self, duty: Duty) -> bool:
        """Say whether acts discharge this duty by overlapping its window."""
        done_by = duty.check.pattern.done_by
        return done_by is not None and done_by.overlap is not None and done_by.overlap in duty.check.terms

    def candidates(self, duty: Duty, but: str) -> Iterator[Entry]:
        """Yield the activities that match what is to be done, or with `but` all save that field, in order."""
        check = duty.check
        same = check.terms.get("same") if duty.trigger else None
        fields = same if isinstance(same, tuple) else ()
        key = (check.obligation, check.id, duty.bearer, but)
        if key not in self._found:
            self._found[key] = _Index(self, duty, fields, but)
        yield from self._found[key].acts(duty, fields)

    def excuse(self, of: Duty | Instance) -> Entry | None:
        """Give the first entry that excuses: exceptions in the order of the check, then waivers."""
        check = of.check
        if isinstance(of, Duty):
            names: tuple[str, ...] = (of.bearer,)
            entries: tuple[Entry, ...] = (of.trigger,) if of.trigger else ()
            bindings = of.bindings
        else:
            names, entries = of.names, of.entries
            bindings = {**of.bindings, **variables(check, self.setting.plan, frozenset(names), in_do=False)}
        for excuse in check.unless:
            found = [
                e
                for e in self._excusing(excuse, entries, of.window, bindings)
                if _in_time(excuse, e, of.window)
            ]
            if found:
                return min(found, key=lambda e: e.order)
        about = entries[0].about if entries else None
        waived = waivers(check, names, about, of.window.closes.latest, self.setting)
        return min(waived, key=lambda e: e.order, default=None)

    def _excusing(
        self, excuse: Excuse, entries: tuple[Entry, ...], window: Window, bindings: Bindings
    ) -> Iterator[Entry]:
        if excuse.this:
            yield from (e for e in entries if excuse.selector.matches(e, bindings))
            return
        for e in self.select(excuse.selector, bindings):
            if excuse.same is not None:
                if any(self.correlate(e, other, excuse.same) for other in entries):
                    yield e
            elif e.start.earliest <= window.closes.latest and e.end.latest >= window.first:
                yield e

    def attested(self, code: str, first: date, last: date) -> bool:
        """Say whether the record of a party or unit is attested over all these days."""
        return self.setting.plan.completeness == "assumed" or covered(first, last, self.spans(code))

    def spans(self, code: str) -> list[tuple[date, date]]:
        """Give the spans of days for which the record of a party or unit is attested."""
        if code not in self._coverage:
            self._coverage[code] = coverage(code, self.setting)
        return self._coverage[code]

    def pair(self, check: Check, acts: Sequence[Entry]) -> Sequence[tuple[Entry, Entry, bool]]:
        """Give the pairs of acts that conflict, earlier act first, each with whether it is certain."""
        broken_by = check.pattern.broken_by
        within = check.terms.get(broken_by.apart) if broken_by and broken_by.apart else None
        same = check.terms["same"]
        fields = same if isinstance(same, tuple) else ()
        found = []
        for first, second in self._pairs(sorted(acts, key=lambda e: e.order), fields):
            if first.by_parties.isdisjoint(second.by_parties) and self.correlate(first, second, fields):
                certain, possible = (
                    (True, True) if not isinstance(within, Duration) else self._apart(first, second, within)
                )
                if possible:
                    found.append((first, second, certain))
        return found

    def _pairs(self, acts: Sequence[Entry], fields: tuple[str, ...]) -> Iterator[tuple[Entry, Entry]]:
        """Yield pairs that can agree: within groups of one field's value where a field has but one."""
        key = next((name for name in fields if name not in PEOPLE), None)
        groups: dict[frozenset[str], list[Entry]] = {}
        for entry in acts:
            value = fields_bound(entry, key) if key else frozenset[str]()
            if value or key is None:
                groups.setdefault(value, []).append(entry)
        for group in groups.values():
            for number, first in enumerate(group):
                for second in group[number + 1 :]:
                    yield first, second

    def _apart(self, first: Entry, second: Entry, within: Duration) -> tuple[bool, bool]:
        """Say whether two acts are certainly, and possibly, at most that far apart."""
        calendar = self.setting.plan.calendar

        def near(one: Entry, other: Entry) -> tuple[bool, bool]:
            certain = other.start.latest <= after(one.end.earliest, within, calendar)
            return certain, other.start.earliest <= after(one.end.latest, within, calendar)

        (a, b), (c, d) = near(first, second), near(second, first)
        return a and c, b and d

    def _act(self, entry: Entry, duty: Duty, *, during: bool) -> Act:
        window, done_by = duty.window, duty.check.pattern.done_by
        assert done_by is not None  # noqa: S101 - asked of duties that acts discharge
        if during:
            in_window = overlap((entry.start, entry.end), (window.opens, window.closes))
        else:
            in_window = between(entry.end, window.opens, window.closes)
        late = chosen(done_by.late, duty.check)
        since = (False, False)
        if late is not None:
            last = duty.trigger.start if late.at.point == "trigger.start" and duty.trigger else None
            since = between(entry.end, window.opens, last)
        if self._order_unclear(entry, duty):
            in_window, since = (False, in_window[1]), (False, since[1])
        return Act(entry, self.judgements.state(entry, duty), in_window, since)

    def _order_unclear(self, entry: Entry, duty: Duty) -> bool:
        """Say whether an act may have been on the trigger's last day, where order within a day matters."""
        done_by, trigger = duty.check.pattern.done_by, duty.trigger
        if (
            trigger is None
            or done_by is None
            or done_by.unclear is None
            or done_by.unclear not in duty.check.terms
        ):
            return False
        return entry.end.earliest <= trigger.end.latest and entry.end.latest >= trigger.end.earliest


class _Index:
    """The candidates of one check and bearer, grouped by a field that ties them to the trigger."""

    def __init__(self, rows: Rows, duty: Duty, fields: tuple[str, ...], but: str) -> None:
        check = duty.check
        self.rows = rows
        selector = check.selector(check.pattern.acts)
        own = {"bearer", "counterparty"}
        fixed = tuple(c for c in selector.conditions if own.issuperset(c.variables) and c.field != but)
        self.moving = tuple(
            c for c in selector.conditions if not own.issuperset(c.variables) and c.field != but
        )
        self.missed = Selector(tuple(c for c in selector.conditions if c.field == but), None)
        static = Selector(fixed, selector.kinds)
        found = sorted(rows.select(static, duty.bindings), key=lambda e: e.order)
        self.key = next((name for name in fields if name not in PEOPLE), None)
        self.groups: dict[frozenset[str], Acts] = {}
        for entry in found:
            value = fields_bound(entry, self.key) if self.key else frozenset[str]()
            self.groups.setdefault(value, []).append(entry)

    def acts(self, duty: Duty, fields: tuple[str, ...]) -> Iterator[Entry]:
        trigger = duty.trigger
        value = fields_bound(trigger, self.key) if self.key and trigger else frozenset[str]()
        if self.key and not value:
            return
        for entry in self.groups.get(value, ()):
            if trigger is not None and (
                entry.id == trigger.id or not self.rows.correlate(entry, trigger, fields)
            ):
                continue
            if not all(condition.holds(entry, duty.bindings) for condition in self.moving):
                continue
            if self.missed.conditions and self.missed.matches(entry, duty.bindings):
                continue
            yield entry


def _in_time(excuse: Excuse, entry: Entry, window: Window) -> bool:
    if excuse.not_after is None:
        return True
    limit = window.closes if excuse.not_after == "due" else window.opens
    return entry.end.latest <= limit.earliest
