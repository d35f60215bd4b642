"""Clauses explained: their words, how they were read, with examples; their duties and why each stands so."""

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from checker.findings.tables import Tables
from checker.plan.model import Check, Interpretation, Obligation, Plan
from checker.plan.model import Wording as Worded
from checker.results import told_mark, told_versions
from checker.results.language import Wording
from checker.results.lines import duties, stands, wrapped
from checker.results.model import Result, Results
from checker.results.reading import named
from checker.results.remedy import Remedies
from checker.results.samples import samples
from checker.results.told_remedy import remedy
from checker.results.told_samples import told


class Asked(NamedTuple):
    """What is explained: a plan, read with rules; on `results`, or without them by what the tables say."""

    plan: Plan
    tables: Tables
    results: Results | None


def explain(asked: Asked, obligations: Collection[str], language: str) -> str:
    """Give the text of `checker explain`, for some obligations, or for all if none is named."""
    words = Wording(language, asked.plan)
    clauses = [clause for clause in asked.plan.obligations if not obligations or clause.id in obligations]
    lines = map(words.line, _Explaining(asked, words).lines(clauses))
    return "\n".join(lines).rstrip("\n") + "\n"


def of_duties(duties: Iterable[Result], made_up: told_mark.MadeUp, words: Wording) -> str:
    """Give the text of `checker explain --duty`: why each of these duties stands as it does."""
    lines = [*wrapped(mark), ""] if (mark := told_mark.mark(made_up, words)) else []
    for result in duties:
        lines += [words.named(result.id), *wrapped(*stands(result, words))]
    return "".join(f"{words.line(line)}\n" for line in lines)


class _Explaining:
    """Explains clauses one after the other; why an interpretation was chosen is said the first time."""

    def __init__(self, asked: Asked, words: Wording) -> None:
        self.plan, self.tables, self.results = asked
        self.words = words
        self.remedies = Remedies(asked.results) if asked.results else None
        self.said: set[str] = set()

    def lines(self, clauses: Iterable[Obligation]) -> Iterator[str]:
        words, results = self.words, self.results
        made_up = told_mark.of(results) if results else told_mark.of_plan(self.plan)
        if told := told_mark.mark(made_up, words):
            yield from wrapped(told)
            yield ""
        for number, clause in enumerate(clauses):
            if number:
                yield ""
            yield from self._clause(clause)
            yield ""
            yield from self._stands(clause)
        if results is None:
            yield words.interface("explain-no-log")

    def _clause(self, clause: Obligation) -> Iterator[str]:
        words = self.words
        place = words.interface("place-in-text", section=clause.section, paragraph=clause.paragraph)
        yield f"{words.quoted(clause.title)} ({clause.id})"
        yield ""
        text = " ".join(clause.text.split())
        yield from wrapped(words.fill(words.word("dates", "quoted"), {"text": text}), "  ")
        yield f"  {place}{words.word('dates', 'semicolon')}{words.word('modalities', clause.modality)}"
        for worded in clause.earlier:
            yield ""
            yield from self._worded(worded)
        if clause.reading is not None:
            yield ""
            yield from wrapped(words.interface("explain-reading", reading=clause.reading))
        for check in clause.checks:
            yield ""
            yield from self._check(check)
        if not clause.checks:
            yield ""
            yield words.interface("explain-nothing")

    def _worded(self, worded: Worded) -> Iterator[str]:
        """Quote a clause as an earlier version worded it."""
        words = self.words
        yield told_versions.place(worded, words)
        text = " ".join(worded.text.split())
        yield from wrapped(words.fill(words.word("dates", "quoted"), {"text": text}), "  ")

    def _check(self, check: Check) -> Iterator[str]:
        words = self.words
        yield from wrapped(words.interface("explain-check", check=check.id, sentence=named(check, words)))
        for name in check.rests_on:
            yield from self._rests(self.plan.interpretations[name])
        examples = told(check, samples(check, self.plan.of(check), self.tables), words)
        yield from wrapped(next(examples), "  ")
        for example in examples:
            yield from wrapped(example, "  - ")

    def _rests(self, meant: Interpretation) -> Iterator[str]:
        words = self.words
        who = (
            words.interface("explain-assumed")
            if meant.decided_by is None
            else words.interface("explain-decided", by=meant.decided_by, on=meant.decided_on or "")
        )
        because = "" if meant.name in self.said else meant.because
        self.said.add(meant.name)
        rests = words.interface("explain-rests", name=meant.name, value=meant.text, who=who, because=because)
        yield from wrapped(rests, "  ")

    def _stands(self, clause: Obligation) -> Iterator[str]:
        words, results, remedies = self.words, self.results, self.remedies
        if results is None or remedies is None:
            return
        own = next(o for o in results.obligations if o.obligation.id == clause.id)
        colon = words.word("dates", "colon")
        yield words.interface("as-of", day=results.as_of) + colon + words.word("ratings", own.rating)
        yield from duties(own, words, lambda result: remedy(result, remedies, results.plan))
        yield ""
