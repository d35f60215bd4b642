"""Which duties name each entry of the log, and as what."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate, chain, groupby
from typing import TYPE_CHECKING, NamedTuple

from checker.duties.model import Duty, Instance, variables
from checker.duties.statements import covers_bearer, naming, signed
from checker.duties.windows import periods
from checker.patterns.model import chosen
from checker.results.story import standing
from checker.situations.answers import witnesses
from checker.situations.model import MET, NOT_MET, UNSETTLED
from checker.situations.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.findings.model import Finding
    from checker.patterns.model import Line
    from checker.results.model import Result, Results
    from checker.situations.model import Act

ROLES = (
    "counted", "excuses", "towards", "questioned", "offends", "trigger", "instance", "near",
    "moves", "names", "request", "answers", "attests",
)  # fmt: skip
"""What an entry can be to a duty.

Of evidence: `counted` (kept or late), `excuses`, `questioned` (to be judged, or cannot be told), `offends`
(broken). `towards`: one of several acts that are not enough, or not certainly; or one within the agreed
number, because of which another is one too many. `trigger` gave rise to the duty,
`instance` is judged by itself, `near` nearly counted. Of statements: `moves` the due day; `names` the duty
without deciding anything; `request`: would excuse or move it, had somebody else signed; `answers` the
question about an act; `attests`: days of the window of a duty that is broken, or a standing one that was
kept, because the record is attested.
"""
_OF_EVIDENCE = {
    "fulfilled": "counted", "late": "counted", "excused": "excuses",
    "to_judge": "questioned", "unknown": "questioned", "breached": "offends",
}  # fmt: skip


class Mention(NamedTuple):
    """A duty that names an entry, and in which role; `why` it nearly counted, or which act it answers."""

    result: Result
    role: str
    why: str = ""


def all_mentions(results: Results) -> Iterator[tuple[str, Mention]]:
    """Yield each entry's id with a duty that names it; some more than once."""
    log = Rows(results.setting)
    return chain(
        _findings(results), _acts(results, log), _below(results, log), _reliefs(results), _attested(results)
    )


def _findings(results: Results) -> Iterator[tuple[str, Mention]]:
    """Yield what findings name: evidence, triggers, instances, near misses and what moved the due day."""
    for result in results.results:
        finding, of = result.finding, result.finding.of
        for entry in finding.evidence:
            yield entry.id, Mention(result, _OF_EVIDENCE[finding.status])
        if of.trigger is not None:
            yield of.trigger.id, Mention(result, "trigger")
        if not isinstance(of, Duty):
            yield from ((entry.id, Mention(result, "instance")) for entry in of.entries)
        elif of.moved_by is not None:
            yield of.moved_by.id, Mention(result, "moves")
        yield from ((miss.entry.id, Mention(result, "near", miss.why)) for miss in finding.near_misses)


def _acts(results: Results, log: Rows) -> Iterator[tuple[str, Mention]]:
    """Yield acts done in time of which not enough were, and the answers about acts that count or miss."""
    discharged = (r for r in results.results if r.finding.of.check.pattern.done_by is not None)
    for _, group in groupby(discharged, key=lambda r: (*_series(r.finding), r.finding.of.bearer)):
        own = list(group)
        check = own[0].finding.of.check
        if check.question is None and check.times == 1:
            continue
        for result, acts in _looked_at(own, log.of(check)):
            settled = {entry.id for entry in result.finding.evidence}
            line = results.rules.tables["status"].lines[(result.finding.line or 1) - 1]
            for act in acts:
                if check.times > 1 and act.entry.id not in settled and _one_of_several(act, line):
                    yield act.entry.id, Mention(result, "towards")
                missed = act.state == NOT_MET and (act.in_window[1] or act.since_opening[1])
                if check.question is not None and (missed or act.entry.id in settled):
                    of = result.finding.of
                    assert isinstance(of, Duty)  # noqa: S101 - instances have no acts that discharge
                    for answer in log.of(check).judgements.last(act.entry, of).values():
                        yield answer.id, Mention(result, "answers", act.entry.id)


def _one_of_several(act: Act, line: Line) -> bool:
    """Say whether an act is one of those that would be enough, were there more, or more certain ones."""
    if line.acts in (UNSETTLED, "imprecise"):
        place = act.since_opening if line.place == "after" else act.in_window
        return place[1] and act.counts(unsettled=True)
    return line.status in ("pending", "unknown", "breached") and act.state == MET and act.in_window[0]


def _series(finding: Finding) -> tuple[str, ...]:
    return finding.of.check.obligation, *finding.of.check.key


