"""What each command does: read, judge, write; the exit code says what came out."""

from __future__ import annotations

from checker.cli import named
from checker.cli.output import FINE, FOUND, lines_of, step, tell, write
from checker.diagnostics import Faults, render
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from checker.outputs import Bulk
    from checker.patterns.model import Rules
    from checker.plan.model import Plan


def check(options: argparse.Namespace) -> int:
    """Judge, and write the verdicts."""
    from checker import outputs  # noqa: PLC0415 - only when needed

    named.one_of("--format", options.format, outputs.names())
    if getattr(options, "cluster", None) is not None:
        from checker.cli.cluster import check as on_cluster  # noqa: PLC0415 - it needs extras

        return on_cluster(options)
    if getattr(options, "scratch", None) is not None:
        raise named.wrong("--scratch: there is no cluster", "say --cluster too, or leave it out")
    failing = named.failing(options)
    named.language(options)
    if options.output != "-":
        named.writable(options.output, options)
    form, faults = outputs.output(options.format), Faults()
    bulk = outputs.bulk(form)
    if bulk is not None and bulk.file_only and options.output == "-":
        told = f"--output: {options.format} is no text, and is written into a file only"
        raise named.wrong(told, f"write --output results{form.suffix}")
    plan, rules = named.read_plans(options, faults)
    if bulk is not None:
        return _verdict(_bulk(bulk, options, (plan, rules), faults), failing)
    results = named.judged_with(plan, rules, options, faults)
    write(options.output, form.write(results, outputs.Options(options.language)))
    return _verdict(results.counts, failing)


def _bulk(
    form: Bulk, options: argparse.Namespace, read: tuple[Plan, Rules], faults: Faults
) -> Mapping[str, int]:
    """Judge, and write a form that tells many duties; give how many there are by status."""
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.cli import executor  # noqa: PLC0415 - likewise

    if form.least == 0:
        executor.refuse_bulk(options, read[0])
    if executor.by_columns(options, read[0], bulk=form.least == 0):
        from checker.cli.bulk import check as by_columns  # noqa: PLC0415 - it needs an extra

        return by_columns(form, options, read, faults)
    if form.least > 0:
        results = named.judged_with(*read, options, faults)
        write(options.output, form.write(results, outputs.Options(options.language)))
        return results.counts
    from checker.log.digests import Digesting  # noqa: PLC0415 - only for forms that name the files of the log

    digesting = Digesting(options.log)
    results = named.judged_with(*read, options, faults)
    write(options.output, form.write(results, outputs.Options(options.language, digesting.found())))
    return results.counts


def report(options: argparse.Namespace) -> int:
    """Write the report as one page, or with all its other forms into a folder."""
    if not options.output.endswith((".html", ".htm")):
        return _folder(options)
    if "," in options.language:
        raise named.wrong("--output: one page is in one language", "name a folder for several languages")
    failing, faults = named.failing(options), Faults()
    named.language(options)
    named.writable(options.output, options)
    read = named.read_plans(options, faults)
    counts = _page(options, read, faults)
    write("-", f"{options.output}\n".encode(errors="surrogateescape"))
    return _verdict(counts, failing)


def _page(options: argparse.Namespace, read: tuple[Plan, Rules], faults: Faults) -> Mapping[str, int]:
    """Judge, and write the page; give how many duties there are by status."""
    from checker import outputs  # noqa: PLC0415 - only when needed
    from checker.cli import executor  # noqa: PLC0415 - likewise

    if executor.by_columns(options, read[0], bulk=False):
        from checker.cli import large  # noqa: PLC0415 - it needs an extra

        return large.page(options, read, faults)
    results = named.judged_with(*read, options, faults)
    write(options.output, outputs.output("html").write(results, outputs.Options(options.language)))
    return results.counts


def _folder(options: argparse.Namespace) -> int:
    from checker.cli import executor  # noqa: PLC0415 - only when needed
    from checker.cli.folder import put, ready  # noqa: PLC0415 - only when needed
    from checker.outputs import _folder as folder  # noqa: PLC0415 - only when needed
    from checker.outputs._made import CONTENTS  # noqa: PLC0415 - only when needed

    failing = named.failing(options)
    languages = named.several_languages(options)
    named.folder_named(options.output)
    names = (*(file.name for file in folder.files(languages)), folder.FINDINGS, CONTENTS)
    earlier, faults = ready(options, names, CONTENTS), Faults()
    read = named.read_plans(options, faults)
    step("reading and judging")
    if executor.by_columns(options, read[0], bulk=False):
        from checker.cli import large  # noqa: PLC0415 - it needs an extra

        made, counts = large.folder(options, read, languages, earlier, faults)
    else:
        results = named.judged_with(*read, options, faults)
        made, counts = folder.make(results, languages, earlier, named.making), results.counts
    # Judging can take long enough for somebody to fill in the minutes.
    named.unchanged(options.output, names, CONTENTS)
    put(options.output, made, {*folder.of_any_run(), folder.FINDINGS})
    return _verdict(counts, failing)


def lint(options: argparse.Namespace) -> int:
    """Look a plan over, and run the examples that it brings along."""
    from checker.lint import look_over  # noqa: PLC0415 - only when needed
    from checker.lint.model import Subject  # noqa: PLC0415 - only when needed

    path = options.plan if options.named is None else options.named
    faults = Faults()
    plan, rules = named.read_plan(path, options, faults, thorough=True)
    log = named.read_log(options.log, plan, options, faults) if options.log else None
    look_over(Subject(plan, rules, options.engine, log), faults)
    for warning in faults.warnings:
        tell(render(warning, lines_of) + "\n\n")
    faults.stop()
    tried = sum(len(o.examples) for o in plan.obligations)
    found = f"{len(faults.warnings)} warnings" if len(faults.warnings) != 1 else "1 warning"
    bare = sum(not o.examples for o in plan.obligations)
    without = f" ({bare} of them without an example)" if bare else ""
    told = f"{path}: {len(plan.obligations)} obligations{without}, {tried} examples hold, {found}\n"
    write("-", told.encode(errors="surrogateescape"))
    return FINE


def explain(options: argparse.Namespace) -> int:
    """Say how one clause is read, or all are, and why their duties stand as they do."""
    from checker.findings.tables import Tables  # noqa: PLC0415 - only when needed
    from checker.results import explain as explaining  # noqa: PLC0415 - only when needed

    faults = Faults()
    named.language(options)
    plan, rules = named.read_plans(options, faults)
    wanted = () if options.obligation is None else plan.ids_now(options.obligation)
    if options.obligation is not None and not wanted:
        named.one_of("OBLIGATION", options.obligation, tuple(o.id for o in plan.obligations))
    if options.duty:
        from checker.cli.duties import explain as of_duties  # noqa: PLC0415 - only when asked for

        return of_duties(options, (plan, rules), wanted, faults)
    if options.log:
        results = named.judged_with(plan, rules, options, faults)
    else:
        results = None
        named.question(options)
    asked = explaining.Asked(plan, Tables(rules, options.engine), results)
    write("-", explaining.explain(asked, wanted, options.language).encode())
    return FINE


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schema of a plan."""
    from checker.authoring import schema as written  # noqa: PLC0415 - only when needed

    write("-", written.text(options.rules))
    return FINE


def _verdict(counts: Mapping[str, int], failing: frozenset[str]) -> int:
    return FOUND if any(counts[status] for status in failing) else FINE
