"""The revision paper as a document for a word processor (DOCX), to be worked on by those who draft.

It has the parts and the figures of the page; charts it has none, since their numbers are in tables.
"""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from checker import __version__
from checker.outputs._markup import PLAN_LANGUAGE
from checker.outputs.revision._pages import PaperPages
from checker.outputs.revision._past import draft, past
from checker.outputs.revision._readings import exact, missed, turning
from checker.outputs.revision._record import record
from checker.outputs.revision._sources import sources
from checker.patterns.vocabulary import RATINGS, STATUSES
from checker.results import canonical, phrasing, told_decided, told_mark, told_versions
from checker.results.decided import decided
from checker.results.language import Said, Wording
from checker.revision import told_paper, told_term

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.outputs import Options
    from checker.revision.paper import Paper
    from checker.revision.questions import Drafting

suffix = ".docx"
name = "revision.docx"
LISTED = 12
"""So many entries are named after what they raise; more are counted only."""


def write(paper: Paper, options: Options) -> bytes:
    """Give the document. Raises `NotInstalled` if the library for such documents is not installed."""
    plan, as_of = paper.results.plan, paper.results.as_of
    words = Wording(options.language, plan, apart=options.language != PLAN_LANGUAGE[0])
    pages = PaperPages(words)
    made_up = told_mark.of(paper.results, paper.draft)
    pages.every_page(plan.title, as_of, told_mark.short(made_up, words))
    if banner := told_mark.mark(made_up, words):
        pages.banner(banner)
    _opening(pages, paper)
    _summary(pages, paper)
    left_out = () if paper.draft else told_paper.OF_DRAFTS
    parts = [part for part in PARTS if part not in left_out]
    pages.text(_tell(words, "contents"), "Heading 1")
    for part in parts:
        pages.link(part, part_of(part, words))
    for part in parts:
        pages.part(part, part_of(part, words))
        PARTS[part](pages, paper)
    return pages.finished(told_paper.title(paper, words), as_of)


def part_of(part: str, words: Wording) -> str:
    """Give the title of a part."""
    return words.word("document", "annex") if part == "exact" else told_paper.part(part, words)


def _opening(pages: PaperPages, paper: Paper) -> None:
    words, results = pages.words, paper.results
    say, tell = partial(phrasing.say, words), partial(_tell, words)
    pages.text(tell("kind"), "Title")
    pages.text(words.quoted(words.plan.title), "Subtitle")
    drafted = told_paper.drafted(paper.draft, words) if paper.draft else tell("draft-none")
    start = phrasing.in_force(paper.facts.story.start, words)
    known = {
        say("in-force"): Said(" ".join((start, *told_versions.in_force(results, words)))),
        say("as-of"): words.day(results.as_of),
        say("known-at"): words.day(results.known_at) if results.known_at else say("known-at-any"),
        say("record"): words.interface(f"completeness-{results.plan.completeness}"),
        tell("draft"): drafted,
    }
    heads = [words.word("minutes", key) for key in ("item", "entry")]
    pages.table(words.word("parts", "summary"), heads, tuple(known.items()), (45, 125))
    if not words.reviewed:
        pages.text(say("unreviewed", language=words.word("language", "name")))


def _summary(pages: PaperPages, paper: Paper) -> None:
    """Tell the main facts, before anything else: they are what most look for."""
    words = pages.words
    pages.heading(told_paper.part("summary", words))
    if early := told_paper.not_begun(paper, words):
        pages.text(early)
    for sentence in told_term.overview(paper.term, words):
        pages.text(sentence)
    pages.items(point.text for point in told_paper.points(paper, words))


def _questions(pages: PaperPages, paper: Paper) -> None:
    """Put the questions, numbered through, each with the figures that raise it."""
    words, found = pages.words, paper.questions
    pages.text(_tell(words, "intro-questions" if found else "questions-none"))
    pages.latest(paper.results)
    for kind, alike in groupby(found, key=lambda each: each.kind):
        pages.heading(told_term.kind(kind, words), 2)
        for each in alike:
            _question(pages, each)
    for note in told_term.notes(words):
        pages.text(note)


def _question(pages: PaperPages, each: Drafting) -> None:
    words = pages.words
    pages.text(told_term.question(each, words), "List Number").paragraph_format.keep_with_next = True
    pages.text(told_term.why(each, words), "List Continue")
    if 0 < len(each.entries) <= LISTED:
        rests_on = words.word("workbook", "head-evidence")
        pages.text(pages.after(rests_on, pages.ids(each.entries)), "List Continue")


def _decided(pages: PaperPages, paper: Paper) -> None:
    """Say what became of earlier decisions, and who signed which results."""
    words, found = pages.words, decided(paper.results)
    pages.text(told_decided.counted(found, words) if found else _tell(words, "decided-none"))
    pages.items(told_decided.told(each, words) for each in found)
    signing = paper.facts.signing
    pages.heading(words.word("parts", "signing"), 2)
    pages.text(phrasing.say(words, "signing-intro", id=signing.sha256))
    rows = [(words.quoted(each.party.name), told_decided.signed(each, words)) for each in signing.signatures]
    heads = [phrasing.say(words, f"head-{key}") for key in ("party", "signed")]
    pages.captioned(words.word("parts", "signing"), heads, rows, (60, 110))


def _method(pages: PaperPages, paper: Paper) -> None:
    """Say what this paper was made of, and what its words and figures mean."""
    words, results = pages.words, paper.results
    say, tell = partial(phrasing.say, words), partial(_tell, words)
    rows = {
        say("as-of"): results.as_of.isoformat(),
        say("known-at"): results.known_at.isoformat() if results.known_at else say("known-at-any"),
        say("agreement-id"): words.quoted(results.plan.id),
        tell("old-hash"): canonical.plan_hash(results.plan),
        tell("draft-hash"): canonical.plan_hash(paper.draft) if paper.draft else "",
        say("log-hash"): canonical.log_hash(results.log),
        say("results-hash"): paper.facts.signing.sha256,
        say("version"): __version__,
        say("engine"): results.engine,
        say("language"): words.tag,
    }
    heads = [words.word("minutes", key) for key in ("item", "entry")]
    told = tuple((label, value) for label, value in rows.items() if value)
    pages.captioned(say("inputs"), heads, told, (45, 125))
    pages.text(words.word("document", "reproduce"))
    pages.heading(tell("figures"), 2)
    pages.text(say("on-time-means"))
    _meanings(pages, "statuses", STATUSES)
    _meanings(pages, "ratings", RATINGS)
    pages.heading(say("accessibility"), 2)
    pages.text(words.word("document", "how"))


def _meanings(pages: PaperPages, of: str, names: tuple[str, ...]) -> None:
    """Say what words mean."""
    words = pages.words
    pages.heading(phrasing.say(words, f"legend-{of}"), 2)
    for each in names:
        values: dict[str, Value] = {"word": words.word(of, each), "meaning": words.word(f"{of}_mean", each)}
        pages.text(words.fill(words.word("minutes", "means"), values), "List Bullet")


def _tell(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("paper", key), values)


PARTS = {
    "questions": _questions,
    "term": record,
    "turning": turning,
    "missed": missed,
    "draft": draft,
    "past": past,
    "decided": _decided,
    "entries": sources,
    "method": _method,
    "exact": exact,
}
"""The parts in their order; what each tells."""
