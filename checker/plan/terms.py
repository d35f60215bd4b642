"""Reads the small things that checks are made of: days, durations, selectors, bearers."""

from collections.abc import Collection, Mapping

from checker.days import DayRange, Duration, NoSuchDay, parse_duration, parse_range
from checker.diagnostics import Faults
from checker.frozen import NamedTuple
from checker.located import schema
from checker.located.model import Fields, Node, Text, flag
from checker.located.number import shortest
from checker.plan.model import Attribute, Bearers, Interpretation, Kind, Party, Period
from checker.plan.selectors import PEOPLE, Condition, Selector
from checker.typed import cast

FIXED_FIELDS = frozenset({"about", "title", "place", "note", "evidence", *PEOPLE})
BOUND_BY_CHECK = frozenset({"bearer", "counterparty"})


class Names(NamedTuple):
    """What may be named in a plan, and the collector of faults."""

    faults: Faults
    parties: Mapping[str, Party]
    attributes: Mapping[str, Attribute]
    kinds: Mapping[str, Kind]
    interpretations: Mapping[str, Interpretation]
    has_calendar: bool

    def unknown(self, what: str, name: Text, known: Collection[str], mend: str = "") -> None:
        """Report a name that nothing bears, with the nearest known one."""
        near = schema.nearest(name, known)
        advice = f"did you mean {near}?" if near else mend or "known: " + ", ".join(sorted(known))
        code = f"plan/unknown-{what.split(maxsplit=1)[0]}"
        self.faults.error(code, name.at, f"“{name}” is no {what} of this plan", advice)

    def attribute(self, name: str) -> tuple[Attribute, ...]:
        """Give every declaration of an attribute: for all kinds, or for some."""
        everywhere = [self.attributes[name]] if name in self.attributes else []
        return (*everywhere, *(k.attributes[name] for k in self.kinds.values() if name in k.attributes))

    def attribute_names(self) -> frozenset[str]:
        """Give the names of all attributes."""
        return frozenset(self.attributes).union(*(k.attributes for k in self.kinds.values()))


def texts(node: Node) -> list[Text]:
    """Give one text, or a list of them, as a list."""
    return [node] if isinstance(node, Text) else [cast("Text", item) for item in node]


def days(text: Text, faults: Faults) -> DayRange | None:
    """Read a day or an imprecise date."""
    try:
        return parse_range(text)
    except NoSuchDay as error:
        faults.error("plan/no-such-day", text.at, str(error), error.help)
        return None


def interpreted(node: Node, names: Names, rests: set[str]) -> Interpretation | None:
    """Resolve `{interpretation: name}` and note in `rests` that the check rests on it."""
    name = cast("Text", cast("Fields", node)["interpretation"])
    if name not in names.interpretations:
        names.unknown("interpretation", name, names.interpretations.keys(), "add it under interpretations")
        return None
    rests.add(str(name))
    return names.interpretations[name]


def duration(node: Node, names: Names, rests: set[str]) -> Duration | None:
    """Read a duration, written out or by the name of an interpretation."""
    if isinstance(node, Text):
        found = parse_duration(node)
        at = node.at
    else:
        meant = interpreted(node, names, rests)
        if meant is None:
            return None
        at = cast("Fields", node).at
        found = meant.value if isinstance(meant.value, Duration) else None
        if found is None:
            message = f"“{meant.name}” is read as a day, but a duration is due here"
            names.faults.error("plan/not-a-duration", at, message, "write a duration such as 30 days")
            return None
    if found and found.needs_calendar and not names.has_calendar:
        names.faults.error(
            "plan/no-calendar",
            at,
            "working days need the plan's calendar",
            "add calendar: {weekend: [saturday, sunday]}",
        )
        return None
    return found


def period(node: Node, names: Names, rests: set[str]) -> Period | None:
    """Read how periods follow each other: `1 year` or `calendar quarter`."""
    if isinstance(node, Text) and node.startswith("calendar "):
        length = parse_duration("1 " + node.removeprefix("calendar "))
        return Period(length, calendar=True) if length else None
    found = duration(node, names, rests)
    if found and found.inclusive:
        at = cast("Text | Fields", node).at
        names.faults.error(
            "plan/inclusive-period", at, "a period cannot be “inclusive”", "leave the word out"
        )
        return None
    return Period(found, calendar=False) if found else None


