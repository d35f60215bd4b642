"""The two checks of the fines by answer set programming: facts from the log, a dozen rules, clingo.

    python bench/peers/in_clingo.py LOG.csv OUTPUT.csv AS-OF

A line for each duty: check, trigger, status, and the act that discharged it (the earliest by day, then id).
"""

import csv
import sys
from datetime import date
from pathlib import Path

import clingo

RULES = """
trigger(sent, T, C, O, O + 90) :- entry(T, O, create_fine, C).
trigger(notified, T, C, from, D) :- entry(T, D, add_penalty, C).
act(sent, C, D, A) :- entry(A, D, send_fine, C).
act(notified, C, D, A) :- entry(A, D, insert_fine_notification, C).
% a notification after the penalty is none at all
counts(sent, T, D, A) :- trigger(sent, T, C, O, _), act(sent, C, D, A), D >= O.
counts(notified, T, D, A) :- trigger(notified, T, C, _, E), act(notified, C, D, A), D <= E.
second(K, T, D, A) :- counts(K, T, D, A), counts(K, T, E, B), (E, B) < (D, A).
first(K, T, D, A) :- counts(K, T, D, A), not second(K, T, D, A).
acted(K, T) :- first(K, T, _, _).
duty(K, T, fulfilled, A) :- trigger(K, T, _, _, E), first(K, T, D, A), D <= E.
kept(K, T) :- duty(K, T, fulfilled, _).
duty(K, T, pending, "") :- trigger(K, T, _, _, E), not kept(K, T), E >= as_of.
duty(K, T, late, A) :- trigger(K, T, _, _, E), first(K, T, D, A), D > E, E < as_of.
duty(K, T, breached, "") :- trigger(K, T, _, _, E), not acted(K, T), E < as_of.
#show duty/4.
"""
IN_FORCE = date(2006, 1, 1).toordinal()
USED = {"create_fine", "send_fine", "insert_fine_notification", "add_penalty"}
CHECKS = {"sent": "send-the-fine/sent", "notified": "notify-before-penalty/notified"}


def facts(path: str, as_of: int) -> str:
    """Give the entries that the rules speak of as facts, with days as numbers."""
    days: dict[str, int] = {}
    found = []
    with Path(path).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            activity, day = row["activity"], row["date"]
            if activity not in USED or row["by"] != "OFFICE":
                continue
            if day not in days:
                days[day] = date.fromisoformat(day).toordinal()
            if IN_FORCE <= days[day] <= as_of:
                found.append(f'entry("{row["id"]}",{days[day]},{activity},"{row["about"]}").')
    return "\n".join(found)


def main() -> None:
    """Read, judge and write."""
    log, output, day = sys.argv[1:]
    as_of = date.fromisoformat(day).toordinal()
    control = clingo.Control(["--warn=none", "-c", f"as_of={as_of}", "-c", f"from={IN_FORCE}"])
    control.add("base", [], RULES + facts(log, as_of))
    control.ground([("base", [])])
    with Path(output).open("w", encoding="utf-8", newline="") as file, control.solve(yield_=True) as models:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("check", "trigger", "status", "evidence"))
        for model in models:
            for symbol in model.symbols(shown=True):
                check, trigger, status, act = symbol.arguments
                writer.writerow((CHECKS[check.name], trigger.string, status.name, act.string))


if __name__ == "__main__":
    main()
