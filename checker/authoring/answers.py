"""Reads an answer, typed at a question or given as an option, by the kind of what it is an answer to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.authoring.written import Plain, Value
from checker.days import NoSuchDay, parse_duration, parse_range
from checker.diagnostics import Faults
from checker.located import yaml
from checker.located.model import Fields, Items, Node, flag, number
from checker.located.schema import nearest
from checker.located.source import CONTROL

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from checker.authoring.known import Known

    Reader = Callable[[str, Known], Value]

YES, NO = frozenset({"y", "yes", "true"}), frozenset({"n", "no", "false"})


class NotUnderstood(Exception):
    """An answer that says nothing here. The message says why, and what can be answered."""


def read(kind: str, text: str, known: Known) -> Value | None:
    """Give the value of an answer for a parameter of that kind; None if it says that there is none."""
    return READERS[kind](clean(text), known) if text.strip() else None


def clean(text: str) -> str:
    """Give a text on one line, with single spaces. Raises `NotUnderstood` if it holds what is not text."""
    plain = " ".join(text.split())
    if found := re.search(CONTROL, plain):
        raise NotUnderstood(f"there is a sign in it that is not text (U+{ord(found.group()):04X})")
    return plain


def as_yaml(text: str) -> Value | None:
    """Give what is written in brackets, or as `name: value, …`, as a map or a list; None if it is neither."""
    if not text.startswith(("{", "[")):
        if not re.match(r"[a-z_]+: ", text):
            return None
        text = "{" + text + "}"
    faults = Faults()
    node = yaml.parse(text, "answer", faults)
    if node is None:
        raise NotUnderstood(f"{faults.errors[0].message}; write it like {{activity: …, by: …}}")
    return _value(node)


def _value(node: Node) -> Value:
    if isinstance(node, Fields):
        return {str(key): _value(item) for key, item in node.items()}
    if isinstance(node, Items):
        return [_value(item) for item in node]
    return Plain(node) if flag(node) is not None or number(node) is not None else str(node)


def one_of(text: str, known: Mapping[str, str], what: str) -> str:
    """Give the code that is meant by a code or its label, in whatever case."""
    if text in known:
        return text
    meant = [code for code, label in known.items() if text.casefold() in (code.casefold(), label.casefold())]
    if len(meant) == 1:
        return meant[0]
    if len(meant) > 1:
        raise NotUnderstood(f"“{text}” may be {' or '.join(meant)}; write the code")
    near = nearest(text, [*known, *known.values()])
    raise NotUnderstood(
        f"“{text}” is no {what} here; " + (f"did you mean {near}?" if near else _listed(known))
    )


def _listed(known: Mapping[str, str]) -> str:
    return "there is: " + ", ".join(known) if known else "there is none yet"


def pieces(text: str) -> list[str]:
    """Give the parts of a list, with commas or semicolons between them."""
    return [piece.strip() for piece in re.split("[,;]", text) if piece.strip()]


def several(text: str, known: Mapping[str, str], what: str) -> Value:
    """Give one code, or a list of them."""
    codes = list(dict.fromkeys(one_of(piece, known, what) for piece in pieces(text)))
    if not codes:
        raise NotUnderstood(f"a {what} is needed")
    return codes[0] if len(codes) == 1 else codes


def _bearer(text: str, known: Known) -> Value:
    given = as_yaml(text)
    if given is not None:
        return given
    if text.startswith("$"):
        return text
    found = several(text, known.parties(bound=True), "party that can owe something")
    return found if isinstance(found, str) else {"each": found}


def _parties(text: str, known: Known) -> Value:
    given = as_yaml(text)
    return several(text, known.parties(), "party") if given is None else given


def _day(text: str, known: Known) -> Value:
    dates = {name: name for name in known.plan.dates}
    if not text[:1].isdigit():
        return one_of(text, dates, "named date") if dates else _no_day(text)
    try:
        parse_range(text)
    except NoSuchDay as error:
        raise NotUnderstood(f"{error}; {error.help}") from None
    return Plain(text)


def _no_day(text: str) -> Value:
    raise NotUnderstood(f"“{text}” is no day; write it as YYYY-MM-DD")


def _duration(text: str, known: Known) -> Value:
    return _length(text, known, "length of time", "30 days, 2 weeks, 6 months, 1 year or 10 working days")


def _period(text: str, known: Known) -> Value:
    if re.fullmatch("calendar (year|quarter|month)", text):
        return text
    return _length(text, known, "period", "1 year, 6 months, calendar year or calendar quarter")


def _length(text: str, known: Known, what: str, such_as: str) -> Value:
    given = as_yaml(text)
    if given is not None:
        return given
    text = re.sub(r"^(?:each |every )?(working day|day|week|month|quarter|year)$", r"1 \1", text)
    found = parse_duration(text)
    if found is None:
        if text in known.interpretations():
            return {"interpretation": text}
        raise NotUnderstood(f"“{text}” is no {what}; write a number and a unit, such as {such_as}")
    if found.needs_calendar and known.plan.calendar is None:
        mend = "add it first, at the top of the plan: calendar: {weekend: [saturday, sunday]}"
        raise NotUnderstood(f"working days can only be counted with the plan's calendar; {mend}")
    return text


def _selector(text: str, known: Known) -> Value:
    given = as_yaml(text)
    return {"activity": several(text, known.kinds(), "activity")} if given is None else given


def _attributes(text: str, known: Known) -> Value:
    given = as_yaml(text)
    if given is None:
        raise NotUnderstood(f"say what it has to carry, such as {{{_one(known.attributes())}: value}}")
    return given


def _one(names: Mapping[str, str]) -> str:
    return next(iter(names), "name")


def _fields(text: str, known: Known) -> Value:
    given = as_yaml(text)
    if given is None:
        found = several(text, known.fields(), "column of the log")
        return [found] if isinstance(found, str) else found
    return given


def _count(text: str, _: Known) -> Value:
    if not re.fullmatch(r"[1-9]\d{0,5}", text):
        raise NotUnderstood(f"“{text}” is no whole number such as 2")
    return Plain(text)


def _question(text: str, _: Known) -> Value:
    given = as_yaml(text) if text.startswith("{") else None
    return {"question": text} if given is None else given


def _exceptions(text: str, known: Known) -> Value:
    given = as_yaml(text)
    if given is None:
        return [{"activity": several(text, known.kinds(), "activity")}]
    return given if isinstance(given, list) else [given]


def yes(text: str) -> bool:
    """Read yes or no."""
    if text.casefold() not in YES | NO:
        raise NotUnderstood(f"“{text}” is neither yes nor no")
    return text.casefold() in YES


def _flag(text: str, _: Known) -> Value:
    return Plain("true") if yes(text) else Plain("false")


def _flag_or_duration(text: str, known: Known) -> Value:
    return _flag(text, known) if text.casefold() in YES | NO else _duration(text, known)


def _unclear(text: str, _: Known) -> Value:
    if text != "unclear" and not yes(text):
        raise NotUnderstood("leave it out if the order is clear")
    return "unclear"


READERS: Mapping[str, Reader] = {
    "bearer": _bearer,
    "parties": _parties,
    "day": _day,
    "duration": _duration,
    "period": _period,
    "selector": _selector,
    "attributes": _attributes,
    "fields": _fields,
    "count": _count,
    "question": _question,
    "exceptions": _exceptions,
    "flag": _flag,
    "flag or duration": _flag_or_duration,
    "unclear": _unclear,
}
