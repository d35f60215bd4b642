"""Reads `obligations.yaml`: shape by the schema, then every name, number and day."""

from collections.abc import Mapping

from checker.days import WEEKDAYS, Calendar, DayRange, Duration, NoSuchDay, parse_day, parse_duration
from checker.diagnostics import Faults
from checker.located import schema, yaml
from checker.located.model import Fields, Items, Node, Text, flag
from checker.patterns import load as patterns
from checker.patterns.model import Rules
from checker.plan import checks, terms
from checker.plan.model import Attribute, Interpretation, Kind, NamedDate, Party, Plan
from checker.plan.shape import schema as shape
from checker.plan.terms import Names
from checker.typed import cast


def load(
    path: str, faults: Faults, own_rules: patterns.Own | None = None, *, thorough: bool = False
) -> tuple[Plan, Rules] | None:
    """Read a plan and the rules that it uses. Faults go to `faults`; then the result is None.

    `own_rules` are further patterns, or the folder that has them. `thorough` lets the schema library look
    even where our own quick look found the shape right.
    """
    node = yaml.read(path, faults)
    return None if node is None else build(node, path, faults, own_rules, thorough=thorough)


def build(  # noqa: PLR0913 - as `load`, and what has been read before
    node: Node,
    path: str,
    faults: Faults,
    own_rules: patterns.Own | None = None,
    *,
    thorough: bool = False,
    known: Rules | None = None,
) -> tuple[Plan, Rules] | None:
    """Make a plan of a located value: see `load`. Rules that are `known` are not read again."""
    before = faults.count
    names = patterns.names(faults, own_rules)
    used = frozenset(_rules_used(node))
    rules = known if known and used <= known.patterns.keys() else patterns.load(faults, own_rules, used)
    if not schema.check(node, shape(names, rules.patterns.values()), "plan", faults, thorough=thorough):
        return None
    if faults.count > before:  # a pattern that cannot be used
        return None
    plan = _plan(cast("Fields", node), path, faults, rules)
    return (plan, rules) if plan is not None and faults.count == before else None


def _rules_used(node: Node) -> set[str]:
    """Name the rules that a plan of perhaps wrong shape asks for."""
    found: set[str] = set()
    obligations = node.get("obligations") if isinstance(node, Fields) else None
    for obligation in obligations if isinstance(obligations, Items) else ():
        listed = obligation.get("checks") if isinstance(obligation, Fields) else None
        for check in listed if isinstance(listed, Items) else ():
            rule = check.get("rule") if isinstance(check, Fields) else None
            if isinstance(rule, Text):
                found.add(str(rule))
    return found


def _plan(node: Fields, path: str, faults: Faults, rules: Rules) -> Plan | None:
    head = cast("Fields", node["plan"])
    names = _names(node, faults)
    _own_kinds(node, faults)
    dates = {str(key): _date(key, value, names) for key, value in _map(node, "dates").items()}
    force = cast("Fields", head["in_force"])
    start = _day(cast("Text", force["from"]), dates, names)
    until = _day(cast("Text", force["until"]), dates, names) if "until" in force else None
    _in_order(force, start, until, names, dates)
    if start is None:
        return None
    return Plan(
        id=str(head["id"]),
        title=str(head["title"]),
        start=start,
        until=until,
        completeness=str(head["completeness"]),
        illustrative=_says(head, "illustrative"),
        dates=dates,
        calendar=_calendar(node, faults),
        parties=names.parties,
        attributes=names.attributes,
        kinds=names.kinds,
        interpretations=names.interpretations,
        obligations=checks.obligations(
            cast("Items", node["obligations"]), rules, names, dates, (start, until)
        ),
        source=node,
        file=path,
        version=str(head.get("version", "")),
        replaces=_replaces(head, faults),
        open_duties=str(head["open_duties"]) if "open_duties" in head else None,
    )


def _replaces(head: Fields, faults: Faults) -> Text | None:
    """Give the version that a plan replaces; what is said of versions has to be said whole."""
    needed = {
        "replaces": ("version", "name this version too, with version: a short name such as 2"),
        "open_duties": ("replaces", "name the version that this one replaces, with replaces"),
    }
    for key, (lacking, mend) in needed.items():
        if key in head and lacking not in head:
            message = f"{key} says something only beside {lacking}"
            faults.error("plan/version-not-named", head.place(key), message, mend)
    if "replaces" in head and head["replaces"] == head.get("version"):
        message, mend = "a version cannot replace itself", "give each version a name of its own"
        faults.error("plan/duplicate-version", head.place("replaces"), message, mend)
    return cast("Text | None", head.get("replaces"))


def _names(node: Fields, faults: Faults) -> Names:
    kinds = _map(node, "activities").items()
    parties = _parties(cast("Fields", node["parties"]), faults)
    read = {str(k): _interpretation(k, v, faults) for k, v in _map(node, "interpretations").items()}
    return Names(
        faults,
        parties=parties,
        attributes=_attributes(node, faults),
        kinds={str(code): _kind(str(code), cast("Fields", kind), faults) for code, kind in kinds},
        interpretations={name: meant for name, meant in read.items() if meant},
        has_calendar="calendar" in node,
    )


def _in_order(
    force: Fields,
    start: str | DayRange | None,
    until: str | DayRange | None,
    names: Names,
    dates: Mapping[str, NamedDate],
) -> None:
    """Warn of a plan that ends before it begins, as far as its days are known without a log."""
    first, last = (dates[day].days if isinstance(day, str) else day for day in (start, until))
    if first is not None and last is not None and last.latest < first.latest:
        at = cast("Text", force["until"]).at
        names.faults.warn(
            "plan/ends-before-start",
            at,
            f"the plan ends ({last}) before it begins ({first})",
            "exchange the two days; as it stands nothing is ever owed",
        )


