"""The report on a large log as one page of bounded size: figures, the worst cases and samples. Needs `bulk`.

The templates are in `reports/html/`: the page, and its parts in `large/` in the order of their names.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from checker.outputs import _page
from checker.outputs._charts import ROW, Pile, signs
from checker.outputs._folder import FINDINGS, File
from checker.outputs._folder import files as ordinary
from checker.outputs._markup import Cited, Marked, bdi, plain, shown
from checker.outputs._page import Design, environment, filled, shipped_text, wording
from checker.patterns.vocabulary import STATUSES
from checker.results import large, large_cases, large_told, phrasing, told_duties, told_mark, told_versions
from checker.results.canonical_table import table_hash
from checker.results.language import Said, Wording
from checker.results.remedy import Remedies

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

    from checker.findings.model import Value
    from checker.log.model import Entry
    from checker.patterns.model import Rules
    from checker.results.in_columns import Court, ResultColumns
    from checker.results.large import Clause, Large, Years
    from checker.results.large_cases import Case, Cases
    from checker.results.large_told import Telling, Told
    from checker.results.told_duties import Group

FOLDER = "large"
STYLE = "large.css"
MOST_CHARACTERS = 1_500
"""Of what is said of one duty, or of the documents of an entry; of more the page says that it is there."""
MOST_NOTES = 20
"""Remarks on reading the log, of which there may be one for each of many files."""
COMMAND = "checker check --format parquet --output findings.parquet"
READERS = (
    ("DuckDB", "SELECT obligation, status, count(*) FROM 'findings.parquet' GROUP BY ALL"),
    ("DuckDB → CSV", "COPY (FROM 'findings.parquet' WHERE status = 'late') TO 'late.csv'"),
    ("Polars", "polars.scan_parquet('findings.parquet')"),
    ("checker", "checker explain OBLIGATION --duty ID --plan … --log …"),
)
"""Programs that read the findings, and how each is asked."""


class Facts(NamedTuple):
    """All that the page tells, in whatever language."""

    answer: ResultColumns
    figures: Large
    cases: Mapping[str, Cases]
    telling: Telling
    remedies: Remedies
    log_hash: str


class _OfClause(NamedTuple):
    """The duties of a clause that are told."""

    latest: tuple[Told, ...]
    open: tuple[Told, ...]
    samples: tuple[Told, ...]


def facts_of(answer: ResultColumns, sitting: Court, rules: Rules) -> Facts:
    """Count, choose, and have the row executor tell what is chosen."""
    cases = large_cases.cases(answer)
    telling = large_told.tell(answer, cases, sitting, rules)
    figures = large.figures(answer)
    return Facts(answer, figures, cases, telling, Remedies(telling.results), table_hash(answer.table))


def files(languages: Sequence[str]) -> tuple[File, ...]:
    """Name the pages in a folder, as those of the ordinary report."""
    return tuple(file._replace(form=FOLDER) for file in ordinary(languages) if file.form == "html")


def page(facts: Facts, language: str, findings: str = "") -> bytes:
    """Give the page as UTF-8; `findings` names the file beside it that has all of them, if there is one."""
    words = wording(language, facts.answer.plan)
    return filled(_prepared(facts, words, findings), "large.html.j2", _design(facts, words))


def contents(facts: Facts, languages: Sequence[str], listed: str) -> bytes:
    """Give the page that leads to the pages and to the findings; `listed` is what all files are as made."""
    plan = facts.answer.plan
    named = [*files(languages), File(FINDINGS, "parquet", languages[0])]
    by_language = [(Wording(tag, plan), [f for f in named if f.language == tag]) for tag in languages]
    words = wording(languages[0], plan)
    made = _prepared(facts, words, FINDINGS)
    return filled(made, "index.html.j2", _design(facts, words), by_language=by_language, listed=listed)


def _design(facts: Facts, words: Wording) -> Design:
    plan = facts.answer.plan
    head = phrasing.say(words, "print-head", title=plan.title, day=facts.answer.as_of)
    return Design(head, told_mark.short(_made_up(facts), words), shipped_text(STYLE))


def _made_up(facts: Facts) -> told_mark.MadeUp:
    return told_mark.MadeUp(whole=facts.answer.illustrative)


def _prepared(facts: Facts, words: Wording, findings: str) -> Environment:
    """Make what templates work with."""
    plan = facts.answer.plan
    made = environment(words)
    anchors = Cited(plan)
    story, tell = facts.figures.story, partial(_tell, words)
    made.globals.update(
        story=story,
        results=facts.telling.results,  # of the chosen duties; its question and its engine are those of all
        versions=told_versions,
        clauses=facts.figures.clauses,
        uses={each.story.clause.id: each.uses for each in facts.figures.clauses},
        mark=told_mark.mark(_made_up(facts), words),
        standing=partial(_standing, words, story.counted.total, findings),
        tell=tell,
        part=partial(_part, words),
        parts=_page.listed(FOLDER),
        numeral=partial(words.number, apart_from=1_000),
        years=partial(_years, words),
        drawn=partial(_drawn, words),
        cases=partial(_cases, facts),
        most=large_cases.most(facts.answer),
        tale=partial(_tale, facts, words),
        lengthy=_lengthy,
        findings=findings,
        link_in=partial(_link_in, words),
        command=COMMAND,
        readers=READERS,
        accounting=dict(facts.answer.accounting),
        notes=[note for source in facts.answer.table.sources for note in source.notes][:MOST_NOTES],
        log_hash=facts.log_hash,
        anchors=anchors,
        marked=partial(Marked, words, anchors),
    )
    return made


def _tell(words: Wording, key: str, **values: Value) -> Said:
    return words.fill(words.word("large", key), values)


def _part(words: Wording, name: str) -> Said:
    """Name a part of the page: those that the ordinary report has too are called as there."""
    own = f"part-{name}"
    return words.word("large", own) if own in words.section("large") else words.word("parts", name)


def _standing(words: Wording, total: int, findings: str) -> Said:
    """Say what this paper is."""
    if not findings:
        return _tell(words, "standing-alone", total=total)
    return _tell(words, "standing", total=total, file=words.named(findings))


def _link_in(words: Wording, key: str, file: str, **values: Value) -> Markup:
    """Put a sentence into markup, in which the name of a file leads to it."""
    said = str(_tell(words, key, file=Said("\0"), **values))
    before, after = (Markup("{}").format(shown(each)) for each in said.split("\0"))
    return before + Markup('<a href="{}">{}</a>').format(file, bdi(file)) + after


def _years(words: Wording, row: Years) -> str:
    if row.first is None or row.last is None:
        return _tell(words, "no-year")
    if row.first == row.last:
        return str(row.first)
    return _tell(words, "years", first=row.first, last=row.last)


class _Chart(NamedTuple):
    """A drawing, and what is to be said beside it."""

    drawing: Markup
    about: Said


def _drawn(words: Wording, clause: Clause) -> _Chart | None:
    """Draw how the duties of a clause stand, a line for each year; a single one needs no drawing."""
    piles = [Pile(_label(row), row.counted.present) for row in clause.by_year if row.first is not None]
    if len(piles) < 2:  # noqa: PLR2004 - as said above
        return None
    # The number of signs of each status is rounded up, and all have to fit.
    each = _round(-(-max(pile.total for pile in piles) // (ROW - len(STATUSES))))
    about = words.fill(
        words.word("paper", "chart-years" if each == 1 else "chart-years-many"), {"each": each}
    )
    title = _tell(words, "caption-by-year", clause=clause.story.clause.title)
    return _Chart(signs(piles, plain(title), each), about)


def _label(row: Years) -> str:
    return str(row.first) if row.first == row.last else f"{row.first}-{row.last}"


def _round(number: int) -> int:
    """Give the next of 1, 2, 5, 10, 20, 50 and so on."""
    ten = 1
    while ten * 10 <= number:
        ten *= 10
    return next(each for each in (ten, 2 * ten, 5 * ten, 10 * ten) if each >= number)


def _cases(facts: Facts, clause: str) -> _OfClause:
    told, chosen = facts.telling.told[clause], facts.cases[clause]

    def of(cases: tuple[Case, ...]) -> tuple[Told, ...]:
        return tuple(told[case] for case in cases)

    return _OfClause(of(chosen.latest), of(chosen.open), of(chosen.samples))


def _tale(facts: Facts, words: Wording, told: Told) -> Group | None:
    """Give why a duty stands as it does; None if that is not known here, or takes too many words."""
    if told.result is None:
        return None
    (group,) = told_duties.groups((told.result,), facts.telling.results, facts.remedies, words)
    said = [phrasing.reason(told.result.finding.because, words), words.reason(group.remedy)]
    said += [words.entry(entry) for entry in group.cited]
    return group if sum(map(len, said)) <= MOST_CHARACTERS else None


def _lengthy(entry: Entry) -> bool:
    return sum(map(len, entry.evidence)) > MOST_CHARACTERS