def _looked_at(own: Sequence[Result], log: Rows) -> Iterator[tuple[Result, list[Act]]]:
    """Yield the duties of one check and bearer with their acts, but for those that others used up."""
    done_by = own[0].finding.of.check.pattern.done_by
    share = done_by.share if done_by else "freely"
    met = {e.id for r in own if r.status in ("fulfilled", "late") for e in r.finding.evidence}
    older: set[str] = set()
    for result in own:
        of, settled = result.finding.of, {entry.id for entry in result.finding.evidence}
        used = {"once": met - settled, "make_up": set(older)}.get(share, set())
        if isinstance(of, Duty):
            yield result, [act for act in log.tally(of, used) if act.entry.id not in used]
        if result.status == "fulfilled":
            older |= settled


def _below(results: Results, log: Rows) -> Iterator[tuple[str, Mention]]:
    """Yield the acts up to the agreed number in a period, because of which another is one too many."""
    beyond: dict[tuple[str, ...], list[tuple[Result, Instance]]] = {}
    for result in results.results:
        of = result.finding.of
        if isinstance(of, Instance) and of.number is not None:
            beyond.setdefault((*_series(result.finding), of.bearer), []).append((result, of))
    for found in beyond.values():
        check, bearer = found[0][1].check, found[0][1].bearer
        setting = results.setting.of(check)
        bindings = variables(check, setting.plan, frozenset((bearer,)), in_do=True)
        acts = [
            entry
            for entry in log.of(check).select(check.selector(check.pattern.acts), bindings)
            if bearer in entry.by_names and setting.life and not setting.life.excludes(entry.start)
        ]
        acts.sort(key=lambda entry: entry.order)
        for opens, due in periods(check, setting):
            within = [e for e in acts if opens.latest <= e.end.earliest and e.end.latest <= due.earliest]
            ids = {entry.id for entry in within}
            for result, of in found:
                if of.entries[0].id in ids:
                    yield from ((e.id, Mention(result, "towards")) for e in within[: check.times])


def _reliefs(results: Results) -> Iterator[tuple[str, Mention]]:
    """Yield waivers and extensions that name a duty and do not decide it: some are only requests."""
    setting = results.setting
    meant = {
        (kind, clause)
        for kind in ("waiver", "extension")
        for entry in setting.record.statements.get(kind, ())
        for clause in setting.plan.ids_now(entry.fields["obligation"])
    }
    for result in results.results:
        finding, of = result.finding, result.finding.of
        names = (of.bearer,) if isinstance(of, Duty) else of.names
        decides = {entry.id for entry in finding.evidence if finding.status == "excused"}
        if isinstance(of, Duty) and of.moved_by is not None:
            decides.add(of.moved_by.id)
        for kind, due in _due_days(finding):
            if (kind, of.check.obligation) not in meant:
                continue
            first = of.trigger if isinstance(of, Duty) else of.entries[0]
            for entry in naming(kind, of.check, first.about if first else None, due, setting):
                if entry.id not in decides and covers_bearer(entry, names, setting):
                    yield entry.id, Mention(result, "names" if signed(entry, names, setting) else "request")


def _due_days(finding: Finding) -> Iterator[tuple[str, date]]:
    """Yield the day by which a waiver, and that by which an extension, would name the duty."""
    of = finding.of
    if of.window.due is not None:
        yield "waiver", of.window.due.latest
    if isinstance(of, Duty) and of.stated.due is not None and of.check.pattern.window is not None:
        case = chosen(of.check.pattern.window.due, of.check.terms)
        if case is not None and case.extends:
            yield "extension", of.stated.due.latest


def _attested(results: Results) -> Iterator[tuple[str, Mention]]:
    """Yield attestations of days without which a duty would not be broken, or a standing one not kept."""
    whole = results.setting
    if not whole.attested:
        return
    spans: dict[str, list[tuple[date, date, str]]] = {}
    for entry in whole.record.statements.get("coverage", ()):
        for code in entry.by:
            spans.setdefault(code, []).append((entry.start.latest, entry.end.earliest, entry.id))
    sorted_spans = {code: sorted(found) for code, found in spans.items()}
    furthest = {code: list(accumulate((s[1] for s in own), max)) for code, own in sorted_spans.items()}
    for result in results.results:
        of, status = result.finding.of, result.status
        if not isinstance(of, Duty) or of.window.last is None:
            continue
        stands, setting = standing(of.check.pattern), whole.of(of.check)
        if status != ("fulfilled" if stands else "breached") or setting.plan.completeness != "attested":
            continue
        codes = witnesses(of.check, of.bearer, setting) if stands else (of.bearer,)
        for code in dict.fromkeys(c for name in codes for c in (name, setting.plan.party_of(name))):
            own = sorted_spans.get(code, [])
            at = bisect_right(own, (of.window.last, date.max, "")) - 1
            while at >= 0 and furthest[code][at] >= of.window.first:
                if max(own[at][0], of.window.first) <= min(own[at][1], of.window.last):
                    yield own[at][2], Mention(result, "attests")
                at -= 1
