"""Minutes of the meeting, with the decisions pre-filled, to be edited in a word processor (DOCX).

Headings, lists and tables are real ones, so that those who listen to the document, and those who edit it,
find their way.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from checker.outputs._document import Pages
from checker.outputs._markup import PLAN_LANGUAGE
from checker.patterns.vocabulary import RATINGS
from checker.results import told_decided, told_mark, told_meeting, told_versions
from checker.results.facts import facts_of
from checker.results.language import Said, Wording
from checker.results.phrasing import in_force, listed, moved, people, rows_since, say, since, summary
from checker.results.requests import WANTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from checker.findings.model import Value
    from checker.outputs import Options
    from checker.outputs._document import Cell
    from checker.results.agenda import Item
    from checker.results.decided import Decided
    from checker.results.facts import Facts
    from checker.results.model import Results
    from checker.results.requests import Request
    from checker.results.signing import Signature
    from checker.results.story import ClauseStory

suffix = ".docx"
name = "minutes.docx"


def write(results: Results, options: Options) -> bytes:
    """Give the minutes. Raises `NotInstalled` if the library that writes such documents is not installed."""
    words = Wording(options.language, results.plan, apart=options.language != PLAN_LANGUAGE[0])
    facts = facts_of(results)
    paper = Pages(words, "write minutes")
    made_up = told_mark.short(told_mark.of(results), words)
    paper.every_page(results.plan.title, results.as_of, made_up)
    for part in (_opening, _meeting, _summary, _decisions, _requests, _since, _signing, _annex):
        part(paper, facts)
    values: dict[str, Value] = {"title": results.plan.title, "day": results.as_of}
    return paper.finished(words.fill(words.word("minutes", "document"), values), results.as_of)


def _opening(paper: Pages, facts: Facts) -> None:
    words = paper.words
    if made_up := told_mark.mark(told_mark.of(facts.results), words):
        paper.banner(made_up)
    paper.text(words.word("minutes", "title"), "Title")
    paper.text(words.quoted(words.plan.title), "Subtitle")
    paper.text(words.word("minutes", "prepared"))
    if not words.reviewed:
        language = words.word("language", "name")
        paper.text(words.fill(words.word("minutes", "unreviewed"), {"language": language}))


def _meeting(paper: Pages, facts: Facts) -> None:
    """Say what the meeting is about, and leave room for when and where it is."""
    words, results = paper.words, facts.results
    known_at = words.day(results.known_at) if results.known_at else say(words, "known-at-any")
    since_when = in_force(facts.story.start, words)
    known = {
        "in-force": Said(" ".join((since_when, *told_versions.in_force(results, words)))),
        "as-of": words.day(results.as_of),
        "known-at": known_at,
        "record": words.interface(f"completeness-{results.plan.completeness}"),
    }
    rows = [(say(words, key), text) for key, text in known.items()]
    rows += [(words.word("minutes", key), "") for key in ("place", "date", "chair", "present")]
    paper.heading(words.word("minutes", "meeting"))
    paper.table(
        _told("meeting", words), [words.word("minutes", key) for key in ("item", "entry")], rows, (45, 125)
    )


def _told(key: str, words: Wording) -> str:
    return words.word("minutes", f"{key}-table")


def _summary(paper: Pages, facts: Facts) -> None:
    paper.heading(paper.words.word("parts", "summary"))
    for sentence in summary(facts.story, paper.words):
        paper.text(sentence)


def _decisions(paper: Pages, facts: Facts) -> None:
    """Put every item of the agenda as a decision that is worded already, with room for what becomes of it."""
    words, items = paper.words, facts.agenda
    paper.heading(words.word("parts", "decisions"))
    paper.text(say(words, "decisions-intro", n=len(items)) if items else say(words, "decisions-none"))
    heads = [words.word("minutes", "decision"), *(say(words, key) for key in ("outcome", "owner", "by-date"))]
    _returning(paper, facts, heads)
    for kind, alike in groupby(facts.others, key=lambda item: item.kind):
        paper.heading(told_meeting.heading(kind, words), 2)
        paper.table(
            _told("decisions", words), heads, [_decision(item, words) for item in alike], (82, 40, 26, 22)
        )


def _returning(paper: Pages, facts: Facts, heads: Sequence[str]) -> None:
    """Put the decisions of earlier meetings first: those not done with room, then those that were done."""
    words, found = paper.words, facts.decided
    if not found:
        return
    paper.heading(told_decided.heading(found, words), 2)
    paper.text(told_decided.counted(found, words))
    rows = [_returned(each, item, words) for each, item in facts.returning]
    if rows:
        paper.table(words.word("decided", "table"), heads, rows, (82, 40, 26, 22))
    for each in found:
        if each.done:
            paper.text(told_decided.told(each, words), "List Bullet")


def _returned(each: Decided, item: Item, words: Wording) -> tuple[Cell, ...]:
    wording = told_meeting.wording(item, words)
    values: dict[str, Value] = {"who": told_decided.state(each, words), "when": told_decided.who(each, words)}
    concerns = words.fill(words.word("minutes", "concerns"), {**values, "about": ""})
    return ((wording, "List Number"), (concerns, "List Continue")), "", "", ""


def _decision(item: Item, words: Wording) -> tuple[Cell, ...]:
    wording, about = told_meeting.wording(item, words), _about(item, words)
    values = {
        "who": say(words, "concerns", who=people(item.parties, words)),
        "when": say(words, "by-day", day=item.by_when) if item.by_when else "",
        "about": about if about not in wording else "",
    }
    concerns = words.fill(words.word("minutes", "concerns"), values)
    return ((wording, "List Number"), (concerns, "List Continue")), "", "", ""


def _about(item: Item, words: Wording) -> str:
    """Name the duties, entries or clauses that a decision is about, if they are few."""
    few, many = 3, 4
    if item.kind in ("breach", "lateness") and len(item.duties) <= few:
        return words.value(tuple(dict.fromkeys(told_meeting.of_duty(duty, words) for duty in item.duties)))
    if item.entries and not item.clauses:
        return words.value(tuple(entry.id for entry in item.entries))
    if len(item.clauses) > many:
        every = len(item.clauses) == len(words.plan.obligations)
        return say(words, "clauses-all") if every else say(words, "clauses-many", n=len(item.clauses))
    return words.value(tuple(_quoted(clause.title, words) for clause in item.clauses))


def _quoted(text: str, words: Wording) -> str:
    return words.fill(words.word("dates", "quoted"), {"text": text})


def _requests(paper: Pages, facts: Facts) -> None:
    """Say how much is asked of each party, with room for the day by which it answers."""
    words, asked = paper.words, facts.requests
    codes = dict.fromkeys((*words.plan.bound, *asked))
    rows = [(people((code,), words), _asked(code, asked.get(code, ()), words), "") for code in codes]
    paper.heading(words.word("minutes", "requests"))
    if asked:
        paper.text(words.word("minutes", "requests-intro"))
    heads = [say(words, "head-party"), *(words.word("minutes", key) for key in ("asked", "answered-by"))]
    paper.table(_told("requests", words), heads, rows, (45, 85, 40))


def _asked(code: str, requests: Sequence[Request], words: Wording) -> str:
    if not requests:
        return say(words, "requests-none", party=words.plan.parties[code].short)
    numbers = Counter(request.wants for request in requests)
    kinds = tuple(
        words.fill(words.word("minutes", f"asked-{wants}"), {"n": numbers[wants]})
        for wants in WANTS
        if numbers[wants]
    )
    return words.fill(words.word("minutes", "asked-all"), {"n": len(requests), "kinds": kinds})


def _since(paper: Pages, facts: Facts) -> None:
    """Say what is other than in the results of the last meeting, if they were given."""
    words, found = paper.words, facts.results.since
    if found is None:
        return
    paper.heading(words.word("parts", "since"))
    paper.text(since(found, words))
    for line in rows_since(found, words):
        paper.text(line, "List Bullet")
    paper.heading(say(words, "since-verdicts"), 2)
    for each in found.moved:
        paper.text(moved(each, words), "List Bullet")
    if not found.moved:
        paper.text(say(words, "since-same"))


def _signing(paper: Pages, facts: Facts) -> None:
    words, signing = paper.words, facts.signing
    rows = [(words.quoted(each.party.name), "", "", "", _signed(each, words)) for each in signing.signatures]
    paper.heading(words.word("parts", "signing"))
    paper.text(say(words, "signing-intro", id=signing.sha256))
    heads = [say(words, f"head-{key}") for key in ("party", "name", "signature", "day", "signed")]
    paper.table(_told("signing", words), heads, rows, (40, 33, 40, 22, 35))
    for each in signing.others:
        paper.text(told_decided.other(each, words))


def _signed(each: Signature, words: Wording) -> str:
    told = told_decided.signed(each, words)
    return f"{told} ({words.quoted(each.entry.id)})" if each.entry else told


def _annex(paper: Pages, facts: Facts) -> None:
    """Show every clause with its rating and its duties, and say what the words for these mean."""
    words, story = paper.words, facts.story
    clauses = [clause for part in story.parts for clause in part.clauses]
    paper.heading(words.word("minutes", "annex"), new_page=True)
    paper.text(say(words, "overview-intro", some=story.rated.part, all=story.rated.whole))
    heads = [say(words, f"head-{key}") for key in ("clause", "modality", "rating", "duties", "stand")]
    paper.table(
        _told("annex", words), heads, [_clause(each, words) for each in clauses], (65, 25, 28, 18, 34)
    )
    ratings = {clause.rating for clause in clauses}
    _meanings(paper, "ratings", [rating for rating in RATINGS if rating in ratings])
    _meanings(paper, "statuses", [status for status, _ in story.counted.present])


def _clause(each: ClauseStory, words: Wording) -> tuple[Cell, ...]:
    clause, total = each.clause, each.counted.total
    place = words.interface("place-in-text", section=clause.section, paragraph=clause.paragraph)
    if total:
        stand = listed(each.counted, words)
    else:
        stand = say(words, "used", n=len(each.uses)) if each.uses else say(words, "no-duty")
    return (
        ((words.quoted(clause.title), "Normal"), (f"{place} ({words.quoted(clause.id)})", "Normal")),
        words.word("modalities", clause.modality),
        words.word("ratings", each.rating),
        str(total),
        stand,
    )


def _meanings(paper: Pages, of: str, names: Sequence[str]) -> None:
    """Say what the words that occur mean."""
    if not names:
        return
    words = paper.words
    paper.heading(say(words, f"legend-{of}"), 2)
    for each in names:
        values = {"word": words.word(of, each), "meaning": words.word(f"{of}_mean", each)}
        paper.text(words.fill(words.word("minutes", "means"), values), "List Bullet")
