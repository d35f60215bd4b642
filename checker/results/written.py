"""Plans as they are written, changed in one place and read anew."""

from __future__ import annotations

from checker.diagnostics import Faults
from checker.located.model import Fields, Text
from checker.plan.load import build
from checker.plan.versions import merged
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from checker.located.model import Node
    from checker.patterns.model import Rules
    from checker.plan.model import Plan


def with_value(source: Fields, name: str, value: Text) -> Fields:
    """Give a plan as written, with another value for one of its interpretations."""
    meant = cast("Fields", source["interpretations"])
    own = with_key(cast("Fields", meant[name]), "value", value)
    return with_key(source, "interpretations", with_key(meant, name, own))


def sources(plan: Plan) -> dict[str, Fields]:
    """Give what is written, by version, the oldest first; of one plan that alone."""
    return {own.version: own.source for own in plan.versions or (plan,)}


def together(written: Iterable[Fields], file: str, rules: Rules) -> Plan:
    """Read versions as they are written, the oldest first. Raises `InvalidInput` if one is none."""
    return merged([built(source, file, rules) for source in written])


def with_key(fields: Fields, key: str, value: Node) -> Fields:
    """Give a map with another value for one of its keys."""
    return Fields({name: value if name == key else each for name, each in fields.items()}, fields.at)


def in_force_from(plan: Plan, rules: Rules, first: date) -> Plan:
    """Give a plan as if it had come into force on another day; what is counted from that moves with it."""
    source = plan.source
    head = cast("Fields", source["plan"])
    force = cast("Fields", head["in_force"])
    day = Text(first.isoformat(), force["from"].at)
    if force["from"] in plan.dates:
        dates = cast("Fields", source["dates"])
        source = with_key(source, "dates", with_key(dates, str(force["from"]), day))
    else:
        source = with_key(source, "plan", with_key(head, "in_force", with_key(force, "from", day)))
    return built(source, plan.file, rules)


def built(source: Fields, file: str, rules: Rules) -> Plan:
    """Read a plan as it is written. Raises `InvalidInput` if it is none."""
    faults = Faults()
    found = build(source, file, faults, rules.brought, known=rules)
    faults.stop()
    if found is None:
        raise RuntimeError("a plan was refused without a reason")
    return found[0]
