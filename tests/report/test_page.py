"""What is on the page, where, and that it stands by itself."""

import base64
import hashlib
import re
import subprocess
import sys
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import urlsplit

import pytest

from checker.findings.model import Value
from checker.log.model import Entry
from checker.results import phrasing
from checker.results.language import Wording
from checker.results.model import Result
from tests.report.page import DAYS, Node, Report, example, made
from tests.run import ROOT, judged

KNOWN_ATTRIBUTES = {
    "aria-hidden", "aria-labelledby", "charset", "class", "colspan", "content", "dir", "hidden", "href",
    "http-equiv", "id", "lang", "name", "role", "rowspan", "scope", "start", "tabindex", "type", "value",
    # of drawings
    "d", "fill", "height", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-opacity", "stroke-width",
    "viewbox", "width", "x", "y",
}  # fmt: skip


def test_it_is_small() -> None:
    assert len(example("2007-public-record").data) < 150_000


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
            assert check.id in {node.text for node in article.all("bdi")}


def test_every_duty_has_its_status_its_reason_and_its_evidence(any_report: Report) -> None:
    words = Wording("en", any_report.results.plan)
    results = any_report.results
    entries = (*results.log.entries, *results.setting.record.activities)
    tables = [table for table in any_report.page.all("table") if table.classes == {"duties"}]
    assert sum(1 for t in tables for row in t.all("tr") if row["id"]) == len(any_report.results.results)
    for result in any_report.results.results:
        row = any_report.page.by_id(re.sub(r"[/+]", lambda m: {"/": "_"}.get(m[0], "__2b__"), result.id))
        duty = row.within("tbody")
        assert duty is not None
        assert duty.classes == {result.status}
        assert duty.within("article") is any_report.page.by_id(result.obligation)
        assert duty.text.startswith(words.word("statuses", result.status))
        head, rest = result.finding.because[:1], result.finding.because[1:]
        assert " ".join(phrasing.reason(head, words).split()) in row.text
        assert re.search(_named_once(phrasing.reason(rest, words), entries, words), duty.text)
        linked = {link["href"] for link in duty.all("a")}
        assert {f"#entry-{entry.id}" for entry in result.finding.evidence} <= linked
        assert {f"#entry-{miss.entry.id}" for miss in result.finding.near_misses} <= linked or (
            result.status == "fulfilled"
        )


def _named_once(text: str, entries: Iterable[Entry], words: Wording) -> str:
    """Give the pattern of a reason in which each entry may stand as its id alone."""
    pattern = re.escape(" ".join(text.split()))
    for entry in entries:
        whole = re.escape(" ".join(words.entry(entry).split()))
        pattern = pattern.replace(whole, f"({whole}|{re.escape(entry.id)})")
    return pattern


def test_reasons_name_an_entry_in_full_once_for_each_clause(any_report: Report) -> None:
    words = Wording("en", any_report.results.plan)
    names = {" ".join(words.entry(e).split()) for e in any_report.results.log.entries}
    for article in any_report.page.all("article"):
        reasons = " ".join(row.text for row in article.all("tr") if not row["id"])
        assert [name for name in sorted(names) if reasons.count(name) > 1] == []


def test_a_duty_says_below_its_check_what_its_whole_reason_says(any_report: Report) -> None:
    words = Wording("en", any_report.results.plan)
    for result in any_report.results.results:
        whole, below = words.reason(result.finding.because), phrasing.reason(result.finding.because, words)
        said, left_out = (
            set(re.findall(r"\d+ \w+ \d{4}", text)) for text in (below, words.value(_ends(result)))
        )
        assert said <= set(re.findall(r"\d+ \w+ \d{4}", whole)) <= said | left_out
        assert phrasing.bearer(result, words) in below or phrasing.bearer(result, words) not in whole


def _ends(result: Result) -> tuple[Value, ...]:
    """Give what the head of a page and of a duty say already: the as-of day, and the days of the window."""
    return tuple(
        value
        for sentence in result.finding.because
        for key, value in sentence.values.items()
        if key in ("as_of", "opens", "due")
    )


def test_every_entry_is_in_the_record_with_its_documents(any_report: Report) -> None:
    for entry in any_report.results.log.entries:
        row = any_report.page.by_id(f"entry-{entry.id}")
        assert row.tag in ("tr", "li")
        assert row.all("bdi")[0].text == entry.id
        assert " ".join((entry.title or "").split()) in row.text
        linked = {link["href"] for link in row.all("a")}
        told = row.tag == "li" or all(
            document in row.text or document in linked for document in entry.evidence
        )
        assert told, entry.id


def test_only_addresses_are_links_and_they_tell_nobody(report: Report) -> None:
    outside = [link for link in report.page.all("a") if not link["href"].startswith("#")]
    for link in outside:
        assert urlsplit(link["href"]).scheme in ("http", "https")
        assert urlsplit(link["href"]).netloc.endswith(link.text)
    assert [m["content"] for m in report.page.all("meta") if m["name"] == "referrer"] == ["no-referrer"]
    written = {
        d for e in report.results.log.entries for d in e.evidence if d.startswith(("http://", "https://"))
    }
    assert {link["href"] for link in outside} <= written


def test_nothing_is_fetched_and_only_the_choice_of_duties_runs(any_report: Report) -> None:
    any_report.page.one("script")
    assert not any_report.page.all("link", "img", "iframe", "object", "embed", "form", "base")
    for node in any_report.page.all():
        assert set(node.attributes) <= KNOWN_ATTRIBUTES, node.attributes
    assert not re.search(r"url\(|@import|expression", any_report.page.one("style").text)


def test_the_policy_allows_this_very_style_sheet_and_script_and_nothing_else(any_report: Report) -> None:
    text = any_report.data.decode()
    parts = [text.partition(f"<{tag}>")[2].partition(f"</{tag}>")[0] for tag in ("style", "script")]
    style, script = (base64.b64encode(hashlib.sha256(p.encode()).digest()).decode() for p in parts)
    (policy,) = [m["content"] for m in any_report.page.all("meta") if m["http-equiv"]]
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_landmarks_and_headings(any_report: Report) -> None:
    page = any_report.page
    html = page.one("html")
    assert (html["lang"], html["dir"]) == ("en", "ltr")
    assert page.one("head").one("title").text
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
        if table.classes != {"duties"}:  # which is narrow enough for any screen
            assert frame.tag == "section"
            assert (frame["tabindex"], frame["aria-labelledby"]) == ("0", caption["id"])
        assert all(cell["scope"] in ("col", "row", "rowgroup") for cell in table.all("th"))
        assert table.all("thead")
        width = len(table.all("thead")[0].all("th"))
        spanned = 0
        for row in table.all("tr"):
            cells = row.all("th", "td")
            assert sum(int(cell["colspan"] or 1) for cell in cells) + (spanned > 0) == width
            spanned = max(spanned - 1, *(int(cell["rowspan"] or 1) - 1 for cell in cells))


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
    duties = [body for body in page.all("tbody") if body.classes & {"unknown", "pending", "to_judge"}]
    assert duties
    for duty in duties:
        assert not re.search(r"\b(broke|broken|breach|breached|failed|violated)\b", duty.text, re.IGNORECASE)
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
        assert "assumed" in told
        assert told.count("Read as ") == len(meaning.alternatives)
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
