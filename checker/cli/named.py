"""Reads what the command line names: plan, log, days, earlier results; says in words what is wrong."""

from __future__ import annotations

import os

from checker.cli.output import lines_of, step, tell
from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place, render
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from datetime import date

    from checker.located.source import Source
    from checker.log.formats import ReadOptions
    from checker.log.model import Log
    from checker.log.record import Record
    from checker.outputs._made import Listing
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.plan.vocabulary import Words
    from checker.results.earlier import Earlier
    from checker.results.judge import Question, Search
    from checker.results.model import Results


def read_plan(
    path: str, options: argparse.Namespace, faults: Faults, *, thorough: bool = False
) -> tuple[Plan, Rules]:
    """Read the plan and its rules, or raise what is wrong with them."""
    from checker.plan.load import load  # noqa: PLC0415 - only when needed

    loaded = load(path, faults, options.rules, thorough=thorough)
    if loaded is None:
        faults.stop()
        raise RuntimeError("a plan was refused without a reason")
    return loaded


def read_plans(options: argparse.Namespace, faults: Faults) -> tuple[Plan, Rules]:
    """Read the plan that is named, or all versions of it as one, or raise what is wrong with them."""
    from checker.plan.succession import whole  # noqa: PLC0415 - only when needed

    found = whole([read_plan(path, options, faults) for path in plans(options)], faults)
    faults.stop()
    if found is None:
        raise RuntimeError("versions were refused without a reason")
    return found


def plans(options: argparse.Namespace) -> list[str]:
    """Name the plans that are asked for."""
    return options.plan or ["obligations.yaml"]


def read_log(
    paths: list[str], plan: Plan, options: argparse.Namespace, faults: Faults, words: Words | None = None
) -> Log:
    """Read the log, or raise what is wrong with it; by the `words` of several plans, if there are several."""
    from checker.log.load import load  # noqa: PLC0415 - only when needed

    log = load(paths, words or plan, read_options(plan, options), faults)
    faults.stop()
    return log


def read_options(
    plan: Plan, options: argparse.Namespace, passed: Callable[[int], object] | None = None
) -> ReadOptions:
    """Give what the reader of a log is told."""
    from checker.log.formats import ReadOptions  # noqa: PLC0415 - only when needed
    from checker.results.labels import labels_of  # noqa: PLC0415 - only when needed

    told = () if passed is None else (passed,)
    return ReadOptions(options.date_order, options.sheet, labels_of(plan), *told)


def judged(options: argparse.Namespace) -> Results:
    """Read plan and log, and judge."""
    faults = Faults()
    plan, rules = read_plans(options, faults)
    return judged_with(plan, rules, options, faults)


def judged_with(plan: Plan, rules: Rules, options: argparse.Namespace, faults: Faults) -> Results:
    """Judge the log that is named on a plan that is read already; warnings go to the terminal."""
    from checker.cli.executor import by_columns  # noqa: PLC0415 - only when a log is judged

    if by_columns(options, plan, bulk=False):
        from checker.cli import bulk  # noqa: PLC0415 - it needs an extra

        return bulk.one_by_one(plan, rules, bulk.read_table(plan, options, faults), options, faults)
    asked = question(options)
    return judged_on(plan, rules, read_log(options.log, plan, options, faults), asked, options, faults)


def judged_on(  # noqa: PLR0913, PLR0917 - all that a verdict hangs on
    plan: Plan,
    rules: Rules,
    log: Log,
    asked: Question,
    options: argparse.Namespace,
    faults: Faults,
    search: Search | None = None,
) -> Results:
    """Judge, and compare with the earlier results that are named; warnings go to the terminal.

    `search` gives the findings of a check, if it is not searched entry by entry.
    """
    from checker.findings.find import find  # noqa: PLC0415 - only when needed
    from checker.results.judge import judge  # noqa: PLC0415 - only when needed

    before = _earlier(options, faults)
    faults.stop()
    if asked.as_of is None:
        from checker.results.far_day import latest_day  # noqa: PLC0415 - only if the log says the day

        latest_day(log, faults)
    results = judge(plan, rules, log, asked, search or find)
    warn_misdated(results.setting.record, faults)
    if results.versions:
        from checker.results.between import outside  # noqa: PLC0415 - only of several versions

        outside(results, faults)
    if before is not None:
        from checker.results.since import since  # noqa: PLC0415 - only when asked for

        results = since(results, before, faults)
    tell_warnings(faults)
    return results


def warn_misdated(record: Record, faults: Faults) -> None:
    """Warn of decisions whose days cannot be right."""
    if "decision" in record.statements:
        from checker.results.misdated import misdated  # noqa: PLC0415 - only if anything was decided

        misdated(record, faults)


def tell_warnings(faults: Faults) -> None:
    """Say at the terminal what is allowed but probably not meant."""
    for warning in faults.warnings:
        tell(render(warning, lines_of) + "\n\n")


def _earlier(options: argparse.Namespace, faults: Faults) -> Earlier | None:
    """Read the earlier results that are to be compared with, if any are named."""
    if getattr(options, "since", None) is None:
        return None
    return written(options.since, faults)[1]


def written(path: str, faults: Faults) -> tuple[bytes, Earlier | None]:
    """Read a report, or results, that was written before: its bytes, and what it says."""
    from checker import files  # noqa: PLC0415 - only when asked for
    from checker.located import source  # noqa: PLC0415 - only when asked for

    data = files.read_bytes(path, faults, "RESULTS_BYTES") or b""
    text = source.decode(data, path, faults, page=True) if not faults.count else None
    return data, None if text is None else read_back(text, faults)


