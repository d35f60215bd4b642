"""All that a revision paper tells; each is worked out when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from checker.results.facts import facts_of

if TYPE_CHECKING:
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.facts import Facts
    from checker.results.model import Results
    from checker.revision.attainment import Attainment
    from checker.revision.diff import Diff
    from checker.revision.questions import Drafting
    from checker.revision.replay import Replay
    from checker.revision.term import Term
    from checker.revision.turning import Turning


class Paper:
    """The evidence for the next agreement: how the last one was kept, and what a draft of the next alters."""

    def __init__(
        self,
        results: Results,
        draft: Plan | None = None,
        draft_rules: Rules | None = None,
        plan: Plan | None = None,
    ) -> None:
        """Look at results, and at a draft if there is one; `draft_rules` are those that it was read by.

        `plan` is that of the results as it was written, if they were judged by one that knows more words.
        """
        self.results, self.draft, self.draft_rules = results, draft, draft_rules
        self.plan = plan or results.plan

    @cached_property
    def latest(self) -> Results:
        """The results of the latest version alone, if there are several: it is what the next one revises.

        They are those of its own days; without several versions they are the results themselves.
        """
        if not self.results.versions:
            return self.results
        from checker.plan.vocabulary import alone  # noqa: PLC0415 - only when asked for
        from checker.results.again import again  # noqa: PLC0415 - as above

        return again(self.results, plan=alone(self.results.plan))

    @cached_property
    def facts(self) -> Facts:
        """What a report tells of the same results."""
        return facts_of(self.results)

    @cached_property
    def term(self) -> Term:
        """How each clause was used and kept, year by year and party by party."""
        from checker.revision.term import term  # noqa: PLC0415 - only when asked for

        return term(self.results)

    @cached_property
    def turnings(self) -> tuple[Turning, ...]:
        """At which values of each vague term and assumed date the verdicts turn."""
        from checker.revision.turning import turning  # noqa: PLC0415 - only when asked for

        return turning(self.latest)

    @cached_property
    def attainments(self) -> tuple[Attainment, ...]:
        """At which values the clauses that are often missed would have been kept more often."""
        from checker.revision.attainment import attainments  # noqa: PLC0415 - only when asked for

        return attainments(self.latest)

    @cached_property
    def questions(self) -> tuple[Drafting, ...]:
        """What those who write the next agreement have to answer."""
        from checker.revision.exercise import begun  # noqa: PLC0415 - only when asked for
        from checker.revision.questions import questions  # noqa: PLC0415 - as above

        terms = self.turnings if begun(self.latest) else ()  # before its first day nothing rests on any
        return questions(self.results, self.term, terms, self.attainments)

    @cached_property
    def diff(self) -> Diff | None:
        """What the draft alters, clause by clause; None without a draft."""
        from checker.revision.diff import diff  # noqa: PLC0415 - only when asked for

        return None if self.draft is None else diff((self.plan.versions or (self.plan,))[-1], self.draft)

    @cached_property
    def replay(self) -> Replay | None:
        """How each past duty would have read under the draft; None without one."""
        from checker.revision.replay import replay  # noqa: PLC0415 - only when asked for

        if self.draft is None:
            return None
        return replay(self.latest, self.draft, self.draft_rules or self.results.rules)
