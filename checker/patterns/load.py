"""Reads `rules/patterns/*.yaml` and `rules/verdicts/*.yaml`: a folder listing is the registry."""

import os
import re
from collections.abc import Iterator, Mapping

from checker.diagnostics import Faults, Place
from checker.files import shipped_at
from checker.located import schema, yaml
from checker.located.model import Fields, Items, Node, Text, flag
from checker.patterns.model import (
    STANDS_FOR,
    Anchor,
    BrokenBy,
    Case,
    DoneBy,
    Line,
    Need,
    Parameter,
    Pattern,
    Rules,
    Steps,
    Table,
    WindowCases,
)
from checker.patterns.vocabulary import PATTERN_SCHEMA, TABLE_SCHEMA
from checker.typed import cast

Own = str | Mapping[str, Node]
"""Patterns that a plan brings along: the folder they are in, or each as it was written there, by name."""


def load(faults: Faults, own: Own | None = None, wanted: frozenset[str] | None = None) -> Rules:
    """Read the shipped patterns, and beside them those that a plan brings along; tables later: see `Shelf`.

    With `wanted`, only the shipped patterns of these names are read, which saves an ordinary run the others.
    Faults of patterns go to `faults`; a name that both have is one.
    """
    base = shipped_at("rules")
    patterns: dict[str, Pattern] = {}
    for path, name in listing(os.path.join(base, "patterns"), faults):
        if wanted is None or name in wanted:
            node = _read(path, PATTERN_SCHEMA, faults)
            if (pattern := _pattern(node, name, faults)) is not None:
                patterns[pattern.rule] = pattern
    brought = _brought(own, faults)
    for name, node in brought.items():
        if (pattern := _pattern(node, name, faults)) is None:
            continue
        if pattern.rule in names(faults):
            told = f"there already is a rule named “{pattern.rule}”"
            mend = "give yours, and its file, another name"
            faults.error("rules/name-taken", _start(node.at.file), told, mend)
        patterns[pattern.rule] = pattern
    return Rules(patterns, Shelf(os.path.join(base, "verdicts")), brought)


