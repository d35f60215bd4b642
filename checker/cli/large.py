"""`checker report` on a log that columns judge: of very many duties figures, all findings beside them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from checker import outputs
from checker.cli import bulk, named
from checker.cli.output import step, write
from checker.cli.progress import bar
from checker.log.digests import Digesting
from checker.outputs import _folder, _large, _made, parquet
from checker.results.in_columns import court
from checker.results.many import many

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from checker.diagnostics import Faults
    from checker.files import Data, Taking
    from checker.outputs._large import Facts
    from checker.outputs._made import Listing
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.in_columns import ResultColumns

    Read = tuple[Plan, Rules]


def page(options: argparse.Namespace, read: Read, faults: Faults) -> Mapping[str, int]:
    """Judge, and write one page, of figures or the ordinary one; give how many duties there are by status."""
    results = bulk.judged(read, options, faults)
    if many(results.counts):
        data = _large.page(_facts(results, read, options, faults), options.language)
    else:
        whole = bulk.one_by_one(*read, results.table, options, faults)
        data = outputs.output("html").write(whole, outputs.Options(options.language))
    write(options.output, data)
    return results.counts


def folder(
    options: argparse.Namespace, read: Read, languages: Sequence[str], earlier: Listing, faults: Faults
) -> tuple[_folder.Folder, Mapping[str, int]]:
    """Judge, and make the files of a folder: pages of figures and all findings, or the ordinary forms.

    `earlier` is what earlier runs made there.
    """
    digesting = Digesting(options.log)
    results = bulk.judged(read, options, faults)
    if not many(results.counts):
        whole = bulk.one_by_one(*read, results.table, options, faults)
        return _folder.make(whole, languages, earlier, named.making), whole.counts
    told = _facts(results, read, options, faults)
    files = _large.files(languages)
    pages = {}
    for number, file in enumerate(files, 1):
        named.making(file.name, number, len(files))
        pages[file.name] = _large.page(told, file.language, _folder.FINDINGS)
    findings = _Findings(results, options, outputs.Options(languages[0], digesting.found()))

    def contents(file: Taking) -> None:
        made = _made.listing(pages) | {(_folder.FINDINGS, findings.digest)}
        listed = made.union(each for each in earlier if each[0] not in {*pages, _folder.FINDINGS})
        file.write(_large.contents(told, languages, _made.written(listed)))

    # In this order: the page of contents lists the findings as they were written.
    data: dict[str, Data] = {**pages, _folder.FINDINGS: findings.put, _made.CONTENTS: contents}
    return _folder.Folder(data, {}), results.counts


def _facts(results: ResultColumns, read: Read, options: argparse.Namespace, faults: Faults) -> Facts:
    """Work out what the page tells; warnings, and how many findings went which way, go to the terminal."""
    named.tell_warnings(faults)
    bulk.tell_went(results)
    step("working out figures and cases")
    return _large.facts_of(results, court(*read, results.table, named.question(options)), read[1])


class _Findings:
    """Writes all findings, and keeps the sha256 of what was written."""

    def __init__(self, results: ResultColumns, options: argparse.Namespace, asked: outputs.Options) -> None:
        self._results, self._log, self._asked = results, options.log, asked
        self.digest = ""

    def put(self, file: Taking) -> None:
        """Write them."""
        number = sum(self._results.counts.values())
        with bar("writing", number, " duties", self._log) as passed:
            taking = _Digesting(file)
            parquet.put(self._results, self._asked._replace(passed=passed), taking)
        self.digest = taking.found.hexdigest()


class _Digesting:
    """Takes bytes for a file, and works out their sha256."""

    def __init__(self, file: Taking) -> None:
        self._file, self.found = file, hashlib.sha256()

    def write(self, data: bytes, /) -> int:
        """Take all of these bytes."""
        self.found.update(data)
        return self._file.write(data)