def selector(node: Node, names: Names, variables: Collection[str], leave: Collection[str] = ()) -> Selector:
    """Read a selector.

    `variables` are those that may be asked for, without `$`; the keys in `leave` are not its own.
    """
    conditions = []
    kinds: frozenset[str] | None = None
    for key, value in cast("Fields", node).items():
        if key in leave:
            continue
        condition = _condition(key, value, names, variables)
        if condition is None:
            continue
        conditions.append(condition)
        if key == "activity" and not (condition.negated or condition.variables) and condition.present is None:
            kinds = condition.values
    return Selector(tuple(conditions), kinds)


def _condition(key: Text, node: Node, names: Names, variables: Collection[str]) -> Condition | None:
    fields = FIXED_FIELDS | {"activity"}
    if key not in fields and not names.attribute(key):
        names.unknown("field", key, fields | names.attribute_names())
        return None
    number = key not in fields and any(attribute.number for attribute in names.attribute(key))
    if isinstance(node, Fields):
        if "exists" in node:
            return Condition(str(key), present=flag(node["exists"]))
        if "not" not in node:
            return _bounds(key, node, names, number=number)
        values, asked = _values(key, texts(node["not"]), names, variables, number=number)
        return Condition(str(key), values, asked, negated=True)
    values, asked = _values(key, texts(node), names, variables, number=number)
    return Condition(str(key), values, asked)


def _bounds(key: Text, node: Fields, names: Names, *, number: bool) -> Condition | None:
    if not number:
        message = f"“{key}” is not a number, so at_least and at_most say nothing about it"
        names.faults.error("plan/not-a-number", key.at, message, "declare the attribute with type: number")
        return None
    least, most = node.get("at_least"), node.get("at_most")
    return Condition(
        str(key),
        at_least=float(cast("Text", least)) if least else None,
        at_most=float(cast("Text", most)) if most else None,
    )


def _values(
    key: Text, items: list[Text], names: Names, variables: Collection[str], *, number: bool
) -> tuple[frozenset[str], tuple[str, ...]]:
    values: set[str] = set()
    asked: list[str] = []
    for item in items:
        if item.startswith("$"):
            if item[1:] in variables:
                asked.append(item[1:])
            else:
                known = ["$" + name for name in variables]
                names.unknown(
                    "variable", item, known, "a variable has to be bound by the trigger, as in by: $host"
                )
            continue
        _known_value(key, item, names)
        values.add(str(item))
        if number:
            values.add(shortest(item) or str(item))
    return frozenset(values), tuple(asked)


def _known_value(key: Text, item: Text, names: Names) -> None:
    """Report a value that no entry can have in that field."""
    if key == "activity":
        if item not in names.kinds:
            names.unknown("activity", item, names.kinds.keys(), "add it under activities")
    elif key in PEOPLE:
        if item not in names.parties:
            names.unknown("party", item, names.parties.keys(), "add it under parties")
    elif key not in FIXED_FIELDS:
        allowed = [attribute.values for attribute in names.attribute(key)]
        if all(allowed) and not any(item in (values or ()) for values in allowed):
            known = [value for values in allowed for value in values or ()]
            names.unknown(f"value of {key}", item, known)


def fields(node: Node, names: Names) -> tuple[str, ...]:
    """Read the field names of `same`."""
    known = FIXED_FIELDS | names.attribute_names()
    for name in texts(node):
        if name not in known:
            names.unknown("field", name, known)
    return tuple(str(name) for name in texts(node))


def party(code: Text, names: Names) -> str | None:
    """Read the code of a party or unit."""
    if code in names.parties:
        return str(code)
    names.unknown("party", code, names.parties.keys(), "add it under parties")
    return None


def bearers(node: Node, names: Names, variables: Collection[str]) -> Bearers:
    """Read who owes."""
    if isinstance(node, Text) and node.startswith("$"):
        return Bearers((), _variable(node, names, variables), among=True)
    if isinstance(node, Fields) and "other_than" in node:
        return Bearers((), _variable(cast("Text", node["other_than"]), names, variables), among=False)
    listed = texts(node if isinstance(node, Text) else cast("Fields", node)["each"])
    codes = [code for item in listed if (code := party(item, names)) is not None]
    for item in listed:
        found = names.parties.get(item)
        if found is not None and not found.bound:
            message = f"{item} takes part but is not bound (party: false), so it owes nothing"
            names.faults.error("plan/not-bound", item.at, message, "name a party that the agreement binds")
    return Bearers(tuple(dict.fromkeys(codes)), None, among=True)


def _variable(name: Text, names: Names, variables: Collection[str]) -> str:
    if name[1:] not in variables or name[1:] in BOUND_BY_CHECK:
        known = ["$" + known for known in variables if known not in BOUND_BY_CHECK]
        names.unknown("variable", name, known, "a variable has to be bound by the trigger, as in by: $host")
    return str(name[1:])
