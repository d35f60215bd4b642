"""Statements about the record that bear on duties: extensions, waivers, coverage."""

from collections.abc import Iterator
from datetime import date

from checker.duties.model import Setting, Window
from checker.log.model import Entry
from checker.plan.model import Check


def extension(
    check: Check, bearer: str, trigger: Entry | None, stated: Window, setting: Setting
) -> Entry | None:
    """Give the extension that moves a due day: the one with the latest `until`, if that is later."""
    due = stated.closes.latest
    about = trigger.about if trigger else None
    found = [
        entry
        for entry in naming("extension", check, about, due, setting)
        if holds_for(entry, (bearer,), setting) and entry.until is not None and entry.until.latest > due
    ]
    return max(
        found, key=lambda e: (e.until.latest if e.until else due, [-ord(c) for c in e.id]), default=None
    )


def waivers(
    check: Check, names: tuple[str, ...], about: str | None, due: date, setting: Setting
) -> Iterator[Entry]:
    """Yield the waivers that excuse a duty of the bearers `names` that is due on that day."""
    named = naming("waiver", check, about, due, setting)
    return (entry for entry in named if holds_for(entry, names, setting))


def naming(kind: str, check: Check, about: str | None, due: date, setting: Setting) -> Iterator[Entry]:
    """Yield the waivers or extensions that name a duty, whoever owes it."""
    for entry in setting.record.statements.get(kind, ()):
        if not entry.start.earliest <= due <= entry.end.latest:  # asked first, since it is asked most often
            continue
        fields = entry.fields
        if not setting.plan.means(fields["obligation"], check):
            continue
        if fields.get("check", check.id) == check.id and fields.get("about", about) == about:
            yield entry


def holds_for(entry: Entry, names: tuple[str, ...], setting: Setting) -> bool:
    """Say whether a waiver or extension covers the bearers and somebody else signed it."""
    return covers_bearer(entry, names, setting) and signed(entry, names, setting)


def covers_bearer(entry: Entry, names: tuple[str, ...], setting: Setting) -> bool:
    """Say whether a waiver or extension covers a duty: by bearer, the bearer's party, or one of several."""
    if "bearer" not in entry.fields:
        return True
    listed = {code.strip() for code in entry.fields["bearer"].split(";")}
    return any(name in listed or setting.plan.party_of(name) in listed for name in names)


def signed(entry: Entry, names: tuple[str, ...], setting: Setting) -> bool:
    """Say whether somebody other than each bearer's party signed.

    One that the bearer alone signed is a request.
    """
    return all(entry.by_parties - {setting.plan.party_of(name)} for name in names)


def coverage(code: str, setting: Setting) -> list[tuple[date, date]]:
    """Give the spans for which the record of a party or unit is attested.

    Of imprecise days only the certain ones count.
    """
    wanted = {code, setting.plan.party_of(code)}
    return [
        (entry.start.latest, entry.end.earliest)
        for entry in setting.record.statements.get("coverage", ())
        if not wanted.isdisjoint(entry.by) and entry.start.latest <= entry.end.earliest
    ]
