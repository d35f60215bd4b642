"""Puts a comparison and the replay of the past into words, for every format that tells them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from checker.results.language import Said
from checker.results.phrasing import bearer, status
from checker.revision.altered import BESIDE, OF_CHECK
from checker.revision.told_value import coded, codes, readable, thing, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from checker.findings.model import Value
    from checker.plan.model import Check
    from checker.results.language import Wording
    from checker.revision.altered import Altered
    from checker.revision.diff import Diff
    from checker.revision.pairs import Pair
    from checker.revision.replay import Replay, Rerated, Reread

AROUND = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
"""What marks words that were taken out and put in, where there is no better way to show it."""
NEAR = 6
"""So many words are shown beside each change of a text."""


class Both(NamedTuple):
    """One language's words for the plan before (`old`) and for the draft (`new`)."""

    old: Wording
    new: Wording


def say(words: Wording, key: str, **values: Value) -> Said:
    """Put a text of the comparison into words."""
    return words.fill(words.word("diff", key), values)


def heading(found: Diff, both: Both) -> Iterator[str]:
    """Yield which two plans are compared; if they are not of one agreement, that too."""
    words = both.new
    yield say(words, "compared", was=found.old.title, now=found.new.title)
    if not found.same_agreement:
        ids = (words.named(found.old.id), words.named(found.new.id))
        yield say(words, "other-agreement", was=ids[0], now=ids[1])


def counted(found: Diff, both: Both) -> Iterator[str]:
    """Yield how many clauses became what; that nothing is other, if so."""
    words = both.new
    kinds = [(f"count-{name}", n) for name, n in found.counts.items() if n]
    other = sum(1 for pair in found.pairs if any(each.what in OF_CHECK for each in pair.altered))
    counts = tuple(say(words, key, n=n) for key, n in kinds)
    numbers = len(found.old.obligations), len(found.new.obligations)
    yield say(words, "counts", was=numbers[0], now=numbers[1], counts=counts)
    if other:
        yield say(words, "count-altered", n=other)
    if found.same:
        yield words.word("diff", "same")
    yield from remarks(found, both)


def remarks(found: Diff, both: Both) -> Iterator[str]:
    """Yield what to look at again in the draft: earlier ids that are none, words that are dropped and new."""
    words = both.new
    for clause, name in found.strays:
        yield say(words, "stray", id=clause, was=words.named(name))
    for clause in found.loosened:
        yield say(words, "loosened", id=clause)
    for was, now in found.twins:
        yield say(words, "twin", was=words.named(was), now=words.named(now), field=words.named("was"))


def relation(pair: Pair, both: Both) -> Said:
    """Say what became of a clause, or of several: their ids, and the one word for it."""
    key = f"relation-{pair.relation}{'-altered' if pair.relation == 'kept' and pair.altered else ''}"
    return say(both.new, "pair", ids=names(pair, both), relation=both.new.word("diff", key))


def names(pair: Pair, both: Both) -> Said:
    """Name the clauses of a pair by their ids; those before and in the draft, if they are not the same."""
    words = both.new
    was, now = (tuple(words.named(each.id) for each in side) for side in (pair.was, pair.now))
    if was and now and was != now:
        return say(words, "became", was=was, now=now)
    return words.value(was or now)


def altered(each: Altered, both: Both) -> Said:
    """Say one thing that is other, in a sentence."""
    if each.what == "clause":
        return both.new.word("diff", "clause-gone" if each.now is None else "clause-new")
    if each.what in ("check", "rule"):
        return _check(each, both)
    was, now = _sides(each, both)
    if each.what == "unless":  # whole sentences
        nothing = both.new.word("diff", "nothing")
        return say(both.new, "altered-said", what=what(each, both), was=was or nothing, now=now or nothing)
    key = "altered" if was and now else "altered-gone" if was else "altered-new"
    told = say(both.new, key, what=what(each, both), was=was, now=now)
    if not each.through:
        return told
    named = tuple(readable(name, both.new) for name in each.through)
    return say(both.new, "through", altered=told, names=named)


def _sides(each: Altered, both: Both) -> tuple[str, str]:
    """Put both sides into words; where there is nothing, it is empty."""
    was = "" if each.was is None else value(each, each.was, both.old)
    now = "" if each.now is None else value(each, each.now, both.new)
    if was == now and each.what in ("bearer", "toward", "parameter"):  # two codes of one name
        return (
            coded(was, codes(each.was, each.now), both.old),
            coded(now, codes(each.now, each.was), both.new),
        )
    return was, now


def _check(each: Altered, both: Both) -> Said:
    """Say that a check is there no longer, is new or asks for something of another kind."""
    was, now = _sides(each, both)
    known = cast("Check", each.was or each.now)
    key = "check-other" if was and now else "check-gone" if was else "check-new"
    return say(both.new, key, id=known.id, was=was, now=now, sentence=was or now)


def what(each: Altered, both: Both) -> Said:
    """Name what is other: of a check with the check's id."""
    words, labels = both.new, both.new.section("diff")
    if each.what in BESIDE:
        told = say(words, f"what-{each.what}", name=thing(each, both.old, both.new))
    elif each.what == "parameter":
        told = say(words, "what-parameter", name=labels.get(f"parameter-{each.name}", each.name))
    else:
        told = words.word("diff", f"what-{each.what}")
    check = each.checks[0] or each.checks[1]
    return say(words, "of-check", id=check.id, what=told) if check else told


