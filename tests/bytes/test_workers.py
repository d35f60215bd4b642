"""Obligation by obligation, in any number of processes: the same duties, byte for byte (law 11)."""

import multiprocessing
from datetime import date

import pytest

from tests.bytes.apart import Work, duties, obligations
from tests.run import ROOT

EXAMPLES = {
    "two offices": Work(
        ROOT / "examples" / "two-offices" / "plan.yaml",
        ROOT / "examples" / "two-offices" / "log.csv",
        date(2010, 6, 30),
    ),
    "2007": Work(
        ROOT / "obligations.yaml",
        ROOT / "examples" / "2007-illustrative" / "log.csv",
        date(2010, 6, 30),
    ),
}


STARTS = {"2007": "fork", "two offices": "spawn"}


@pytest.mark.parametrize("workers", [1, 2, 4])
@pytest.mark.parametrize("example", STARTS)
def test_workers_give_together_what_one_process_gives(example: str, workers: int) -> None:
    start = STARTS[example]
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"processes do not start by {start} here")
    whole = EXAMPLES[example]
    work = [whole._replace(obligation=name) for name in obligations(whole)]
    with multiprocessing.get_context(start).Pool(workers) as pool:
        apart = pool.map(duties, work, chunksize=1)
    assert len(work) > workers
    assert "".join(apart) == duties(whole)
