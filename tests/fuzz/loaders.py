"""One function a loader: it takes any bytes, and nothing but our own faults may come of them.

Each of `LOADERS` is given the bytes and a folder of its own, and raises if the promise is broken. `seeds` are
inputs to begin with: the files of the corpora. Knows nothing of atheris: that is for `fuzz.py`.
"""

from __future__ import annotations

import contextlib
import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from unittest.mock import patch

import yaml as pyyaml

from checker import files
from checker.days import Duration, NoSuchDay, parse_day, parse_duration, parse_when
from checker.diagnostics import Faults, render
from checker.located import source, yaml
from checker.log.formats import ReadOptions
from checker.log.load import load as load_log
from checker.outputs import Options, output
from checker.patterns import load as patterns
from checker.plan import load as plans
from checker.plan.model import Plan
from checker.results import earlier, page
from tests.bad.workbooks import BAD, BOOK, LINKS, LOG, STRINGS, STYLES, TYPES, good, packed
from tests.run import judged

Loader = Callable[[bytes, Path], None]
TESTS = Path(__file__).parent.parent
BAD_INPUTS = TESTS / "bad"
WATCHED = 300  # brackets: deeper nesting is refused at 50, but the parser reads ahead, slowly while watched
SMALL = 6_000  # bytes: longer seeds slow every try
LEFT_ALONE = "\n\u00a0\u3000\u200c\u200d"  # odd spaces and joiners are ordinary text, and shown as they are
PARTS = (LOG, STRINGS, BOOK, STYLES, LINKS, TYPES)


def plan(data: bytes, folder: Path) -> None:
    path = _written(data, folder / "plan.yaml")
    faults = Faults()
    loaded = plans.load(path, faults)
    assert (loaded is None) == bool(faults.errors)
    _shown(path, data, faults)


def yaml_without_libyaml(data: bytes, folder: Path) -> None:
    """Where the C library is missing, PyYAML's own parser reads; atheris sees into that one too."""
    if max(data.count(b"["), data.count(b"{")) > WATCHED:
        return
    path = _written(data, folder / "text.yaml")
    faults = Faults()
    with _pure_python():
        root = yaml.read(path, faults)
    assert (root is None) == bool(faults.errors)
    _shown(path, data, faults)


def pattern(data: bytes, folder: Path) -> None:
    own = folder / "rules"
    own.mkdir(exist_ok=True)
    path = _written(data, own / "mine.yaml")
    faults = Faults()
    rules = patterns.load(faults, str(own), frozenset())
    assert ("mine" in rules.patterns) == (not faults.errors)
    _shown(path, data, faults)


def csv_log(data: bytes, folder: Path) -> None:
    _log(data, folder / "log.csv")


def yaml_log(data: bytes, folder: Path) -> None:
    _log(data, folder / "log.yaml")


def json_lines_log(data: bytes, folder: Path) -> None:
    _log(data, folder / "log.jsonl")


def workbook(data: bytes, folder: Path) -> None:
    _log(data, folder / "log.xlsx")


def part_of_a_workbook(data: bytes, folder: Path) -> None:
    """Put the bytes, after the first one, in place of the part of a good workbook that the first names."""
    if not data:
        return
    changed = good() | {PARTS[data[0] % len(PARTS)]: data[1:]}
    _log(packed(changed), folder / "log.xlsx")


def results(data: bytes, folder: Path) -> None:
    """Results and reports that were written before, with the plan and the log that they carry."""
    path = _written(data, folder / "results.json")
    faults = Faults()
    text = source.decode(data, path, faults, page=True)
    if text is not None:
        read = page.read if text.text.lstrip()[:1] == "<" else earlier.read
        found = read(text, faults)
        assert found is not None or faults.errors
        carried = earlier.plan_of(found, faults) if found else None
        if found and carried:
            earlier.log_of(found, carried[0], faults)
    assert text is not None or faults.errors
    _shown(path, data, faults)


def days(data: bytes, folder: Path) -> None:  # noqa: ARG001 - as the others
    text = data.decode("utf-8", "replace")
    length = parse_duration(text)
    assert length is None or isinstance(length, Duration)
    with contextlib.suppress(NoSuchDay):
        start, end = parse_when(text)
        assert start.earliest <= start.latest
        assert end.earliest <= end.latest
    with contextlib.suppress(NoSuchDay):
        assert parse_day(text) == date.fromisoformat(text)
        assert len(text) == len("2008-02-29")


