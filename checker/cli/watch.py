"""`checker watch`: at every save looks the plan over, says which verdicts moved, and writes the report.

Nothing is served on a network: the report is a file, and whoever reads it loads it again.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from checker.cli import named
from checker.cli.output import FINE, complain, lines_of, tell, write
from checker.diagnostics import Faults, InvalidInput, render
from checker.files import OutputFault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator

    from checker.results.language import Wording
    from checker.results.model import Results

GROUPED, LISTENING = 300, 100  # milliseconds: in which several saves count as one; between two looks


class Known(NamedTuple):
    """What the last round found: the results, if they could be had, and what was said of plan and log."""

    results: Results | None
    said: frozenset[str]


def run(options: argparse.Namespace) -> int:
    """Go round once, and again whenever one of the files is saved; Ctrl-C ends it."""
    named.language(options)
    named.question(options)
    named.page_named(options.output)
    named.writable(options.output, options)
    known = Known(None, frozenset())
    for saved in _saves(options):
        if saved:
            tell(f"saved: {', '.join(saved)}\n")
        known = _round(options, known)
    return FINE


def _round(options: argparse.Namespace, known: Known) -> Known:
    """Read, judge, tell what moved, write the report, look over; what cannot be read leaves all as it was."""
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.lint import look_over  # noqa: PLC0415 - only when needed
    from checker.lint.model import Subject  # noqa: PLC0415 - only when needed
    from checker.results.language import Wording  # noqa: PLC0415 - only when needed

    faults = Faults()
    try:
        plan, rules = named.read_plans(options, faults)
        log = named.read_log(options.log, plan, options, faults)
        results = named.judged_on(plan, rules, log, named.question(options), options, Faults())
    except InvalidInput as error:
        complain(error)
        tell(f"not judged: mend what is said above and save again; {options.output} stays as it was\n\n")
        return known
    words = Wording(options.language, plan)
    _say(_moves(known.results, results, words))
    page = outputs.output("html").write(results, outputs.Options(options.language))
    try:
        write(options.output, page)
        _say([words.interface("watch-report", file=options.output)])
    except OutputFault as error:  # another program may hold it for a moment; the next save tries again
        tell(f"error: {error}\n\n")
    for version in plan.versions or (plan,):
        look_over(Subject(version, rules, options.engine, None if plan.versions else log), faults)
    said = [render(each, lines_of) for each in (*faults.errors, *faults.warnings)]
    new = [each for each in said if each not in known.said]
    tell("".join(f"{each}\n\n" for each in new))
    before = f", {len(said) - len(new)} of them said before" if len(new) < len(said) else ""
    tell(f"looked over: {len(said)} remark{'' if len(said) == 1 else 's'}{before}\n\n")
    return Known(results, frozenset(said))


def _moves(known: Results | None, results: Results, words: Wording) -> Iterator[str]:
    """Say how the agreement stands at first, and after that which verdicts are other than before."""
    from checker.results import phrasing  # noqa: PLC0415 - only when needed
    from checker.results.sensitivity import turns  # noqa: PLC0415 - only when needed
    from checker.results.story import story  # noqa: PLC0415 - only when needed

    if known is None:
        yield from phrasing.summary(story(results), words)[:1]
        return
    found = turns(known.results, results.results)
    if not found:
        yield words.interface("watch-same")
    for turn in found:
        was, now = (phrasing.status(each.status if each else None, words) for each in turn)
        because = words.reason(turn.now.finding.because) if turn.now else ""
        name = next(each.id for each in turn if each is not None)
        yield words.interface("watch-moved", id=name, was=was, now=now, because=because)


def _say(lines: Iterable[str]) -> None:
    write("-", "".join(f"{line}\n" for line in lines).encode(errors="surrogateescape"))


def _saves(options: argparse.Namespace) -> Iterator[tuple[str, ...]]:
    """Yield nothing at once, and then at each save the files that were saved.

    Folders are watched, not files: many editors save by putting a new file in the old one's place.
    """
    from checker.outputs._extra import needed  # noqa: PLC0415 - only when needed

    with needed("watchfiles", "watch", "watch files"):
        import watchfiles  # noqa: PLC0415 - an extra

    names = {os.path.realpath(path): path for path in (*named.plans(options), *options.log)}
    given = {*(os.path.dirname(path) or "." for path in names.values()), *filter(None, [options.rules])}
    for folder in sorted(given):
        if not os.path.isdir(folder):
            raise named.wrong(f"there is no folder {folder} to watch", "look at the names of plan and log")
    folders = {os.path.dirname(path) for path in names} | set(map(os.path.realpath, given))

    def concerns(_: object, path: str) -> bool:
        return os.path.realpath(path) in names or _is_rule(path, options.rules)

    began = False
    for saved in watchfiles.watch(
        *sorted(folders),
        watch_filter=concerns,
        recursive=False,
        debounce=GROUPED,
        rust_timeout=LISTENING,
        yield_on_timeout=True,
    ):
        if saved or not began:  # the first answer comes once saves are listened for, so that none is missed
            yield tuple(sorted({names.get(os.path.realpath(path), path) for _, path in saved}))
        began = True


def _is_rule(path: str, folder: str | None) -> bool:
    return folder is not None and os.path.dirname(path) == os.path.realpath(folder)
