"""What can be asked on the command line, and the help on it; `parsing` and `quick` read it by this."""

from __future__ import annotations

from checker.cli import commands
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol, TypeAlias

    Told: TypeAlias = Any  # whatever `argparse` takes

    class Command(Protocol):
        """What one command takes: told as to `argparse.ArgumentParser`."""

        def add_argument(self, *names: str, **told: Told) -> object:
            """Take one argument more."""

        def set_defaults(self, **values: Told) -> None:
            """Set what is not asked for."""

    class Commands(Protocol):
        """All commands: told as to what `argparse.ArgumentParser.add_subparsers` gives."""

        def add_parser(self, name: str, **told: Told) -> Command:
            """Take one command more."""


EXECUTORS = ("auto", "rows", "columns")
SEARCHED = "how the log is searched"
BY_SIZE = (
    f"{SEARCHED}, which changes no verdict; auto (default): by columns if the log has more than 20 MB, or "
    "for parquet and ndjson, where the extra “bulk” is installed, else by rows"
)
PLAN = "the plan (default: obligations.yaml)"


def _command(offered: Commands, name: str, run: Callable[[argparse.Namespace], int], about: str) -> Command:
    command = offered.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
    command.set_defaults(run=run)
    return command


def _check(offered: Commands) -> None:
    check = _command(offered, "check", commands.check, "judge the log and print the verdicts")
    _asks(check, EXECUTORS)
    check.add_argument(
        "--format",
        default="text",
        metavar="NAME",
        help=(
            "text (default), json, html, summary, plain, docx, xlsx, ics, pdf or junit; "
            "for many duties parquet or ndjson"
        ),
    )
    check.add_argument(
        "--output", default="-", metavar="FILE", help="a file, or - for the terminal (default)"
    )
    _on_cluster(check)


def _report(offered: Commands) -> None:
    report = _command(offered, "report", commands.report, "write the report as a page to read and print")
    _asks(report, EXECUTORS)
    report.add_argument(
        "--output",
        required=True,
        metavar="DIR|FILE.html",
        help="one page, or a folder for all forms",
    )


def _lint(offered: Commands) -> None:
    lint = _command(offered, "lint", commands.lint, "look a plan and its examples over without judging a log")
    lint.add_argument("plan", nargs="?", default="obligations.yaml", metavar="PLAN", help=PLAN)
    lint.add_argument("--plan", dest="named", metavar="FILE", help="the plan, as for other commands")
    lint.add_argument(
        "--log",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="a log that is looked over beside the plan",
    )
    _reads(lint)


def _verify(offered: Commands) -> None:
    from checker.cli import again  # noqa: PLC0415 - only when asked for

    verify = _command(
        offered,
        "verify",
        again.verify,
        "make a report, or results, again, and say what is other, if anything",
    )
    verify.add_argument("file", metavar="REPORT|RESULTS", help="a report in HTML, or results in JSON")
    verify.add_argument(
        "--plan",
        action="append",
        metavar="FILE",
        help="the plan, or each of its versions (default: what results carry)",
    )
    verify.add_argument(
        "--log",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="the log (default: the one that results carry)",
    )
    _since(verify)
    _files(verify)


def _explain(offered: Commands) -> None:
    explain = _command(
        offered, "explain", commands.explain, "say how a clause is read, and why its duties stand as they do"
    )
    explain.add_argument(
        "obligation", nargs="?", metavar="OBLIGATION", help="the id of the obligation (default: all)"
    )
    _plans(explain)
    explain.add_argument(
        "--log",
        nargs="+",
        action="extend",
        default=[],
        metavar="FILE",
        help="the log: then its verdicts are explained too",
    )
    explain.add_argument(
        "--duty",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="duties by their ids in results: then only why these stand as they do is said",
    )
    _days(explain)
    _reads(explain, executors=EXECUTORS)


def _init(offered: Commands) -> None:
    from checker.cli import init  # noqa: PLC0415 - only when asked for

    begin = _command(offered, "init", init.run, "make a folder to work in, for an agreement of your own")
    begin.add_argument("folder", metavar="FOLDER", help="the folder; it is made, or is empty")
    _debug(begin)


def _new(offered: Commands) -> None:
    from checker.cli import new  # noqa: PLC0415 - only when asked for

    # What it can be asked depends on the rules, so it reads its options itself: here none of them is one.
    add = offered.add_parser(
        "new", help=new.ABOUT, description=new.DESCRIPTION, prefix_chars="\0", add_help=False
    )
    add.add_argument("answers", nargs="...", help="options: checker new --help lists them")
    add.set_defaults(run=new.run, debug=False)


def _template(offered: Commands) -> None:
    from checker.cli import template  # noqa: PLC0415 - only when asked for

    blank = _command(
        offered, "template", template.run, "write an empty log as a workbook, with the plan's words to choose"
    )
    blank.add_argument("file", metavar="FILE.xlsx", help="the workbook to write")
    blank.add_argument("--codes", action="store_true", help="name columns and words by codes, not by labels")
    blank.add_argument("--plan", default="obligations.yaml", metavar="FILE", help=PLAN)
    _reads(blank)


