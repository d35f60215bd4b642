"""A comparison as one accessible HTML page that stands by itself and needs no script.

The templates are in `reports/html/`: the page, and its parts, in `diff/`, in the order of their file names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.outputs import _page
from checker.outputs._compared import compared
from checker.outputs._page import Design, environment, filled, shipped_text, wording
from checker.results import canonical, told_mark
from checker.revision import told_paper

if TYPE_CHECKING:
    from checker.findings.model import Value
    from checker.outputs import Options
    from checker.results.language import Wording
    from checker.revision.diff import Diff
    from checker.revision.replay import Replay

suffix = ".html"
STYLE = "paper.css"
FOLDER = "diff"
OF_RECORDS = ("past",)
"""The parts that only a comparison with a log has."""


def write(found: Diff, replay: Replay | None, options: Options) -> bytes:
    """Give the page as UTF-8."""
    words = wording(options.language, replay.was.plan if replay else found.old)
    agreement = found.old.illustrative or (replay is not None and replay.was.illustrative)
    made_up = told_mark.MadeUp(whole=agreement, draft=found.new.illustrative)
    made = environment(words)
    made.globals.update(
        compared(found, replay, words),
        tell=lambda key, **values: _tell(words, key, **values),
        about=told_paper,
        title=(title := _title(found, replay, words)),
        mark=told_mark.mark(made_up, words),
        results=replay.was if replay else None,
        parts=parts(replay),
        draft_hash=canonical.plan_hash(found.new),
        log_hash=canonical.log_hash(replay.was.log) if replay else "",
    )
    short = told_mark.short(made_up, words)
    return filled(made, "diff.html.j2", Design(title, short, shipped_text(STYLE)))


def parts(replay: Replay | None) -> tuple[tuple[str, str], ...]:
    """Give the parts of the page: the name of each and its template."""
    left_out = () if replay else OF_RECORDS
    return tuple(each for each in _page.listed(FOLDER) if each[0] not in left_out)


def _title(found: Diff, replay: Replay | None, words: Wording) -> str:
    if replay is None:
        return _tell(words, "title-diff", title=found.old.title)
    return _tell(words, "title-diff-day", title=found.old.title, day=replay.was.as_of)


def _tell(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("paper", key), values)
