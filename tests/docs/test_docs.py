"""What is written from `rules/` is fresh; what the README says works; what the pages link to is there."""

import re
from pathlib import Path

import pytest

from docs.generate import DOCS, pages
from tests.run import ROOT, checker

WRITTEN = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")])


PAGES = pages()


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == PAGES[name], "run make docs"


@pytest.mark.parametrize("page", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not re.match(r"https?:", target):
            assert (page.parent / target).exists(), target


def block(language: str) -> str:
    """Give the README's first block of a language."""
    found = re.search(
        rf"```{language}[^\n]*\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL
    )
    assert found
    return found[1]


def test_five_minutes_give_what_the_readme_says(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (tmp_path / "plan.yaml").write_text(block("yaml"), encoding="utf-8")
    (tmp_path / "log.csv").write_text(block("csv"), encoding="utf-8")
    asked = ("--plan", "plan.yaml", "--log", "log.csv", "--as-of", "2025-02-01")
    ran = checker("check", *asked, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    quoted = " ".join(line.removeprefix("> ") for line in readme.splitlines() if line.startswith("> "))
    assert quoted
    assert quoted in " ".join(ran.out.split())
    assert checker("report", *asked, "--output", "report.html", cwd=tmp_path).code == 0
    misspelt = block("csv").replace("summary_sent", "summary_snt")
    (tmp_path / "log.csv").write_text(misspelt, encoding="utf-8")
    wrong = checker("check", *asked, cwd=tmp_path)
    assert wrong.code == 2
    assert f"```text\n{wrong.err.strip()}\n```" in readme
