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

    No sign-off changes it, nor that one is corrected or taken back; nor do the language of a report or the
    version of this program, as long as the verdicts are the same.
    """
    gone = _about_signing({e.id: (e.kind or "", e.fields.get("retracts", "")) for e in results.log.entries})
    rest = results.log._replace(entries=tuple(e for e in results.log.entries if e.id not in gone))
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
    cells = {str(row["id"]): (str(row.get("activity", "")), str(row.get("retracts", ""))) for row in rows}
    gone = _about_signing(cells)
    return canonical.digest(
        {
            "plan": plan.get("sha256"),
            "log": canonical.digest([row for row in rows if str(row["id"]) not in gone]),
            "as_of": document["as_of"],
            "known_at": document["known_at"],
            "duties": [[each["id"], each["status"]] for each in duties],
        }
    )


def _about_signing(rows: Mapping[str, tuple[str, str]]) -> frozenset[str]:
    """Give the ids of sign-offs, with those that correct others, and of all that takes such rows back.

    `rows` have, by id, the activity and the id of the entry that is retracted.
    """
    found = {name for name, (activity, _) in rows.items() if activity == SIGN_OFF}
    more = found
    while more:
        more = {name for name, (_, retracted) in rows.items() if retracted in more} - found
        found |= more
    return frozenset(found)