def rewording(pair: Pair, both: Both) -> Said:
    """Give the quoted words of a clause with what was taken out and put in, each with a few words around."""
    parts = []
    for number, run in enumerate(pair.text):
        begins, ends = AROUND[run.how]
        text = both.new.quoted(run.text)
        if run.how == "same":
            text = both.new.quoted(_near(run.text, first=number == 0, last=number == len(pair.text) - 1))
        parts.append(f"{begins}{text}{ends}")
    return say(both.new, "words", text=Said(" ".join(parts)))


def legend(both: Both) -> Said:
    """Say what the marks in `rewording` mean."""
    marks = {how: both.new.named("…".join(around)) for how, around in AROUND.items() if how != "same"}
    return say(both.new, "legend", **marks)


def _near(text: str, *, first: bool, last: bool) -> str:
    """Give the words beside a change, and a mark for those in between."""
    words = text.split()
    before = [] if first else words[:NEAR]
    after = [] if last else words[-NEAR:]
    if len(before) + len(after) >= len(words):
        return text
    return " ".join((*before, "…", *after))


def replayed(found: Replay, both: Both) -> Iterator[str]:
    """Yield how many duties would read differently, and from when the draft is taken to be in force."""
    words = both.new
    if not found.total:
        yield words.word("diff", "replay-none")
    else:
        numbers = {"changed": found.changed, "vanished": found.vanished}
        parts = tuple(say(words, f"part-{name}", n=n) for name, n in numbers.items() if n)
        yield say(words, "replay", n=found.differently, total=found.total, parts=parts)
    if found.appeared:
        yield say(words, "replay-appeared", n=found.appeared)
    if found.moved:
        yield say(words, "replay-moved", n=found.moved)
    if found.first is not None:
        yield say(words, "replay-first", day=found.first)
    yield words.word("diff", "nobody-bound")
    if found.unheard:
        kinds = tuple(both.new.value(_kind(kind, both.new)) for kind in found.unheard)
        yield say(words, "unheard", kinds=kinds, n=sum(found.unheard.values()))
    if found.unknown:
        yield say(words, "unknown-codes", codes=tuple(words.named(code) for code in found.unknown))
    if found.was.plan.completeness != found.now.plan.completeness:
        yield from silence(found, both)


def silence(found: Replay, both: Both) -> Iterator[str]:
    """Yield what silence of the record means: once, or for the plan before and for the draft."""
    words = both.new
    told = [words.interface(f"completeness-{each.plan.completeness}") for each in (found.was, found.now)]
    if told[0] == told[1]:
        yield told[0]
        return
    yield say(words, "silence-before", text=told[0])
    yield say(words, "silence-then", text=told[1])


def _kind(kind: str, words: Wording) -> Said:
    return words.fill(words.word("dates", "quoted"), {"text": words.kind(kind)})


def owed(each: Reread, both: Both) -> Said:
    """Say who owed a duty and when; which check asks for it, where its clause has several."""
    result, words = (each.was, both.old) if each.was is not None else (each.now, both.new)
    if result is None:
        return Said("")
    of = result.finding.of
    told = [Said(bearer(result, words)), words.span(of.window.first, of.window.last)]
    clauses = each.pair.was if each.was is not None else each.pair.now
    if any(len(clause.checks) > 1 for clause in clauses if clause.id == of.check.obligation):
        told.append(say(words, "by-check", id=of.check.id))
    return Said(words.word("dates", "list").join(told))


def turned(each: Reread, both: Both) -> Said:
    """Say how a duty reads before and under the draft."""
    words = both.new
    key = "turn-vanished" if each.now is None else "turn-appeared" if each.was is None else "turn"
    was, now = (status(result.status, words) if result else "" for result in (each.was, each.now))
    return say(words, key, id=each.id, was=was, now=now)


def reasons(each: Reread, both: Both) -> Iterator[Said]:
    """Yield which alterations make a duty read so, then the reason of the verdict under the draft.

    Of a duty that would not be owed the reason of the verdict before is given.
    """
    words = both.new
    told = Said(" ".join(altered(one, both) for one in each.due_to))
    if not each.due_to:
        yield words.word("diff", "due-unknown")
    else:
        how = "each" if each.how == "alone" and len(each.due_to) > 1 else each.how
        yield say(words, f"due-{how}", altered=told)
    if each.now is not None:
        yield say(words, "then", reason=both.new.reason(each.now.finding.because))
    elif each.was is not None:
        yield say(words, "before", reason=both.old.reason(each.was.finding.because))


def rerated(each: Rerated, both: Both) -> Said:
    """Say how clauses are rated before and under the draft."""
    words = both.new
    sides = (dict.fromkeys(each.was), dict.fromkeys(each.now))
    was, now = (tuple(words.word("ratings", rating) for rating in side) for side in sides)
    return say(words, "rerated", ids=names(each.pair, both), was=was, now=now)
