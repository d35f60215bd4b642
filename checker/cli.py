"""The command line: what is asked, where the answer goes, and the exit code.

0: nothing on the `--fail-on` list. 1: something is. 2: the input or the command line is wrong, and nothing
was written. 3: an internal error. 4: the output cannot be written.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from checker import __version__
from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place, render
from checker.files import OutputFault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from checker.log.model import Log
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.judge import Question
    from checker.results.model import Results

FINE, FOUND, WRONG, INTERNAL, UNWRITTEN = range(5)


class _Help(argparse.HelpFormatter):
    """Help of a fixed width: asking for the terminal's would cost each run 2 ms."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and exits with 2."""

    def error(self, message: str) -> NoReturn:
        sys.stderr.write(f"error: {message}\nhelp: {self.prog} --help lists what can be asked\n")
        sys.exit(WRONG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    gc.set_threshold(50_000)  # most of a run is values that stay: looking for unused ones is time lost
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
    except InvalidInput as error:
        _complain(error)
        return WRONG
    except OutputFault as error:
        sys.stderr.write(f"error: {error}\n")
        return UNWRITTEN
    except BrokenPipeError:
        _leave_output_alone()
        sys.stderr.write("error: the output was closed before all of it was written\n")
        return UNWRITTEN
    except Exception as error:
        if options.debug:
            raise
        return _internal(error)
    return code


def _internal(error: Exception) -> int:
    from checker.findings.engine import EngineMissing  # noqa: PLC0415 - only after a fault

    if isinstance(error, EngineMissing):
        sys.stderr.write(f"error: {error}\n")
    else:
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        sys.stderr.write(
            f"internal error: {what}\nNo verdict was given and nothing was written. "
            "This is a fault of the program: please report it, with what --debug prints.\n"
        )
    return INTERNAL


def _complain(error: InvalidInput) -> None:
    for diagnostic in error.diagnostics:
        sys.stderr.write(render(diagnostic, _lines_of) + "\n\n")
    if error.more:
        sys.stderr.write(f"{error.more} more faults are not shown; mend these first\n")


def _lines_of(path: str) -> list[str]:
    from checker.files import shown_lines  # noqa: PLC0415 - only after a fault

    return shown_lines(path)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="checker",
        description="Shows whether an agreement is being kept: its clauses against a dated log.",
        formatter_class=_Help,
    )
    parser.add_argument("--version", action="version", version=f"checker {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, prog="checker")
    check = _command(commands, "check", _check, "judge the log and print the verdicts")
    _asks(check)
    check.add_argument("--format", default="text", metavar="NAME", help="text (default), json, html")
    check.add_argument(
        "--output", default="-", metavar="FILE", help="a file, or - for the terminal (default)"
    )
    report = _command(commands, "report", _report, "write the report as a page to read and print")
    _asks(report)
    report.add_argument(
        "--output", required=True, metavar="DIR|FILE.html", help="one page, or a folder for page and results"
    )
    lint = _command(commands, "lint", _lint, "look a plan and its examples over without judging a log")
    lint.add_argument("plan", nargs="?", default="obligations.yaml", metavar="PLAN")
    lint.add_argument("--plan", dest="named", metavar="FILE", help="the plan, as for other commands")
    lint.add_argument("--log", nargs="+", default=[], metavar="FILE")
    _reads(lint)
    explain = _command(
        commands, "explain", _explain, "say how a clause is read, and why its duties stand as they do"
    )
    explain.add_argument("obligation", metavar="OBLIGATION", help="the id of the obligation")
    explain.add_argument("--plan", default="obligations.yaml", metavar="FILE")
    explain.add_argument("--log", nargs="+", default=[], metavar="FILE")
    _days(explain)
    _reads(explain)
    schema = _command(commands, "schema", _schema, "print the JSON Schema of a plan, for editors")
    _reads(schema)
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[_Parser]  # noqa: SLF001 - it has no public name


def _command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace], int], about: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(
        name, help=about, description=about[0].upper() + about[1:] + ".", formatter_class=_Help
    )
    command.set_defaults(run=run)
    return command


def _asks(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--plan", default="obligations.yaml", metavar="FILE", help="the plan (default: obligations.yaml)"
    )
    command.add_argument(
        "--log", nargs="+", required=True, metavar="FILE", help="the log: .csv, .xlsx, .yaml or .jsonl"
    )
    _days(command)
    command.add_argument(
        "--fail-on",
        default="breached",
        metavar="LIST",
        help="statuses that give exit code 1, or never (default: breached)",
    )
    _reads(command)


