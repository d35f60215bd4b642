"""Puts the made-up examples of a check into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.findings.model import Sentence
from checker.patterns.vocabulary import STATUSES
from checker.plan.selectors import Selector
from checker.results.language import Said
from checker.results.reading import condition, named_date, same

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from checker.duties.model import Window
    from checker.findings.model import Value
    from checker.log.model import Entry
    from checker.plan.model import Check
    from checker.results.language import Wording
    from checker.results.samples_model import Sample, Samples


def told(check: Check, samples: Samples, words: Wording) -> Iterator[Said]:
    """Yield what introduces the examples of a check, then each of them."""
    if not samples.found:
        yield _say(words, "nothing")
        return
    supposed = tuple(
        _say(words, "day-is", date=named_date(name, words), day=day) for name, day in samples.supposed.items()
    )
    yield _say(words, "intro", supposed=supposed)
    yield from (_line(check, sample, words) for sample in samples.found)


def _say(words: Wording, key: str, **values: Value) -> Said:
    return words.fill(words.word("samples", key), values)


def _line(check: Check, sample: Sample, words: Wording) -> Said:
    by = check.bearers.variable is not None
    happened: list[Value] = []
    if sample.trigger is not None:
        happened.append(_happened((sample.trigger,), words, by=by))
    happened += [_happened(each, words, by=_named(check)) for each in _alike(sample.acts)]
    since = sample.trigger or (sample.acts[-1] if sample.acts else None)
    window = "" if sample.window is None else _window(sample.window, since, words)
    verdict = "" if sample.verdict is None else _verdict(sample.verdict, words)
    if not happened:
        return Said(window)
    values: dict[str, Value] = {"what": tuple(happened), "window": window, "verdict": verdict}
    values["asked"] = True if sample.asked else ""
    if sample.window is not None and sample.acts:
        return _say(words, "next", **values)
    if sample.window is not None:
        names = tuple(words.plan.parties[code].short for code in sample.bearers)
        return _say(words, "window", **values, bearers=names)
    early = _say(words, "too-early") if sample.twist == "too-early" else ""
    return _say(words, "verdict", **values, twist=_twist(check, sample, words), early=early)


def _named(check: Check) -> bool:
    """Say whether it matters by whom an act is: whatever the check is about, it is not what bearers owe."""
    return check.pattern.done_by is None


def _alike(acts: Sequence[Entry]) -> list[tuple[Entry, ...]]:
    """Put acts together that are of one kind and by the same."""
    found: dict[tuple[object, ...], list[Entry]] = {}
    for act in acts:
        found.setdefault((act.kind, act.by), []).append(act)
    return [tuple(each) for each in found.values()]


def _happened(entries: Sequence[Entry], words: Wording, *, by: bool) -> Said:
    first, days = entries[0], tuple(dict.fromkeys(entry.start for entry in entries))
    if first.start != first.end:
        when = _say(words, "days", first=first.start, last=first.end)
    else:
        when = _say(words, "day", days=days)
    return _say(
        words,
        "happened",
        what=Sentence("label", {"kind": first.kind}),
        by=tuple(words.plan.parties[code].short for code in first.by) if by else "",
        times=len(entries) if len(entries) > 1 else "",
        when=when,
    )


def _window(window: Window, since: Entry | None, words: Wording) -> Said:
    """Say when something is due; the first day too, where the window does not open with what it is since."""
    opens, due = window.opens, window.closes
    if opens.earliest > due.latest:
        return _say(words, "empty", due=due)
    if opens == due:
        return _say(words, "day", days=(due,))
    if since is not None and (opens, due) == (since.start, since.end):
        return _say(words, "while", first=opens, last=due)
    if since is not None and opens == since.start:
        return _say(words, "by", due=due)
    return _say(words, "days", first=opens, last=due)


def _verdict(verdict: str, words: Wording) -> Said:
    return words.word("statuses", verdict) if verdict in STATUSES else _say(words, verdict)


def _twist(check: Check, sample: Sample, words: Wording) -> Value:
    fields, required = check.terms.get("same"), check.pattern.broken_by and check.pattern.broken_by.unlike
    if sample.twist in ("same", "other"):
        named = same(fields, words) if isinstance(fields, tuple) else ()
        return _say(words, sample.twist, same=named[:1] if sample.twist == "other" else named)
    if sample.twist in ("carries", "lacks"):
        asked = check.terms.get(required) if required else None
        what = asked.conditions if isinstance(asked, Selector) else ()
        return _say(words, sample.twist, what=tuple(condition(each, words) for each in what))
    return ""