def _says(node: Fields, key: str) -> bool:
    """Say whether a flag is given, and true."""
    return key in node and flag(node[key]) is True


def _map(node: Fields, key: str) -> Mapping[Text, Node]:
    return cast("Fields", node[key]) if key in node else {}


def _parties(node: Fields, faults: Faults) -> dict[str, Party]:
    found: dict[str, Party] = {}
    for code, value in node.items():
        party = cast("Fields", value)
        bound = "party" not in party or _says(party, "party")
        pairs: list[tuple[Text, str, str, str | None]] = [
            (code, str(party["name"]), str(party.get("short", party["name"])), None)
        ]
        pairs += [(unit, str(name), str(name), str(code)) for unit, name in _map(party, "units").items()]
        for name, full, short, whole in pairs:
            if name in found:
                faults.error(
                    "plan/duplicate-code",
                    name.at,
                    f"the code “{name}” is used twice",
                    "give each party and unit its own",
                )
            found[str(name)] = Party(str(name), full, short, bound, whole)
    return found


def _attributes(node: Fields, faults: Faults) -> dict[str, Attribute]:
    found = {}
    for name, value in _map(node, "attributes").items():
        fields = cast("Fields", value)
        values = tuple(str(v) for v in cast("Items", fields["values"])) if "values" in fields else None
        if name in FIXED_COLUMNS:
            faults.error(
                "plan/fixed-column", name.at, f"“{name}” is a column of every log", "choose another name"
            )
        if values is not None and "type" in fields:
            told, mend = f"“{name}” gives a type, and values too", "leave one of the two out"
            faults.error("plan/type-and-values", name.at, told, mend)
        found[str(name)] = Attribute(str(name), str(fields["label"]), fields.get("type") == "number", values)
    return found


def _kind(code: str, node: Fields, faults: Faults) -> Kind:
    return Kind(code, str(node["label"]), _attributes(node, faults))


FIXED_COLUMNS = frozenset(
    ("id", "date", "end", "activity", "by", "to", "recorded", "corrects", "retracts", "illustrative")
)
BUILT_IN = frozenset(
    ("coverage", "judgement", "waiver", "extension", "decision", "decision_done", "sign_off", "retraction")
)


def _own_kinds(node: Fields, faults: Faults) -> None:
    for code in _map(node, "activities"):
        if code in BUILT_IN:
            faults.error(
                "plan/built-in-kind",
                code.at,
                f"“{code}” is a built-in kind of the log",
                "choose another name",
            )


def _interpretation(name: Text, node: Node, faults: Faults) -> Interpretation | None:
    fields = cast("Fields", node)
    value = _value(cast("Text", fields["value"]), faults)
    for other in cast("list[Text]", fields.get("alternatives", ())):
        read = _value(other, faults)
        if value is not None and read is not None and type(read) is not type(value):
            faults.error(
                "plan/other-kind",
                other.at,
                f"“{other}” and “{fields['value']}” are not of one kind",
                "give all as durations, or all as days",
            )
    decided = cast("Fields | None", fields.get("decided"))
    if (decided is None) == (not _says(fields, "assumed")):
        faults.error(
            "plan/who-decided",
            name.at,
            f"“{name}” must say either who decided it or that it is assumed",
            "write decided: {by: …, on: YYYY-MM-DD}, or assumed: true",
        )
    if value is None:
        return None
    on = terms.days(cast("Text", decided["on"]), faults) if decided else None
    return Interpretation(
        name=str(name),
        value=value,
        text=str(fields["value"]),
        because=str(fields["because"]),
        decided_by=str(decided["by"]) if decided else None,
        decided_on=on.earliest if on else None,
        alternatives=tuple(str(other) for other in fields.get("alternatives", ())),
    )


def _value(text: Text, faults: Faults) -> Duration | DayRange | None:
    return parse_duration(text) or terms.days(text, faults)


def _date(name: Text, node: Node, names: Names) -> NamedDate:
    if isinstance(node, Text):
        return NamedDate(str(name), terms.days(node, names.faults), None, ())
    fields = cast("Fields", node)
    if "first" in fields:
        return NamedDate(str(name), None, terms.selector(fields["first"], names, ()), ())
    rests: set[str] = set()
    meant = terms.interpreted(node, names, rests)
    if meant is not None and not isinstance(meant.value, DayRange):
        message = f"“{meant.name}” is read as a duration, but a day is due here"
        names.faults.error("plan/not-a-day", fields.at, message, "write a day as YYYY-MM-DD")
    days = meant.value if meant is not None and isinstance(meant.value, DayRange) else None
    return NamedDate(str(name), days, None, tuple(sorted(rests)))


def _day(text: Text, dates: Mapping[str, NamedDate], names: Names) -> str | DayRange | None:
    if text in dates:
        return str(text)
    if text[:1].isdigit():
        return terms.days(text, names.faults)
    names.unknown("date", text, dates.keys(), "add it under dates, or write a day as YYYY-MM-DD")
    return None


def _calendar(node: Fields, faults: Faults) -> Calendar | None:
    if "calendar" not in node:
        return None
    calendar = cast("Fields", node["calendar"])
    closed = set()
    for text in cast("list[Text]", calendar.get("closed", ())):
        try:
            closed.add(parse_day(text))
        except NoSuchDay as error:
            faults.error("plan/no-such-day", text.at, str(error), error.help)
    weekend = frozenset(WEEKDAYS.index(str(day)) for day in cast("Items", calendar["weekend"]))
    return Calendar(weekend, frozenset(closed))