LOADERS: dict[str, Loader] = {
    "plan": plan,
    "yaml": yaml_without_libyaml,
    "pattern": pattern,
    "csv": csv_log,
    "yaml-log": yaml_log,
    "jsonl": json_lines_log,
    "xlsx": workbook,
    "xlsx-part": part_of_a_workbook,
    "results": results,
    "days": days,
}
ENDINGS = {
    "plan": ("*.yaml",),
    "yaml": ("*.yaml",),
    "csv": ("*.csv", "*.tsv"),
    "yaml-log": ("*.yaml",),
    "jsonl": ("*.jsonl",),
}
PAGE = (
    b'<title>A report</title><dl id="asked"><dd>2008-03-02</dd><dd>-</dd><dd>agreement</dd><dd>plan</dd>'
    b'<dd>log</dd><dd>1</dd><dd>durable</dd><dd>en</dd></dl><h2 id="part_since">Since</h2><p>text<br>more</p>'
)
DAYS = (
    "2008-02-29", "2008-02", "2008", "2008-24", "2008-05-XX", "2008-05~", "2008-02-28/2008-03", "9999-12-31",
    "30 days", "1 month inclusive", "10 working days", "2 quarters",
)  # fmt: skip


def seeds(name: str) -> Iterator[bytes]:
    """Yield what to begin with: for most the small files of the corpora, good and bad."""
    if name == "days":
        yield from map(str.encode, DAYS)
    elif name == "results":
        made = judged(BAD_INPUTS / "plan.yaml", [BAD_INPUTS / "log.csv"], engine="reference")
        yield output("json").write(made, Options("en"))
        yield PAGE
    elif name == "pattern":
        for path in sorted((files.shipped("rules") / "patterns").glob("*.yaml")):
            yield path.read_bytes().replace(f"rule: {path.stem}".encode(), b"rule: mine", 1)
        yield from _files(BAD_INPUTS / "rules", "*/*.yaml")
    elif name == "xlsx-part":
        for number, part in enumerate(PARTS):
            yield bytes([number]) + good()[part]
    elif name == "xlsx":
        yield packed(good())
        yield from BAD.values()
    else:
        for ending in ENDINGS[name]:
            yield from _files(BAD_INPUTS, ending)
            yield from _files(TESTS / "cases", ending)
        yield from _good_logs(name)


def _good_logs(name: str) -> Iterator[bytes]:
    """Yield the good log in the formats that have no file of it; JSON is YAML too."""
    with (BAD_INPUTS / "log.csv").open(encoding="utf-8") as file:
        entries = [{key: cell for key, cell in row.items() if cell} for row in csv.DictReader(file)]
    if name == "jsonl":
        yield "\n".join(map(json.dumps, entries)).encode()
    elif name == "yaml-log":
        yield json.dumps(entries).encode()


def _files(folder: Path, pattern: str) -> Iterator[bytes]:
    found = (path for path in sorted(folder.rglob(pattern)) if path.stat().st_size <= SMALL)
    yield from (path.read_bytes() for path in found)


def _written(data: bytes, path: Path) -> str:
    path.write_bytes(data)
    return str(path)


def _log(data: bytes, path: Path) -> None:
    faults = Faults()
    log = load_log([_written(data, path)], _vocabulary(), ReadOptions(), faults)
    rows = sum(source.rows for source in log.sources)
    assert len(log.entries) <= rows
    if not faults.errors:
        assert len(log.entries) == rows, "a row was dropped without a word"
        assert {entry.at.file for entry in log.entries} <= {str(path)}
    _shown(str(path), data, faults)


@cache
def _vocabulary() -> Plan:
    faults = Faults()
    loaded = plans.load(str(TESTS / "bad" / "plan.yaml"), faults)
    faults.stop()
    assert loaded is not None
    return loaded[0]


def _shown(path: str, data: bytes, faults: Faults) -> None:
    """Every fault is put into words, and points to a line that is there."""
    lines = files.shown_lines(path)
    assert len(lines) <= len(data) + 1
    for each in (*faults.errors, *faults.warnings):
        told = render(each, files.shown_lines)
        assert all(character.isprintable() or character in LEFT_ALONE for character in told), told
        assert each.message
        for place in (each.at, *each.related):
            if place.file != path or place.cell:
                continue
            assert 0 <= place.line <= len(lines), told
            assert place.line == 0 or 1 <= place.column <= len(lines[place.line - 1]) + 1, told


@contextlib.contextmanager
def _pure_python() -> Iterator[None]:
    with patch.object(pyyaml, "__with_libyaml__", new=False):
        yield
