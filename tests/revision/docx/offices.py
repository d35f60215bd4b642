"""Papers on two offices, with a draft that alters what they agreed on, or without one."""

from datetime import date
from functools import cache
from pathlib import Path

from checker.diagnostics import Faults
from checker.log.formats import ReadOptions
from checker.log.load import from_rows
from checker.log.load import load as load_log
from checker.log.model import Log
from checker.patterns.model import Rules
from checker.plan.load import load
from checker.plan.model import Plan
from checker.plan.vocabulary import knowing, together
from checker.results.judge import Question, judge
from checker.results.labels import labels_of
from checker.revision.paper import Paper
from tests.laws.strategies import rows
from tests.meeting.offices import Row, entry
from tests.run import ROOT

PLAN = Path(__file__).parent / "plan.yaml"
AS_OF = date(2010, 3, 31)
EXAMPLES = {"2007-illustrative": date(2010, 6, 30), "2007-public-record": date(2011, 12, 31)}
ENTRIES = [
    *(entry(f"s{n}", f"2010-0{n}-04", "session_held", "SOUTH", about=f"S-{n}") for n in (1, 2, 3)),
    entry("o1", "2010-01-10", "outcome_sent", "SOUTH", about="S-1"),
    entry("o2", "2010-02-25", "outcome_sent", "SOUTH", about="S-2"),
    entry("t1", "2010-01-20", "tour_made", "NORTH", title="Tour of the north"),
    entry("d1", "2010-01-05", "decision", "NORTH", title="Outcomes go by post", until="2010-02-01"),
    *(entry(f"c-{code}", "2010-01-01", "coverage", code, end="2010-03-31") for code in ("NORTH", "SOUTH")),
]
SENT = '"The outcomes of sessions are sent soon."'
REWORDED = (SENT, '"Each outcome of sessions is sent within twenty days."')
TALKS = ("  tour_made:", "  talk_given: {label: Talk given}\n  tour_made:")
LONGER = ("within: {interpretation: soon}", "within: 20 days")


def read(path: Path) -> tuple[Plan, Rules]:
    """Read a plan, or fail."""
    faults = Faults()
    loaded = load(str(path), faults)
    faults.stop()
    assert loaded is not None
    return loaded


def draft(folder: Path, *changes: tuple[str, str]) -> Path:
    """Write a draft: the plan of the two offices with changes."""
    text = PLAN.read_text(encoding="utf-8")
    for was, now in changes:
        assert was in text
        text = text.replace(was, now)
    path = folder / "draft.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def paper(drafted: Path | None = None, *entries: Row, plan: Path = PLAN) -> Paper:
    """Make a paper on the two offices."""
    own = read(plan)
    faults = Faults()
    log = from_rows(rows([*ENTRIES, *entries]), own[0], faults)
    faults.stop()
    return on(own, log, AS_OF, None if drafted is None else read(drafted))


def on(own: tuple[Plan, Rules], log: Log, as_of: date, drafted: tuple[Plan, Rules] | None) -> Paper:
    """Make a paper of what was read."""
    plan, rules = own
    asked = Question(as_of, None, "reference")
    if drafted is None:
        return Paper(judge(plan, rules, log, asked))
    known = knowing(plan, together((plan, drafted[0])))
    return Paper(judge(known, rules, log, asked), *drafted, plan)


@cache
def example(name: str) -> Paper:
    """Make the paper of an example of 2007 with the made-up draft, once for all tests."""
    own, drafted = read(ROOT / "obligations.yaml"), read(ROOT / "examples" / "2009-draft" / "plan.yaml")
    words, faults = together((own[0], drafted[0])), Faults()
    options = ReadOptions(labels=labels_of(knowing(own[0], words)))
    log = load_log([str(ROOT / "examples" / name / "log.csv")], words, options, faults)
    faults.stop()
    return on(own, log, EXAMPLES[name], drafted)