def _watch(offered: Commands) -> None:
    from checker.cli import watch  # noqa: PLC0415 - only when asked for

    look = _command(
        offered, "watch", watch.run, "at every save look the plan over, say what moved, and write the report"
    )
    _asks(look)
    look.add_argument(
        "--output", default="report.html", metavar="FILE.html", help="the report (default: report.html)"
    )


def _schema(offered: Commands) -> None:
    schema = _command(offered, "schema", commands.schema, "print the JSON Schema of a plan, for editors")
    _reads(schema)


def _diff(offered: Commands) -> None:
    from checker.cli import diff  # noqa: PLC0415 - only when asked for

    compared = _command(
        offered, "diff", diff.run, "say what a draft alters, and how past duties would have read under it"
    )
    compared.add_argument("old", metavar="OLD", help="the plan")
    compared.add_argument("new", metavar="NEW", help="the draft of the next one")
    _log(compared, "the log: then its duties are read under the draft too")
    _days(compared)
    compared.add_argument("--format", default="text", metavar="NAME", help="text (default), json or html")
    compared.add_argument(
        "--output", default="-", metavar="FILE", help="a file, or - for the terminal (default)"
    )
    _reads(compared)


def _revision(offered: Commands) -> None:
    from checker.cli import revision  # noqa: PLC0415 - only when asked for

    paper = _command(
        offered, "revision", revision.run, "write the evidence for those who prepare the next agreement"
    )
    _plans(paper)
    _log(paper, "the log: .csv, .xlsx, .yaml or .jsonl", required=True)
    paper.add_argument(
        "--draft",
        action="append",
        metavar="NEW.yaml",
        help="a draft of the next agreement, to be held against this one",
    )
    _days(paper)
    paper.add_argument(
        "--output", required=True, metavar="DIR|FILE", help="one .html or .docx, or a folder for both"
    )
    _reads(paper)


def _asks(command: Command, executors: Sequence[str] = ("rows",)) -> None:
    _plans(command)
    command.add_argument(
        "--log",
        nargs="+",
        action="extend",
        required=True,
        metavar="FILE",
        help="the log: .csv, .xlsx, .yaml or .jsonl",
    )
    _days(command)
    _since(command)
    command.add_argument(
        "--fail-on",
        default="breached",
        metavar="LIST",
        help="statuses that give exit code 1, or never (default: breached)",
    )
    _reads(command, executors=executors)


def _on_cluster(command: Command) -> None:
    command.add_argument(
        "--cluster",
        metavar="ADDRESS|local:N",
        help="judge on the workers of a Dask scheduler, or on N of this machine: a log in Parquet, "
        "with --format parquet and a folder as --output",
    )
    command.add_argument(
        "--scratch",
        metavar="DIR",
        help="where the workers keep rows meanwhile; all must see it (default: beside the output)",
    )


def _plans(command: Command) -> None:
    """Take the plan, or the versions of one agreement, each after a `--plan` of its own."""
    command.add_argument("--plan", action="append", metavar="FILE", help=f"{PLAN}; of several versions each")


def _log(command: Command, what: str, *, required: bool = False) -> None:
    """Take any number of files, also each after a `--log` of its own."""
    command.add_argument(
        "--log", nargs="+", action="extend", default=[], required=required, metavar="FILE", help=what
    )


def _since(command: Command) -> None:
    command.add_argument("--since", metavar="RESULTS.json", help="earlier results, to say what is other now")


def _days(command: Command) -> None:
    command.add_argument(
        "--as-of", metavar="DAY", help="the day that is asked for (default: the log's latest)"
    )
    command.add_argument("--known-at", metavar="DAY", help="leave out what was recorded later")


def _reads(command: Command, executors: Sequence[str] = ("rows",)) -> None:
    command.add_argument(
        "--engine", choices=("durable", "reference"), default="durable", help="what decides the tables"
    )
    about = BY_SIZE if len(executors) > 1 else SEARCHED
    command.add_argument("--executor", choices=executors, default=executors[0], help=about)
    command.add_argument(
        "--language", default="en", metavar="TAG", help="the language of the output (default: en)"
    )
    _files(command)


def _files(command: Command) -> None:
    command.add_argument("--rules", metavar="DIR", help="a folder of further norm patterns")
    command.add_argument(
        "--date-order", choices=("dmy", "mdy"), help="how dates such as 03/04/2008 are meant"
    )
    command.add_argument("--sheet", metavar="NAME", help="the one sheet of a workbook to read")
    _debug(command)


def _debug(command: Command) -> None:
    command.add_argument("--debug", action="store_true", help="show where an internal error comes from")


COMMANDS: dict[str, Callable[[Commands], None]] = {
    "check": _check,
    "report": _report,
    "lint": _lint,
    "verify": _verify,
    "explain": _explain,
    "diff": _diff,
    "revision": _revision,
    "init": _init,
    "new": _new,
    "template": _template,
    "watch": _watch,
    "schema": _schema,
}
"""What adds each command, in the order of the help. A parser takes half a millisecond to make."""
