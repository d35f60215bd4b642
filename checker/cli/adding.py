"""Adds an obligation to a plan: asks what is not given, shows what it comes to, and writes it."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.authoring import dialogue, insertion, naming
from checker.authoring.answers import NotUnderstood
from checker.authoring.draft import MORE, Draft
from checker.authoring.insertion import Addition
from checker.authoring.known import Known
from checker.authoring.question import Question
from checker.authoring.words import GUIDE, HEAD, OPTIONS, RESERVED, REVIEW
from checker.cli import asking, named
from checker.cli.output import FINE, WRONG, tell, write
from checker.diagnostics import Faults, InvalidInput, render, visible
from checker.files import check_writable, read_bytes, write_whole
from checker.located.source import plain_lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Mapping, Sequence

    from checker.authoring.insertion import Proposal
    from checker.diagnostics import Diagnostic
    from checker.findings.engine import Engine
    from checker.patterns.model import Pattern, Rules
    from checker.plan.model import Plan

SAVE, LEAVE = "yes", "no"


def add(given: argparse.Namespace, patterns: Mapping[str, Pattern]) -> int:
    """Add the obligation that is `given` as options, or told at the terminal."""
    check_writable(given.plan)  # before anybody answers twenty questions
    plan, _ = named.read_plan(given.plan, given, Faults())
    if given.after is not None:
        named.one_of("--after", given.after, tuple(each.id for each in plan.obligations))
    insertion.check_open(_text(given.plan), given.plan)
    known = Known(plan)
    brought = [naming.given(known, option, text) for option in OPTIONS for text in _of(given, option)]
    at_terminal = asking.can_ask()
    draft = Draft(known, patterns, _answers(given, patterns), brief=given.yes or not at_terminal)
    if at_terminal:
        asking.show(*asking.wrapped(GUIDE))
    elif missing := draft.missing():
        listed = ", ".join("--" + key.replace("|", " or --") for key in missing)
        mend = "give each as an option; or type the command at a terminal, where it is asked"
        raise named.wrong(f"not all that is needed is given: {listed}", mend)
    _complete(draft)
    shown = None if draft.brief else _agreed(given, draft)
    if shown is None and not draft.brief:
        tell("Nothing was written.\n")
        return FINE
    _all_used(brought, draft)
    return _save(given, draft, shown)


def _agreed(given: argparse.Namespace, draft: Draft) -> Proposal | None:
    """Show what has come out, until somebody says yes or no to it; None is no."""
    while True:
        proposal = _propose(given, draft)
        answer = _review(given, draft, proposal)
        if answer in (SAVE, LEAVE):
            return proposal if answer == SAVE else None
        draft.forget(answer)
        _complete(draft)


def _of(given: argparse.Namespace, option: str) -> list[str]:
    found: list[str] | None = vars(given)[option.replace("-", "_")]
    return found or []


def _answers(given: argparse.Namespace, patterns: Mapping[str, Pattern]) -> dict[str, Sequence[str]]:
    """Give the answers that are given, by what they answer."""
    takes = {name for pattern in patterns.values() for name in pattern.takes} - RESERVED
    found = {key: _of(given, key) for key in (*HEAD, "check")}
    found |= {key: vars(given)[f"of {key}"] for key in takes}
    return {key: texts for key, texts in found.items() if texts}


def _complete(draft: Draft) -> None:
    """Take from what is given, or ask, whatever is still to be answered."""
    while (key := draft.next()) is not None:
        if not _answered(draft, key):
            before = draft.before(key)
            if before is not None:
                draft.forget(before)
        elif key == "rule":
            draft.refuse_strangers()
            if not draft.brief and draft.pattern is not None:
                asking.show("", *asking.wrapped(f"So: {draft.sentence()}"))


def _answered(draft: Draft, key: str) -> bool:
    """Ask all that one answer takes; say False if somebody wants to go back before the first question."""
    while True:
        asked, told = dialogue.ask(draft, key), 0
        try:
            question = next(asked)
            while True:
                answer = asking.ask(question)
                told += 1
                question = asked.send(answer)
        except StopIteration:
            return True
        except asking.Back:
            if not told:
                return False


def _text(path: str) -> str:
    """Give the text of a plan that has just been read."""
    faults = Faults()
    data = read_bytes(path, faults, "YAML_BYTES")
    faults.stop()
    return (data or b"").decode()


def _propose(given: argparse.Namespace, draft: Draft) -> Proposal:
    obligation = draft.obligation()
    addition = Addition(obligation, given.after, draft.known.words_used(obligation))
    try:
        named.read_plan(given.plan, given, Faults())
    except InvalidInput:  # somebody changed it meanwhile; what was answered shall not be lost
        tell("".join(f"{visible(line)}\n" for line in insertion.shown(addition)) + "\n")
        raise
    return insertion.propose(_text(given.plan), given.plan, addition, given.rules)


def _review(given: argparse.Namespace, draft: Draft, proposal: Proposal) -> str:
    """Show what has come out, and ask whether it shall be saved, or what to change."""
    asking.show("", *map(visible, proposal.new), "")
    _tell(proposal.faults, proposal.text)
    if proposal.read is not None:
        asking.show(*_read_back(*proposal.read, str(draft.answers["id"]), given.engine))
        _remarks(given, proposal.text, proposal.read)
    keys = [key for key in draft.answers if key != MORE]

    def read(text: str) -> str:
        answer = {"y": SAVE, "n": LEAVE}.get(text.casefold(), text.casefold())
        if answer not in (SAVE, LEAVE, *keys) or (answer == SAVE and proposal.read is None):
            raise NotUnderstood(f"“{text}” is none of: {', '.join((SAVE, LEAVE, *keys))}")
        return answer

    words = REVIEW["fine" if proposal.read is not None else "wrong"]
    explains = f"{words.explains} What can be changed: {', '.join(keys)}."
    empty = SAVE if proposal.read is not None else ""
    question = Question("save", words._replace(explains=explains), read, (), empty, SAVE)
    try:
        return str(asking.ask(question))
    except asking.Back:
        return draft.before(None) or LEAVE


def _tell(diagnostics: Sequence[Diagnostic], text: str) -> None:
    """Show what is to be said about a text that is not written yet."""
    lines = plain_lines(text).split("\n")
    for diagnostic in diagnostics:
        tell(render(diagnostic, lambda _: lines) + "\n\n")


def _remarks(given: argparse.Namespace, text: str, new: tuple[Plan, Rules]) -> None:
    """Show what lint has to say about the new plan and had not about the old one."""
    from checker.lint import remarks  # noqa: PLC0415 - only when needed
    from checker.lint.model import Subject  # noqa: PLC0415 - only when needed

    old = named.read_plan(given.plan, given, Faults())
    before, now = Faults(), Faults()
    for (plan, rules), faults in ((old, before), (new, now)):
        remarks.look(Subject(plan, rules, given.engine, None), faults)
    known = {(each.code, each.message) for each in before.warnings}
    _tell([each for each in now.warnings if (each.code, each.message) not in known], text)


def _read_back(plan: Plan, rules: Rules, name: str, engine: Engine) -> Iterator[str]:
    """Say what the new obligation is understood to mean, with examples."""
    from checker.findings.tables import Tables  # noqa: PLC0415 - only when needed
    from checker.results.language import Wording  # noqa: PLC0415 - only when needed
    from checker.results.lines import wrapped  # noqa: PLC0415 - only when needed
    from checker.results.reading import sentence  # noqa: PLC0415 - only when needed
    from checker.results.samples import samples  # noqa: PLC0415 - only when needed
    from checker.results.told_samples import told  # noqa: PLC0415 - only when needed

    words = Wording("en", plan)
    for check in next(each for each in plan.obligations if each.id == name).checks:
        yield "This is read as:"
        yield from map(words.line, wrapped(sentence(check, words), "  "))
        examples = told(check, samples(check, plan, Tables(rules, engine)), words)
        yield from map(words.line, wrapped(next(examples), "  "))
        for example in examples:
            yield from map(words.line, wrapped(example, "  - "))


def _all_used(brought: Sequence[str], draft: Draft) -> None:
    """Refuse a new word that the obligation does not use: it would be dropped in silence."""
    used = draft.known.words_used(draft.obligation())
    names = {name for words in used.values() for name in words}
    for name in brought:
        if name not in names:
            raise named.wrong(
                f"the new word “{name}” is not used in this obligation", "leave it out, or name it"
            )


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Let one run after the other read a file and put another in its place, where locks can be had."""
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    while True:
        with open(path, "rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(held.fileno()), os.stat(path)):  # else it was replaced
                yield
                return


def _save(given: argparse.Namespace, draft: Draft, shown: Proposal | None) -> int:
    """Write the plan, as it is now, with the obligation; somebody may have changed it since it was shown."""
    with _alone(given.plan):
        proposal = _propose(given, draft)
        if proposal.read is not None:
            write_whole(given.plan, proposal.text.encode())
    if proposal.read is None:
        tell("".join(f"{visible(line)}\n" for line in proposal.new) + "\n")
        _tell(proposal.faults, proposal.text)
        tell("Nothing was written.\n")
        return WRONG
    name = str(draft.answers["id"])
    told = [] if shown is not None else _read_back(*proposal.read, name, given.engine)
    out = [*told, f"{given.plan}: {name} is added"]
    write("-", "".join(f"{line}\n" for line in out).encode(errors="surrogateescape"))
    return FINE
