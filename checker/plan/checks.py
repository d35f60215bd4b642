"""Reads obligations and their checks, each by the parameters that its pattern takes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date

from checker.days import DayRange, Duration, NoSuchDay, OutOfCalendar, after, before, parse_day
from checker.located.model import Fields, Items, Node, Text, flag
from checker.patterns.model import Need, Pattern, Rules, chosen
from checker.patterns.vocabulary import STATUSES
from checker.plan import terms
from checker.plan.model import COMING_INTO_FORCE, Check, Example, Excuse, NamedDate, Obligation, Term
from checker.plan.terms import BOUND_BY_CHECK, Names
from checker.typed import cast

LifeDays = tuple[str | DayRange, str | DayRange | None]
"""When the plan comes into force and when it ends: named dates or days."""


def obligations(
    nodes: Items, rules: Rules, names: Names, dates: Mapping[str, NamedDate], life: LifeDays
) -> tuple[Obligation, ...]:
    """Read all obligations; each has an id of its own, and earlier ones that only parts of it share."""
    listed = cast("list[Fields]", nodes)
    taken: dict[str, Text] = {}
    for node in listed:
        _once(cast("Text", node["id"]), taken, names)
    _earlier(listed, taken, names)
    return tuple(_obligation(node, rules, names, dates, life) for node in listed)


def _once(name: Text, taken: dict[str, Text], names: Names) -> None:
    if name in taken:
        message, mend = f"the id “{name}” is used twice", "give each obligation an id of its own"
        names.faults.error("plan/duplicate-id", name.at, message, mend, (taken[name].at,))
    taken[name] = name


def _earlier(listed: Iterable[Fields], present: Mapping[str, Text], names: Names) -> None:
    """Refuse earlier ids that are no sign of a clause that was split.

    Several obligations may share one. If it is an id still, that obligation has to say of itself that it is
    only a part of what was called so: else a slip of the pen would let waivers excuse what they do not name.
    """
    parts = [(cast("Text", node["id"]), terms.texts(node["was"])) for node in listed if "was" in node]
    lives_on = {own for own, was in parts if own in was}
    divided = {name for own, was in parts for name in was if name != own}
    for _, was in parts:
        before: dict[str, Text] = {}
        for name in was:
            if name in before or (name in present and name not in lives_on & divided):
                message = f"the id “{name}” is used twice"
                mend = (
                    "name an earlier id once in a list; if this one was split and lives on, name it in the "
                    "was of its own obligation too"
                )
                first = before.get(name, present.get(name, name))
                names.faults.error("plan/duplicate-id", name.at, message, mend, (first.at,))
            before[name] = name


def _obligation(
    node: Fields, rules: Rules, names: Names, dates: Mapping[str, NamedDate], life: LifeDays
) -> Obligation:
    source = cast("Fields", node["source"])
    reading = _Reading(names, dates, life)
    checks: dict[str, Check] = {}
    if not node["checks"] and node["modality"] in ("must", "must_not"):
        at = node.place("modality")
        message = "somebody owes something by this clause, and nothing checks it"
        names.faults.error("plan/no-check", at, message, "add a check, or say may or is if nothing is owed")
    for item in cast("list[Fields]", node["checks"]):
        name = cast("Text", item["id"])
        if name in checks:
            message = f"the check id “{name}” is used twice in this obligation"
            names.faults.error(
                "plan/duplicate-id", name.at, message, "give each check an id of its own", (checks[name].at,)
            )
        checks[str(name)] = reading.check(item, str(node["id"]), rules.patterns[str(item["rule"])])
    return Obligation(
        id=str(node["id"]),
        title=str(node["title"]),
        text=str(node["text"]),
        section=str(source["section"]),
        paragraph=str(source.get("paragraph", "")),
        modality=str(node["modality"]),
        was=tuple(str(name) for name in node.get("was", ())),
        reading=str(node["reading"]) if "reading" in node else None,
        checks=tuple(checks.values()),
        examples=tuple(_examples(node, names)),
        at=node.at,
    )


def _examples(node: Fields, names: Names) -> Iterator[Example]:
    for item in cast("list[Fields]", node.get("examples", ())):
        text = cast("Text", item["as_of"])
        try:
            as_of = parse_day(text)
        except NoSuchDay as error:
            names.faults.error("plan/no-such-day", text.at, str(error), error.help)
            continue
        uses = tuple(terms.texts(item["uses"])) if "uses" in item else None
        yield Example(cast("Items", item["log"]), as_of, _expected(node, item, names), uses, item.at)


def _expected(node: Fields, example: Fields, names: Names) -> dict[Text, str | tuple[str, ...]]:
    """Read what an example expects: one status for all, or a list, for a bearer or a check and bearer."""
    checks = [str(cast("Text", check["id"])) for check in cast("list[Fields]", node["checks"])]
    found: dict[Text, str | tuple[str, ...]] = {}
    for key, value in cast("Fields", example["expect"]).items():
        check, _, bearers = str(key).rpartition("/")
        if check and check not in checks:
            names.unknown("check", Text(check, key.at), checks)
        for code in bearers.split("+"):
            terms.party(Text(code, key.at), names)
        for status in terms.texts(value):
            if status not in STATUSES:
                names.unknown("status", status, STATUSES)
        found[key] = str(value) if isinstance(value, Text) else tuple(str(v) for v in value)
    return found


class _Reading:
    """Reads checks; holds what may be named in them."""

    def __init__(self, names: Names, dates: Mapping[str, NamedDate], life: LifeDays) -> None:
        self.names, self.dates, self.life = names, dates, life

    def check(self, node: Fields, obligation: str, pattern: Pattern) -> Check:
        """Read one check."""
        rests: set[str] = set()
        bound = _bound_by(node["when"]) if "when" in node else ()
        variables = {*BOUND_BY_CHECK, *bound}
        given: dict[str, Node] = {
            name: value for name, value in node.items() if name in pattern.takes and flag(value) is not False
        }
        self._needs(node, pattern, given)
        read = {}
        for name, parameter in pattern.takes.items():
            term = self._term(parameter.kind, given[name], variables, rests) if name in given else None
            if term is None and parameter.default is not None:
                term = self._default(parameter.default, rests)
            if term is not None:
                read[name] = term
        check = Check(
            id=str(node["id"]),
            obligation=obligation,
            pattern=pattern,
            bearers=terms.bearers(node["bearer"], self.names, bound),
            toward=self._toward(node),
            terms=read,
            times=int(str(read.get("times", 1))),
            question=str(cast("Fields", node["judgement"])["question"]) if "judgement" in node else None,
            unless=tuple(
                self._excuse(item, node, pattern, variables)
                for item in cast("list[Fields]", node.get("unless", ()))
            ),
            rests_on=tuple(sorted(rests | self._life(pattern, read))),
            at=node.at,
        )
        self._not_empty(node, pattern, read)
        return check

    def _term(  # noqa: PLR0911 - one return a kind
        self, kind: str, node: Node, variables: Collection[str], rests: set[str]
    ) -> Term | None:
        if kind in ("selector", "attributes"):
            return terms.selector(node, self.names, variables)
        if kind == "fields":
            return terms.fields(node, self.names)
        if kind == "day":
            return self._day(cast("Text", node), rests)
        if kind == "period":
            return terms.period(node, self.names, rests)
        if kind in ("flag", "unclear") or flag(node):
            return True
        if kind in ("duration", "flag or duration"):
            return terms.duration(node, self.names, rests)
        return int(cast("Text", node)) if kind == "count" else None

    def _default(self, text: str, rests: set[str]) -> Term:
        if text == COMING_INTO_FORCE:
            rests.update(self._behind(self.life[0]))
            return COMING_INTO_FORCE
        return int(text)

    def _day(self, text: Text, rests: set[str]) -> Term | None:
        if text in self.dates:
            rests.update(self.dates[text].rests_on)
            return str(text)
        if text[:1].isdigit():
            return terms.days(text, self.names.faults)
        self.names.unknown(
            "date", text, self.dates.keys(), "add it under dates, or write a day as YYYY-MM-DD"
        )
        return None

    def _life(self, pattern: Pattern, read: Mapping[str, Term]) -> set[str]:
        """Name what a check rests on because its window hangs on the days of the plan's life."""
        window = pattern.window
        cases = [chosen(cases, read) for cases in (window.opens, window.due)] if window else []
        points = {case.at.point for case in cases if case is not None}
        start = self._behind(self.life[0]) if COMING_INTO_FORCE in points else ()
        return {*start, *(self._behind(self.life[1]) if "plan.end" in points else ())}

    def _behind(self, day: str | DayRange | None) -> tuple[str, ...]:
        """Name the interpretations that a day of the plan rests on."""
        return self.dates[day].rests_on if isinstance(day, str) and day in self.dates else ()

    def _toward(self, node: Fields) -> tuple[str, ...] | None:
        if "toward" not in node:
            return None
        return tuple(code for item in terms.texts(node["toward"]) if (code := terms.party(item, self.names)))

    def _excuse(self, node: Fields, check: Fields, pattern: Pattern, variables: Collection[str]) -> Excuse:
        has_activity = pattern.broken_by is not None or "when" in check
        for key in ("same", "this"):
            if key in node and not has_activity:
                at = node.place(key)
                message = (
                    f"“{key}” needs a trigger or an offending activity to look at; this rule has neither"
                )
                self.names.faults.error("plan/nothing-to-match", at, message, f"leave {key} out")
        this = "this" in node
        if this and len(node) > 1:
            self.names.faults.error(
                "plan/this-alone", node.at, "“this” stands alone in an exception", "write two exceptions"
            )
        chosen = (
            terms.selector(node["this"], self.names, variables)
            if this
            else terms.selector(node, self.names, variables, leave=("same", "not_after"))
        )
        if not chosen.conditions:
            self.names.faults.error(
                "plan/empty-exception",
                node.at,
                "this exception would excuse everything",
                "say which activity excuses",
            )
        same = terms.fields(node["same"], self.names) if "same" in node else None
        return Excuse(chosen, this, same, str(node["not_after"]) if "not_after" in node else None)

    def _needs(self, node: Fields, pattern: Pattern, given: Mapping[str, Node]) -> None:
        for need in pattern.needs:
            count = sum(name in given for name in need.one_of)
            wanted = 1 if need.beside is None or need.beside in given else 0
            if count != wanted:
                self.names.faults.error("plan/one-of", node.at, *_need_in_words(need, wanted, count))
        for group in pattern.excludes:
            both = [name for name in group if name in given]
            if len(both) > 1:
                at = node.place(both[1])
                message = f"“{both[0]}” and “{both[1]}” exclude each other"
                self.names.faults.error("plan/exclude", at, message, "leave one of them out")

    def _not_empty(self, node: Fields, pattern: Pattern, read: Mapping[str, Term]) -> None:
        for opens, message, mend in empty_windows(pattern, read):
            self.names.faults.error(EMPTY, node.place(opens), message, mend)


