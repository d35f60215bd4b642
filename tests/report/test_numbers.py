"""The numbers in the sentence, the cards, the tables and the accounting agree, whatever the agreement."""

import re
from collections import Counter

from checker.patterns.vocabulary import STATUSES
from checker.results.facts import facts_of
from checker.results.language import Wording
from checker.results.story import parties_of, standing, story
from tests.report.page import Node, Report, example


def _tally(cell: Node, words: Wording) -> Counter[str]:
    """Read how duties stand off a cell of a table."""
    status_of = {str(words.word("statuses", status)): status for status in STATUSES}
    found: Counter[str] = Counter()
    for item in cell.all("b"):
        number, _, word = item.text.partition(" ")
        found[status_of[word]] = int(number)
        assert item.classes == {"s", status_of[word]}
    return found


def test_sentence_cards_and_tables_agree(any_report: Report) -> None:
    results, page = any_report.results, any_report.page
    words = Wording("en", results.plan)
    counts = Counter(r.status for r in results.results)
    total = len(results.results)
    cards = {
        c.classes.difference({"card", "none"}).pop(): c.text for c in page.all("li") if "card" in c.classes
    }
    assert list(cards) == list(STATUSES)
    for status, text in cards.items():
        noun = "duty" if total == 1 else "duties"
        assert text == f"{counts[status]} {words.word('statuses', status)} of {total} {noun}"
    lead = next(p for p in page.all("p") if "lead" in p.classes).text
    if total:
        assert f"gives rise to {total} dut" in lead
        assert sum(int(n) for n in re.findall(r"\b\d+\b", lead.partition("agreement:")[2])) == total
    else:
        assert "no duty" in lead
    overview = page.by_id("overview_caption").within("table")
    assert overview is not None
    rows = [row for row in overview.one("tfoot").parent.all("tr") if row.all("td")]  # type: ignore[union-attr]
    assert sum((_tally(row.all("td")[-1], words) for row in rows[:-1]), Counter()) == counts
    assert _tally(rows[-1].all("td")[-1], words) == counts
    assert [int(row.all("td")[-2].text) for row in rows[-1:]] == [total]
    assert sum(int(row.all("td")[-2].text) for row in rows[:-1]) == total


def test_each_party_has_its_own_duties(any_report: Report) -> None:
    results, page = any_report.results, any_report.page
    words = Wording("en", results.plan)
    for index, code in enumerate(results.plan.bound, 1):
        mine = [r for r in results.results if code in parties_of(r, results.plan)]
        section = page.by_id(f"party_{index}").parent
        assert section is not None
        assert results.plan.parties[code].name in section.one("h3").text
        lists = [each for each in section.all("ul") if each.classes == {"owes"}]
        items = [item for each in lists for item in each.all("li")]
        assert sum((_tally(item, words) for item in items), Counter()) == Counter(r.status for r in mine)
        assert {item.one("a")["href"][1:]: sum(_tally(item, words).values()) for item in items} == Counter(
            r.obligation for r in mine
        )


def test_kept_on_time_leaves_standing_duties_out(any_report: Report) -> None:
    told = story(any_report.results)
    counted = [r.status for r in any_report.results.results if not standing(r.finding.of.check.pattern)]
    whole = sum(counted.count(status) for status in ("fulfilled", "late", "breached"))
    assert told.counted.on_time == (counted.count("fulfilled"), whole)
    text = any_report.page.by_id("part_summary").parent.text  # type: ignore[union-attr]
    if whole:
        assert f"Kept on time: {told.counted.on_time.part} of the {whole} dut" in text
    elif told.counted.total:
        assert "Kept on time: no figure" in text


def test_rows_of_the_log_add_up(any_report: Report) -> None:
    part = any_report.page.by_id("part_record").parent
    assert part is not None
    groups = [row for row in part.all("tr") if row.classes == {"group"}]
    heads = [int(node.text.rpartition(": ")[2]) for node in [*groups, *part.all("h3")]]
    total = len(any_report.results.log.entries)
    assert sum(heads) == total
    assert sum(1 for node in part.all("tr", "li") if node["id"].startswith("entry-")) == total
    assert part.all("b")[-1].text == f"All rows: {total}"
    states = Counter(row.state for row in story(any_report.results).rows)
    assert states == Counter({k: n for k, n in any_report.results.accounting.items() if k != "rows" and n})


def test_how_many_duties_rest_on_an_assumption(report: Report) -> None:
    for name in report.results.plan.interpretations:
        every = report.results.results
        resting = [r for r in every if name in ("signature-day", *r.finding.of.check.rests_on)]
        assert f"{len(resting)} of {len(every)} duties rest" in report.page.by_id(f"meant_{name}").text


def test_the_figures_of_the_made_up_log() -> None:
    page = example("2007-illustrative").page
    lead = next(p for p in page.all("p") if "lead" in p.classes).text
    assert lead == (
        "As of 30 June 2010, the record gives rise to 72 duties under 13 of the 27 clauses of the agreement: "
        "39 kept, 4 kept late, 5 broken, 5 not yet due, 6 excused, 4 still to be judged by people, "
        "7 that cannot be told from the record and 2 standing duties with nothing contrary on record."
    )


def test_a_decision_on_a_reading_says_how_much_one_alternative_turns(report: Report) -> None:
    for number, item in enumerate(facts_of(report.results).agenda, 1):
        if item.reading and item.reading.judged:
            most = max(each.changed + each.appeared + each.vanished for each in item.reading.tried)
            assert f"up to {most} verdict" in report.page.by_id(f"item_{number}").text
