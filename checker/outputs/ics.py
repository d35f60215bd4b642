"""What is coming, as a calendar (iCalendar, RFC 5545) for the programs in which people keep dates.

Ids last, so that importing a later file moves an event and makes no second one; the as-of day is the only
clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from uuid import NAMESPACE_URL, uuid5

from checker import __version__
from checker.outputs._extra import needed
from checker.results import told_mark
from checker.results.coming import BEGINS, ENDS, settled
from checker.results.facts import facts_of
from checker.results.language import Wording
from checker.results.told_meeting import ahead, details

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from icalendar import Component, Event

    from checker.outputs import Options
    from checker.results.coming import Ahead
    from checker.results.model import Results

suffix = ".ics"
name = "calendar.ics"


class _Told(NamedTuple):
    """An event in words: `id` lasts from file to file, `category` is a clause's id.

    One that is `settled` was in an earlier file, and is called off.
    """

    id: str
    day: date
    summary: str
    description: tuple[str, ...]
    category: str | None
    settled: bool = False


def write(results: Results, options: Options) -> bytes:
    """Give the calendar. Raises `NotInstalled` if the library that writes calendars is not installed."""
    with needed("icalendar", "ics", "write a calendar"):
        from icalendar import Calendar  # noqa: PLC0415 - an extra, and slow to import
    words = Wording(options.language, results.plan)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//agreement-checker//{__version__}//{options.language.upper()}")
    calendar.add("METHOD", "PUBLISH")
    made_up = told_mark.of(results)
    about = [words.fill(words.word("coming", "calendar-about"), {"day": results.as_of})]
    for name in ("NAME", "X-WR-CALNAME"):
        _text(calendar, name, (told_mark.titled(_title("calendar", words), made_up, words),), words)
    for name in ("DESCRIPTION", "X-WR-CALDESC"):
        _text(calendar, name, (*_warning(results, words), *about), words)
    for event in _told(results, words):
        calendar.add_component(_event(event, results, words))
    return bytes(calendar.to_ical())


def _told(results: Results, words: Wording) -> Iterator[_Told]:
    """Yield the events in words; a calendar must not be empty, so one says that nothing is due."""
    events, made_up = facts_of(results).coming, told_mark.of(results)
    for each, called_off in (*((e, False) for e in events), *((e, True) for e in settled(results))):
        own = told_mark.of_version(made_up, _version(each, results))
        summary = told_mark.titled(ahead(each, words), own, words)
        category = each.clause.id if each.clause else None
        paragraphs = (*_warning(results, words), *details(each, words))
        yield _Told(f"{each.kind}\n{each.id}", each.day, summary, paragraphs, category, called_off)
    if not events:
        summary = told_mark.titled(_title("nothing", words), made_up, words)
        yield _Told("nothing", results.as_of, summary, tuple(_warning(results, words)), None)


def _event(told: _Told, results: Results, words: Wording) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    event, as_of = Event(), results.as_of
    stamp = datetime.combine(as_of, time(), UTC)
    event.add("UID", str(uuid5(NAMESPACE_URL, f"{results.plan.id}\n{told.id}")))
    event.add("DTSTAMP", stamp)
    event.add("LAST-MODIFIED", stamp)
    event.add("SEQUENCE", as_of.toordinal())  # rises with the as-of day, and is never negative
    event.add("DTSTART", told.day)
    event.add("TRANSP", "TRANSPARENT")  # a day on which something is due is not a day that is taken
    _text(event, "SUMMARY", (told.summary,), words)
    if told.description:
        _text(event, "DESCRIPTION", told.description, words)
    if told.category:
        event.add("CATEGORIES", [told.category])
    if told.settled:
        event.add("STATUS", "CANCELLED")
    return event


def _text(to: Component, name: str, paragraphs: Iterable[str], words: Wording) -> None:
    """Add a text in which nothing hides or turns what is around it; only its paragraphs are apart."""
    from icalendar import vText  # noqa: PLC0415 - as above

    to.add(name, vText("\n\n".join(words.line(" ".join(text.split())) for text in paragraphs)))


def _title(key: str, words: Wording) -> str:
    return words.fill(words.word("coming", key), {"title": words.plan.title})


def _version(each: Ahead, results: Results) -> str:
    """Name the version of the agreement that an event is of; none if there is one plan, and of decisions."""
    if each.duty is not None:
        return each.duty.check.version
    of_life = {BEGINS: 0, ENDS: -1}
    versions = results.plan.versions
    return versions[of_life[each.kind]].version if versions and each.kind in of_life else ""


def _warning(results: Results, words: Wording) -> Iterator[str]:
    if made_up := told_mark.mark(told_mark.of(results), words):
        yield made_up
