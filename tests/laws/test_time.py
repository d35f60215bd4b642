"""Time: the calendar repeats after 400 years, and the as-of day only moves forward (laws 5 and 6)."""

import re
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.laws.strategies import cases, duties, shifted
from tests.model.generate import Case

DAY = re.compile(r"(?<![\d/-])(\d{4})(?=$|[-~?%/])|(?<=/)(\d{4})")


def moved(value: Any, years: int) -> Any:  # noqa: ANN401 - whatever a plan or log holds
    if isinstance(value, dict):
        return {key: moved(item, years) for key, item in value.items()}
    if isinstance(value, list):
        return [moved(item, years) for item in value]
    if re.match(r"\d{4}($|[-~?%/])", value):
        return DAY.sub(lambda found: f"{int(found[0]) + years:04}", value)
    return value


@given(cases(), st.sampled_from([400, 800, -400]))
def test_law_5_whole_cycles_of_400_years_shift_windows_and_change_no_status(case: Case, years: int) -> None:
    now = duties(case)
    then = duties(
        case,
        plan=moved(case.plan, years),
        entries=moved(case.entries, years),
        as_of=shifted(case.as_of, years),
        known_at=shifted(case.known_at, years) if case.known_at else None,
    )
    assert [(d["status"], d["line"], d["evidence"], d["trigger"]) for d in then] == [
        (d["status"], d["line"], d["evidence"], d["trigger"]) for d in now
    ]
    assert [d["opens"] for d in then] == [shifted(d["opens"], years) for d in now]
    assert [d["due"] for d in then] == [shifted(d["due"], years) if d["due"] else None for d in now]


@given(cases(), st.integers(1, 400))
def test_law_6_moving_the_as_of_day_on_never_makes_a_decided_duty_pending(case: Case, days: int) -> None:
    def key(duty: dict[str, Any]) -> tuple[Any, ...]:
        return duty["obligation"], duty["check"], duty["bearer"], duty["trigger"], duty["opens"]

    before = {key(d): d for d in duties(case)}
    after = {key(d): d for d in duties(case, as_of=case.as_of + timedelta(days=days))}
    for name, duty in before.items():
        if duty["status"] in ("fulfilled", "late", "breached") and name in after:
            assert after[name]["status"] != "pending"
