"""Results as plain text for a terminal: obligation by obligation, every duty with its reason.

Of very many duties the figures are told, and which commands tell the duties.
"""

from collections.abc import Iterable, Iterator, Sequence

from checker.log.model import Source
from checker.outputs import Options
from checker.results import told_mark
from checker.results.language import Said, Wording
from checker.results.lines import duties, wrapped
from checker.results.many import MOST_TOLD, many
from checker.results.model import ObligationResult, Results, Since
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from checker.files import Taking
    from checker.results.in_columns import ObligationColumns, ResultColumns

suffix = ".txt"
least = MOST_TOLD + 1
file_only = False


def write(results: Results, options: Options) -> bytes:
    """Give the results as UTF-8 text."""
    words = Wording(options.language, results.plan)
    return ("\n".join(map(words.line, _lines(results, words))) + "\n").encode()


def put(results: "ResultColumns", options: Options, file: "Taking") -> None:
    """Write what is told of many duties, whoever judged them."""
    words = Wording(options.language, results.plan)
    told = [
        *_beginning(results, told_mark.mark(told_mark.of_plan(results.plan, results.table), words), words),
        "",
        *_decisions(results, words),
        *_counted(results, words),
        *_figures(results, words),
        *_end(results, results.table.sources, words),
    ]
    file.write(("\n".join(map(words.line, told)) + "\n").encode())


def _lines(results: Results, words: Wording) -> Iterator[str]:
    yield from _beginning(results, told_mark.mark(told_mark.of(results), words), words)
    yield from _versions(results, words)
    yield ""
    yield from _decisions(results, words)
    yield from _counted(results, words)
    if results.since:
        yield from _since(results.since, words)
    if many(results.counts):
        yield from _figures(results, words)
    else:
        for own in results.obligations:
            yield ""
            yield from obligation(own, words)
    yield from _end(
        results, results.log.sources, words, () if many(results.counts) else _signing(results, words)
    )


def _beginning(results: "Results | ResultColumns", made_up: Said, words: Wording) -> Iterator[str]:
    yield words.quoted(results.plan.title)
    days = [words.interface("as-of", day=results.as_of)]
    if results.known_at:
        days.append(words.interface("known-at", day=results.known_at))
    yield words.word("dates", "list").join(days)
    if made_up:
        yield from wrapped(made_up)
    yield from wrapped(words.interface(f"completeness-{results.plan.completeness}"))


def _end(
    results: "Results | ResultColumns", sources: Sequence[Source], words: Wording, signed: Iterable[str] = ()
) -> Iterator[str]:
    yield ""
    yield from wrapped(accounting(results, words))
    yield from signed
    for note in sorted({note for source in sources for note in source.notes}):
        yield from wrapped(words.interface("note", note=note))
    yield words.interface("decided-by", engine=results.engine)


def _figures(results: "Results | ResultColumns", words: Wording) -> Iterator[str]:
    """Give the lines on obligations with too many duties to be told one by one."""
    by_id: dict[str, ObligationResult | ObligationColumns] = {o.obligation.id: o for o in results.obligations}
    for clause in results.plan.obligations:
        yield ""
        yield _rated(by_id[clause.id], words)
        yield from _counted(by_id[clause.id], words)
    yield ""
    yield from wrapped(words.interface("many", number=sum(results.counts.values())))


def _decisions(results: "Results | ResultColumns", words: Wording) -> Iterator[str]:
    if "decision" not in results.setting.record.statements:
        return
    from checker.results import told_decided  # noqa: PLC0415 - only if anything was decided
    from checker.results.decided import decided  # noqa: PLC0415 - as above

    found = decided(results)
    if found:
        yield from wrapped(told_decided.counted(found, words))
        for each in found:
            yield from wrapped(told_decided.told(each, words), "  ")
        yield ""


def _signing(results: Results, words: Wording) -> Iterator[str]:
    """Give the lines on who signed what, if anybody signed anything."""
    if "sign_off" not in results.setting.record.statements:
        return
    from checker.results import told_decided  # noqa: PLC0415 - only if anybody signed
    from checker.results.signing import signing  # noqa: PLC0415 - as above: hashing takes 3 ms

    found = signing(results)
    if found.signed:
        yield from wrapped(told_decided.paper(found, words))
        for each in found.signatures:
            yield from wrapped(told_decided.signature(each, words), "  ")
            yield from wrapped(told_decided.other(each, words), "    ")


def _versions(results: Results, words: Wording) -> Iterator[str]:
    if not results.versions:
        return
    from checker.results import told_versions  # noqa: PLC0415 - only of several versions

    for text in told_versions.in_force(results, words):
        yield from wrapped(text)
    for change in told_versions.changes(results, words):
        yield from wrapped(change.text)
        for _, text in change.duties:
            yield from wrapped(text, "  ")


def _since(since: Since, words: Wording) -> Iterator[str]:
    from checker.results import phrasing  # noqa: PLC0415 - only of results that are compared

    yield ""
    yield from wrapped(phrasing.since(since, words))
    for line in phrasing.rows_since(since, words):
        yield from wrapped(line, "  ")
    for moved in since.moved:
        yield from wrapped(phrasing.moved(moved, words), "  ")


def _counted(
    counted: "Results | ResultColumns | ObligationResult | ObligationColumns", words: Wording
) -> Iterator[str]:
    for status, number in counted.counts.items():
        if number:
            yield f"{number:5}  {words.word('statuses', status)}"


def accounting(results: "Results | ResultColumns", words: Wording) -> str:
    """Say where each row of the log went; the parts add up to the whole."""
    return words.interface("accounting", **dict(results.accounting))


def obligation(own: ObligationResult, words: Wording) -> Iterator[str]:
    """Give the lines on one obligation."""
    yield _rated(own, words)
    yield from duties(own, words)


def _rated(own: "ObligationResult | ObligationColumns", words: Wording) -> str:
    clause = own.obligation
    colon, rating = words.word("dates", "colon"), words.word("ratings", own.rating)
    return f"{words.quoted(clause.title)} ({clause.id}){colon}{rating}"
