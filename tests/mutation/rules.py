"""Mutates the verdict tables and the norm patterns, and says which mutants the tests let live.

`python -m tests.mutation.rules [FILE…]`: files below `rules/`, by default all. Exit code 1 if one survives
that `survivors.md` does not list.
"""

import os
import re
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from copy import deepcopy
from fnmatch import fnmatchcase
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
import yaml

from checker import files
from checker.diagnostics import Faults
from checker.patterns.load import load
from tests.run import ROOT

RULES = ROOT / "rules"
TESTS = ["rules/test_parameters.py", "findings", "mutation/quick.py"]
TESTS_OF = {  # no verdict hangs on these
    "verdicts/agenda.yaml": ["meeting/test_agenda.py"],
    "verdicts/drafting.yaml": ["revision/term/test_questions.py"],
    "verdicts/undrafted.yaml": ["revision/term/test_questions.py"],
}
TIMES_UP = 240  # seconds for one mutant; the tests take about eight
IN_WORDS = {"rule", "table", "title", "means", "says", "example"}
OTHERS: dict[str, tuple[str, ...]] = {
    "acts": ("met", "unsettled", "imprecise", "excuse", "trigger", "instance"),
    "in": ("window", "after"),
    "given": ("within", "during"),
    "as": ("duration", "flag"),
    "each": ("act", "pair"),
    "share": ("freely", "once", "make_up"),
    "names": ("actors", "bearer"),
    "clears": ("named", "nobody"),
    "silence_of": ("bearer", "others"),
    "fulfilled": ("act.end", "window.due"),
    "late": ("act.end", "window.due"),
    "excused": ("act.end", "window.due"),
}
ANCHORS = [  # each is tried in each anchor
    (r" \+ ", " - "),
    (r" - ", " + "),
    (r" [+-] \w+", ""),
    (r"\bstart\b", "end"),
    (r"\bend\b", "start"),
    (r"^trigger\b", "plan"),
    (r"^plan\b", "trigger"),
    (r"^any day$", "trigger.start"),
    (r"^trigger\.start$", "any day"),
]


class Mutant(NamedTuple):
    """One change of one file: where, what, and the file's new content."""

    file: str
    change: str
    content: Any


