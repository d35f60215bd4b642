"""The two checks of the fines with the csv module and dictionaries: one loop over rows, one over triggers.

    python bench/peers/in_dicts.py LOG.csv OUTPUT.csv AS-OF

A line for each duty: check, trigger, status, and the act that discharged it (the earliest by day, then id).
"""

import csv
import sys
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

IN_FORCE = "2006-01-01"
WITHIN = timedelta(days=90)
Act = tuple[str, str]  # day, id: days written YYYY-MM-DD come in the order of their text
Line = tuple[str, str, str, str]


def read(path: str, as_of: str) -> tuple[list[Line], list[Line], dict[str, list[Act]], dict[str, list[Act]]]:
    """Give the fines created and the penalties added, and by case the fines sent and the notifications."""
    created, added, sent, notified = [], [], defaultdict(list), defaultdict(list)
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        if next(rows) != ["id", "date", "activity", "by", "about"]:
            sys.exit(f"{path}: other columns than id, date, activity, by, about")
        for row in rows:
            number, day, activity, by, about = row
            if by != "OFFICE" or not IN_FORCE <= day <= as_of:
                continue
            if activity == "create_fine":
                created.append((number, day, about))
            elif activity == "send_fine":
                sent[about].append((day, number))
            elif activity == "insert_fine_notification":
                notified[about].append((day, number))
            elif activity == "add_penalty":
                added.append((number, day, about))
    return created, added, sent, notified


def responses(created: list[Line], sent: dict[str, list[Act]], as_of: str) -> Iterator[Line]:
    """Judge, for each fine created, whether it was sent within 90 days."""
    dues: dict[str, str] = {}
    for number, day, about in created:
        if day not in dues:
            dues[day] = str(date.fromisoformat(day) + WITHIN)
        due = dues[day]
        act = min((act for act in sent.get(about, ()) if act[0] >= day), default=None)
        if act and act[0] <= due:
            yield "send-the-fine/sent", number, "fulfilled", act[1]
        elif as_of <= due:
            yield "send-the-fine/sent", number, "pending", ""
        elif act:
            yield "send-the-fine/sent", number, "late", act[1]
        else:
            yield "send-the-fine/sent", number, "breached", ""


def precedences(added: list[Line], notified: dict[str, list[Act]], as_of: str) -> Iterator[Line]:
    """Judge, for each penalty added, whether a notification came first, or on the same day."""
    for number, day, about in added:
        act = min(notified.get(about, ()), default=None)
        if act and act[0] <= day:
            yield "notify-before-penalty/notified", number, "fulfilled", act[1]
        elif as_of <= day:
            yield "notify-before-penalty/notified", number, "pending", ""
        else:
            yield "notify-before-penalty/notified", number, "breached", ""


def main() -> None:
    """Read, judge and write."""
    log, output, as_of = sys.argv[1:]
    created, added, sent, notified = read(log, as_of)
    with Path(output).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("check", "trigger", "status", "evidence"))
        writer.writerows(responses(created, sent, as_of))
        writer.writerows(precedences(added, notified, as_of))


if __name__ == "__main__":
    main()
