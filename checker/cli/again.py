"""`checker verify`: makes a report, or results, again, and says whether the same came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli import named
from checker.cli.output import FINE, FOUND, write

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from checker.diagnostics import Faults
    from checker.results.earlier import Earlier
    from checker.results.language import Wording
    from checker.results.model import Results


def verify(options: argparse.Namespace) -> int:
    """Say whether plan and log give the same bytes again, and if not, what is other."""
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.diagnostics import Faults, visible  # noqa: PLC0415 - only when needed
    from checker.located.source import Source  # noqa: PLC0415 - only when needed
    from checker.results.language import Wording  # noqa: PLC0415 - only when needed

    faults = Faults()
    data, earlier = named.written(options.file, faults)
    faults.stop()
    if earlier is None:
        raise RuntimeError("a file was refused without a reason")
    results = _judged(earlier, options, faults)
    made = outputs.output(earlier.form).write(results, outputs.Options(earlier.language))
    words = Wording(earlier.language, results.plan)
    now = None if made == data else named.read_back(Source(made.decode(), options.file), faults)
    told = [*_compared(options.file, earlier, now, (data, made), words), _made(results, words)]
    write("-", "".join(f"{visible(line)}\n" for line in told).encode(errors="surrogateescape"))
    return FINE if now is None else FOUND


def _judged(earlier: Earlier, options: argparse.Namespace, faults: Faults) -> Results:
    """Judge the same question, on the plan and the log that are named, or else on those that are carried."""
    from checker.results import earlier as carried  # noqa: PLC0415 - only when needed
    from checker.results.judge import Question  # noqa: PLC0415 - only when needed

    named.one_of("the language of this file", earlier.language, named.languages())
    if earlier.compared and not options.since:
        told = f"{earlier.path} says what was other than in earlier results"
        raise named.wrong(told, "give those too, with --since")
    if earlier.form == "html" and not (options.plan and options.log):
        raise named.wrong(f"{earlier.path} is a page, which carries no inputs", "give both --plan and --log")
    if options.rules and not options.plan:
        raise named.wrong("--rules goes with --plan", "leave it out: results carry their own rules")
    read = named.read_plans(options, faults) if options.plan else carried.plan_of(earlier, faults)
    log = None
    if read is not None:
        from_files = bool(options.log)
        log = (
            named.read_log(options.log, read[0], options, faults)
            if from_files
            else carried.log_of(earlier, read[0], faults)
        )
    faults.stop()
    if read is None or log is None:
        raise RuntimeError("inputs were refused without a reason")
    asked = Question(earlier.as_of, earlier.known_at, earlier.engine)
    return named.judged_on(*read, log, asked, options, faults)


def _compared(
    file: str, earlier: Earlier, now: Earlier | None, data: tuple[bytes, bytes], words: Wording
) -> Iterator[str]:
    from itertools import groupby  # noqa: PLC0415 - only when needed

    from checker.results.compare import differences  # noqa: PLC0415 - only when needed

    if now is None:
        yield words.interface("verify-same", file=file)
        return
    found = list(differences(dict(earlier.document), dict(now.document)))
    if not found:
        line = next(n for n, (a, b) in enumerate(_lines(*data), 1) if a != b)
        yield words.interface("verify-writing", file=file, line=line)
        return
    yield words.interface("verify-other", file=file, n=len(found))
    inputs_first = sorted(found, key=lambda each: each.way[0] != "inputs")  # they may be the cause
    for way, others in groupby(inputs_first, key=lambda each: each.way):
        yield "  " + ": ".join(way)
        for each in others:
            if each.was is not None:
                yield "    " + words.interface("verify-was", text=each.was)
            if each.now is not None:
                yield "    " + words.interface("verify-now", text=each.now)


def _lines(was: bytes, now: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Pair the lines of two files, the shorter one filled up, line ends left on."""
    from itertools import zip_longest  # noqa: PLC0415 - only when needed

    return zip_longest(was.splitlines(keepends=True), now.splitlines(keepends=True), fillvalue=b"")


def _made(results: Results, words: Wording) -> str:
    from checker import __version__  # noqa: PLC0415 - only when needed
    from checker.results import canonical  # noqa: PLC0415 - only when needed

    return words.interface(
        "verify-made",
        plan=canonical.plan_hash(results.plan),
        log=canonical.log_hash(results.log),
        entries=len(results.log.entries),
        as_of=words.interface("as-of", day=results.as_of),
        known_at=words.interface("known-at", day=results.known_at) if results.known_at else "",
        duties=len(results.results),
        version=__version__,
        engine=results.engine,
    )
