"""The verdicts: which duties a plan and a log give rise to, and the status of each.

Written from the page on the meaning of verdicts, one function for each of its paragraphs, without regard to
speed. The input is assumed to be valid, and every scalar of the plan to be a string.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from .days import (
    Calendar,
    Duration,
    Interval,
    anchored_periods,
    calendar_periods,
    day,
    is_day,
    parse,
    parse_duration,
)
from .record import Entry, Record

Spec = dict[str, Any]
Env = dict[str, list[str]]  # what the variables stand for: any of these values
Duty = dict[str, Any]

BUILT_IN = {"", "about", "title", "place", "note"}
STANDING = {"exclusive", "conflict", "never", "limit"}


def true(value: Any) -> bool:
    """Whether a scalar is one of YAML's words for yes."""
    return str(value).lower() in ("true", "yes", "on")


@dataclass(frozen=True)
class Window:
    """One thing that one bearer had to do: when, because of what, and what its variables stand for."""

    bearer: str
    opens: Interval
    due: Interval
    env: Env
    trigger: Entry | None = None
    doubtful: bool = False
    never_late: bool = False

    @property
    def outer(self) -> Interval:
        return Interval(self.opens.first, self.due.last)


@dataclass(frozen=True)
class Act:
    """An activity that may discharge a duty: is it judged, and does it lie certainly where it should?"""

    entry: Entry
    met: bool
    certain: bool


@dataclass
class Verdict:
    """A status with the line that decided and the entries it rests on."""

    status: str
    line: int | None
    evidence: list[Entry] = field(default_factory=list)


Lines = tuple[tuple[str, int], tuple[str, int], tuple[str, int]]
ON_TIME: Lines = (("fulfilled", 1), ("to_judge", 2), ("unknown", 3))
AFTERWARDS: Lines = (("late", 7), ("to_judge", 8), ("unknown", 9))


def enough(acts: list[Act], times: int, lines: Lines) -> Verdict | None:
    """Lines 1 to 3, or 7 to 9: enough met acts; or if unsettled ones were; or if imprecise dates go well."""
    met, unsettled, hoped = lines
    certain = [act for act in acts if act.certain]
    settled = [act for act in certain if act.met]
    if len(settled) >= times:
        return Verdict(*met, [act.entry for act in settled[:times]])
    if len(certain) >= times:
        return Verdict(*unsettled, [act.entry for act in certain if not act.met])
    if len(acts) >= times:
        return Verdict(*hoped, [act.entry for act in acts if not act.certain])
    return None