EMPTY = "plan/empty-window"


def empty_windows(pattern: Pattern, read: Mapping[str, Term]) -> Iterator[tuple[str, str, str]]:
    """Yield, for each window in which no day can lie, the parameter that opens it, a message and its help."""
    for opens, closes in pattern.not_empty:
        first, last = read.get(opens), read.get(closes)
        if isinstance(first, Duration) and isinstance(last, Duration) and _always_empty(first, last):
            message = f"no day lies in this window: “{opens}” is longer than “{closes}”"
            yield opens, message, "shorten the one or lengthen the other"


def _need_in_words(need: Need, wanted: int, count: int) -> tuple[str, str]:
    names = " or ".join(need.one_of)
    if wanted and count:
        return f"this check takes only one of {names}", "leave the other out"
    if wanted:
        return f"this check needs one of {names}", f"write one of {names}"
    return f"{names} needs a trigger here", f"add {need.beside}, or leave {names} out"


def _bound_by(node: Node) -> tuple[str, ...]:
    """Name the variables that a trigger's selector binds."""
    items = [
        item
        for value in cast("Fields", node).values()
        if not isinstance(value, Fields)
        for item in terms.texts(value)
    ]
    return tuple(sorted({str(i[1:]) for i in items if i.startswith("$") and i[1:] not in BOUND_BY_CHECK}))


_SAMPLE = [date(2008, month, day) for month in (1, 2, 3, 7, 8, 12) for day in (1, 15, 28)]


def _always_empty(first: Duration, last: Duration) -> bool:
    """Say whether a time that begins `first` after a day never begins before one of `last` has ended.

    Working days are compared only among themselves: how they lie beside other days is the calendar's affair.
    """
    if first.needs_calendar or last.needs_calendar:
        lengths = first.count - first.inclusive, last.count - last.inclusive
        return first.needs_calendar and last.needs_calendar and lengths[0] > lengths[1]
    try:
        forward = all(after(day, first) > after(day, last) for day in _SAMPLE)
        return forward and all(before(day, first) < before(day, last) for day in _SAMPLE)
    except OutOfCalendar:
        return False
