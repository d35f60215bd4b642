"""The verdict tables, as they are written and as the page on verdicts says them."""

import itertools
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import yaml

from checker.findings.engine import Durable
from tests.run import ROOT

Table = tuple[list[str], list[tuple[str, dict[str, int]]]]


def table(name: str) -> Table:
    """Read a table as it is written, without the product's loader."""
    written = yaml.safe_load((ROOT / "rules" / "verdicts" / f"{name}.yaml").read_text(encoding="utf-8"))
    lines = [(f"{n}-{line['status']}", line["when"]) for n, line in enumerate(written["lines"], start=1)]
    return list(written["fields"]), lines


TABLES = {path.stem: table(path.stem) for path in sorted((ROOT / "rules" / "verdicts").glob("*.yaml"))}


def situations(fields: list[str]) -> Iterator[tuple[int, ...]]:
    return itertools.product((0, 1), repeat=len(fields))


def status(s: SimpleNamespace) -> str:  # noqa: PLR0911 - line by line, as the page has it
    """ "Status of a duty: the first line that holds"; these lines are numbered in the results."""
    if s.enough_certain_met:
        return "1-fulfilled"
    if s.enough_certain_any:
        return "2-to_judge"
    if s.enough_possible_any:
        return "3-unknown"
    if s.excused:
        return "4-excused"
    if s.open:
        return "5-pending"
    if s.doubtful:
        return "6-unknown"
    if s.enough_after_met:
        return "7-late"
    if s.enough_after_any:
        return "8-to_judge"
    if s.enough_after_possible:
        return "9-unknown"
    return "11-breached" if s.attested else "10-unknown"


def instance(s: SimpleNamespace) -> str:
    """Conforming: fulfilled; excepted or waived: excused; not certain: unknown; else breached."""
    if s.conforms:
        return "fulfilled"
    if s.excused:
        return "excused"
    return "breached" if s.certain else "unknown"


def standing(s: SimpleNamespace) -> str:
    """It is reported unless a breached instance names it: holding while it runs; once past the plan's end
    fulfilled, or unknown where the log is attested and coverage does not reach.
    """
    if s.named:
        return "none"
    if s.running:
        return "holding"
    return "fulfilled" if s.attested else "unknown"


def rating(s: SimpleNamespace) -> str:
    """ "From duties to an obligation", in the order of the page."""
    if s.any_good and not (s.any_late or s.any_breached or s.any_open_question):
        return "met"
    if s.any_late or (s.any_breached and s.any_good):
        return "partly_met"
    if s.any_breached:
        return "not_met"
    if s.any_open_question:
        return "undetermined"
    return "not_due" if s.any_pending else "dormant"


def agenda(s: SimpleNamespace) -> str:  # noqa: PLR0911 - one kind of item after the other
    """What a meeting has to decide: answers and agreements first, then what went wrong, then gaps."""
    if s.to_judge:
        return "question"
    if not s.moot and s.request:
        return "request"
    if not s.moot and s.assumed:
        return "day" if s.day else "reading"
    if s.breached:
        return "breach"
    if s.late:
        return "lateness"
    if not s.moot and s.decision:
        return "overdue" if s.overdue else "decision"
    if s.unknown:
        return "evidence"
    return "duplicate" if s.alike else "nothing"


def drafting(s: SimpleNamespace) -> str:  # noqa: PLR0911 - one kind of question after the other
    """What a clause's record asks: did it ever come into play, was it kept, can it be told, who judges."""
    if s.never:
        return "unused" if s.permission else "wanted"
    if s.missed:
        return "time" if s.short else "obstacle"
    if s.silent:
        return "records"
    if s.unanswered:
        return "answer"
    if s.alone:
        return "measure"
    if s.excused:
        return "exception"
    if s.waived:
        return "waivers"
    if s.extended:
        return "extensions"
    return "keeping" if s.kept else "nothing"


def undrafted(s: SimpleNamespace) -> str:
    """What the text leaves open: activities without a clause, then terms and days that matter."""
    if s.uncovered:
        return "gap"
    if s.hinges:
        return "date" if s.day else "length"
    return "idle"


PAGE: dict[str, Callable[[SimpleNamespace], str]] = {
    "status": status, "instance": instance, "standing": standing, "rating": rating, "agenda": agenda,
    "drafting": drafting, "undrafted": undrafted,
}  # fmt: skip


def page(name: str, situation: tuple[int, ...]) -> str:
    """Say what the page on verdicts says to a situation of a table."""
    return PAGE[name](SimpleNamespace(**dict(zip(TABLES[name][0], situation, strict=True))))


FIELDS = TABLES["status"][0]
ALL = (1,) * len(FIELDS)


def engine() -> Durable:
    """Make a decider of the status table."""
    return Durable("status", *TABLES["status"])
