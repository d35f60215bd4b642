"""One clause explained: its words, how it was read, its duties and why each stands as it does."""

import textwrap
from collections.abc import Callable, Iterator

from checker.findings.model import Sentence
from checker.plan.model import Interpretation, Obligation, Plan
from checker.results.language import Wording
from checker.results.model import ObligationResult, Result, Results
from checker.results.reading import sentence
from checker.results.remedy import Remedies
from checker.results.told_remedy import remedy

WIDTH = 100


def explain(plan: Plan, obligation: str, results: Results | None, language: str) -> str:
    """Give the text of `checker explain`."""
    words = Wording(language, plan)
    clause = next(o for o in plan.obligations if o.id == obligation)
    own = next((o for o in results.obligations if o.obligation.id == obligation), None) if results else None
    return "\n".join(map(words.line, _lines(clause, own, results, words))) + "\n"


def _lines(
    clause: Obligation, own: ObligationResult | None, results: Results | None, words: Wording
) -> Iterator[str]:
    place = words.interface("place-in-text", section=clause.section, paragraph=clause.paragraph)
    yield f"{words.quoted(clause.title)} ({clause.id})"
    yield ""
    text = " ".join(clause.text.split())
    yield from wrapped(words.fill(words.word("dates", "quoted"), {"text": text}), "  ")
    yield f"  {place}{words.word('dates', 'semicolon')}{words.word('modalities', clause.modality)}"
    if clause.reading is not None:
        yield ""
        yield from wrapped(words.interface("explain-reading", reading=clause.reading))
    yield ""
    for check in clause.checks:
        yield from wrapped(words.interface("explain-check", check=check.id, sentence=sentence(check, words)))
        yield from (
            line for name in check.rests_on for line in _rests(words.plan.interpretations[name], words)
        )
    if not clause.checks:
        yield words.interface("explain-nothing")
    yield ""
    if own is None or results is None:
        if words.plan.illustrative:
            yield from wrapped(words.interface("illustrative"))
        yield words.interface("explain-no-log")
        return
    if results.illustrative:
        yield from wrapped(words.interface("illustrative"))
    colon = words.word("dates", "colon")
    yield words.interface("as-of", day=results.as_of) + colon + words.word("ratings", own.rating)
    remedies = Remedies(results)
    yield from duties(own, words, lambda result: remedy(result, remedies, results.plan))


def _rests(meant: Interpretation, words: Wording) -> Iterator[str]:
    who = (
        words.interface("explain-assumed")
        if meant.decided_by is None
        else words.interface("explain-decided", by=meant.decided_by, on=meant.decided_on or "")
    )
    yield from wrapped(
        words.interface("explain-rests", name=meant.name, value=meant.text, who=who, because=meant.because),
        "  ",
    )


def duties(
    own: ObligationResult, words: Wording, more: Callable[[Result], tuple[Sentence, ...]] = lambda _: ()
) -> Iterator[str]:
    """Give the lines on an obligation's duties and uses, each with status, reason and what `more` says."""
    for result in own.results:
        told = words.reason((*result.finding.because, *more(result)))
        status = words.word("statuses", result.status).upper()
        yield from wrapped(told, f"  {status}{words.word('dates', 'colon')}")
    if own.uses:
        yield from wrapped(words.interface("uses", number=len(own.uses), acts=own.uses), "  ")


def wrapped(text: str, indent: str = "") -> list[str]:
    """Break a text into lines; what follows the first is indented."""
    further = " " * min(4, len(indent) + 2)
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=further, break_long_words=False
    )
