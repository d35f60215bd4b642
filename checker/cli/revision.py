"""`checker revision`: the evidence for the next agreement, as one page, one document or a folder of both."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import FINE, step, tell, write

if TYPE_CHECKING:
    import argparse

    from checker.diagnostics import Faults
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.plan.vocabulary import Words
    from checker.results.model import Results
    from checker.revision.paper import Paper

ALONE = {".html": "html", ".htm": "html", ".docx": "docx"}
"""By how the name of an output ends, the form that is written alone."""
LONG = {
    "term": "telling how each clause was used and kept",
    "turnings": "trying other values of vague terms and assumed days",
    "attainments": "looking for values at which more would have been kept",
    "replay": "reading the past under the draft",
}
"""The facts of a paper that take long, and what is done for them."""


def run(options: argparse.Namespace) -> int:
    """Write the paper in one form, or in all of them into a folder."""
    if len(options.draft or ()) > 1:
        told = f"--draft: {len(options.draft)} drafts are named, and one is held against the agreement"
        raise named.wrong(told, "name one, and make a paper for each")
    form = ALONE.get(os.path.splitext(options.output)[1])
    if form is None or os.path.isdir(options.output):
        return _folder(options)
    if "," in options.language:
        raise named.wrong("--output: one file is in one language", "name a folder for several languages")
    from checker.outputs import Options, revision  # noqa: PLC0415 - only when needed

    named.language(options)
    named.writable(options.output, options)
    step("reading and judging")
    paper = _paper(options)
    _work_out(paper)
    step(f"making {options.output}")
    write(options.output, revision.output(form).write(paper, Options(options.language)))
    write("-", f"{options.output}\n".encode(errors="surrogateescape"))
    return FINE


def _folder(options: argparse.Namespace) -> int:
    from checker.cli.folder import put, ready  # noqa: PLC0415 - only when needed
    from checker.outputs import _folder as folder  # noqa: PLC0415 - only when needed
    from checker.outputs import revision  # noqa: PLC0415 - only when needed
    from checker.outputs.revision._folder import LISTED_IN, make  # noqa: PLC0415 - only when needed

    languages = named.several_languages(options)
    if not options.output or options.output == "-" or os.path.splitext(options.output)[1] not in ("", "."):
        _no_folder(options.output)
    names = tuple(file.name for file in folder.files(languages, revision))
    earlier = ready(options, names, LISTED_IN)
    step("reading and judging")
    paper = _paper(options)
    _work_out(paper)
    made = make(paper, languages, earlier, lambda name, n, all_: step(f"making {name} ({n} of {all_})"))
    named.unchanged(options.output, names, LISTED_IN)  # somebody may have written into the document meanwhile
    put(options.output, made, folder.of_any_run(revision))
    return FINE


def _no_folder(path: str) -> None:
    """Refuse what is meant as a file of another kind."""
    if not os.path.isdir(path):
        told = f"--output: “{path}” is no folder, nor a file that ends in .html or .docx"
        raise named.wrong(told, "name one of the three")


def _paper(options: argparse.Namespace) -> Paper:
    """Read plan, draft and log, and judge; the log may speak of what only one of the two plans knows."""
    from checker.diagnostics import Faults  # noqa: PLC0415 - only when needed
    from checker.plan.vocabulary import knowing, of_one_party, together  # noqa: PLC0415 - only when needed
    from checker.revision.paper import Paper  # noqa: PLC0415 - only when needed

    faults = Faults()
    plan, rules = named.read_plans(options, faults)
    if not options.draft:
        return Paper(_judged(plan, rules, options, faults))
    draft, draft_rules = named.read_plan(options.draft[0], options, faults)
    of_one_party((*(plan.versions or (plan,)), draft), faults)
    faults.stop()
    words = together((plan, draft))
    results = _judged(knowing(plan, words), rules, options, faults, words)
    return Paper(results, draft, draft_rules, plan)


def _judged(
    plan: Plan, rules: Rules, options: argparse.Namespace, faults: Faults, words: Words | None = None
) -> Results:
    """Read the log and judge; say if a far day is asked for, or if the log goes beyond the day it gives."""
    asked = named.question(options)
    log = named.read_log(options.log, plan, options, faults, words)
    if asked.as_of is not None:
        from checker.results.far_day import asked_day  # noqa: PLC0415 - only if a day is named

        asked_day(log, asked.as_of, faults)
    results = named.judged_on(plan, rules, log, asked, options, faults)
    statements = (each for own in results.setting.record.statements.values() for each in own)
    later = sum(each.start.earliest > results.as_of for each in statements)
    if asked.as_of is None and later:
        of_later = "a statement of a later day" if later == 1 else f"{later} statements of later days"
        told = f"note: as of {results.as_of}, the day of the latest activity; the log has {of_later}"
        tell(f"{told}: --as-of asks for another day\n")
    return results


def _work_out(paper: Paper) -> None:
    """Work out what takes long, and say at a terminal what that is."""
    for fact, about in LONG.items():
        if fact != "replay" or paper.draft is not None:
            step(about)
            getattr(paper, fact)
