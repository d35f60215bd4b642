"""What keeps a finding from being told: days not attested or not known, empty fields, missing answers.

Each want is found from what the finding rests on; `requests` turns wants into rows that can be filled in.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from checker.days import DAY
from checker.duties.compile import fields_bound
from checker.duties.dates import matching
from checker.duties.model import Duty
from checker.patterns.model import chosen
from checker.situations.answers import witnesses
from checker.situations.instances import instances
from checker.situations.model import UNSETTLED, Act
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from checker.days import DayRange
    from checker.duties.model import Instance, Setting
    from checker.log.model import Entry
    from checker.patterns.model import Case
    from checker.plan.model import Check
    from checker.results.model import Result, Results

IMPRECISE = "imprecise"


class Unattested(NamedTuple):
    """Days, from `first` to `last`, for which the record of `code` is not attested."""

    code: str
    first: date
    last: date


class Inexact(NamedTuple):
    """An entry that does not say exactly enough when it was; or that lacks `fields` by which to match it."""

    name: str
    fields: tuple[str, ...] = ()


class Unanswered(NamedTuple):
    """An act about which a check asks, and a party that has not answered, or otherwise than another.

    Of the parties in `one_of` one is enough; if there are none, answers differ that have to agree.
    """

    act: str
    check: Check
    party: str
    one_of: tuple[str, ...]


class Beyond(NamedTuple):
    """What no row of a log can say: the `order` within a day, or the exact days of a date of the `plan`."""

    why: str


Want = Unattested | Inexact | Unanswered | Beyond


class Wanting:
    """Looks for what findings lack, in one set of results."""

    def __init__(self, results: Results) -> None:
        """Look at results, and at the record that they were found in."""
        self.results, self.setting = results, results.setting
        self.log = Rows(results.setting)
        self.written = {entry.id: entry for entry in results.log.entries}
        self._lines = results.rules.tables["status"].lines
        self._attested: dict[str, list[tuple[date, date]]] = {}
        self._readings: dict[tuple[str, ...], dict[tuple[str, ...], list[Entry]]] = {}
        self._acts: dict[tuple[str, ...], list[Act]] = {}
        self._series: dict[tuple[str, ...], list[Result]] = {}
        for result in results.results:
            self._series.setdefault(_series(result), []).append(result)

    def of(self, result: Result) -> Iterator[Want]:
        """Yield what a finding lacks; nothing if its status is neither `unknown` nor `to_judge`."""
        finding, of = result.finding, result.finding.of
        if finding.status not in ("unknown", "to_judge"):
            return
        if not isinstance(of, Duty):
            yield from self._doubtful(of)
        elif finding.line is None:
            for code in witnesses(of.check, of.bearer, self.setting.of(of.check)):
                yield from self._gaps(code, of.window.first, of.window.closes.latest)
        else:
            line = self._lines[finding.line - 1]
            if line.acts == UNSETTLED:
                for act in finding.evidence or [
                    a.entry for a in self._shared(result) if a.state == UNSETTLED
                ]:
                    yield from self._answers(act, of)
            elif line.acts == IMPRECISE:
                yield from self._days(result, of)
            elif of.doubtful and line.acts is not None:
                yield from self._trigger(of)
            else:
                yield from self._gaps(of.bearer, of.window.first, of.window.closes.latest)

    def _gaps(self, code: str, first: date, last: date) -> Iterator[Unattested]:
        """Yield each stretch of days for which a record is not attested."""
        spans = self._spans(code)
        need = first
        for start, end in spans[bisect_left(spans, first, key=lambda span: span[1]) :]:
            if start > last:
                break
            if start > need:
                yield Unattested(code, need, start - DAY)
            if end >= last:
                return
            need = end + DAY
        if need <= last:
            yield Unattested(code, need, last)

    def _spans(self, code: str) -> list[tuple[date, date]]:
        """Give the spans of days that are attested, sorted, of which none overlap."""
        if code not in self._attested:
            found: list[tuple[date, date]] = []
            for first, last in sorted(self.log.spans(code)):
                if found and first <= found[-1][1]:
                    found[-1] = found[-1][0], max(last, found[-1][1])
                else:
                    found.append((first, last))
            self._attested[code] = found
        return self._attested[code]

    def _answers(self, act: Entry, duty: Duty) -> Iterator[Unanswered]:
        """Yield who has to answer: those whose answers differ, else each party but the bearer's own."""
        own = self.setting.plan.party_of(duty.bearer)
        parties = self.setting.plan.parties.values()
        others = [p.code for p in parties if p.unit_of is None and p.code != own]
        bound = tuple(code for code in others if self.setting.plan.parties[code].bound)
        differ = sorted(self.log.of(duty.check).judgements.last(act, duty))
        one_of = () if differ else bound or tuple(others)
        for party in differ or one_of:
            yield Unanswered(act.id, duty.check, party, one_of)

    def _trigger(self, duty: Duty) -> Iterator[Inexact]:
        """Yield what makes a duty doubtful: empty fields of its trigger, or the day that it began."""
        assert duty.trigger is not None  # noqa: S101 - only duties with one are doubtful
        same = duty.check.terms.get("same")
        names = same if isinstance(same, tuple) else ()
        yield Inexact(duty.trigger.id, tuple(name for name in names if not fields_bound(duty.trigger, name)))

    def _doubtful(self, of: Instance) -> Iterator[Inexact]:
        """Yield the entries of an instance, and what may have given rise to it, that say no exact day."""
        entries = {entry.id: entry for entry in (*of.entries, *self._triggers(of)) if not _exact(entry)}
        yield from (Inexact(name) for name in entries)

    def _triggers(self, of: Instance) -> Iterable[Entry]:
        """Give all that may have given rise to an instance: of several the worst counts."""
        if of.trigger is None:
            return ()
        place = of.check.key
        if place not in self._readings:
            own = self._readings[place] = {}
            log = self.log.of(of.check)
            for readings in instances(of.check, log.setting, log):
                for each in readings:
                    if each.trigger is not None and not each.certain:
                        own.setdefault(_named(each), []).append(each.trigger)
        return self._readings[place][_named(of)]

    def _days(self, result: Result, duty: Duty) -> Iterator[Want]:
        """Yield the acts, triggers and dates whose days are not known; if all are, the order is in doubt."""
        during = self.log.of(duty.check).during(duty)
        acts = [e for e in result.finding.evidence if not (_exact(e) if during else e.end.exact)]
        done_by = duty.check.pattern.done_by
        if not acts and done_by is not None and done_by.share == "make_up":
            acts = [act.entry for act in self._shared(result) if not act.entry.end.exact]
        found: dict[Want, None] = dict.fromkeys(Inexact(entry.id) for entry in acts)
        for case in self._hangs_on(duty):
            found |= dict.fromkeys(self._anchor(case, duty))
        yield from found or (Beyond("order"),)

    def _hangs_on(self, duty: Duty) -> Iterator[Case]:
        """Yield the cases by which the ends of a duty's window, if not known exactly, were worked out."""
        window, done_by = duty.check.pattern.window, duty.check.pattern.done_by
        assert window is not None  # noqa: S101 - it has a window, so its pattern says which
        assert done_by is not None  # noqa: S101 - acts discharge it
        if not duty.window.opens.exact:
            yield from (case for case in (chosen(window.opens, duty.check.terms),) if case)
        if not duty.window.closes.exact:
            yield from (case for case in (chosen(window.due, duty.check.terms),) if case)
        yield from (case for case in (chosen(done_by.late, duty.check.terms),) if case)

    def _anchor(self, case: Case, duty: Duty) -> Iterator[Want]:
        """Yield the entries that fix the point of a case and are not exact; it may be a date of the plan."""
        point, trigger = case.at.point, duty.trigger
        if trigger is not None and point.startswith("trigger."):
            if not (trigger.start if point == "trigger.start" else trigger.end).exact:
                yield Inexact(trigger.id)
            return
        term = duty.check.terms.get(point)
        setting = self.setting.of(duty.check)
        days = setting.day(term)
        if days is None or days.exact:
            return
        entries = list(self._first(str(term), days, setting))
        yield from (Inexact(entry.id) for entry in entries)
        if not entries:
            yield Beyond("plan")

    def _first(self, name: str, days: DayRange, setting: Setting) -> Iterator[Entry]:
        """Yield the entries that may be the first by which a date is named, and say no exact end."""
        named, plan, life = setting.plan.dates.get(name), setting.plan, setting.life
        if named is None or named.first is None:
            return
        since = None if name in (plan.start, plan.until) or life is None else life.start
        for entry in matching(named, setting.record, since):
            if not entry.end.exact and entry.end.earliest <= days.latest:
                yield entry

    def _shared(self, result: Result) -> Sequence[Act]:
        """Give the acts, in doubt or not, that a bearer's duties of a check share, but for those in time.

        Where making up for a missed period hangs on how other periods are settled, any of them may matter.
        """
        place = _series(result)
        if place not in self._acts:
            own = self._series[place]
            settled = {e.id for r in own if r.status == "fulfilled" for e in r.finding.evidence}
            oldest = own[0].finding.of
            assert isinstance(oldest, Duty)  # noqa: S101 - instances share no acts
            acts = [act for act in self.log.of(oldest.check).tally(oldest) if act.counts(unsettled=True)]
            self._acts[place] = [act for act in acts if act.entry.id not in settled] or acts
        return self._acts[place]


def _series(result: Result) -> tuple[str, ...]:
    return result.obligation, *result.finding.of.check.key, result.finding.of.bearer


def _named(of: Instance) -> tuple[str, ...]:
    return of.bearer, *(entry.id for entry in of.entries)


def _exact(entry: Entry) -> bool:
    return entry.start.exact and entry.end.exact
