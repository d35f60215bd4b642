"""Puts another value in the place of one quantity: an interpretation wherever it stands, or a parameter.

The plan is not read again: the typed value is replaced. Where an interpretation gives a parameter is told by
the plan as it is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from checker.days import Duration, on
from checker.located.model import Fields, Items
from checker.plan.model import Period

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from checker.plan.model import Check, Plan
    from checker.revision.ladder import Value

Named = tuple[str, str]
"""A check by the id of its obligation and its own."""


def written(plan: Plan) -> Mapping[Named, Fields]:
    """Give each check as it is written."""
    return {
        (str(clause["id"]), str(check["id"])): check
        for clause in cast("list[Fields]", cast("Items", plan.source["obligations"]))
        for check in cast("list[Fields]", cast("Items", clause["checks"]))
    }


def behind(check: Check, source: Mapping[Named, Fields]) -> Mapping[str, str]:
    """Give the interpretation behind each parameter of a check that one gives."""
    node = source[check.obligation, check.id]
    found = {}
    for name in check.pattern.takes:
        given = node.get(name)
        if name in check.terms and isinstance(given, Fields) and set(given) == {"interpretation"}:
            found[name] = str(given["interpretation"])
    return found


def given_by(name: str, check: Check, source: Mapping[Named, Fields]) -> tuple[str, ...]:
    """Name the parameters of a check that an interpretation gives."""
    return tuple(parameter for parameter, meant in behind(check, source).items() if meant == name)


def with_value(check: Check, parameters: Collection[str], value: Value) -> Check:
    """Give a check with another value for some of its parameters."""
    terms = {
        name: Period(value, calendar=False)
        if isinstance(term, Period) and isinstance(value, Duration)
        else value
        for name, term in check.terms.items()
        if name in parameters and isinstance(value, (Duration, int))
    }
    times = check.times
    if isinstance(value, int) and "times" in parameters:
        times = value
    return check._replace(terms={**check.terms, **terms}, times=times)


def with_day(plan: Plan, name: str, day: date) -> Plan:
    """Give a plan with another day for the named dates that rest on an interpretation."""
    dates = {
        key: named._replace(days=on(day)) if name in named.rests_on else named
        for key, named in plan.dates.items()
    }
    return plan._replace(dates=dates)


def value_of(check: Check, parameter: str) -> Value | None:
    """Give the value of a parameter that can be varied: a duration, that of periods, or a number of times."""
    term = check.terms.get(parameter)
    if isinstance(term, Period):
        return None if term.calendar else term.length
    if parameter == "times":
        return check.times
    return term if isinstance(term, Duration) else None
