"""Order, splitting and strangers do not matter (laws 1 to 4, 11 and 12)."""

import csv
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml

from checker.diagnostics import InvalidInput
from checker.results.document import duty as told
from checker.results.language import Wording
from tests.laws.strategies import duties, judged, law, with_entries, written
from tests.model.generate import Case, typed
from tests.model.logs import Row
from tests.model.plans import ATTRIBUTES, KINDS


def shuffled(case: Case, rng: Random) -> list[Row]:
    return rng.sample(case.entries, len(case.entries))


@law(at_least=150)
def test_law_1_shuffling_rows_changes_nothing(case: Case, rng: Random) -> int:
    found = duties(case)
    assert duties(case, entries=shuffled(case, rng)) == found
    return len(found)


@law(at_least=150)
def test_law_2_splitting_the_log_into_files_changes_nothing(case: Case, rng: Random) -> int:
    """Two to four files of any format, in any order."""
    mixed, parts = shuffled(case, rng), rng.randint(2, 4)
    with TemporaryDirectory() as folder:
        files = [written_log(mixed[n::parts], Path(folder) / f"{n}", rng) for n in range(parts)]
        split = judged(case, logs=rng.sample(files, parts))
    whole = judged(case)
    assert [source.rows for source in split.log.sources] != [len(case.entries)]
    assert written(split) == written(whole)
    return len(whole.results)


def written_log(entries: list[Row], path: Path, rng: Random) -> Path:
    """Write a log in a format drawn at random; where columns may be left out, empty ones are."""
    filled = [{name: value for name, value in row.items() if value} for row in entries]
    path = path.with_suffix(rng.choice([".csv", ".jsonl", ".yaml"]))
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, entries[0])
            writer.writeheader()
            writer.writerows(entries)
    elif path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in filled), encoding="utf-8")
    else:
        path.write_text(yaml.dump(typed(filled)), encoding="utf-8")
    return path


@law(at_least=150)
def test_law_3_an_activity_that_no_selector_matches_changes_nothing(case: Case, rng: Random) -> int:
    """The stranger is like an act of the log in all but its kind, which no selector names."""
    plan = deepcopy(case.plan)
    plan["activities"]["unheard_of"] = {"label": "Unheard of", "attributes": ATTRIBUTES}
    for name in plan.get("attributes", {}):  # declared once, for every kind
        plan["activities"]["unheard_of"]["attributes"] = {k: v for k, v in ATTRIBUTES.items() if k != name}
    act = rng.choice([row for row in case.entries if row["activity"] in KINDS])
    stranger = {**act, "id": "stranger", "activity": "unheard_of", "corrects": ""}
    found = duties(case, plan=plan)
    assert duties(case, plan=plan, entries=with_entries(case, stranger)) == found
    return len(found)


@law(at_least=60)
def test_law_4_an_id_used_twice_is_an_error(case: Case, rng: Random) -> int:
    with pytest.raises(InvalidInput) as caught:
        duties(case, entries=with_entries(case, rng.choice(case.entries)))
    assert "log/duplicate-id" in [fault.code for fault in caught.value.diagnostics]
    return 1


@law(at_least=60)
def test_law_11_obligation_by_obligation_on_any_number_of_workers_gives_the_same_bytes(
    case: Case, rng: Random
) -> int:
    """Each worker judges one clause; of the others it knows the names alone, since statements name them."""
    alone = list(only_one_checks(case.plan))
    with ThreadPoolExecutor(rng.randint(1, 4)) as workers:
        found = list(workers.map(lambda plan: told_duties(case, plan), alone))
    assert [line for part in found for line in part] == told_duties(case, case.plan)
    return len(alone)


def told_duties(case: Case, plan: dict[str, Any]) -> list[bytes]:
    """Judge a plan with the rule engine and give each duty as the JSON output writes it."""
    results = judged(case, plan=plan, engine="durable")
    words = Wording("en", results.plan)
    return [json.dumps(told(result, words)).encode() for result in results.results]


def only_one_checks(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """For each obligation in turn, make all checks of the others mere permissions, under their old names."""
    for own in plan["obligations"]:
        alone = deepcopy(plan)
        for other in alone["obligations"]:
            if other["id"] != own["id"]:
                other["checks"] = [
                    {"id": check["id"], "rule": "permit", "bearer": "A", "do": {"activity": "other"}}
                    for check in other["checks"]
                ]
        yield alone


@law(at_least=25, one_in=4)
def test_law_12_the_same_entries_in_any_order_give_the_same_bytes_of_json_and_html(
    case: Case, rng: Random
) -> int:
    """The rest of law 12, another machine, locale, time zone or hash seed, needs processes of its own."""
    one, other = judged(case), judged(case, entries=shuffled(case, rng))
    assert written(one) == written(other)
    assert written(one, "html") == written(other, "html")
    return len(one.results)