def _days(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--as-of", metavar="DAY", help="the day that is asked for (default: the log's latest)"
    )
    command.add_argument("--known-at", metavar="DAY", help="leave out what was recorded later")


def _reads(command: argparse.ArgumentParser) -> None:
    command.add_argument("--rules", metavar="DIR", help="a folder of further norm patterns")
    command.add_argument(
        "--engine", choices=("durable", "reference"), default="durable", help="what decides the tables"
    )
    command.add_argument("--executor", choices=("rows",), default="rows", help="how the log is searched")
    command.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="how dates such as 03/04/2008 are meant"
    )
    command.add_argument("--sheet", metavar="NAME", help="the one sheet of a workbook to read")
    command.add_argument(
        "--language", default="en", metavar="TAG", help="the language of the output (default: en)"
    )
    command.add_argument("--debug", action="store_true", help="show where an internal error comes from")


def _check(options: argparse.Namespace) -> int:
    from checker import outputs  # noqa: PLC0415 - only when needed

    _one_of("--format", options.format, outputs.names())
    failing = _failing(options)
    _language(options)
    if options.output != "-":
        _writable(options.output, options)
    results = _judged(options)
    data = outputs.output(options.format).write(results, outputs.Options(options.language))
    _write(options.output, data)
    return _verdict(results, failing)


def _report(options: argparse.Namespace) -> int:
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.files import make_folder  # noqa: PLC0415 - only when needed

    failing = _failing(options)
    _language(options)
    single = options.output.endswith((".html", ".htm"))
    forms = {options.output: "html"}
    if not single:
        _folder_named(options.output)
        forms = {os.path.join(options.output, name): form for name, form in _SET.items()}
        if not os.path.isdir(options.output):
            make_folder(options.output)
    for path in forms:
        _writable(path, options)
    results = _judged(options)
    pages = {
        path: outputs.output(form).write(results, outputs.Options(options.language))
        for path, form in forms.items()
    }
    for path, data in pages.items():
        _write(path, data)
    _write("-", "".join(f"{path}\n" for path in pages).encode(errors="surrogateescape"))
    return _verdict(results, failing)


_SET = {"report.html": "html", "results.json": "json"}


def _lint(options: argparse.Namespace) -> int:
    from checker.results.lint import examples, latest_day  # noqa: PLC0415 - only when needed

    path = options.named or options.plan
    faults = Faults()
    plan, rules = _plan(path, options, faults, thorough=True)
    examples(plan, rules, options.engine, faults)
    if options.log:
        latest_day(_log(options.log, plan, options, faults), faults)
    for warning in faults.warnings:
        sys.stderr.write(render(warning, _lines_of) + "\n\n")
    faults.stop()
    tried = sum(len(o.examples) for o in plan.obligations)
    found = f"{len(faults.warnings)} warnings" if len(faults.warnings) != 1 else "1 warning"
    sys.stdout.write(f"{path}: {len(plan.obligations)} obligations, {tried} examples hold, {found}\n")
    return FINE


def _explain(options: argparse.Namespace) -> int:
    from checker.results.explain import explain  # noqa: PLC0415 - only when needed

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
    _write("-", explain(plan, wanted, results, options.language).encode())
    return FINE


def _schema(options: argparse.Namespace) -> int:
    import json  # noqa: PLC0415 - only when needed

    from checker.patterns import load as patterns  # noqa: PLC0415 - only when needed
    from checker.plan.shape import schema  # noqa: PLC0415 - only when needed

    faults = Faults()
    rules = patterns.load(faults, options.rules)
    faults.stop()
    shape = schema(sorted(rules.patterns), (rules.patterns[name] for name in sorted(rules.patterns)))
    _write("-", (json.dumps(shape, indent=1, ensure_ascii=False) + "\n").encode())
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
        sys.stderr.write(render(warning, _lines_of) + "\n\n")
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


def _write(path: str, data: bytes) -> None:
    if path != "-":
        from checker.files import write_whole  # noqa: PLC0415 - what a run does not need is not imported

        write_whole(path, data)
        return
    if sys.stdout is None:
        raise OutputFault("cannot write: the output is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _leave_output_alone()
        raise OutputFault(f"cannot write to the output: {error.strerror}") from error


def _leave_output_alone() -> None:
    """Keep the interpreter from writing the rest of the output when it ends, and failing again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _verdict(results: Results, failing: frozenset[str]) -> int:
    return FOUND if any(results.counts[status] for status in failing) else FINE