class Shelf(Mapping[str, Table]):
    """The verdict tables of a folder by name, each read when it is first asked for: a run needs few.

    Asking raises `InvalidInput` if the folder or the table cannot be read.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._read: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        """Give a table."""
        if name not in self._read:
            faults, path = Faults(), os.path.join(self._folder, f"{name}.yaml")
            if name not in self:
                told = f"the verdict table “{name}” is not in the folder {self._folder}"
                faults.error("rules/no-table", Place(path, 0, 0), told, "install the checker again")
                faults.stop()
            table = _read_table(path, faults)
            if table is not None and table.name != name:
                told, mend = f"this file holds a table “{table.name}”", "rename the file or the table"
                faults.error("rules/file-name", _start(path), told, mend)
            faults.stop()
            if table is None:
                raise RuntimeError("a table was refused without a reason")
            self._read[name] = table
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        """Say whether there is a table of that name, without reading it."""
        return name in self._names()

    def __iter__(self) -> Iterator[str]:
        """Go through the names."""
        return iter(self._names())

    def __len__(self) -> int:
        """Count them."""
        return len(self._names())

    def __reduce__(self) -> tuple[type[dict[str, Table]], tuple[dict[str, Table]]]:
        """Send the tables themselves: another machine has them elsewhere."""
        return dict, (dict(self),)

    def _names(self) -> list[str]:
        faults = Faults()
        found = [name for _, name in listing(self._folder, faults)]
        faults.stop()
        return found


def names(faults: Faults, own: Own | None = None) -> tuple[str, ...]:
    """List the names of all rules, sorted, without reading them."""
    found = [name for _, name in listing(os.path.join(shipped_at("rules"), "patterns"), faults)]
    brought = [name for _, name in listing(own, faults)] if isinstance(own, str) else list(own or ())
    return tuple(sorted(found + brought))


def _brought(own: Own | None, faults: Faults) -> dict[str, Fields]:
    """Give the patterns that a plan brings along as they are written, if their shape is right."""
    found: dict[str, Fields] = {}
    for path, name in listing(own, faults) if isinstance(own, str) else ():
        if (node := _read(path, PATTERN_SCHEMA, faults)) is not None:
            found[name] = node
    for name, given in own.items() if isinstance(own, Mapping) else ():
        if schema.check(given, PATTERN_SCHEMA, "rules", faults):
            found[str(name)] = _fields(given)
    return found


def listing(folder: str, faults: Faults) -> Iterator[tuple[str, str]]:
    """Yield path and name of each YAML file in a folder, sorted."""
    try:
        found = sorted(os.listdir(folder))
    except OSError as error:
        told = f"the folder of rules {folder} cannot be read: {error.strerror}"
        faults.error("rules/no-folder", Place(folder, 0, 0), told, "name an existing folder with --rules")
        return
    for file in found:
        if file.endswith(".yaml"):
            yield os.path.join(folder, file), file[: -len(".yaml")]


def _start(path: str) -> Place:
    return Place(path, 1, 1)


def _read(path: str, shape: Mapping[str, object], faults: Faults) -> Fields | None:
    node = yaml.read(path, faults)
    if node is None or not schema.check(node, shape, "rules", faults):
        return None
    return cast("Fields", node)


def _pattern(node: Fields | None, name: str, faults: Faults) -> Pattern | None:
    if node is None:
        return None
    if node["rule"] != name:
        where = cast("Text", node["rule"]).at
        faults.error(
            "rules/file-name",
            where,
            f"the rule “{node['rule']}” stands in the file {name}.yaml",
            "rename the file or the rule",
        )
        return None
    duty = _fields(node["duty"])
    takes = {str(key): _parameter(str(kind)) for key, kind in _fields(node["takes"]).items()}
    counts = _fields(duty["counts"])["acts"] if "counts" in duty else None
    pattern = Pattern(
        rule=name,
        title=str(node["title"]),
        means=str(node["means"]),
        says=str(node["says"]),
        takes=takes,
        needs=tuple(Need(_texts(need["one_of"]), _opt(need, "with")) for need in _list(node, "needs")),
        excludes=tuple(_texts(group) for group in _items(node, "excludes")),
        not_empty=tuple((str(pair["opens"]), str(pair["closes"])) for pair in _list(node, "not_empty")),
        each=_texts(duty["each"]),
        steps=_steps(duty),
        window=_window(duty),
        done_by=_done_by(_fields(duty["done_by"])) if "done_by" in duty else None,
        broken_by=_broken_by(_fields(duty["broken_by"])) if "broken_by" in duty else None,
        counts=str(counts) if counts else None,
        next={str(k): str(v) for k, v in _fields(duty["next"]).items()} if "next" in duty else {},
        example=node["example"],
    )
    return pattern if _hangs_together(node, pattern, faults) else None


def _hangs_together(node: Fields, pattern: Pattern, faults: Faults) -> bool:
    """Report names that a pattern uses and does not take: they would have no value in any check."""
    known = {*pattern.takes, *STANDS_FOR, *(f"{name}_true" for name in pattern.takes)}
    asked = {"bearer", *re.findall(r"\{([a-z_]+)", pattern.says)}
    done_by, broken_by = pattern.done_by, pattern.broken_by
    windows = [pattern.window, broken_by.window if broken_by else None]
    cases = [case for w in windows if w for case in (*w.opens, *w.due)] + list(
        done_by.late if done_by else ()
    )
    for case in cases:
        asked |= {name for name in (case.given, case.at.length) if name}
        if "." not in case.at.point and case.at.point != "any day":
            asked.add(case.at.point)
    asked |= {pattern.acts} if done_by or broken_by or pattern.counts else set()
    asked |= {pattern.steps.start, pattern.steps.every} if pattern.steps else set()
    before = faults.count
    for name in sorted(asked - known):
        near = schema.nearest(name, pattern.takes)
        advice = f"did you mean {near}?" if near else "add it to what the pattern takes"
        told = f"this pattern uses “{name}”, which it does not take"
        faults.error("rules/unknown-parameter", cast("Text", node["rule"]).at, told, advice)
    if (done_by or (broken_by and "bearer" in pattern.each)) and pattern.window is None:
        told = "duties of this pattern have no window"
        faults.error("rules/no-window", cast("Text", node["rule"]).at, told, "add a window to the duty")
    return faults.count == before


def _read_table(path: str, faults: Faults) -> Table | None:
    node = _read(path, TABLE_SCHEMA, faults)
    if node is None:
        return None
    fields = {str(key): str(text) for key, text in _fields(node["fields"]).items()}
    lines = []
    for number, line in enumerate(_list(node, "lines"), 1):
        when = {str(key): int(str(value)) for key, value in _fields(line["when"]).items()}
        for key in _fields(line["when"]):
            if key not in fields:
                faults.error("rules/unknown-field", key.at, f"“{key}” is no field of this table")
        evidence = _fields(line["evidence"]) if "evidence" in line else line
        acts, place = _opt(evidence, "acts"), _opt(evidence, "in")
        lines.append(Line(f"{number}-{line['status']}", str(line["status"]), when, acts, place))
    if lines[-1].when:
        faults.error(
            "rules/no-catch-all",
            _start(path),
            "the last line of a verdict table must hold always",
            "end with a line `when: {}`",
        )
    numbered = "numbered" in node and flag(node["numbered"]) is True
    return Table(str(node["table"]), str(node["title"]), str(node["means"]), fields, numbered, tuple(lines))


def _parameter(text: str) -> Parameter:
    kind, _, default = text.partition(" = ")
    optional = kind.startswith("optional ")
    return Parameter(kind.removeprefix("optional "), optional or bool(default), default or None)


def _anchor(text: str) -> Anchor:
    for mark, sign in ((" + ", 1), (" - ", -1)):
        if mark in text:
            point, _, length = text.partition(mark)
            return Anchor(point, sign, length)
    return Anchor(text, 0, None)


def _cases(node: Node) -> tuple[Case, ...]:
    return tuple(
        Case(
            _opt(case, "given"),
            _opt(case, "as"),
            _anchor(str(case.get("at") or case["to"])),
            "extends" in case and flag(case["extends"]) is True,
        )
        for case in map(_fields, cast("Items", node))
    )


def _window(node: Fields) -> WindowCases | None:
    if "window" not in node:
        return None
    window = _fields(node["window"])
    return WindowCases(_cases(window["opens"]), _cases(window["due"]))


def _steps(duty: Fields) -> Steps | None:
    for word in ("period", "link"):
        if word in duty:
            steps = _fields(duty[word])
            return Steps(str(steps["from"]), str(steps["every"]))
    return None


def _done_by(node: Fields) -> DoneBy:
    return DoneBy(
        acts=str(node["acts"]),
        overlap=_opt(node, "overlap"),
        unclear=_opt(node, "unclear"),
        share=str(node.get("share", "freely")),
        late=_cases(node["late"]) if "late" in node else (),
    )


def _broken_by(node: Fields) -> BrokenBy:
    return BrokenBy(
        each=str(node["each"]),
        acts=str(node["acts"]),
        party="without" if node.get("without") == "bearer" else "with",
        apart=_opt(node, "apart"),
        beyond=_opt(node, "beyond"),
        unlike=_opt(node, "unlike"),
        overlap=_opt(node, "overlap"),
        window=_window(node),
        names=str(node["names"]),
        clears=str(node.get("clears", "named")),
        silence_of=str(node.get("silence_of", "bearer")),
        worst=_texts(node["worst"]) if "worst" in node else (),
    )


def _fields(node: Node) -> Fields:
    return cast("Fields", node)


def _items(node: Fields, key: str) -> list[Node]:
    return cast("Items", node[key]) if key in node else []


def _list(node: Fields, key: str) -> list[Fields]:
    return [_fields(item) for item in _items(node, key)]


def _texts(node: Node) -> tuple[str, ...]:
    return tuple(str(item) for item in node)


def _opt(node: Fields, key: str) -> str | None:
    return str(node[key]) if key in node else None
