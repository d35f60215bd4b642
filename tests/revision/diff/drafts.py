"""Random drafts of random plans: clauses renamed, split, merged, dropped or added, times made longer."""

import re
from copy import deepcopy
from random import Random
from typing import Any

from checker.diagnostics import Faults, InvalidInput
from checker.log.load import from_rows
from checker.patterns.model import Rules
from checker.plan.load import build
from checker.plan.model import Plan
from checker.plan.vocabulary import knowing, together
from checker.results.judge import Question, judge
from checker.results.model import Results
from tests.laws.strategies import located, rows
from tests.model.generate import Case

LENGTH = re.compile(r"(\d+) (day|week|month|quarter|year|working day)s?( inclusive)?")
Spec = dict[str, Any]


def read(plan: Spec) -> tuple[Plan, Rules] | None:
    """Read a plan; None if it is none."""
    faults = Faults()
    built = build(located(plan), "draft", faults)
    try:
        faults.stop()
    except InvalidInput:
        return None
    return built


def judged(case: Case, draft: Plan) -> Results:
    """Judge a case's own plan on its log, which is read with the words of a draft too."""
    built = read(case.plan)
    assert built is not None
    words = together((built[0], draft))
    faults = Faults()
    log = from_rows(rows(case.entries), words, faults)
    faults.stop()
    return judge(knowing(built[0], words), built[1], log, Question(case.as_of, case.known_at, "reference"))


def longer(plan: Spec, rng: Random) -> Spec | None:
    """Give the plan with one time of one check longer; None if it has no check with a time."""
    draft = deepcopy(plan)
    times = [
        (check, name)
        for clause in draft["obligations"]
        for check in clause["checks"]
        for name, value in check.items()
        if isinstance(value, str) and LENGTH.fullmatch(value)
    ]
    if not times:
        return None
    check, name = rng.choice(times)
    found = LENGTH.fullmatch(check[name])
    assert found is not None
    check[name] = f"{int(found[1]) + rng.randint(1, 40)} {found[2]}s{found[3] or ''}"
    return draft


def rewritten(plan: Spec, rng: Random) -> Spec:
    """Give the plan with its clauses in other hands: each kept, renamed, split, merged, dropped or new."""
    draft = deepcopy(plan)
    clauses: list[Spec] = []
    for number, clause in enumerate(draft["obligations"]):
        way = rng.choice(["kept", "reworded", "renamed", "split", "merged", "dropped", "new"])
        name = clause["id"]
        if way == "reworded":
            clause["text"] += " And more."
        elif way == "renamed":
            clause |= {"id": f"{name}-b", "was": [*clause.get("was", []), name]}
        elif way == "split":
            clauses.append({**deepcopy(clause), "id": f"{name}-c", "was": [name]})
            clause |= {"id": f"{name}-d", "was": [name]}
        elif way == "merged" and clauses:
            clauses[-1]["was"] = [*clauses[-1].get("was", []), name]
            continue
        elif way == "dropped" and number:
            continue
        elif way == "new":
            clauses.append({**deepcopy(clause), "id": f"{name}-e"})
        clauses.append(clause)
    draft["obligations"] = clauses
    return draft
