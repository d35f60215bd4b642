"""Sign-off: a report is final when every party has signed these very results, else it is a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from checker.results import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.log.model import Entry
    from checker.plan.model import Party
    from checker.results.canonical import Plain
    from checker.results.model import Results

SIGN_OFF = "sign_off"


class Signature(NamedTuple):
    """What a party signed last: `these` results, others, or nothing yet (no entry).

    `moved` is how many verdicts are other than in the results that it signed; None if those are not at hand.
    """

    party: Party
    entry: Entry | None
    these: bool
    moved: int | None = None

    @property
    def results(self) -> str:
        """The sha256 of the results that it signed; empty if it signed none."""
        return self.entry.fields.get("results", "").strip().lower() if self.entry else ""


class Signing(NamedTuple):
    """The sha256 that has to be signed, and who has signed what."""

    sha256: str
    signatures: tuple[Signature, ...]

    @property
    def final(self) -> bool:
        """Whether every party that the agreement binds has signed these results."""
        return bool(self.signatures) and all(each.these for each in self.signatures)

    @property
    def signed(self) -> tuple[Signature, ...]:
        """Those who have signed anything."""
        return tuple(each for each in self.signatures if each.entry)

    @property
    def others(self) -> tuple[Signature, ...]:
        """Those who have signed other results than these."""
        return tuple(each for each in self.signed if not each.these)


def signing(results: Results) -> Signing:
    """Tell whether these results are signed; the last sign-off of each party counts."""
    sha256, since = digest(results), results.since
    entries = sorted(results.setting.record.statements.get(SIGN_OFF, ()), key=lambda e: e.order)
    found = []
    for code in results.plan.bound:
        own = next((entry for entry in reversed(entries) if code in entry.by_parties), None)
        each = Signature(results.plan.parties[code], own, these=False)
        if own is not None:
            moved = len(since.moved) if since is not None and each.results == since.results else None
            each = each._replace(these=each.results == sha256, moved=moved)
        found.append(each)
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


def digest_written(document: Mapping[str, Plain]) -> str:
    """Give the same sum of results that were written as a document with the entries that they carry.

    It is worked out and not taken from what the document says of itself.
    """
    plan, inputs = (cast("Mapping[str, Plain]", document[key]) for key in ("plan", "inputs"))
    rows = cast("list[dict[str, Plain]]", inputs["entries"])
    duties = cast("list[dict[str, Plain]]", document["duties"])
    return canonical.digest(
        {
            "plan": plan.get("sha256"),
            "log": canonical.digest([row for row in rows if row.get("activity") != SIGN_OFF]),
            "as_of": document["as_of"],
            "known_at": document["known_at"],
            "duties": [[each["id"], each["status"]] for each in duties],
        }
    )
