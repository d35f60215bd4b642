"""`checker diff`: what a draft alters in a plan, and with a log how its past duties would have read."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import FINE, lines_of, step, tell, write

if TYPE_CHECKING:
    import argparse

    from checker.diagnostics import Faults
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.revision.replay import Replay


def run(options: argparse.Namespace) -> int:
    """Compare two plans, and write what is other."""
    from checker.diagnostics import Faults, render  # noqa: PLC0415 - only when needed
    from checker.outputs import Options  # noqa: PLC0415 - only when needed
    from checker.outputs import diff as forms  # noqa: PLC0415 - only when needed
    from checker.revision.diff import diff  # noqa: PLC0415 - only when needed

    named.one_of("--format", options.format, forms.names())
    named.language(options)
    _goes_with_a_log(options)
    if options.output != "-":
        _writable(options)
    faults = Faults()
    old, rules = named.read_plan(options.old, options, faults)
    new, new_rules = named.read_plan(options.new, options, faults)
    replay = _replay((old, rules), (new, new_rules), options, faults) if options.log else None
    for warning in faults.warnings:
        tell(render(warning, lines_of) + "\n\n")
    write(
        options.output, forms.output(options.format).write(diff(old, new), replay, Options(options.language))
    )
    return FINE


def _replay(
    old: tuple[Plan, Rules], new: tuple[Plan, Rules], options: argparse.Namespace, faults: Faults
) -> Replay:
    """Judge the log by the plan before and by the draft; it may use the words of both."""
    from checker.plan.vocabulary import knowing, of_one_party, together  # noqa: PLC0415 - only when needed
    from checker.results.far_day import latest_day  # noqa: PLC0415 - only when needed
    from checker.results.judge import judge  # noqa: PLC0415 - only when needed
    from checker.revision.replay import replay  # noqa: PLC0415 - only when needed

    asked = named.question(options)
    of_one_party((old[0], new[0]), faults)
    faults.stop()
    words = together((old[0], new[0]))
    plan = knowing(old[0], words)
    log = named.read_log(options.log, plan, options, faults, words)
    if asked.as_of is None:
        latest_day(log, faults)
    step("judging")
    return replay(judge(plan, old[1], log, asked), *new)


def _goes_with_a_log(options: argparse.Namespace) -> None:
    """Refuse days without a log: there is nothing to judge as of them."""
    for option, given in (("--as-of", options.as_of), ("--known-at", options.known_at)):
        if given is not None and not options.log:
            raise named.wrong(f"{option} goes with --log", "give the log too, or leave the day out")


def _writable(options: argparse.Namespace) -> None:
    """Refuse, before any reading, what cannot be written or would destroy an input."""
    from checker.files import check_writable  # noqa: PLC0415 - only when needed

    inputs = (options.old, options.new, *options.log)
    if os.path.realpath(options.output) in {os.path.realpath(name) for name in inputs}:
        raise named.wrong(f"--output: {options.output} is read by this very run", "name another file")
    check_writable(options.output)
