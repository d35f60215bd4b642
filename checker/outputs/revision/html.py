"""The revision paper as one accessible HTML page that stands by itself and needs no script.

The templates are in `reports/html/`: the page, and its parts in `revision/` in the order of their names.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from checker.outputs import _page
from checker.outputs._charts import Pile, signs, strip, worth
from checker.outputs._compared import compared
from checker.outputs._markup import Cited, Marked
from checker.outputs._page import Design, filled, shipped_text, wording
from checker.outputs.html import prepared
from checker.results import canonical, told_mark
from checker.revision import told_attainment, told_paper, told_term, told_turning
from checker.revision.told_ladder import scope, term

if TYPE_CHECKING:
    from markupsafe import Markup

    from checker.findings.model import Value
    from checker.outputs import Options
    from checker.results.language import Wording
    from checker.revision.paper import Paper

suffix = ".html"
name = "revision.html"
STYLE = "paper.css"
FOLDER = "revision"


def write(paper: Paper, options: Options) -> bytes:
    """Give the page as UTF-8."""
    plan = paper.results.plan
    words = wording(options.language, plan)
    made_up = told_mark.of(paper.results, paper.draft)
    made = prepared(paper.facts, words)
    made.globals.update(
        paper=paper,
        mark=told_mark.mark(made_up, words),
        tell=partial(_tell, words),
        about=told_paper,
        term=told_term,
        turning=told_turning,
        attainment=told_attainment,
        named=term,
        scope=scope,
        drawn_strip=strip,
        years=partial(_years, paper, words),
        parts=parts(paper),
        draft_hash=canonical.plan_hash(paper.draft) if paper.draft else "",
        anchors=(anchors := Cited(plan)),
        marked=partial(Marked, words, anchors),
    )
    if paper.diff is not None:
        made.globals.update(compared(paper.diff, paper.replay, words))
    head = told_paper.title(paper, words)
    return filled(
        made, "revision.html.j2", Design(head, told_mark.short(made_up, words), shipped_text(STYLE))
    )


def parts(paper: Paper) -> tuple[tuple[str, str], ...]:
    """Give the parts of the page: the name of each and its template."""
    left_out = () if paper.draft else told_paper.OF_DRAFTS
    return tuple(each for each in _page.listed(FOLDER) if each[0] not in left_out)


def _tell(words: Wording, key: str, **values: Value) -> str:
    return words.fill(words.word("paper", key), values)


def _years(paper: Paper, words: Wording) -> Markup:
    """Draw how duties stand, year by year."""
    piles = tuple(
        Pile(str(each.year or _tell(words, "no-year")), each.counted.present) for each in paper.term.by_year
    )
    each = worth(piles)
    return signs(piles, _tell(words, "chart-years" if each == 1 else "chart-years-many", each=each))
