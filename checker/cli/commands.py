"""What each command does: read, judge, write; the exit code says what came out."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from checker.cli.output import FINE, FOUND, lines_of, write
from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place, render

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.judge import Question
    from checker.results.model import Results


def check(options: argparse.Namespace) -> int:
    """Judge, and write the verdicts."""
    from checker import outputs  # noqa: PLC0415 - only when needed

    _one_of("--format", options.format, outputs.names())
    failing = _failing(options)
    _language(options)
    if options.output != "-":
        _writable(options.output, options)
    results = _judged(options)
    data = outputs.output(options.format).write(results, outputs.Options(options.language))
    write(options.output, data)
    return _verdict(results, failing)


def report(options: argparse.Namespace) -> int:
    """Write the report, or the report and the results into a folder."""
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.files import make_folder  # noqa: PLC0415 - only when needed

    failing = _failing(options)
    _language(options)
    single = options.output.endswith((".html", ".htm"))
    forms = {options.output: "html"}
    if not single:
        _folder_named(options.output)
        forms = {os.path.join(options.output, name): form for name, form in _SET.items()}
    if single or os.path.isdir(options.output):
        for path in forms:
            _writable(path, options)
    results = _judged(options)
    pages = {
        path: outputs.output(form).write(results, outputs.Options(options.language))
        for path, form in forms.items()
    }
    if not single:
        make_folder(options.output)
    for path, data in pages.items():
        write(path, data)
    write("-", "".join(f"{path}\n" for path in pages).encode(errors="surrogateescape"))
    return _verdict(results, failing)


_SET = {"report.html": "html", "results.json": "json"}


def lint(options: argparse.Namespace) -> int:
    """Look a plan over, and run the examples that it brings along."""
    from checker.results.idle import idle  # noqa: PLC0415 - only when needed
    from checker.results.judge import Question, judge  # noqa: PLC0415 - only when needed
    from checker.results.lint import examples, latest_day  # noqa: PLC0415 - only when needed

    path = options.named or options.plan
    faults = Faults()
    plan, rules = _plan(path, options, faults, thorough=True)
    examples(plan, rules, options.engine, faults)
    if options.log:
        log = _log(options.log, plan, options, faults)
        latest_day(log, faults)
        if any(entry.activity for entry in log.entries):
            idle(judge(plan, rules, log, Question(engine=options.engine)), faults)
    for warning in faults.warnings:
        sys.stderr.write(render(warning, lines_of) + "\n\n")
    faults.stop()
    tried = sum(len(o.examples) for o in plan.obligations)
    found = f"{len(faults.warnings)} warnings" if len(faults.warnings) != 1 else "1 warning"
    sys.stdout.write(f"{path}: {len(plan.obligations)} obligations, {tried} examples hold, {found}\n")
    return FINE


def explain(options: argparse.Namespace) -> int:
    """Say how one clause is read, and why its duties stand as they do."""
    from checker.results.explain import explain as explained  # noqa: PLC0415 - only when needed

    faults = Faults()
    _language(options)
    plan, rules = _plan(options.plan, options, faults)
    wanted = plan.id_now(options.obligation)
    _one_of("OBLIGATION", wanted, tuple(o.id for o in plan.obligations))
    if options.log:
        results = _judged_with(plan, rules, options, faults)
    else:
        results = None
        _question(options)
    write("-", explained(plan, wanted, results, options.language).encode())
    return FINE


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schema of a plan."""
    import json  # noqa: PLC0415 - only when needed

    from checker.patterns import load as patterns  # noqa: PLC0415 - only when needed
    from checker.plan.shape import schema as shape_of  # noqa: PLC0415 - only when needed

    faults = Faults()
    rules = patterns.load(faults, options.rules)
    faults.stop()
    shape = shape_of(sorted(rules.patterns), (rules.patterns[name] for name in sorted(rules.patterns)))
    write("-", (json.dumps(shape, indent=1, ensure_ascii=False) + "\n").encode())
    return FINE


