"""Sign-off: a report is final when every party has signed these very results, else it is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.results import canonical

if TYPE_CHECKING:
    from checker.log.model import Entry
    from checker.plan.model import Party
    from checker.results.model import Results

SIGN_OFF = "sign_off"


class Signature(NamedTuple):
    """What a party signed last: `these` results, others, or nothing yet (no entry)."""

    party: Party
    entry: Entry | None
    these: bool


class Signing(NamedTuple):
    """The sha256 that has to be signed, and who has signed what."""

    sha256: str
    signatures: tuple[Signature, ...]

    @property
    def final(self) -> bool:
        """Whether every party that the agreement binds has signed these results."""
        return bool(self.signatures) and all(each.these for each in self.signatures)


def signing(results: Results) -> Signing:
    """Tell whether these results are signed; the last sign-off of each party counts."""
    sha256 = digest(results)
    entries = sorted(results.setting.record.statements.get(SIGN_OFF, ()), key=lambda e: e.order)
    found = []
    for code in results.plan.bound:
        own = next((entry for entry in reversed(entries) if code in entry.by_parties), None)
        these = own is not None and own.fields.get("results", "").strip().lower() == sha256
        found.append(Signature(results.plan.parties[code], own, these))
    return Signing(sha256, tuple(found))


def digest(results: Results) -> str:
    """Give the sha256 of what is signed: the question, the plan, the log but for sign-offs, the verdicts.

    No sign-off changes it, nor do the language of a report or the version of this program, as long as the
    verdicts are the same.
    """
    rest = results.log._replace(entries=tuple(e for e in results.log.entries if e.kind != SIGN_OFF))
    return canonical.digest(
        {
            "plan": canonical.plan_hash(results.plan),
            "log": canonical.log_hash(rest),
            "as_of": results.as_of.isoformat(),
            "known_at": results.known_at.isoformat() if results.known_at else None,
            "duties": [[each.id, each.status] for each in results.results],
        }
    )