class Model:
    """One plan and one log, on one day."""

    def __init__(
        self, plan: Spec, rows: list[dict[str, str]], as_of: date | None, known_at: date | None
    ) -> None:
        self.plan = plan
        self.record = Record(rows, as_of, known_at)
        self.today = self.record.as_of
        self.acts = self.record.activities
        self.party_of: dict[str, str] = {}
        for code, party in plan["parties"].items():
            self.party_of |= dict.fromkeys([code, *party.get("units", {})], code)
        self.bound = [code for code, party in plan["parties"].items() if true(party.get("party", "true"))]
        kinds = [plan, *plan["activities"].values()]
        self.numbers = {
            name
            for kind in kinds
            for name, attribute in (kind.get("attributes") or {}).items()
            if attribute.get("type") == "number"
        }
        working = plan.get("calendar", {})
        self.calendar = Calendar(
            frozenset(working.get("weekend", [])),
            frozenset(parse(text).first for text in working.get("closed", [])),
        )
        self.starts: date | None = None
        self.ends: date | None = None
        starts = self.named(plan["plan"]["in_force"]["from"])
        if starts is not None:
            ends = self.named(plan["plan"]["in_force"].get("until"))
            self.starts, self.ends = starts.last, ends and ends.last

    # Values of the plan

    def interpreted(self, value: Any) -> Any:
        """A value as it stands, or the one that its interpretation gives it."""
        if isinstance(value, dict) and "interpretation" in value:
            return self.plan["interpretations"][value["interpretation"]]["value"]
        return value

    def duration(self, value: Any) -> Duration:
        return parse_duration(self.interpreted(value), self.calendar)

    def named(self, value: Any, *, among_all: bool = False) -> Interval | None:
        """The day or days of a named date, a literal or assumed day; None while it is unknown."""
        value = self.interpreted(value)
        if not value:
            return None
        if isinstance(value, dict):
            found = [
                entry.end
                for entry in self.acts
                if self.matches(value["first"], entry, {})
                and (among_all or (self.starts is not None and entry.start.first >= self.starts))
            ]
            return (
                Interval(min(days.first for days in found), min(days.last for days in found))
                if found
                else None
            )
        if is_day(value):
            return parse(value)
        return self.named(
            self.plan["dates"][value], among_all=value in self.plan["plan"]["in_force"].values()
        )

    # Selectors

    def parties(self, names: list[str]) -> set[str]:
        return {self.party_of.get(name, name) for name in names}

    def equal(self, name: str, wanted: str, found: str) -> bool:
        """Whether a value is the one wanted: a party is met by its units, a number by what it is worth."""
        if name in ("by", "to"):
            return wanted in (found, self.party_of.get(found))
        if name in self.numbers:
            return float(wanted) == float(found)
        return wanted == found

    def agrees(self, name: str, spec: Any, entry: Entry, env: Env) -> bool:
        """Whether one field of an entry is what a selector asks for."""
        found = entry.values(name)
        if not isinstance(spec, dict):
            wanted = [
                value for one in (spec if isinstance(spec, list) else [spec]) for value in env.get(one, [one])
            ]
            return any(self.equal(name, one, value) for one in wanted for value in found)
        return all(
            (key != "not" or not self.agrees(name, value, entry, env))
            and (key != "exists" or bool(found) == true(value))
            and (key != "at_least" or any(float(number) >= float(value) for number in found))
            and (key != "at_most" or any(float(number) <= float(value) for number in found))
            for key, value in spec.items()
        )

    def matches(self, selector: Spec, entry: Entry, env: Env) -> bool:
        return all(
            self.agrees(name, spec, entry, env)
            for name, spec in selector.items()
            if name not in ("same", "not_after")
        )

    def same(self, names: list[str], one: Entry, other: Entry) -> bool:
        """Whether two entries have the same fields, both filled in; `by` and `to` one party in common."""
        return all(
            self.parties(one.values(name)) & self.parties(other.values(name))
            if name in ("by", "to")
            else any(self.equal(name, mine, its) for mine in one.values(name) for its in other.values(name))
            for name in names
        )

    # Bearers and variables

    def env_of(self, check: Spec, bearers: list[str]) -> Env:
        """What `$bearer` and `$counterparty` stand for."""
        others = [code for code in self.bound if code not in self.parties(bearers)]
        return {"$bearer": bearers, "$counterparty": check.get("toward") or others}

    def bearers(self, check: Spec, env: Env) -> list[str]:
        """Who bears the duties of a check; all bound parties if that hangs on a variable not bound yet."""
        bearer = check["bearer"]
        if isinstance(bearer, dict) and "each" in bearer:
            return list(bearer["each"])
        variable = bearer["other_than"] if isinstance(bearer, dict) else bearer
        if not variable.startswith("$"):
            return [variable]
        if variable not in env:
            return self.bound
        return [code for code in self.bound if (code in env[variable]) != isinstance(bearer, dict)]

    def bind(self, selector: Spec, entry: Entry, env: Env) -> Env | None:
        """The variables that an entry binds, if it matches the selector that names them."""
        env = dict(env)
        for name, spec in selector.items():
            if isinstance(spec, str) and spec.startswith("$") and spec not in env:
                values = entry.values(name)
                env[spec] = sorted(self.parties(values)) if name in ("by", "to") else values
        return env if self.matches(selector, entry, env) else None

    def triggers(self, check: Spec) -> Iterator[tuple[Entry, str, Env]]:
        """Each trigger within the life with each bearer and what the variables stand for."""
        for entry in self.acts:
            for bearer in self.bearers(check, {}):
                env = self.bind(check["when"], entry, self.env_of(check, [bearer]))
                if env is not None and bearer in self.bearers(check, env) and not self.outside(entry):
                    yield entry, bearer, env

    # The life

    def outside(self, entry: Entry) -> bool:
        """Whether it certainly starts outside the life."""
        assert self.starts is not None
        return entry.start.last < self.starts or (self.ends is not None and entry.start.first > self.ends)

    def maybe_outside(self, entry: Entry) -> bool:
        assert self.starts is not None
        return entry.start.first < self.starts or (self.ends is not None and entry.start.last > self.ends)

    def opens_in_life(self, opens: date) -> bool:
        assert self.starts is not None
        return self.starts <= opens <= min(self.today, self.ends or self.today)

    def origin(self, check: Spec) -> Interval | None:
        """What a deadline, the periods or a chain are counted from."""
        assert self.starts is not None
        return self.named(check["from"]) if "from" in check else day(self.starts)

    def by_calendar(self, check: Spec) -> bool:
        """Whether its periods are those of the calendar, on which `from` has no effect."""
        return str(self.interpreted(check.get("every", ""))).startswith("calendar ")

    def periods(self, check: Spec) -> Iterator[Interval]:
        """The periods of the life that have begun."""
        assert self.starts is not None
        if self.by_calendar(check):
            unit = self.interpreted(check["every"]).removeprefix("calendar ")
            for period in calendar_periods(unit, self.starts):
                if period.first > self.today or (self.ends is not None and period.last > self.ends):
                    return
                if period.first >= self.starts:
                    yield period
        else:
            origin = self.origin(check)
            if origin is not None:
                for period in anchored_periods(self.duration(check["every"]), origin.last):
                    if period.first > min(self.today, self.ends or self.today):
                        return
                    if period.first >= self.starts:
                        yield period

    # Acts

    def judged(self, act: Entry, obligation: Spec, check: Spec, bearer: str) -> bool | None:
        """What the parties answered about an act: yes, no, or nothing that settles it."""
        if "judgement" not in check:
            return True
        chain = [act.id, *(entry.id for entry in self.record.corrected_by(act))]
        answers: dict[str, bool] = {}
        for entry in sorted(self.record.of_kind("judgement"), key=lambda entry: (entry.recorded, entry.id)):
            named = entry.field("obligation") in ("", obligation["id"]) and entry.field("check") in (
                "",
                check["id"],
            )
            if named and entry.field("of") in chain:
                answers |= dict.fromkeys(self.parties(entry.values("by")), true(entry.field("answer")))
        answers.pop(self.party_of[bearer], None)
        return answers.popitem()[1] if len(set(answers.values())) == 1 else None

    def candidates(self, obligation: Spec, check: Spec, window: Window) -> list[Act]:
        """The acts that match and are not judged insufficient, in order, as if all lay where they should."""
        found = []
        for entry in self.acts:
            trigger = window.trigger
            if trigger is not None and (
                entry.id == trigger.id or not self.same(check.get("same", []), trigger, entry)
            ):
                continue
            done = "during" in check or entry.end.first <= self.today
            judged = self.judged(entry, obligation, check, window.bearer)
            if done and judged is not False and self.matches(check["do"], entry, window.env):
                found.append(Act(entry, judged is True, True))
        return found

    def in_window(self, check: Spec, window: Window, acts: list[Act]) -> list[Act]:
        """The acts that lie possibly in the window, each with whether that is certain."""
        found = []
        for act in acts:
            start, end = act.entry.start, act.entry.end
            if "during" in check:
                certain = start.last <= window.due.first and window.opens.last <= end.first
                possible = start.first <= window.due.last and window.opens.first <= end.last
            else:
                certain = window.opens.last <= end.first and end.last <= window.due.first
                possible = max(end.first, window.opens.first) <= min(end.last, window.due.last)
            if possible:
                found.append(Act(act.entry, act.met, certain and not self.same_day(check, window, act.entry)))
        return found

    def same_day(self, check: Spec, window: Window, act: Entry) -> bool:
        """Whether order within a day matters and the act may be of the trigger's own last day."""
        if check.get("same_day") != "unclear" or window.trigger is None:
            return False
        last = window.trigger.end
        return act.end.first <= last.last and last.first <= act.end.last

    def afterwards(self, check: Spec, window: Window, acts: list[Act]) -> list[Act]:
        """The acts that lie possibly between the opening and the last day that counts as late."""
        if window.never_late:
            return []
        until = day(self.today)
        if check["rule"] == "precedence":
            assert window.trigger is not None
            until = window.trigger.start
        return self.in_window(
            check, Window(window.bearer, window.opens, until, window.env, window.trigger), acts
        )

    # Exceptions, waivers, extensions

    def statement_covers(
        self, statement: Entry, obligation: Spec, check: Spec, bearers: list[str], due: date, about: str
    ) -> bool:
        """Whether a waiver or an extension names a duty due on this day, and somebody else has signed it."""
        named = [name.strip() for name in statement.field("bearer").split(";") if name.strip()]
        signed = self.parties(statement.values("by"))
        return (
            statement.field("obligation") == obligation["id"]
            and statement.field("check") in ("", check["id"])
            and statement.field("about") in ("", about)
            and (not named or any(name in (one, self.party_of.get(one)) for name in named for one in bearers))
            and statement.start.first <= due <= statement.end.last
            and all(signed - {self.party_of.get(one, one)} for one in bearers)
        )

    def extended(self, obligation: Spec, check: Spec, window: Window) -> Window:
        """The window with the due day that the extensions give it."""
        about = window.trigger.field("about") if window.trigger else ""
        latest = [
            parse(statement.field("until")).last
            for statement in self.record.of_kind("extension")
            if self.statement_covers(statement, obligation, check, [window.bearer], window.due.last, about)
        ]
        if not latest or max(latest) <= window.due.last:
            return window
        return Window(
            window.bearer, window.opens, day(max(latest)), window.env, window.trigger, window.doubtful
        )

    def excuse(
        self,
        obligation: Spec,
        check: Spec,
        bearers: list[str],
        env: Env,
        subjects: list[Entry],
        days: Interval,
        limits: dict[str, date],
    ) -> Entry | None:
        """The first entry that excuses: an exception, in the order of the check, or a waiver."""
        for exception in check.get("unless", []):
            if "this" in exception:
                found = [entry for entry in subjects if self.matches(exception["this"], entry, env)]
            else:
                found = [
                    entry
                    for entry in self.acts
                    if self.matches(exception, entry, env)
                    and (
                        any(self.same(exception["same"], subject, entry) for subject in subjects)
                        if "same" in exception
                        else entry.start.first <= days.last and days.first <= entry.end.last
                    )
                    and ("not_after" not in exception or entry.end.last <= limits[exception["not_after"]])
                ]
            if found:
                return min(found, key=lambda entry: entry.by_day)
        about = subjects[0].field("about") if subjects else ""
        for waiver in self.record.of_kind("waiver"):
            if self.statement_covers(waiver, obligation, check, bearers, days.last, about):
                return waiver
        return None

    # Duties with a window

    def windows(self, check: Spec) -> Iterator[Window]:
        """The windows of a deadline, or those that triggers give rise to."""
        assert self.starts is not None
        if check["rule"] == "deadline":
            origin = self.origin(check)
            if origin is not None and self.opens_in_life(origin.last):
                due = self.duration(check["within"]).around(origin)
                for bearer in self.bearers(check, {}):
                    yield Window(bearer, origin, due, self.env_of(check, [bearer]))
            return
        for trigger, bearer, env in self.triggers(check):
            opens, due = trigger.start, trigger.end
            if check["rule"] == "precedence":
                opens, due = day(self.starts), trigger.start
                if "at_most" in check:
                    opens = self.duration(check["at_most"]).around(trigger.start, back=True)
                if "at_least" in check:
                    due = self.duration(check["at_least"]).around(trigger.start, back=True)
            elif "within" in check:
                due = self.duration(check["within"]).around(trigger.end)
                if "not_before" in check:
                    opens = self.duration(check["not_before"]).around(trigger.end)
                elif "early_counts" in check:
                    early = self.interpreted(check["early_counts"])
                    opens = (
                        day(self.starts)
                        if true(early)
                        else self.duration(early).around(trigger.start, back=True)
                    )
            doubtful = self.maybe_outside(trigger) or not all(
                trigger.values(name) for name in check.get("same", [])
            )
            yield Window(bearer, opens, due, env, trigger, doubtful, never_late="during" in check)

    def first_lines(self, obligation: Spec, check: Spec, window: Window, acts: list[Act]) -> Verdict | None:
        """Lines 1 to 6."""
        on_time = enough(self.in_window(check, window, acts), int(check.get("times", 1)), ON_TIME)
        if on_time is not None:
            return on_time
        subjects = [window.trigger] if window.trigger else []
        limits = {"due": window.due.first, "opens": window.opens.first}
        excuse = self.excuse(obligation, check, [window.bearer], window.env, subjects, window.outer, limits)
        if excuse is not None:
            return Verdict("excused", 4, [excuse])
        if self.today <= window.due.last:
            return Verdict("pending", 5)
        return Verdict("unknown", 6, subjects) if window.doubtful else None

    def last_lines(self, window: Window) -> Verdict:
        """Lines 10 and 11."""
        names = {window.bearer, self.party_of[window.bearer]}
        if self.plan["plan"]["completeness"] == "attested" and not self.record.covered(names, window.outer):
            return Verdict("unknown", 10)
        return Verdict("breached", 11)

    def verdict(self, obligation: Spec, check: Spec, window: Window, acts: list[Act]) -> Verdict:
        """All lines, where each duty is judged by itself."""
        return (
            self.first_lines(obligation, check, window, acts)
            or enough(self.afterwards(check, window, acts), int(check.get("times", 1)), AFTERWARDS)
            or self.last_lines(window)
        )

    def windowed(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """Deadlines, responses and precedences."""
        for window in self.windows(check):
            if check["rule"] == "deadline" or (check["rule"] == "response" and "within" in check):
                window = self.extended(obligation, check, window)
            acts = self.candidates(obligation, check, window)
            yield self.duty(obligation, check, window, self.verdict(obligation, check, window, acts))

    def recurring(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """Chains: the next duty opens when its predecessor was discharged or fell due, excused."""
        origin = self.origin(check)
        if origin is None:
            return
        every = self.duration(check["at_least_every"])
        for bearer in self.bearers(check, {}):
            opens: date | None = origin.last
            used: list[Entry] = []
            while opens is not None and self.opens_in_life(opens):
                window = Window(bearer, day(opens), day(every.after(opens)), self.env_of(check, [bearer]))
                window = self.extended(obligation, check, window)
                acts = [act for act in self.candidates(obligation, check, window) if act.entry not in used]
                verdict = self.verdict(obligation, check, window, acts)
                yield self.duty(obligation, check, window, verdict)
                opened, opens = opens, None
                if verdict.status in ("fulfilled", "late"):
                    used += verdict.evidence
                    opens = verdict.evidence[-1].end.last
                elif verdict.status == "excused" and window.due.last > opened:
                    opens = window.due.last  # a link of one day would open again for ever

    def periodic(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """Periods, with acts outside the open ones making up for missed ones."""
        times = int(check.get("times", 1))
        for bearer in self.bearers(check, {}):
            env = self.env_of(check, [bearer])
            windows = [
                self.extended(obligation, check, Window(bearer, day(period.first), day(period.last), env))
                for period in self.periods(check)
            ]
            verdicts: list[Verdict | None] = []
            used: list[Entry] = []
            for window in windows:
                acts = [act for act in self.candidates(obligation, check, window) if act.entry not in used]
                verdicts.append(self.first_lines(obligation, check, window, acts))
                if verdicts[-1] and verdicts[-1].status == "fulfilled":
                    used += verdicts[-1].evidence
            missed = [window for window, verdict in zip(windows, verdicts, strict=True) if verdict is None]
            made_up = [self.made_up(obligation, check, windows, missed, stage) for stage in range(3)]
            for window, verdict in zip(windows, verdicts, strict=True):
                for stage, allocated in enumerate(made_up):
                    acts = allocated.get(window.opens.first, [])
                    if verdict is None and len(acts) >= times:
                        status, line = AFTERWARDS[stage]
                        verdict = Verdict(status, line, [act.entry for act in acts if self.asks(act, stage)])
                yield self.duty(obligation, check, window, verdict or self.last_lines(window))

    @staticmethod
    def asks(act: Act, stage: int) -> bool:
        """Whether an act that makes up is evidence: of line 8 the unsettled, of line 9 the uncertain."""
        return stage == 0 or (not act.met if stage == 1 else not act.certain)

    def made_up(
        self, obligation: Spec, check: Spec, windows: list[Window], missed: list[Window], stage: int
    ) -> dict[date, list[Act]]:
        """Which acts go to which missed period (by its opening): the met; unsettled too; imprecise too."""
        times = int(check.get("times", 1))
        used: list[Entry] = []
        for window in windows:
            acts = [act for act in self.candidates(obligation, check, window) if act.entry not in used]
            counted = [act for act in self.in_window(check, window, acts) if self.counts(act, stage)]
            if len(counted) >= times:
                used += [act.entry for act in counted[:times]]
        still_open = [
            Interval(window.opens.first, window.due.last)
            for window in windows
            if self.today <= window.due.last
        ]
        allocated: dict[date, list[Act]] = {}
        for window in missed:
            acts = []
            for act in self.candidates(obligation, check, window):
                days = [
                    date.fromordinal(number)
                    for number in range(act.entry.end.first.toordinal(), act.entry.end.last.toordinal() + 1)
                ]
                good = [
                    when >= window.opens.last
                    and not any(days.first <= when <= days.last for days in still_open)
                    for when in days
                ]
                placed = Act(act.entry, act.met, all(good))
                if any(good) and self.counts(placed, stage) and act.entry not in used:
                    acts.append(placed)
            allocated[window.opens.first] = acts[:times]
            used += [act.entry for act in acts[:times]]
        return allocated

    @staticmethod
    def counts(act: Act, stage: int) -> bool:
        """Whether an allocation reckons with an act."""
        return stage == 2 or (act.certain and (act.met or stage == 1))

    # Instances and standing duties

    def instance(
        self,
        obligation: Spec,
        check: Spec,
        bearers: list[str],
        env: Env,
        entries: list[Entry],
        *,
        certain: bool = True,
    ) -> tuple[str, Entry | None]:
        """The status of a contrary instance, and the entry that excuses it."""
        days = self.days_of(entries)
        others = [code for code in self.bound if code not in self.parties(bearers)]
        env = env | {"$bearer": bearers, "$counterparty": others}
        limits = {"due": days.last, "opens": days.first}
        excuse = self.excuse(obligation, check, bearers, env, entries, days, limits)
        if excuse is not None:
            return "excused", excuse
        return ("breached" if certain and not any(map(self.maybe_outside, entries)) else "unknown"), None

    @staticmethod
    def days_of(entries: list[Entry]) -> Interval:
        return Interval(min(entry.start.first for entry in entries), max(entry.end.last for entry in entries))

    def takes_part(self, bearer: str, entry: Entry) -> bool:
        return any(self.equal("by", bearer, name) for name in entry.values("by"))

    def actors(self, *entries: Entry) -> list[str]:
        """The parties who acted, bound or not."""
        return sorted({party for entry in entries for party in self.parties(entry.values("by"))})

    def judge_instance(
        self,
        obligation: Spec,
        check: Spec,
        bearers: list[str],
        env: Env,
        entries: list[Entry],
        *,
        certain: bool = True,
    ) -> Duty:
        status, excuse = self.instance(obligation, check, bearers, env, entries, certain=certain)
        return self.instance_duty(obligation, check, bearers, entries, status, excuse)

    def instances(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """The contrary instances of a standing duty."""
        bearers = self.bearers(check, {})
        env = self.env_of(check, bearers)
        inside = [entry for entry in self.acts if not self.outside(entry)]
        if check["rule"] == "exclusive":
            for entry in inside:
                if self.matches(check["do"], entry, env) and not any(
                    self.takes_part(one, entry) for one in bearers
                ):
                    yield self.judge_instance(obligation, check, self.actors(entry), env, [entry])
        elif check["rule"] == "conflict":
            found = [
                entry
                for entry in inside
                if self.matches(check["do"], entry, env)
                and any(self.takes_part(one, entry) for one in bearers)
            ]
            for one, other in combinations(found, 2):
                certain = self.near(check, one, other)
                apart = not set(self.actors(one)) & set(self.actors(other))
                if certain is not None and apart and self.same(check.get("same", []), one, other):
                    yield self.judge_instance(
                        obligation, check, self.actors(one, other), env, [one, other], certain=certain
                    )
        elif check["rule"] == "limit":
            for bearer in bearers:
                yield from self.beyond_limit(obligation, check, bearer)
        elif "when" in check:
            yield from self.forbidden_after(obligation, check)
        else:
            for bearer in bearers:
                for entry in inside:
                    if self.matches(check["do"], entry, self.env_of(check, [bearer])) and self.takes_part(
                        bearer, entry
                    ):
                        yield self.judge_instance(obligation, check, [bearer], {}, [entry])

    def near(self, check: Spec, one: Entry, other: Entry) -> bool | None:
        """Whether two acts are certainly (True), possibly (False) or not (None) near enough to conflict."""
        if "within" not in check:
            return True
        within = self.duration(check["within"])
        if one.start.last <= within.after(other.end.first) and other.start.last <= within.after(
            one.end.first
        ):
            return True
        near = one.start.first <= within.after(other.end.last) and other.start.first <= within.after(
            one.end.last
        )
        return False if near else None

    def beyond_limit(self, obligation: Spec, check: Spec, bearer: str) -> Iterator[Duty]:
        """In each period, each matching act beyond the first so many."""
        env = self.env_of(check, [bearer])
        for period in self.periods(check):
            acts = [
                entry
                for entry in self.acts
                if period.first <= entry.end.first
                and entry.end.last <= period.last
                and not self.outside(entry)
                and self.takes_part(bearer, entry)
                and self.matches(check["do"], entry, env)
            ]
            for entry in acts[int(check.get("times", 1)) :]:
                yield self.judge_instance(obligation, check, [bearer], {}, [entry])

    def forbidden_after(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """`never` with `when`: one instance for each bearer and act, of several triggers the worst."""
        worst: dict[tuple[str, str], tuple[int, Duty]] = {}
        for trigger, bearer, env in self.triggers(check):
            opens, due = trigger.start, trigger.end
            if "within" in check:
                opens, due = trigger.end, self.duration(check["within"]).around(trigger.end)
            window = Window(bearer, opens, due, env, trigger)
            matching = [
                Act(entry, True, True)
                for entry in self.acts
                if entry.id != trigger.id
                and not self.outside(entry)
                and self.takes_part(bearer, entry)
                and self.same(check.get("same", []), trigger, entry)
                and self.matches(check["do"], entry, env)
            ]
            for act in self.in_window(check, window, matching):
                certain = act.certain and not self.maybe_outside(trigger)
                duty = self.judge_instance(obligation, check, [bearer], env, [act.entry], certain=certain)
                rank = ["breached", "unknown", "excused"].index(duty["status"])
                key = (bearer, act.entry.id)
                if key not in worst or rank < worst[key][0]:
                    worst[key] = rank, duty
        yield from (duty for _, duty in worst.values())

    def conform(self, obligation: Spec, check: Spec) -> Iterator[Duty]:
        """Activities that carry the required attributes or do not."""
        for entry in self.acts:
            env = self.bind(check["when"], entry, self.env_of(check, self.bearers(check, {})))
            if env is None or self.outside(entry):
                continue
            if not any(self.takes_part(one, entry) for one in self.bearers(check, env)):
                continue
            named = self.actors(entry)
            others = [code for code in self.bound if code not in named]
            if self.matches(check["requires"], entry, env | {"$bearer": named, "$counterparty": others}):
                yield self.instance_duty(obligation, check, named, [entry], "fulfilled", None)
            else:
                yield self.judge_instance(obligation, check, named, env, [entry])

    def standing(self, obligation: Spec, check: Spec, instances: list[Duty]) -> Iterator[Duty]:
        """The standing duty of each bearer that no breached instance names."""
        assert self.starts is not None
        if self.today < self.starts:
            return
        named = {
            name for duty in instances if duty["status"] == "breached" for name in duty["bearer"].split("+")
        }
        bearers = self.bearers(check, {})
        for bearer in bearers:
            names = {bearer, self.party_of[bearer]}
            if named and (
                check["rule"] == "exclusive" or named & (names if check["rule"] == "conflict" else {bearer})
            ):
                continue
            status = "holding"
            if self.ends is not None and self.today > self.ends:
                watched = [names]
                if check["rule"] == "exclusive":
                    watched = [{code} for code in self.bound if code not in self.parties(bearers)]
                life = Interval(self.starts, self.ends)
                attested = self.plan["plan"]["completeness"] == "attested"
                complete = not attested or all(self.record.covered(one, life) for one in watched)
                status = "fulfilled" if complete else "unknown"
            yield self.row(obligation, check, bearer, self.starts, self.ends, None, Verdict(status, None))

    # Results

    def row(
        self,
        obligation: Spec,
        check: Spec,
        bearer: str,
        opens: date,
        due: date | None,
        trigger: Entry | None,
        verdict: Verdict,
    ) -> Duty:
        return {
            "obligation": obligation["id"],
            "check": check["id"],
            "rule": check["rule"],
            "bearer": bearer,
            "opens": opens.isoformat(),
            "due": due and due.isoformat(),
            "trigger": trigger and trigger.id,
            "status": verdict.status,
            "line": verdict.line,
            "evidence": [entry.id for entry in verdict.evidence],
        }

    def duty(self, obligation: Spec, check: Spec, window: Window, verdict: Verdict) -> Duty:
        outer = window.outer
        return self.row(obligation, check, window.bearer, outer.first, outer.last, window.trigger, verdict)

    def instance_duty(
        self,
        obligation: Spec,
        check: Spec,
        bearers: list[str],
        entries: list[Entry],
        status: str,
        excuse: Entry | None,
    ) -> Duty:
        days = self.days_of(entries)
        verdict = Verdict(status, None, [excuse] if excuse else entries)
        return self.row(obligation, check, "+".join(bearers), days.first, days.last, entries[0], verdict)

    def duties(self, obligation: Spec, check: Spec) -> list[Duty]:
        """Every duty of one check; none while it is dormant."""
        rule = check["rule"]
        if self.starts is None or rule == "permit":
            return []
        if not self.by_calendar(check) and self.origin(check) is None:
            return []
        if rule in STANDING:
            instances = list(self.instances(obligation, check))
            return instances + list(self.standing(obligation, check, instances))
        kinds = {"periodic": self.periodic, "recurring": self.recurring, "conform": self.conform}
        return list(kinds.get(rule, self.windowed)(obligation, check))


def rating(obligation: Spec, statuses: set[str]) -> str:
    """From the statuses of an obligation's duties to what is said of it as a whole."""
    kept = statuses & {"fulfilled", "excused", "holding"}
    open_questions = statuses & {"to_judge", "unknown"}
    if not obligation.get("checks"):
        return "not_rated"
    if not statuses:
        return "dormant"
    if "late" in statuses or ("breached" in statuses and kept):
        return "partly_met"
    if "breached" in statuses:
        return "not_met"
    if open_questions:
        return "undetermined"
    return "met" if kept else "not_due"


def judge(
    plan: Spec, entries: list[dict[str, str]], as_of: date | None, known_at: date | None
) -> dict[str, Any]:
    """Every duty that the plan and the log give rise to, and the rating of every obligation."""
    model = Model(plan, entries, as_of, known_at)
    found = {
        obligation["id"]: [
            duty for check in obligation.get("checks", []) for duty in model.duties(obligation, check)
        ]
        for obligation in plan["obligations"]
    }
    return {
        "as_of": model.today.isoformat(),
        "known_at": known_at and known_at.isoformat(),
        "duties": sorted((duty for duties in found.values() for duty in duties), key=order),
        "ratings": {
            obligation["id"]: rating(obligation, {duty["status"] for duty in found[obligation["id"]]})
            for obligation in plan["obligations"]
        },
    }


def order(duty: Duty) -> tuple[Any, ...]:
    """The order of the results."""
    keys = [duty[key] or "" for key in ("obligation", "check", "bearer", "opens", "trigger", "due")]
    return (*keys, duty["evidence"])
