"""Sizes and counts of reports: bytes, requests to elsewhere, WCAG rules failed, characters without scripts.

    python bench/reports/measure.py [PAGE.html …]

Without a page: our report on the public record of 2007, in every language that there is, and one of
pytest-html, if pip can fetch it, to show that others' figures are had in the same way. Needs `make browser`.
A WCAG rule is one that axe tags with level A or AA of 2.0, 2.1 or 2.2; its best practice is counted apart.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})
  .then(found => found.violations.map(rule => [rule.id, rule.tags, rule.nodes.length]))"""
HEAD = (
    "report",
    "bytes",
    "requests to elsewhere",
    "WCAG rules failed",
    "best practice",
    "readable, scripts off",
)
OTHER = "pytest-html==4.2.0"
TESTS = """import pytest

@pytest.mark.parametrize("number", range(20))
def test_number(number):
    print("told", number)
    assert number % 5
"""


def measured(browser: Browser, page: Path) -> tuple[str, ...]:
    """Give the figures of one page, in the order of the head."""
    address, asked = page.resolve().as_uri(), []
    tab = browser.new_context(bypass_csp=True).new_page()
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(address, wait_until="load")
    tab.wait_for_timeout(500)
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    failed = tab.evaluate(RUN, [*TAGS, "best-practice"])
    tab.context.close()
    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(address)
    readable = len(" ".join(still.locator("body").inner_text().split()))
    still.context.close()
    elsewhere = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    rules = [(name, nodes) for name, tags, nodes in failed if set(tags) & set(TAGS)]
    wcag = f"{len(rules)} ({sum(nodes for _, nodes in rules)} nodes)" if rules else "0"
    best = str(len(failed) - len(rules))
    return (
        page.name,
        f"{page.stat().st_size:,}",
        str(len(elsewhere)),
        wcag,
        best,
        f"{readable:,} characters",
    )


def ours(folder: Path) -> list[Path]:
    """Write our report in each language."""
    made = []
    for words in sorted((ROOT / "reports" / "languages").glob("*.yaml")):
        made.append(folder / f"checker-{words.stem}.html")
        log = ROOT / "examples" / "2007-public-record" / "log.csv"
        asked = ["--plan", ROOT / "obligations.yaml", "--log", log, "--as-of", "2011-12-31"]
        wanted = ["--language", words.stem, "--fail-on", "never", "--output", made[-1]]
        command = [sys.executable, "-m", "checker", "report", *map(str, (*asked, *wanted))]
        subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)
    return made


def other(folder: Path) -> list[Path]:
    """Write a report of pytest-html on twenty tests, four of which fail; nothing if it cannot be had."""
    home, page = folder / "other", folder / "pytest-html.html"
    subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
    python = str(home / "bin" / "python")
    if subprocess.run([python, "-m", "pip", "install", "-qqq", OTHER], check=False).returncode:
        return []
    tests = folder / "test_numbers.py"
    tests.write_text(TESTS, encoding="utf-8")
    command = [
        python,
        "-m",
        "pytest",
        "-q",
        f"--html={page}",
        "--self-contained-html",
        "-p",
        "no:cacheprovider",
    ]
    subprocess.run([*command, str(tests)], check=False, cwd=folder, stdout=subprocess.DEVNULL)
    return [page]


def main() -> None:
    """Print a row for each page."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        pages = [Path(page) for page in sys.argv[1:]] or [*ours(Path(name)), *other(Path(name))]
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for row in (HEAD, ("---",) * len(HEAD), *(measured(browser, page) for page in pages)):
            print(f"| {' | '.join(row)} |")
        browser.close()


if __name__ == "__main__":
    main()
