"""A code is of one party in all plans that a log is read for: whom an entry is by could else not be told."""

from pathlib import Path

import pytest

from checker.diagnostics import InvalidInput
from tests.versions.cases import HERE, read
from tests.versions.test_command import Ran, ran

LIBRARY, ARCHIVE = "LIBRARY: {name: Library", "ARCHIVE: {name: Archive"
MAPS = ", units: {MAPS: Maps}"
LOG = HERE / "three" / "log.csv"
STANDS = "\n  MAPS: {name: Maps, party: false}"


def version(number: int, folder: Path, was: str = "", now: str = "") -> Path:
    """Write a version of the agreement in three with another party."""
    text = (HERE / "three" / f"v{number}.yaml").read_text(encoding="utf-8")
    assert was in text
    path = folder / f"v{number}.yaml"
    path.write_text(text.replace(was, now, 1), encoding="utf-8")
    return path


def test_a_unit_keeps_its_party_through_versions_that_do_not_know_it_too(tmp_path: Path) -> None:
    first = version(1, tmp_path, LIBRARY, LIBRARY + MAPS)
    plans = [first, version(2, tmp_path), version(3, tmp_path, LIBRARY, LIBRARY + MAPS)]
    assert read(plans)[0].party_of("MAPS") == "LIBRARY"
    plans[-1] = version(3, tmp_path, ARCHIVE, ARCHIVE + MAPS)
    with pytest.raises(InvalidInput, match=r"“MAPS” is a unit of ARCHIVE here, and is a unit of LIBRARY"):
        read(plans)


def test_a_party_does_not_become_a_unit_nor_a_unit_a_party(tmp_path: Path) -> None:
    unit = version(1, tmp_path, LIBRARY, LIBRARY + MAPS)
    alone = version(2, tmp_path, "parties:", f"parties:{STANDS}")
    with pytest.raises(InvalidInput, match=r"“MAPS” stands for itself here, and is a unit of LIBRARY in "):
        read([unit, alone, version(3, tmp_path)])


def refused(told: Ran) -> bool:
    return told.code == 2 and told.err.startswith("error[plan/other-party]")


def test_neither_a_draft_nor_a_paper_moves_a_unit_to_another_party(tmp_path: Path) -> None:
    old = version(1, tmp_path, LIBRARY, LIBRARY + MAPS)
    new = version(2, tmp_path, ARCHIVE, ARCHIVE + MAPS)
    asked = ("--log", LOG, "--as-of", "2011-12-31", "--engine", "reference")
    assert refused(ran("diff", old, new, *asked))
    assert ran("diff", old, new).code == 0  # without a log nothing is judged
    paper = tmp_path / "paper.html"
    assert refused(ran("revision", "--plan", old, "--draft", new, *asked, "--output", paper))
    assert not paper.exists()
