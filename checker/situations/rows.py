"""The readable execution: entry by entry. It feeds the rule engine by default."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from checker.days import Duration, after, between, covered, overlap
from checker.duties.compile import fields_bound
from checker.duties.model import Duty, Instance, Setting, Window, variables
from checker.duties.statements import coverage, waivers
from checker.log.model import Entry
from checker.patterns.model import chosen
from checker.plan.model import Check, Excuse
from checker.plan.selectors import SEVERAL, Bindings, Selector
from checker.situations.index import Candidates, agree, wanted
from checker.situations.judgements import Judgements
from checker.situations.model import MET, NOT_MET, Act
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.situations.primitives import OneByOne

BY = "by"


class Rows:
    """Answers the six questions on a record, entry by entry."""

    def __init__(self, setting: Setting) -> None:
        """Look at a plan read against a record."""
        self.setting = setting
        self.judgements = Judgements(setting)
        self._found: dict[tuple[str | None, ...], Candidates] = {}
        self._coverage: dict[str, list[tuple[date, date]]] = {}
        self._parts: dict[str, Rows] = {}

    def of(self, check: Check) -> "Rows":
        """Give the answers for a check: those in the setting of its version."""
        setting = self.setting.of(check)
        if setting is self.setting:
            return self
        if check.version not in self._parts:
            self._parts[check.version] = Rows(setting)
        return self._parts[check.version]

    def select(self, selector: Selector, bindings: Bindings) -> Sequence[Entry]:
        """Give the activities that match."""
        return [e for e in self.setting.record.of_kinds(selector.kinds) if selector.matches(e, bindings)]

    def correlate(self, entry: Entry, other: Entry, fields: Iterable[str]) -> bool:
        """Say whether two activities agree in the named fields, both filled in."""
        return agree(entry, other, fields)

    def tally(self, duty: Duty, used: Collection[str] = frozenset()) -> Sequence[Act]:
        """Give the acts that may discharge a duty, each with where it lies, by latest day and id.

        Acts that ended before the window are left out, and, where acts do not make up for other windows,
        those that cannot matter any more: enough are found in the window, or after it.
        """
        during = self.during(duty)
        done_by = duty.check.pattern.done_by
        bounded = done_by is not None and done_by.share != "make_up"
        candidates, needed, last = self.candidates(duty), duty.check.times, duty.window.closes.latest
        found: list[Act] = []
        inside = since = 0
        for entry, soonest in candidates.around(duty).since(duty.window.first):
            if bounded and (inside >= needed or (since >= needed and soonest > last)):
                break
            over = during or self.setting.record.over(entry)
            if over and entry.id not in used and candidates.asked.suits(entry, duty):
                act = self._act(entry, duty, during=during)
                found.append(act)
                inside += act.state == MET and act.in_window[0]
                since += act.state == MET and act.since_opening[0]
        return found

    def nearly(self, duty: Duty, but: Collection[str]) -> dict[str, Entry | None]:
        """Give the nearest acts before and after the window, and the first in it by somebody else."""
        first, last = duty.window.first, duty.window.closes.latest
        candidates, others = self.candidates(duty), self.candidates(duty, BY)
        around, during = candidates.around(duty), self.during(duty)

        def free(entry: Entry) -> bool:
            return entry.id not in but and (during or self.setting.record.over(entry))

        def counts(entry: Entry) -> bool:
            suits = free(entry) and candidates.asked.suits(entry, duty)
            return suits and self.judgements.state(entry, duty) != NOT_MET

        after_it = (e for e, _ in around.since(last) if (e.start if during else e.end).earliest > last)
        inside = takewhile(lambda pair: during or pair[1] <= last, others.around(duty).since(first))
        by_other = (
            e
            for e, _ in inside
            if (e.start if during else e.end).earliest <= last and free(e) and others.asked.suits(e, duty)
        )
        return {
            "too_early": next(filter(counts, around.before(first)), None),
            "too_late": next(filter(counts, after_it), None),
            "by_other": next(by_other, None) if others.asked.missed and first <= last else None,
        }

    def during(self, duty: Duty) -> bool:
        """Say whether acts discharge this duty by overlapping its window."""
        done_by = duty.check.pattern.done_by
        return done_by is not None and done_by.overlap is not None and done_by.overlap in duty.check.terms

    def candidates(self, duty: Duty, but: str | None = None) -> Candidates:
        """Give the activities that can match what is to be done, or with `but` fail in that field alone."""
        check = duty.check
        place = (*check.key, duty.bearer, but)
        if place not in self._found:
            asked = wanted(check, but, triggered=duty.trigger is not None)
            entries = self.setting.record.of_kinds(check.selector(check.pattern.acts).kinds)
            self._found[place] = Candidates(asked, entries, duty.bindings)
        return self._found[place]

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
        key = next((name for name in fields if name not in SEVERAL), None)
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
        late = chosen(done_by.late, duty.check.terms)
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


def _answers_all(log: Rows) -> "OneByOne":
    return log


def _in_time(excuse: Excuse, entry: Entry, window: Window) -> bool:
    if excuse.not_after is None:
        return True
    limit = window.closes if excuse.not_after == "due" else window.opens
    return entry.end.latest <= limit.earliest
