"""Results as plain text for a terminal: obligation by obligation, every duty with its reason."""

from collections.abc import Iterator

from checker.outputs import Options
from checker.results import phrasing, told_decided, told_mark, told_versions
from checker.results.decided import decided
from checker.results.explain import duties, wrapped
from checker.results.language import Wording
from checker.results.model import ObligationResult, Results, Since
from checker.results.signing import signing

suffix = ".txt"


def write(results: Results, options: Options) -> bytes:
    """Give the results as UTF-8 text."""
    words = Wording(options.language, results.plan)
    return ("\n".join(map(words.line, _lines(results, words))) + "\n").encode()


def _lines(results: Results, words: Wording) -> Iterator[str]:
    yield words.quoted(results.plan.title)
    days = [words.interface("as-of", day=results.as_of)]
    if results.known_at:
        days.append(words.interface("known-at", day=results.known_at))
    yield words.word("dates", "list").join(days)
    if made_up := told_mark.mark(told_mark.of(results), words):
        yield from wrapped(made_up)
    yield from wrapped(words.interface(f"completeness-{results.plan.completeness}"))
    yield from _versions(results, words)
    yield ""
    yield from _decisions(results, words)
    yield from _counted(results, words)
    if results.since:
        yield from _since(results.since, words)
    for own in results.obligations:
        yield ""
        yield from obligation(own, words)
    yield ""
    yield from wrapped(accounting(results, words))
    yield from _signing(results, words)
    for note in sorted({note for source in results.log.sources for note in source.notes}):
        yield from wrapped(words.interface("note", note=note))
    yield words.interface("decided-by", engine=results.engine)


def _decisions(results: Results, words: Wording) -> Iterator[str]:
    found = decided(results)
    if found:
        yield from wrapped(told_decided.counted(found, words))
        for each in found:
            yield from wrapped(told_decided.told(each, words), "  ")
        yield ""


def _signing(results: Results, words: Wording) -> Iterator[str]:
    """Give the lines on who signed what, if anybody signed anything."""
    found = signing(results)
    if found.signed:
        yield from wrapped(told_decided.paper(found, words))
        for each in found.signatures:
            yield from wrapped(told_decided.signature(each, words), "  ")
            yield from wrapped(told_decided.other(each, words), "    ")


def _versions(results: Results, words: Wording) -> Iterator[str]:
    for text in told_versions.in_force(results, words):
        yield from wrapped(text)
    for change in told_versions.changes(results, words):
        yield from wrapped(change.text)
        for _, text in change.duties:
            yield from wrapped(text, "  ")


def _since(since: Since, words: Wording) -> Iterator[str]:
    yield ""
    yield from wrapped(phrasing.since(since, words))
    for line in phrasing.rows_since(since, words):
        yield from wrapped(line, "  ")
    for moved in since.moved:
        yield from wrapped(phrasing.moved(moved, words), "  ")


def _counted(results: Results, words: Wording) -> Iterator[str]:
    for status, number in results.counts.items():
        if number:
            yield f"{number:5}  {words.word('statuses', status)}"


def accounting(results: Results, words: Wording) -> str:
    """Say where each row of the log went; the parts add up to the whole."""
    return words.interface("accounting", **dict(results.accounting))


def obligation(own: ObligationResult, words: Wording) -> Iterator[str]:
    """Give the lines on one obligation."""
    clause = own.obligation
    colon, rating = words.word("dates", "colon"), words.word("ratings", own.rating)
    yield f"{words.quoted(clause.title)} ({clause.id}){colon}{rating}"
    yield from duties(own, words)
