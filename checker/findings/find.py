"""From a check to its findings. The one loop of the house is here: a finding may open the next link."""

from collections.abc import Collection, Iterator, Sequence

from checker.duties import compile as compiled
from checker.duties.model import Duty, Instance, Setting, Window, variables
from checker.duties.windows import known_anchor, life_points, window
from checker.findings import because, because_instance, evidence, share
from checker.findings.model import Finding, Sentence
from checker.findings.tables import Tables
from checker.frozen import NamedTuple
from checker.log.model import Entry
from checker.patterns.model import Line
from checker.plan.model import Check
from checker.situations import answers
from checker.situations.instances import instances
from checker.situations.model import MET, Act
from checker.situations.rows import Rows


class Court(NamedTuple):
    """What judging needs: the setting, the log that answers, and the tables that decide."""

    setting: Setting
    log: Rows
    tables: Tables

    def of(self, check: Check) -> "Court":
        """Give what judging a check needs: that of its version."""
        log = self.log.of(check)
        return self if log is self.log else Court(log.setting, log, self.tables)


def find(check: Check, court: Court) -> Iterator[Finding]:
    """Yield the findings of a check."""
    court, pattern = court.of(check), check.pattern
    if court.setting.life is None or pattern.counts:
        return
    if pattern.broken_by:
        broken = list(_instances(check, court))
        yield from broken
        if "bearer" in pattern.each:
            yield from _standing(check, court, broken)
    else:
        for group in decided(check, court):
            yield from _together(group, court)


def decided(check: Check, court: Court) -> Iterator[list["Decided"]]:
    """Yield the duties of a check that acts discharge, decided, not told: those together that share acts."""
    pattern = check.pattern
    if "link" in pattern.each:
        for bearer in check.bearers.codes:
            yield _chain(check, bearer, court)
    elif pattern.done_by and pattern.done_by.share == "make_up":
        for bearer in check.bearers.codes:
            yield _periods(check, bearer, court)
    else:
        for duty in compiled.duties(check, court.setting):
            yield [decide(duty, court, court.log.tally(duty))]


def uses(check: Check, court: Court) -> list[Entry]:
    """Give the entries that a permit counts: matching ones in which a bearer takes part, in the life."""
    court, pattern = court.of(check), check.pattern
    setting = court.setting
    if pattern.counts is None or setting.life is None:
        return []
    bound = variables(check, setting.plan, frozenset(check.bearers.codes), in_do=True)
    found = court.log.select(check.selector(pattern.counts), bound)
    return [
        e
        for e in found
        if not setting.life.excludes(e.start) and any(code in e.by_names for code in check.bearers.codes)
    ]


class Decided(NamedTuple):
    """A duty of which the line is decided, and not yet told why."""

    duty: Duty
    acts: Sequence[Act]
    line: Line
    evidence: tuple[Entry, ...]


def decide(duty: Duty, court: Court, acts: Sequence[Act], given: share.Given | None = None) -> Decided:
    """Decide one duty on its acts; `given` are those that allocations of made-up periods give to it."""
    excuse = court.log.excuse(duty)
    asked = answers.of_duty(duty, acts, excuse, court.log, court.setting)
    if given is not None:
        asked.update(given.answers())
    line = court.tables.decide("status", asked)
    return Decided(duty, acts, line, evidence.of_duty(line, duty, acts, excuse, given))


def tell(decided: Decided, court: Court, taken: Collection[str] = ()) -> Finding:
    """Say why; `taken` are acts that other duties of its chain or other periods used."""
    duty, acts, line, used = decided
    missed = evidence.near_misses(duty, acts, used, taken, court.log)
    number = court.tables.table("status").number(line)
    finding = Finding(duty, line.status, number, used, missed, because=())
    return finding._replace(because=because.of_duty(duty, finding, line, acts, court.log))


def _together(decided: Sequence[Decided], court: Court) -> Iterator[Finding]:
    """Tell duties that share their acts: what one has used is no near miss of another."""
    used = taken(decided)
    for each in decided:
        yield tell(each, court, used)


def taken(decided: Sequence[Decided]) -> set[str]:
    """Name the acts that duties have used which share them."""
    return {entry.id for each in decided if each.line.acts == MET for entry in each.evidence}