def read_back(text: Source, faults: Faults) -> Earlier | None:
    """Read a report or results from its text."""
    from checker.results import earlier, page  # noqa: PLC0415 - only when asked for

    return page.read(text, faults) if text.text.lstrip()[:1] == "<" else earlier.read(text, faults)


def question(options: argparse.Namespace) -> Question:
    """Give what is asked."""
    from checker.results.judge import Question  # noqa: PLC0415 - only when needed

    return Question(day("--as-of", options.as_of), day("--known-at", options.known_at), options.engine)


def day(option: str, text: str | None) -> date | None:
    """Read a day that an option names."""
    from checker.days import NoSuchDay, parse_day  # noqa: PLC0415 - only when needed

    try:
        return parse_day(text) if text is not None else None
    except NoSuchDay as error:
        raise wrong(f"{option}: {error}", "write the day as YYYY-MM-DD") from None


def failing(options: argparse.Namespace) -> frozenset[str]:
    """Give the statuses for which a run ends with exit code 1."""
    from checker.patterns.vocabulary import STATUSES  # noqa: PLC0415 - only when needed

    listed = [name.strip() for name in options.fail_on.split(",")]
    if listed == ["never"]:
        return frozenset()
    for name in listed:
        if name not in STATUSES:
            _meant_as(name)
        one_of("--fail-on", name, STATUSES)
    return frozenset(listed)


def _meant_as(name: str) -> None:
    """Refuse the word of a report, such as “broken”, with the status that it means."""
    from checker.results.language import words_of  # noqa: PLC0415 - only after a fault

    for tag in languages():
        for status, word in words_of(tag, "statuses").items():
            if word.casefold() == name.casefold():
                raise wrong(f"--fail-on: “{name}” is the word of the report", f"write {status}")


def language(options: argparse.Namespace) -> None:
    """Refuse a language that there are no words for."""
    one_of("--language", options.language, languages())


def several_languages(options: argparse.Namespace) -> tuple[str, ...]:
    """Give the languages that are asked for, each once; refuse those that there are no words for."""
    asked = tuple(dict.fromkeys(tag.strip() for tag in options.language.split(",")))
    if not all(asked) or any(len(tag.split()) > 1 for tag in asked):
        told = f"--language: “{options.language}” is no list of languages"
        raise wrong(told, f"write one, or several with commas between; there are: {', '.join(languages())}")
    for tag in asked:
        one_of("--language", tag, languages())
    return asked


def languages() -> tuple[str, ...]:
    """Name the languages that there are words for."""
    from checker.results.tags import tags  # noqa: PLC0415 - only when needed

    return tags()


def one_of(option: str, given: str, known: tuple[str, ...]) -> None:
    """Refuse a name that is not known, with the nearest that is."""
    from checker.located.schema import nearest  # noqa: PLC0415 - only when needed

    if given not in known:
        near = nearest(given, known)
        raise wrong(
            f"{option}: there is no “{given}”",
            f"did you mean {near}?" if near else "there are: " + ", ".join(known),
        )


def wrong(message: str, mend: str) -> InvalidInput:
    """Make a fault of the command line."""
    return InvalidInput((Diagnostic("command-line", "error", Place("command line", 0, 0), message, mend),))


def writable(path: str, options: argparse.Namespace) -> None:
    """Refuse, before any judging, what cannot be written or would destroy an input."""
    from checker.files import check_writable  # noqa: PLC0415 - only when needed

    if os.path.realpath(path) in {os.path.realpath(name) for name in _inputs(options)}:
        raise wrong(f"--output: {path} is read by this very run", "name another file")
    check_writable(path)


def unchanged(folder: str, names: Sequence[str], listed_in: str) -> Listing:
    """Refuse to write over what is not as an earlier run made it; give what earlier runs made there.

    What was made is listed in one of the files.
    """
    from checker.outputs._made import look  # noqa: PLC0415 - only when needed

    found = look(folder, names, listed_in)
    if found.changed:
        which = "files that are" if len(found.changed) > 1 else "a file that is"
        told = f"--output: {folder} holds {which} not as an earlier report left it: "
        mend = "move what people wrote away, or name another folder"
        raise wrong(told + ", ".join(found.changed), mend)
    return found.made


def _inputs(options: argparse.Namespace) -> list[str]:
    others = (getattr(options, "since", None), *(getattr(options, "draft", None) or ()))
    named = [options.plan] if isinstance(options.plan, str) else plans(options)
    return [*named, *options.log, *filter(None, others)]


def making(name: str, number: int, of: int) -> None:
    """Say at a terminal which file is made, and how many there are."""
    step(f"making {name} ({number} of {of})")


def page_named(path: str) -> None:
    """Refuse what is no name of a page."""
    if not path.endswith((".html", ".htm")):
        raise wrong(f"--output: “{path}” does not end in .html", "name a file such as report.html")


def folder_named(path: str) -> None:
    """Refuse what is meant as a file of another kind."""
    if not path or path == "-" or (os.path.splitext(path)[1] and not os.path.isdir(path)):
        from checker import outputs  # noqa: PLC0415 - only after a fault

        suffix = os.path.splitext(path)[1]
        forms = [form for form in outputs.names() if outputs.output(form).suffix == suffix]
        alone = f"; for that form alone: checker check --format {forms[0]} --output {path}" if forms else ""
        told = f"--output: “{path}” is no folder, nor a file that ends in .html"
        raise wrong(told, f"name one of the two{alone}")
