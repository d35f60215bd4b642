"""What no example notices gives one warning; with the examples that pin it down there is none."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.days import Calendar, Duration, after
from tests.conftest import Golden
from tests.lint.written import HERE, told

CASES = sorted((HERE / "unpinned").glob("*.yaml"))
MARK = "      # and to pin it:\n"
START = date(2008, 1, 15)
WORKING = Calendar(frozenset({5, 6}), frozenset())


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_is_named_unless_an_example_pins_it_down(path: Path, golden: Golden) -> None:
    bare, more = path.read_text().split(MARK)
    errors, warnings = told(bare)
    assert errors == []
    assert len(warnings) == (1 if more else 0)
    if warnings:
        golden.check(path.with_suffix(".message"), warnings[0] + "\n")
    assert told(bare + more) == ([], [])


def test_an_obligation_without_examples_gives_none() -> None:
    bare, _ = (HERE / "unpinned" / "duration.yaml").read_text().split("    examples:\n")
    assert told(bare) == ([], [])


def test_nor_does_one_with_an_example_that_fails() -> None:
    text = (HERE / "failing" / "another-status.yaml").read_text()
    errors, warnings = told(text)
    assert (len(errors), warnings) == (1, [])


LENGTHS = st.builds(
    Duration,
    st.integers(1, 40),
    st.sampled_from(["day", "week", "month", "quarter", "year", "working day"]),
    st.booleans(),
)


@given(LENGTHS, st.sampled_from(["", "last", "after", "both"]))
def test_examples_on_the_edge_pin_a_time_and_no_others_do(length: Duration, which: str) -> None:
    last = after(START, length, WORKING)
    if last < START:  # a day, with the day itself inside, and that day is free
        return
    edge = {"last": last, "after": after(last, Duration(1, "day", inclusive=False))}
    rows = [edge[name] for name in edge if which in (name, "both")]
    text = f"{length.count} {length.unit}s{' inclusive' if length.inclusive else ''}"
    written = [
        "    checks: [{id: due, rule: deadline, bearer: NORTH, do: {activity: sent}, within: " + text + "}]",
        "    examples:",
        "      - {log: [], as_of: 2099-12-31, expect: {NORTH: breached}}",
        *(
            f"      - {{log: [{{id: x1, date: {day}, activity: sent, by: NORTH}}], as_of: 2099-12-31, "
            f"expect: {{NORTH: {'fulfilled' if day == last else 'late'}}}}}"
            for day in rows
        ),
    ]
    errors, warnings = told("\n".join(written) + "\n")
    assert errors == []
    assert len(warnings) == (which != "both")
    if which == "last" and not length.needs_calendar:
        assert f"“within: {text}” were a day longer" in warnings[0]
        assert f"it is done on {edge['after']}" in warnings[0]
