"""What is on the page, where, and that it stands by itself."""

import base64
import hashlib
import re
import subprocess
import sys
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from checker.results import phrasing
from checker.results.language import Wording
from tests.report.page import DAYS, Node, Report, example, made
from tests.run import ROOT, judged

KNOWN_ATTRIBUTES = {
    "aria-labelledby", "charset", "class", "colspan", "content", "dir", "href", "http-equiv", "id", "lang",
    "name", "rel", "scope", "tabindex",
}  # fmt: skip


def test_it_is_small(report: Report) -> None:
    assert len(report.data) < 150_000


def test_every_id_is_there_once_and_every_link_inside_leads_somewhere(any_report: Report) -> None:
    ids = [node["id"] for node in any_report.page.all() if "id" in node.attributes]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", name) for name in ids)
    targets = {link["href"][1:] for link in any_report.page.all("a") if link["href"].startswith("#")}
    assert targets <= set(ids)
    labels = {
        node["aria-labelledby"] for node in any_report.page.all() if "aria-labelledby" in node.attributes
    }
    assert labels <= set(ids)


def test_every_obligation_has_its_article(any_report: Report) -> None:
    for own in any_report.results.obligations:
        clause = own.obligation
        article = any_report.page.by_id(clause.id)
        assert article.tag == "article"
        assert article.one("h4").text == " ".join(clause.title.split())
        assert article.one("blockquote").text == " ".join(clause.text.split())
        assert clause.section in article.one("figcaption").text
        for check in clause.checks:
            assert any(f"“{check.id}”" in heading.text for heading in article.all("h5"))


def test_every_duty_has_its_status_its_reason_and_its_evidence(any_report: Report) -> None:
    words = Wording("en", any_report.results.plan)
    duties = [item for item in any_report.page.all("li") if (item.parent or item).classes == {"duties"}]
    assert len(duties) == len(any_report.results.results)
    for result in any_report.results.results:
        duty = any_report.page.by_id(re.sub(r"[/+]", lambda m: {"/": "_"}.get(m[0], "__2b__"), result.id))
        assert duty.classes == {result.status}
        assert duty.within("article") is any_report.page.by_id(result.obligation)
        assert duty.text.startswith(words.word("statuses", result.status))
        assert " ".join(phrasing.reason(result.finding.because, words).split()) in duty.text
        linked = {link["href"] for link in duty.all("a")}
        assert {f"#entry-{entry.id}" for entry in result.finding.evidence} <= linked
        assert {f"#entry-{miss.entry.id}" for miss in result.finding.near_misses} <= linked or (
            result.status == "fulfilled"
        )
        for entry in result.finding.evidence:
            for document in entry.evidence:
                assert document in duty.text or document in linked


def test_a_duty_says_below_its_check_what_its_whole_reason_says(any_report: Report) -> None:
    words = Wording("en", any_report.results.plan)
    for result in any_report.results.results:
        whole, below = words.reason(result.finding.because), phrasing.reason(result.finding.because, words)
        assert set(re.findall(r"\d+ \w+ \d{4}", whole)) == set(re.findall(r"\d+ \w+ \d{4}", below))
        assert phrasing.bearer(result, words) in below or phrasing.bearer(result, words) not in whole


def test_every_entry_is_in_the_record_with_its_documents(any_report: Report) -> None:
    for entry in any_report.results.log.entries:
        row = any_report.page.by_id(f"entry-{entry.id}")
        assert row.tag == "tr"
        assert row.all("th")[0].text == entry.id
        assert " ".join((entry.title or "").split()) in row.text
        linked = {link["href"] for link in row.all("a")}
        assert all(document in row.text or document in linked for document in entry.evidence)


def test_only_addresses_are_links_and_they_tell_nobody(report: Report) -> None:
    outside = [link for link in report.page.all("a") if not link["href"].startswith("#")]
    for link in outside:
        assert urlsplit(link["href"]).scheme in ("http", "https")
        assert link["rel"] == "noreferrer noopener"
        assert urlsplit(link["href"]).netloc.endswith(link.text)
    written = {
        d for e in report.results.log.entries for d in e.evidence if d.startswith(("http://", "https://"))
    }
    assert {link["href"] for link in outside} == written


def test_nothing_is_fetched_and_nothing_runs(any_report: Report) -> None:
    assert not any_report.page.all("script", "link", "img", "iframe", "object", "embed", "form", "base")
    for node in any_report.page.all():
        assert set(node.attributes) <= KNOWN_ATTRIBUTES, node.attributes
    assert not re.search(r"url\(|@import|expression", any_report.page.one("style").text)