def mutants(file: str) -> Iterator[Mutant]:
    """Yield every mutant of a file below `rules/`."""
    content = yaml.safe_load((RULES / file).read_text())
    for path in places(content):
        for told, value in changed(path, at(content, path)):
            mutant = deepcopy(content)
            at(mutant, path[:-1])[path[-1]] = value
            yield Mutant(file, f"{'.'.join(map(str, path))}: {told}", mutant)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - what YAML holds
    """Yield the place of every value but words for people."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        if path or key not in IN_WORDS:
            yield (*path, key)
            yield from places(item, (*path, key))


def at(content: Any, path: tuple[Any, ...]) -> Any:  # noqa: ANN401 - what YAML holds
    """Give the value at a place."""
    for key in path:
        content = content[key]
    return content


def changed(path: tuple[Any, ...], value: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - what YAML holds
    """Yield each change of one value, told in a few words."""
    if isinstance(value, dict):
        yield from ((f"without {name}", {k: v for k, v in value.items() if k != name}) for name in value)
    elif isinstance(value, list):
        for number in range(len(value)):
            yield f"without {number}", value[:number] + value[number + 1 :]
        for number in range(len(value) - 1 if in_order(path, value) else 0):
            one, other = value[number : number + 2]
            yield f"{number} and {number + 1} swapped", [*value[:number], other, one, *value[number + 2 :]]
    elif isinstance(value, int):
        yield str(1 - value), not value if isinstance(value, bool) else 1 - value
    else:
        yield from ((other, other) for other in others(path, value) if other != value)


def others(path: tuple[Any, ...], word: str) -> Iterable[str]:
    """Give the words that a word is changed to."""
    key = str(path[-1])
    if path[0] == "takes":
        return of_parameter(word)
    if path[0] == "fields":
        return ()
    if path[0] == "duty" and key == "acts":
        return ("do", "when")
    if key in ("at", "to"):
        return dict.fromkeys(re.sub(old, new, word) for old, new in ANCHORS)
    if path[0] == "lines" and key == "status":
        return ("late", "unknown")
    return OTHERS.get(key, ())


def in_order(path: tuple[Any, ...], value: list[Any]) -> bool:
    """Say whether the order of a list means something: of lines, of cases, of statuses by rank."""
    return path[-1] == "worst" or (path[0] != "needs" and all(isinstance(item, dict) for item in value))


def of_parameter(kind: str) -> Iterator[str]:
    """Yield changes of what a parameter is: needed or not, with another default or none."""
    bare, _, default = kind.partition(" = ")
    if default:
        yield from (bare, f"optional {bare}")
    if default.isdigit():
        yield f"{bare} = {int(default) + 1}"
    elif not default:
        yield bare.removeprefix("optional ") if bare.startswith("optional ") else f"optional {bare}"


def outcome(mutant: Mutant) -> str:
    """Try a mutant in this process: `refused` by the loader, `killed` by the tests, or `survived`."""
    with TemporaryDirectory() as folder:
        shutil.copytree(RULES, Path(folder, "rules"))
        text = yaml.safe_dump(mutant.content, sort_keys=False, allow_unicode=True)
        Path(folder, "rules", mutant.file).write_text(text)
        for name in ("obligations.yaml", "reports"):
            Path(folder, name).symlink_to(ROOT / name)
        files.__file__ = str(Path(folder, "checker", "files.py"))  # shipped data lies beside the package
        faults = Faults()
        load(faults)
        if faults.errors:
            return "refused"
        signal.signal(signal.SIGALRM, out_of_time)
        signal.alarm(TIMES_UP)
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            tests = [str(ROOT / "tests" / name) for name in TESTS_OF.get(mutant.file, TESTS)]
            code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--rootdir", str(ROOT), *tests])
        signal.alarm(0)
        return "survived" if code == 0 else "killed"


def out_of_time(*_: object) -> None:
    """End a test that a mutant keeps from ending."""
    raise TimeoutError


def tried(mutant: Mutant) -> tuple[Mutant, str]:
    """Try a mutant; whatever it makes the program do, it is told."""
    try:
        return mutant, outcome(mutant)
    except Exception:  # noqa: BLE001 - a mutant that breaks the loader is refused by it
        return mutant, "refused"


def accounted_for() -> list[str]:
    """Give file and change of each survivor that is listed with its reason; `*` stands for anything."""
    rows = Path(__file__).with_name("survivors.md").read_text().splitlines()
    cells = ([cell.strip(" `") for cell in row.split("|")] for row in rows if row.startswith("| rules/"))
    return [f"{file.removeprefix('rules/')} {change}" for _, file, change, *_ in cells]


def main(names: list[str]) -> int:
    """Try all mutants of the named files; give how many survive that nobody has accounted for."""
    listed = names or sorted(str(path.relative_to(RULES)) for path in RULES.rglob("*.yaml"))
    with get_context("fork").Pool(1) as pool:
        unchanged = Mutant(listed[0], "none", yaml.safe_load((RULES / listed[0]).read_text()))
        assert pool.apply(tried, (unchanged,))[1] == "survived", "the tests fail without any mutant"
    known = accounted_for()
    left = 0
    for file in listed:
        told: Counter[str] = Counter()
        with get_context("fork").Pool(2, maxtasksperchild=1) as pool:
            for mutant, fate in pool.imap(tried, mutants(file)):
                told[fate] += 1
                if fate == "survived":
                    accounted = any(fnmatchcase(f"{file} {mutant.change}", row) for row in known)
                    left += not accounted
                    print(f"    {file} {mutant.change}{' (accounted for)' if accounted else ''}", flush=True)  # noqa: T201 - a report
        print(f"{file}: {sum(told.values())} mutants, {dict(told)}", flush=True)  # noqa: T201 - a report
    return left


if __name__ == "__main__":
    sys.exit(min(main(sys.argv[1:]), 1))