def _chain(check: Check, bearer: str, court: Court) -> list[Decided]:
    """Decide, ask the pattern's `next`, open the next link."""
    used: set[str] = set()
    links: list[Decided] = []
    duty = compiled.link(check, court.setting, bearer, None)
    while duty is not None:
        link = decide(duty, court, court.log.tally(duty, used))
        links.append(link)
        step = check.pattern.next.get(link.line.status)
        start = None
        if step == "act.end":
            used.update(entry.id for entry in link.evidence)
            start = max(entry.end.latest for entry in link.evidence)
        elif step == "window.due" and duty.window.closes.latest > duty.window.opens.latest:
            start = duty.window.closes.latest
        duty = compiled.link(check, court.setting, bearer, start) if start else None
    return links


def _periods(check: Check, bearer: str, court: Court) -> list[Decided]:
    """Decide a bearer's periods together: what one leaves over may make up for another."""
    own = check._replace(bearers=check.bearers._replace(codes=(bearer,)))
    periods = [
        share.Period(d._replace(check=check), list(court.log.tally(d)))
        for d in compiled.duties(own, court.setting)
    ]
    share.set_aside(periods)

    def missed(period: share.Period) -> bool:
        """Whether lines before the making-up do not decide: then they would, if it held."""
        excuse = court.log.excuse(period.duty)
        asked = answers.of_duty(period.duty, period.acts, excuse, court.log, court.setting)
        asked["enough_after_met"] = True
        return court.tables.decide("status", asked).place == "after"

    share.make_up(periods, [missed(period) for period in periods], court.setting.as_of)
    return [decide(p.duty, court, p.acts, p.given) for p in periods]


def _instances(check: Check, court: Court) -> Iterator[Finding]:
    broken_by = check.pattern.broken_by
    for readings in instances(check, court.setting, court.log):
        found = [_instance(reading, court) for reading in readings]
        ranks = broken_by.worst if broken_by else ()
        yield min(found, key=lambda f: ranks.index(f.status)) if len(found) > 1 else found[0]


def _instance(instance: Instance, court: Court) -> Finding:
    excuse = court.log.excuse(instance)
    asked = answers.of_instance(instance, excuse)
    line = court.tables.decide("instance", asked)
    used = (excuse,) if line.acts == "excuse" and excuse else instance.entries
    reason = because_instance.of_instance(instance, line, excuse, court.setting)
    return Finding(instance, line.status, None, used, (), reason)


def _standing(check: Check, court: Court, broken: list[Finding]) -> Iterator[Finding]:
    setting, pattern = court.setting, check.pattern
    assert pattern.window is not None  # noqa: S101 - the caller has seen to it
    assert pattern.broken_by is not None  # noqa: S101 - as above
    assert setting.life is not None  # noqa: S101 - as above
    if setting.as_of < setting.life.start or not known_anchor(check, setting):
        return
    days = window(pattern.window, check, setting, life_points(setting))
    assert days is not None  # noqa: S101 - the life is known
    breaches = [f.of for f in broken if f.status == "breached" and isinstance(f.of, Instance)]
    for bearer in setting.plan.bound if check.bearers.variable else check.bearers.codes:
        named = (
            bool(breaches)
            if pattern.broken_by.clears == "nobody"
            else any(_names(b, bearer, setting) for b in breaches)
        )
        asked = answers.of_standing(check, bearer, court.log, setting, named=named)
        line = court.tables.decide("standing", asked)
        if line.status == "none":
            continue
        duty = standing_duty(check, bearer, days, setting)
        reason = because_instance.of_standing(duty, line, broken, setting, court.log)
        if check.version:
            values = {"version": check.version, **because.life_of(setting)}
            reason = (*reason, Sentence("version-standing", values))
        yield Finding(duty, line.status, None, (), (), reason)


def standing_duty(check: Check, bearer: str, days: Window, setting: Setting) -> Duty:
    """Make the standing duty of one bearer, over the whole life."""
    bindings = variables(check, setting.plan, frozenset((bearer,)), in_do=True)
    return Duty(check, bearer, days, days, None, bindings, doubtful=False)


def _names(breach: Instance, bearer: str, setting: Setting) -> bool:
    """Say whether a breach names a bearer; a joined name names the units of its parties too."""
    return bearer in breach.names or (len(breach.names) > 1 and setting.plan.party_of(bearer) in breach.names)