def test_the_policy_allows_this_very_style_sheet_and_nothing_else(any_report: Report) -> None:
    text = any_report.data.decode()
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = [m["content"] for m in any_report.page.all("meta") if m["http-equiv"]]
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_landmarks_and_headings(any_report: Report) -> None:
    page = any_report.page
    html = page.one("html")
    assert (html["lang"], html["dir"]) == ("en", "ltr")
    assert page.one("title").text
    body = page.one("body")
    assert page.one("main").parent is page.one("nav").parent is body
    first = next(node for node in body.all() if node.tag == "a")
    assert first.classes == {"skip"}
    assert page.by_id(first["href"][1:]).tag == "main"
    levels = [int(node.tag[1]) for node in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_captions_scopes_and_a_frame_that_scrolls(any_report: Report) -> None:
    for table in any_report.page.all("table"):
        caption = table.one("caption")
        frame = table.parent
        assert isinstance(frame, Node)
        assert frame.tag == "section"
        assert (frame["tabindex"], frame["aria-labelledby"]) == ("0", caption["id"])
        assert all(cell["scope"] in ("col", "row", "rowgroup") for cell in table.all("th"))
        assert table.all("thead")
        width = len(table.all("thead")[0].all("th"))
        for row in table.all("tr"):
            assert sum(int(cell["colspan"] or 1) for cell in row.all("th", "td")) == width


def test_it_says_first_that_it_is_made_up() -> None:
    made_up, real = example("2007-illustrative").page, example("2007-public-record").page
    first = next(child for child in made_up.one("header").children if isinstance(child, Node))
    assert first.classes == {"banner"}
    assert first.text.startswith("ILLUSTRATIVE")
    assert "ILLUSTRATIVE" in made_up.one("style").text  # on the margin of each printed page
    assert "ILLUSTRATIVE" not in real.text


def test_the_head_says_of_which_days_it_speaks_and_on_what_the_first_rests(report: Report) -> None:
    head = report.page.one("header").text
    day = Wording("en", report.results.plan).day(report.results.as_of)
    assert day in head
    assert "from 9 November 2007 (assumed, not documented), with no end named" in head
    assert "That it was signed on that day is not documented." in head
    assert "Silence proves nothing here" in head


def test_nobody_is_said_to_have_broken_anything_where_the_record_is_silent() -> None:
    page = example("2007-public-record").page
    for duty in page.all("li"):
        if duty.classes & {"unknown", "pending", "to_judge"}:
            assert not re.search(
                r"\b(broke|broken|breach|breached|failed|violated)\b", duty.text, re.IGNORECASE
            )
    assert "not about anybody's conduct" in page.by_id("part_main").text
    assert page.by_id("coordinate").all("b")[0].text == "cannot be told"


def test_clauses_that_are_not_scored_say_why(report: Report) -> None:
    for own in report.results.obligations:
        article = report.page.by_id(own.obligation.id)
        if not own.results:
            assert "Nothing is scored" in article.text
        for entry in own.uses:
            assert entry.id in article.text


def test_what_is_assumed_is_named_with_its_reason_and_the_other_values(report: Report) -> None:
    for name, meaning in report.results.plan.interpretations.items():
        told = report.page.by_id(f"meant_{name}").text
        assert " ".join(meaning.because.split()) in told
        assert "assumed, decided by nobody" in told
        assert "Also worth trying" in told
    for obligation in report.results.plan.obligations:
        linked = {link["href"] for link in report.page.by_id(obligation.id).all("a")}
        assert {f"#meant_{name}" for check in obligation.checks for name in check.rests_on} <= linked


def test_dates_and_ids_are_set_apart(report: Report) -> None:
    apart = {node.text for node in report.page.all("bdi")}
    assert {o.id for o in report.results.plan.obligations} <= apart
    assert {e.id for e in report.results.log.entries} <= apart
    assert Wording("en", report.results.plan).day(report.results.as_of) in apart


@pytest.mark.parametrize("name", sorted(DAYS))
def test_the_same_inputs_give_the_same_bytes(name: str) -> None:
    log = ROOT / "examples" / name / "log.csv"
    again = made(judged(ROOT / "obligations.yaml", [log], DAYS[name]))
    assert again.data == example(name).data


@pytest.mark.parametrize(
    ("seed", "zone", "locale"), [("1", "Asia/Tokyo", "C"), ("77", "America/Lima", "tr_TR.UTF-8")]
)
def test_neither_hash_seed_nor_clock_nor_locale_shows(seed: str, zone: str, locale: str) -> None:
    name = "2007-illustrative"
    log = f"examples/{name}/log.csv"
    command = [
        sys.executable,
        "-m",
        "checker",
        "check",
        "--log",
        log,
        "--format",
        "html",
        "--fail-on",
        "never",
    ]
    surroundings = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PATH": "", "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [*command, "--as-of", str(DAYS[name])], cwd=ROOT, env=surroundings, capture_output=True, check=True
    )
    assert ran.stdout == example(name).data
