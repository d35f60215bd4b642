"""The results of one run: what every output is made of."""

from __future__ import annotations

from checker.findings.model import Finding, trigger_of
from checker.frozen import NamedTuple
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.duties.model import Setting
    from checker.log.model import Entry, Log
    from checker.patterns.model import Rules
    from checker.plan.model import Obligation, Plan
    from checker.results.compare import Difference


class Result(NamedTuple):
    """A finding with the id under which it is cited."""

    id: str
    finding: Finding

    @property
    def status(self) -> str:
        """Its status."""
        return self.finding.status

    @property
    def obligation(self) -> str:
        """The id of the obligation."""
        return self.finding.of.check.obligation

    @property
    def trigger(self) -> Entry | None:
        """What gave rise to it; of an instance the first of its entries."""
        return trigger_of(self.finding)


class ObligationResult(NamedTuple):
    """How one obligation stands: rating, number of duties by status, uses of what it permits."""

    obligation: Obligation
    rating: str
    counts: Mapping[str, int]
    uses: tuple[Entry, ...]
    results: tuple[Result, ...]


class Step(NamedTuple):
    """What one cause did to the status of a duty; None where there was, or is, no such duty.

    `cause` is `plan`, `interpretation`, `rewritten`, `corrected`, `time`, `act`, `attested`, `judged`,
    `waived`, `extended` or `other`; `about` names the interpretation, or the rows that the finding names.
    """

    cause: str
    about: tuple[str, ...]
    was: str | None
    now: str | None


class Moved(NamedTuple):
    """A duty whose status is another than in earlier results, and the steps that lead there."""

    id: str
    was: str | None
    now: str | None
    steps: tuple[Step, ...]


class Since(NamedTuple):
    """What is other than in earlier results: rows added, rows removed or changed in silence, duties moved.

    `results` is the sha256 by which those earlier results are signed.
    """

    as_of: date
    known_at: date | None
    added: tuple[str, ...]
    removed: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    moved: tuple[Moved, ...]
    results: str = ""


class Opened(NamedTuple):
    """A duty of a version that was open when the next one replaced it: its `id` under its own version.

    `falls_under` names the version that it came under; it is empty if the duty lapsed. `result` is how it
    stands in the end, maybe under a still later version; None if it lapsed. `why` is `old`, `new`, `past`,
    `not-owed` or `no-clause`.
    """

    id: str
    falls_under: str
    result: Result | None
    why: str


class Version(NamedTuple):
    """One version of the agreement: from when to when it is in force, and what was open when it ended.

    `first` is None as long as it has not come into force, `last` if it has no end.
    """

    plan: Plan
    first: date | None
    last: date | None
    open: tuple[Opened, ...]


class Results(NamedTuple):
    """The answer to one question: how this agreement stands on this log as of this day.

    `since` is there if earlier results were given to compare with, `versions` if the agreement has several.
    """

    plan: Plan
    log: Log
    setting: Setting
    as_of: date
    known_at: date | None
    illustrative: bool
    engine: str
    accounting: Mapping[str, int]
    counts: Mapping[str, int]
    obligations: tuple[ObligationResult, ...]
    results: tuple[Result, ...]
    rules: Rules
    since: Since | None = None
    versions: tuple[Version, ...] | None = None

    @property
    def begun(self) -> tuple[Version, ...]:
        """The versions that have come into force, the oldest first; none if there is one plan."""
        return tuple(v for v in self.versions or () if v.first is not None and v.first <= self.as_of)


def bearers_of(result: Result) -> tuple[str, ...]:
    """Name the codes that a duty or an instance has as bearer."""
    of = result.finding.of
    names: tuple[str, ...] = getattr(of, "names", (of.bearer,))
    return names