def _plan(
    path: str, options: argparse.Namespace, faults: Faults, *, thorough: bool = False
) -> tuple[Plan, Rules]:
    from checker.plan.load import load  # noqa: PLC0415 - only when needed

    loaded = load(path, faults, options.rules, thorough=thorough)
    if loaded is None:
        faults.stop()
        raise RuntimeError("a plan was refused without a reason")
    return loaded


def _log(paths: list[str], plan: Plan, options: argparse.Namespace, faults: Faults) -> Log:
    from checker.log.formats import ReadOptions  # noqa: PLC0415 - only when needed
    from checker.log.load import load  # noqa: PLC0415 - only when needed

    log = load(paths, plan, ReadOptions(options.date_order, options.sheet), faults)
    faults.stop()
    return log


def _judged(options: argparse.Namespace) -> Results:
    faults = Faults()
    plan, rules = _plan(options.plan, options, faults)
    return _judged_with(plan, rules, options, faults)


def _judged_with(plan: Plan, rules: Rules, options: argparse.Namespace, faults: Faults) -> Results:
    from checker.results.judge import judge  # noqa: PLC0415 - only when needed

    question = _question(options)
    log = _log(options.log, plan, options, faults)
    for warning in faults.warnings:
        sys.stderr.write(render(warning, lines_of) + "\n\n")
    return judge(plan, rules, log, question)


def _question(options: argparse.Namespace) -> Question:
    from checker.results.judge import Question  # noqa: PLC0415 - only when needed

    return Question(_day("--as-of", options.as_of), _day("--known-at", options.known_at), options.engine)


def _day(option: str, text: str | None) -> date | None:
    from checker.days import NoSuchDay, parse_day  # noqa: PLC0415 - only when needed

    try:
        return parse_day(text) if text is not None else None
    except NoSuchDay as error:
        raise _wrong(f"{option}: {error}", "write the day as YYYY-MM-DD") from None


def _failing(options: argparse.Namespace) -> frozenset[str]:
    from checker.patterns.vocabulary import STATUSES  # noqa: PLC0415 - only when needed

    listed = [name.strip() for name in options.fail_on.split(",")]
    if listed == ["never"]:
        return frozenset()
    for name in listed:
        _one_of("--fail-on", name, STATUSES)
    return frozenset(listed)


def _language(options: argparse.Namespace) -> None:
    from checker.results.language import tags  # noqa: PLC0415 - only when needed

    _one_of("--language", options.language, tags())


def _one_of(option: str, given: str, known: tuple[str, ...]) -> None:
    from checker.located.schema import nearest  # noqa: PLC0415 - only when needed

    if given not in known:
        near = nearest(given, known)
        raise _wrong(
            f"{option}: there is no “{given}”",
            f"did you mean {near}?" if near else "there are: " + ", ".join(known),
        )


def _wrong(message: str, mend: str) -> InvalidInput:
    """Make a fault of the command line."""
    return InvalidInput((Diagnostic("command-line", "error", Place("command line", 0, 0), message, mend),))


def _writable(path: str, options: argparse.Namespace) -> None:
    """Refuse, before any judging, what cannot be written or would destroy an input."""
    from checker.files import check_writable  # noqa: PLC0415 - only when needed

    if os.path.realpath(path) in {os.path.realpath(name) for name in (options.plan, *options.log)}:
        raise _wrong(f"--output: {path} is read by this very run", "name another file")
    check_writable(path)


def _folder_named(path: str) -> None:
    if not path or path == "-" or (os.path.splitext(path)[1] and not os.path.isdir(path)):
        raise _wrong(f"--output: “{path}” is no folder, nor a file that ends in .html", "name one of the two")


def _verdict(results: Results, failing: frozenset[str]) -> int:
    return FOUND if any(results.counts[status] for status in failing) else FINE
