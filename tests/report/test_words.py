"""The page takes all its words from the language's file, and turns with its direction."""

import re
import shutil
from pathlib import Path

import pytest

from checker.findings.model import Sentence
from checker.results import language, phrasing, tags
from tests.report.page import example, made
from tests.run import ROOT

TEMPLATES = sorted((ROOT / "reports" / "html").rglob("*.j2"))
MADE_UP_KEYS = ("head-", "count-", "silent-", "state-", "rows-")


def test_every_key_of_the_report_is_used_and_every_used_key_is_there() -> None:
    code = [*(ROOT / "checker" / "results").glob("*.py"), *(ROOT / "checker" / "outputs").glob("*.py")]
    source = "".join(path.read_text(encoding="utf-8") for path in [*TEMPLATES, *code])
    words = language.Wording("en", example("2007-illustrative").results.plan)
    keys = set(words.section("report"))
    assert {k for k in keys if f'"{k}"' not in source and not k.startswith(MADE_UP_KEYS)} == set()
    assert set(re.findall(r'\bsay\((?:words, )?"([a-z_-]+)"[,)]', source)) <= keys


def test_templates_have_no_words_of_their_own() -> None:
    for path in TEMPLATES:
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", path.read_text(encoding="utf-8"), flags=re.DOTALL
        )
        assert not re.findall(r"[A-Za-z]{2,}", text), path


def test_no_pattern_is_named_in_the_code_of_the_report() -> None:
    names = [path.stem for path in (ROOT / "rules" / "patterns").glob("*.yaml")]
    for path in (ROOT / "checker" / "results").glob("*.py"):
        if path.stem in ("story", "phrasing"):
            assert not re.findall(rf"[\"'](?:{'|'.join(names)})[\"']", path.read_text(encoding="utf-8"))


def test_a_page_of_another_language_marks_what_the_plan_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copytree(ROOT / "reports" / "languages", tmp_path, dirs_exist_ok=True)
    english = (tmp_path / "en.yaml").read_text(encoding="utf-8")
    turned = english.replace("tag: en,", "tag: ar,").replace("direction: ltr", "direction: rtl")
    (tmp_path / "ar.yaml").write_text(turned, encoding="utf-8")
    monkeypatch.setattr(tags, "FOLDER", str(tmp_path))
    report = made(example("2007-illustrative").results, "ar")
    html = report.page.one("html")
    assert (html["lang"], html["dir"]) == ("ar", "rtl")
    titles = (article.one("h4") for article in report.page.all("article"))
    for node in (report.page.one("h1"), *titles, *report.page.all("blockquote")):
        assert (node["lang"], node["dir"]) == ("en", "ltr")
    assert any(node["lang"] == "en" for node in report.page.all("i"))


def test_pieces_of_a_sentence_make_the_whole() -> None:
    results = example("2007-illustrative").results
    words = language.Wording("en", results.plan)
    for result in results.results:
        pieces = list(phrasing.pieces(result.finding.because, words))
        assert "".join(p.text for p in pieces) == phrasing.reason(result.finding.because, words)
        cited = {p.text for p in pieces if p.kind == "entry"}
        assert cited >= {e.id for e in result.finding.evidence}
    assert [p.text for p in phrasing.pieces((Sentence("any-activity", {}),), words)] == ["any activity"]
