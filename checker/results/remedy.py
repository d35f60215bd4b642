"""What would have made it kept: for each finding that is not, the smallest change of the record that would.

A change is small in this order: answer a question, tell an exact day, have done it on another day, have done
it at all. `supposed.log` makes the log with the changes, on which the duty then is fulfilled.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.days import DAY, DayRange
from checker.duties.model import Duty, Instance
from checker.plan.selectors import field_of
from checker.results import supposed
from checker.results.again import again, plan_of
from checker.results.supposed import Change
from checker.situations.answers import witnesses
from checker.situations.model import MET, NOT_MET, Act
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from checker.log.model import Entry
    from checker.plan.model import Plan
    from checker.results.model import Result, Results

OPEN = frozenset({"late", "breached", "unknown", "to_judge"})
"""The statuses of findings that a change could have made kept."""
PAST = frozenset({"late", "breached"})
"""Those of what can no more be mended; of others it may yet turn out well."""
Changes = tuple[Change, ...]


class Remedies:
    """Finds the changes for the findings of one run."""

    def __init__(self, results: Results, whole: Plan | None = None) -> None:
        """Look at the results, and at what other duties of a chain or other periods use.

        `whole` is the plan by which the log is read, if only a part of it was judged.
        """
        self._results = results
        self._whole = whole or results.plan
        self._rows = Rows(results.setting)
        self._used: dict[tuple[str, ...], list[tuple[date, frozenset[str]]]] = {}
        for result in results.results:
            of = result.finding.of
            done_by = of.check.pattern.done_by
            # A period that was made up for gives its acts back to the periods in which they were done.
            lines = (1,) if done_by and done_by.share == "make_up" else (1, 7)
            if isinstance(of, Duty) and done_by and result.finding.line in lines:
                ids = frozenset(entry.id for entry in result.finding.evidence)
                self._used.setdefault(_series(of), []).append((of.window.first, ids))

    def of(self, result: Result, depth: int = 0) -> Changes:
        """Give the changes that would have made a finding `fulfilled`; none if it is well, or nothing would.

        Of an instance they are those without which there would be none, or which make it conform.
        """
        of = result.finding.of
        if result.status not in OPEN:
            return ()
        if isinstance(of, Instance):
            return self._of_instance(of, result)
        if of.check.pattern.done_by is None:
            return tuple(self._attested(of)) if result.status == "unknown" else ()
        if of.same_empty or of.window.opens.latest > of.window.closes.earliest:
            return self._of_trigger(of, depth)
        return self._of_acts(of, result, depth)

    def if_no(self, result: Result, changes: Changes) -> str:
        """Give the status if the answers that alone would make a duty kept were no; empty if that is more."""
        of = result.finding.of
        if not isinstance(of, Duty) or {change.kind for change in changes} != {"answer"}:
            return ""
        no = [change._replace(value="no") for change in changes]
        log = supposed.log(self._results, of, no, self._whole)
        own = [o for o in self._results.plan.obligations if o.id == result.obligation]
        then = again(self._results, plan=plan_of(self._results, own), log=log)
        return next((each.status for each in then.results if each.id == result.id), "")

    def _of_acts(self, duty: Duty, result: Result, depth: int) -> Changes:
        """Choose the acts that need the least: those of the window first, then the nearest others."""
        found = sorted(
            self._acts(duty, result), key=lambda act: (_cost(act), _away(act, duty), act.entry.order)
        )
        chosen = found[: duty.check.times]
        if depth == 0 and any(self._hangs_on_trigger(act, duty) for act in chosen):
            changes = self._of_trigger(duty, depth)
            if changes:
                return changes
        first, last = self._days(duty)
        if first > last and not all(act.in_window[0] for act in chosen):
            return ()
        changes = tuple(change for act in chosen for change in self._needs(act, duty))
        missing = duty.check.times - len(chosen)
        if missing == 0:
            return changes
        if first > last or supposed.act(duty, self._results.plan, {}) is None:
            return ()
        return (*changes, Change("add", first=first, last=last, number=missing))

    def _acts(self, duty: Duty, result: Result) -> Iterator[Act]:
        """Yield the acts that might have done: those in the window; of what is past, those outside it too.

        Of these only such as lack nothing but another day. Where it is still open what was done, nobody
        thinks of an act on a day that is known as done on another.
        """
        others = self._others(duty, result)
        late = {entry.id for entry in result.finding.evidence}
        misses = {m.entry.id for m in result.finding.near_misses if m.why in ("too_early", "too_late")}
        outside = late | misses if result.status in PAST else set()
        seen = set()
        for act in self._rows.of(duty.check).tally(duty, others):
            if act.in_window[1] or (act.entry.id in outside and act.state == MET):
                seen.add(act.entry.id)
                yield act
        for miss in result.finding.near_misses:
            if miss.entry.id in (misses & outside) - seen:
                state = self._rows.of(duty.check).judgements.state(miss.entry, duty)
                if state == MET:
                    yield Act(miss.entry, state, (False, False), (False, False))

    def _others(self, duty: Duty, result: Result) -> set[str]:
        """Name the acts that earlier duties of a chain, or older periods, have used."""
        done_by = duty.check.pattern.done_by
        if done_by is None or done_by.share == "freely":
            return set()
        own = {entry.id for entry in result.finding.evidence}
        used = self._used.get(_series(duty), [])
        return {name for first, ids in used if first <= duty.window.first for name in ids} - own

    def _needs(self, act: Act, duty: Duty) -> Iterator[Change]:
        """Say what an act lacks: a yes, an exact day, another day."""
        if act.state != MET:
            yield self.answer(act.entry, duty)
        if act.in_window[0]:
            return
        first, last = self._days(duty)
        during = self._rows.during(duty)
        days = act.entry.end
        if act.in_window[1]:
            reach = DayRange(act.entry.start.earliest, days.latest) if during else days
            inside = max(first, reach.earliest), min(last, reach.latest)
            if duty.check.pattern.next and first == inside[0] < inside[1]:
                inside = inside[0] + DAY, inside[1]  # on its first day the link before might use it
            if inside[0] <= inside[1] and (not days.exact or not act.entry.start.exact):
                yield Change("exact", act.entry, first=inside[0], last=inside[1])
                return
        alone = duty.check.pattern.done_by is not None and duty.check.pattern.done_by.share == "freely"
        day = first if days.latest < first and alone else last  # of a series, an older duty might use it
        if first <= days.earliest and days.latest <= last and duty.trigger is not None:
            day = min(duty.trigger.end.latest + DAY, last)  # on the day itself the order is not clear
        yield Change("move", act.entry, first=day, last=day)

    def answer(self, entry: Entry, duty: Duty) -> Change:
        """Say who has to answer yes about an act: those who said no, or else anybody but the bearer."""
        last = self._rows.of(duty.check).judgements.last(entry, duty)
        no = sorted(
            party for party, given in last.items() if given.fields["answer"].lower() in ("no", "false")
        )
        plan = self._results.plan
        own = plan.party_of(duty.bearer)
        others = [code for code, party in plan.parties.items() if party.unit_of is None and code != own]
        bound = [code for code in others if code in plan.bound]
        by = tuple(no) or tuple((bound or others)[:1])
        return Change("answer", entry, by=by, text=duty.check.question or "")

    def _days(self, duty: Duty) -> tuple[date, date]:
        """Give the first and the last day on which an act certainly is in time."""
        first = duty.window.opens.latest
        last = min(duty.window.closes.earliest, self._results.as_of)  # what is done later is not on record
        done_by, trigger = duty.check.pattern.done_by, duty.trigger
        if trigger and done_by and done_by.unclear in duty.check.terms:
            if trigger.end.earliest <= last <= trigger.end.latest:
                last = trigger.end.earliest - DAY
            if trigger.end.earliest <= first <= trigger.end.latest:
                first = trigger.end.latest + DAY
        return first, last

    def _hangs_on_trigger(self, act: Act, duty: Duty) -> bool:
        """Say whether an act is possibly in the window, and it is the window that is not known exactly."""
        known = act.entry.end.exact and (not self._rows.during(duty) or act.entry.start.exact)
        return act.in_window == (False, True) and known and duty.window.imprecise and duty.trigger is not None

    def _of_trigger(self, duty: Duty, depth: int) -> Changes:
        """Make the trigger certain, and see what is lacking then."""
        if duty.trigger is None or depth > 1:
            return ()
        best: Changes = ()
        for change in self._certain(duty, duty.trigger):
            log = supposed.log(self._results, duty, (change,), self._whole)
            own = [o for o in self._results.plan.obligations if o.id == duty.check.obligation]
            then = again(self._results, plan=plan_of(self._results, own), log=log)
            found = next((r for r in then.results if _same(r, duty)), None)
            if found is None:
                continue
            rest = Remedies(then, self._whole).of(found, depth + 1)
            if found.status == "fulfilled" or rest:
                changes = (change, *rest)
                if not best or _weight(changes) < _weight(best):
                    best = changes
            if found.status == "fulfilled":
                break
        return best

    def _certain(self, duty: Duty, trigger: Entry) -> Iterator[Change]:
        """Yield what would make a trigger certain: the field that is empty, or one of its days."""
        if duty.same_empty:
            same = duty.check.terms.get("same")
            empty = [f for f in same if not field_of(trigger, f)] if isinstance(same, tuple) else []
            if empty:
                for value in self._values(duty, empty[0]):
                    yield Change("fill", trigger, text=empty[0], value=value)
            return
        life = self._results.setting.of(duty.check).life
        start = trigger.start
        first = max(start.earliest, life.start) if life else start.earliest
        last = min(start.latest, life.end) if life and life.end else start.latest
        if trigger.start != trigger.end:
            end = trigger.end
            for day, until in ((first, max(first, end.earliest)), (last, max(last, end.latest))):
                yield Change("trigger", trigger, first=day, last=until)
            return
        yield Change("trigger", trigger, first=first, last=first)
        yield Change("trigger", trigger, first=last, last=last)
        day = first + DAY
        while day < last:
            yield Change("trigger", trigger, first=day, last=day)
            day += DAY

    def _values(self, duty: Duty, field: str) -> list[str]:
        """Give the values with which acts of the bearer could be matched, and one that is new."""
        selector = duty.check.selector(duty.check.pattern.acts)
        acts = [
            e for e in self._rows.select(selector, duty.bindings) if e.id != getattr(duty.trigger, "id", "")
        ]
        if field in ("by", "to"):
            return sorted({code for e in acts for code in (e.by if field == "by" else e.to)})
        conditions = [c for c in selector.conditions if c.field == field and not c.negated]
        wanted = {
            v for c in conditions for v in c.values.union(*(duty.bindings.get(n, ()) for n in c.variables))
        }
        return [*sorted({value for e in acts for value in field_of(e, field)} | wanted), supposed.NEW]

    def _attested(self, duty: Duty) -> Iterator[Change]:
        """Say whose record would have to be attested for a standing duty to be known to have been kept."""
        setting = self._results.setting.of(duty.check)
        life = setting.life
        if life is None or life.end is None:
            return
        for code in witnesses(duty.check, duty.bearer, setting):
            if not self._rows.of(duty.check).attested(code, life.start, life.end):
                yield Change("attest", by=(code,), first=life.start, last=life.end)

    def _of_instance(self, instance: Instance, result: Result) -> Changes:
        """Say what would have made an instance conform, or be none."""
        broken_by = instance.check.pattern.broken_by
        if broken_by is not None and broken_by.unlike is not None and result.status == "breached":
            return supposed.conforming(instance, self._results)
        return (Change("without", instance.entries[-1]),)


def _series(duty: Duty) -> tuple[str, ...]:
    return duty.check.obligation, *duty.check.key, duty.bearer


def _same(result: Result, duty: Duty) -> bool:
    of = result.finding.of
    return (
        isinstance(of, Duty)
        and _series(of) == _series(duty)
        and getattr(of.trigger, "id", None) == getattr(duty.trigger, "id", None)
    )


def _cost(act: Act) -> tuple[int, int]:
    """Weigh what an act lacks: another day weighs most, then a no, then an open question."""
    place = 0 if act.in_window[0] else 1 if act.in_window[1] else 2
    return place, 0 if act.state == MET else 2 if act.state == NOT_MET else 1


def _away(act: Act, duty: Duty) -> int:
    """Count the days by which an act missed the window; 0 if it may lie in it."""
    days = act.entry.end
    early = (duty.window.first - days.latest).days
    late = (days.earliest - duty.window.closes.latest).days
    return 0 if act.in_window[1] else max(early, late, 0)


def _weight(changes: Sequence[Change]) -> tuple[int, int]:
    order = ("answer", "fill", "exact", "trigger", "attest", "move", "add", "without")
    return max(order.index(change.kind) for change in changes), len(changes)
