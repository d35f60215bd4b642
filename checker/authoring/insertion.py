"""Adds an obligation to the text of a plan: lines are put in, and every other line stays as it is.

What comes out is read like any plan before anything is written: it must say what the plan said before, and
the new obligation with what it brings along, and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, cast

from checker.authoring.written import Spread, Style, Value, fields, listed
from checker.diagnostics import Diagnostic, Faults, InvalidInput, Place
from checker.located import yaml
from checker.located.extent import Extent, extent
from checker.located.source import plain_lines
from checker.plan.load import build

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from checker.located.model import Fields, Items, Node
    from checker.patterns.load import Own
    from checker.patterns.model import Rules
    from checker.plan.model import Plan

    Lines = tuple[int, list[str]]  # the line after which lines are put in, and those lines

USUAL = Style(2, 2)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class Addition(NamedTuple):
    """An obligation, the one that it comes `after` (None: the last), and the new words that it uses.

    `words` are entries of the plan's other sections by section and name: parties, activities, ….
    """

    obligation: Mapping[str, Value]
    after: str | None
    words: Mapping[str, Mapping[str, Value]]


class Proposal(NamedTuple):
    """The text of a plan with an addition, the lines that are new in it, and the plan that it then is.

    If it is none, `faults` say why.
    """

    text: str
    new: tuple[str, ...]
    read: tuple[Plan, Rules] | None
    faults: tuple[Diagnostic, ...]


def propose(text: str, path: str, addition: Addition, own_rules: Own | None) -> Proposal:
    """Add to the text of a plan that can be read."""
    whole = extent(plain_lines(text))
    new = tuple(shown(addition, _style(whole)))
    made = text
    try:
        made = _put(text, _all_lines(whole, plain_lines(text).split("\n"), addition, path))
        read = _read(made, path, own_rules)
        _compare(_node(text, path), read[0].source, addition, path)
    except InvalidInput as refused:
        return Proposal(made, new, None, refused.diagnostics)
    return Proposal(made, new, read, ())


def check_open(text: str, path: str) -> None:
    """Raise `InvalidInput` if no obligation can be added to the text of a plan line by line."""
    section = extent(plain_lines(text)).fields["obligations"]
    if not section.block:
        raise _in_brackets("obligations", section, path, "write each on lines of its own, after a dash")


def shown(addition: Addition, style: Style = USUAL) -> Iterator[str]:
    """Give the lines of an addition as they are shown by themselves."""
    for section, words in addition.words.items():
        yield from fields({section: Spread(words)}, 0, style)
    yield from fields({"obligations": [Spread(addition.obligation)]}, 0, style)


def _put(text: str, put: Sequence[Lines]) -> str:
    """Put lines into a text, from the last place up, with the line ends that the text has."""
    lines = _LINE.findall(text)
    ends = next((end for end in ("\r\n", "\r", "\n") if lines[0].endswith(end)), "\n")
    for after, new in reversed(put):
        if not lines[after].endswith(("\r", "\n")):
            lines[after] += ends
        lines[after + 1 : after + 1] = [line + ends for line in new]
    return "".join(lines)


def _all_lines(whole: Extent, lines: Sequence[str], addition: Addition, path: str) -> list[Lines]:
    """Give what is put in where, from top to bottom."""
    put = [_obligation(whole, lines, addition, path)]
    sections = sorted(addition.words.items(), key=lambda each: each[0] not in whole.fields)
    put += [_words(whole, lines, section, words, path) for section, words in sections if words]
    return sorted(
        put, key=lambda each: each[0]
    )  # stable: what begins a section comes after what goes on with one


def _obligation(whole: Extent, lines: Sequence[str], addition: Addition, path: str) -> Lines:
    """Give the line after which the obligation comes, and its lines."""
    section = whole.fields["obligations"]
    ids = _ids(cast("Items", _node("\n".join(lines), path)["obligations"]))
    place = ids.index(addition.after) if addition.after is not None else len(ids) - 1
    last = section.items[place].last
    while lines[last + 1 : last + 2] and _is_remark(lines[last + 1], section.column):
        last += 1
    new = [*listed([Spread(addition.obligation)], section.column, _style(whole))]
    apart = len(ids) == 1 or any(
        not line.strip()
        for one, other in zip(section.items, section.items[1:], strict=False)
        for line in lines[one.last + 1 : other.first]
    )
    return last, ["", *new] if apart else new


def _is_remark(line: str, dash: int) -> bool:
    """Say whether a line is a remark on the obligation above: one that is indented further than its dash."""
    rest = line.lstrip(" ")
    return rest.startswith("#") and len(line) - len(rest) > dash


def _style(whole: Extent) -> Style:
    plan, obligations = whole.fields["plan"], whole.fields["obligations"]
    step = plan.column - whole.column if plan.block else 2
    return Style(step, obligations.column - whole.column)


def _words(whole: Extent, lines: Sequence[str], section: str, words: Mapping[str, Value], path: str) -> Lines:
    """Give the line after which new words of a section come, and their lines."""
    style = _style(whole)
    found = whole.fields.get(section)
    if found is None:  # it comes after one that every plan has
        before = whole.fields["activities"].last
        following = lines[before + 1 : -1][:1]  # what is split off last is no line
        apart = [""] if following and not following[0].strip() else []
        return before, [*apart, *fields({section: Spread(words)}, whole.column, style)]
    if not found.block:
        mend = f"write each entry on a line of its own below “{section}:”, without the outer brackets"
        raise _in_brackets(section, found, path, mend)
    return found.last, [*fields(words, found.column, style)]


def _in_brackets(section: str, found: Extent, path: str, mend: str) -> InvalidInput:
    told = f"“{section}” is written in brackets, where no line can be added"
    at = Place(path, found.first + 1, found.column + 1)
    return InvalidInput((Diagnostic("new/in-brackets", "error", at, told, mend),))


def _node(text: str, path: str) -> Fields:
    """Give what a text says that can be read."""
    return cast("Fields", yaml.parse(text, path, Faults()))


def _read(text: str, path: str, own_rules: Own | None) -> tuple[Plan, Rules]:
    faults = Faults()
    node = yaml.parse(text, path, faults)
    loaded = None if node is None else build(node, path, faults, own_rules)
    faults.stop()
    if loaded is None:
        raise RuntimeError("a plan was refused without a reason")
    return loaded


def _compare(old: Fields, new: Fields, addition: Addition, path: str) -> None:
    """Raise `InvalidInput` unless the new plan is the old one with the addition, all in the old order."""
    left: dict[str, object] = dict(new.items())
    obligations = list(cast("Items", left["obligations"]))
    added = obligations.pop(_ids(obligations).index(str(addition.obligation["id"])))
    left["obligations"] = obligations
    fine = added == addition.obligation
    for section, words in addition.words.items():
        entries: dict[str, object] = dict(cast("Fields", new[section]).items())
        fine = fine and all(entries.pop(name, None) == word for name, word in words.items())
        if section in old:
            left[section] = entries
        else:
            left.pop(section)
            fine = fine and not entries
    before: dict[str, object] = dict(old.items())
    if not (fine and left == before and _order(left) == _order(before)):
        told = "the obligation cannot be put into this file without changing what else it says"
        mend = "add the lines by hand"
        raise InvalidInput((Diagnostic("new/other-meaning", "error", Place(path, 0, 0), told, mend),))


def _ids(obligations: Sequence[Node]) -> list[str]:
    return [str(cast("Fields", each)["id"]) for each in obligations]


def _order(plan: Mapping[str, object]) -> list[list[str]]:
    """Give the order of the sections and of what is named in them."""
    return [list(plan), *(list(value) for value in plan.values() if isinstance(value, dict))]
