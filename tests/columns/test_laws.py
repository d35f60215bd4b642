"""Whatever is in the files, both readers give the same entries, or the same faults."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker import files
from checker.log.columns import stored
from checker.log.formats import ReadOptions
from checker.log.labels import NONE
from checker.results import canonical_table
from checker.results.canonical import log_hash
from checker.results.canonical_table import table_hash
from checker.results.labels import labels_of
from tests.columns.logs import Made, logs
from tests.columns.same import both
from tests.columns.test_reader import read_plan

PLAN = read_plan(Path(__file__).with_name("plan.yaml"))
LABELS = labels_of(PLAN)


class Bounds(NamedTuple):
    """Bytes of a block, rows whose text is hashed together, and limits."""

    block: int
    chunk: int
    characters: int
    rows: int


BOUNDS = st.builds(
    Bounds,
    st.sampled_from((1 << 23, 1, 7, 40, 200)),
    st.sampled_from((1, 3, 1000)),
    st.sampled_from((100_000, 100_000, 25)),
    st.sampled_from((100, 100, 100, 3)),
)


def tried(made: Made, bounds: Bounds, folder: Path) -> tuple[str, ...]:
    """Read a log both ways, compare, and give the codes of its faults."""
    paths = [folder / f"log{number}{file.suffix}" for number, file in enumerate(made.files)]
    for path, file in zip(paths, made.files, strict=True):
        path.write_bytes(file.data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "BLOCK", bounds.block)
        patch.setattr(canonical_table, "CHUNK", bounds.chunk)
        for name, limit in (
            ("CELL_CHARACTERS", bounds.characters),
            ("ROWS", bounds.rows),
            ("BULK_ROWS", bounds.rows),
        ):
            patch.setitem(files.LIMITS, name, limit)
        asked = ReadOptions(made.date_order, labels=LABELS if made.labelled else NONE)
        log, table, faults = both([str(path) for path in paths], PLAN, asked)
        assert table is None or table_hash(table) == log_hash(log)
    return tuple(fault.code for fault in faults.errors)


def test_both_readers_say_the_same(tmp_path_factory: pytest.TempPathFactory) -> None:
    spoke: dict[bool, int] = {True: 0, False: 0}

    @given(logs(), BOUNDS)
    def law(made: Made, bounds: Bounds) -> None:
        spoke[not tried(made, bounds, tmp_path_factory.mktemp("log"))] += 1

    law()
    assert min(spoke.values()) > 15, f"logs without and with faults: {spoke}"
