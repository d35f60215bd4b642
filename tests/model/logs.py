"""Random logs for a plan.

The log grows in rounds: triggers and acts that the plan's selectors ask for, more acts on the first and last
days (give or take one) of the duties that the model finds so far, statements about the record aimed at those
duties, imprecise dates, and at last corrections and retractions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from .days import DAY, WEEKDAYS, Calendar, add_months, is_day, parse, parse_duration
from .model import judge
from .plans import KINDS, SEATS, VALUES, Planner, Spec

Row = dict[str, str]

COLUMNS = [
    *("id", "date", "end", "activity", "by", "to", "about", "title", "place", "note", "evidence", "recorded"),
    *("corrects", "retracts", "grade", "seats", "both", "reason", "of", "answer", "obligation", "check"),
    *("bearer", "until"),
]
TITLES = ["Report", "A, B", "Bericht über Genf, «neu»", 'He said "no"']
DAY_TEXT = r"\d{4}-\d\d-\d\d"
EXTENDABLE = {"deadline", "periodic", "recurring", "response"}


@dataclass
class Logger:
    """Draws a log for a plan."""

    rng: Random
    plan: Spec
    size: int
    rows: list[Row] = field(default_factory=list)

    def __post_init__(self) -> None:
        closed = self.plan.get("calendar", {})
        self.calendar = Calendar(
            frozenset(closed.get("weekend", WEEKDAYS[5:])),
            frozenset(parse(text).first for text in closed.get("closed", [])),
        )
        self.units = {code: list(party.get("units", {})) for code, party in self.plan["parties"].items()}
        self.bound = [code for code in self.units if code != "L"]
        self.ids = self.rng.sample(range(1000), 200)
        self.checks = [
            (obligation["id"], check)
            for obligation in self.plan["obligations"]
            for check in obligation["checks"]
        ]
        self.days = self.landmarks()

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def landmarks(self) -> list[date]:
        """The days on which something may turn: the plan's dates, month ends, the leap day."""
        texts = re.findall(DAY_TEXT, str([self.plan["plan"], self.plan.get("dates"), self.checks]))
        texts += [
            str(one["value"])
            for one in self.plan.get("interpretations", {}).values()
            if is_day(str(one["value"]))
        ]
        days = [parse(text).first for text in texts] or [date(2008, 2, 29)]
        start = min(days)
        days += [date(2008, 2, 29), date(2008, 12, 31), add_months(start, 12), add_months(start, 6)]
        days += [add_months(start, months).replace(day=1) - DAY for months in (2, 5, 11)]
        days += [start + self.rng.randrange(700) * DAY for _ in range(8)]
        return days

    def day(self) -> date:
        return self.rng.choice(self.days) + self.rng.choice([-1, 0, 0, 0, 1]) * DAY

    def add(self, activity: str, when: date, by: str, **fields: str) -> Row:
        row = {
            "id": f"e{self.ids.pop():03}",
            "date": when.isoformat(),
            "activity": activity,
            "by": by,
        } | fields
        self.rows.append(row)
        return row

    # Who and what

    def name(self, code: str) -> str:
        """The party, or now and then one of its units."""
        units = self.units.get(code, [])
        return self.rng.choice(units) if units and self.chance(0.2) else code

    def names(self, *, empty: float = 0.0) -> str:
        if self.chance(empty):
            return ""
        count = 2 if self.chance(0.12) else 1
        chosen = (
            self.rng.sample(list(self.units), count)
            if self.chance(0.2)
            else self.rng.sample(self.bound, count)
        )
        return ";".join(self.name(code) for code in chosen)

    def topic(self) -> str:
        return "" if self.chance(0.1) else f"m{self.rng.randrange(4)}"

    def attributes(self, kind: str) -> Row:
        return {name: self.rng.choice(VALUES[name]) for name in KINDS[kind] if self.chance(0.4)}

    def value(self, name: str, spec: Any, known: dict[str, list[str]]) -> str | None:
        """A value that the selector's field accepts; None where anything does."""
        if isinstance(spec, list):
            return self.value(name, self.rng.choice(spec), known)
        if isinstance(spec, dict):
            if "exists" in spec:
                return None if spec["exists"] == "true" else ""
            if "not" in spec:
                banned = (
                    spec["not"] if isinstance(spec["not"], list) else known.get(spec["not"], [spec["not"]])
                )
                choices = [one for one in VALUES.get(name, list(self.units)) if one not in banned]
                chosen: str = self.rng.choice([*choices, ""] if name != "by" else choices or ["L"])
                return chosen
            low, high = float(spec.get("at_least", 0)), float(spec.get("at_most", 99))
            seats = [one for one in SEATS if low <= float(one) <= high]
            return self.rng.choice(seats)
        if spec.startswith("$"):
            values = known.get(spec, [])
            if not values:
                return None
            return self.name(self.rng.choice(values)) if name in ("by", "to") else self.rng.choice(values)
        return self.name(spec) if name in ("by", "to") else str(spec)

    def meeting(
        self, selector: Spec, when: date, known: dict[str, list[str]], like: Row | None = None
    ) -> Row:
        """An activity that meets a selector, as a rule; like another one in its topic, as a rule."""
        kind = self.rng.choice(Planner.kinds(selector))
        row = {"to": self.names(empty=0.4), "about": self.topic()} | self.attributes(kind)
        if like is not None and self.chance(0.85):
            row["about"] = like.get("about", "")
            if self.chance(0.5):
                row["to"] = like.get("to", "")
            if like.get("grade") and "grade" in KINDS[kind]:
                row["grade"] = like["grade"]
        by = self.names()
        for name, spec in selector.items():
            if name in ("activity", "same", "not_after") or self.chance(0.05):
                continue
            value = self.value(name, spec, known)
            if value is None:
                defaults = {
                    "title": self.rng.choice(TITLES),
                    "evidence": "DOC/1",
                    "to": self.names(),
                    "by": by,
                }
                value = row.get(name) or defaults.get(name) or self.rng.choice(VALUES.get(name, ["m0"]))
            if name == "by":
                by = value
            else:
                row[name] = value
        if self.chance(0.08):
            extra = self.name(self.rng.choice(list(self.units)))
            by = by if extra in by.split(";") else f"{by};{extra}"
        return self.add(kind, when, by, **row)

    def known(self, check: Spec, bearer: str, trigger: Row | None) -> dict[str, list[str]]:
        """What the variables of a check stand for."""
        party = bearer.split("-", maxsplit=1)[0]
        known = {
            "$bearer": [bearer],
            "$counterparty": check.get("toward") or [code for code in self.bound if code != party],
        }
        for name, spec in check.get("when", {}).items():
            if trigger and isinstance(spec, str) and spec.startswith("$") and spec != "$bearer":
                values = trigger.get(name, "") if name != "by" else trigger["by"]
                known[spec] = [
                    one.split("-")[0] if name in ("by", "to") else one for one in values.split(";") if one
                ]
        return known

    def span(self, row: Row) -> None:
        """Give an activity several days, now and then."""
        if self.chance(0.3):
            end = parse(row["date"]).first + self.rng.choice([0, 1, 4, 9, 30]) * DAY
            row["end"] = end.isoformat()

    # Rounds

    def log(self) -> list[Row]:
        activities = max(3, int(self.size * 0.65))
        while self.checks and len(self.rows) < activities // 2:
            _, check = self.rng.choice(self.checks)
            if "when" in check:
                self.story(check)
            elif check["rule"] in ("conflict", "limit"):
                self.cluster(check)
            else:
                bearer = self.rng.choice(self.bound)
                self.span(self.meeting(check["do"], self.day(), self.known(check, bearer, None)))
        for name in self.plan.get("dates", {}).values():
            if isinstance(name, dict) and "first" in name and self.chance(0.85):
                self.meeting(name["first"], self.day(), {})
        while len(self.rows) < activities * 3 // 4:
            if not self.chance(0.5) or not self.aimed():
                kind = self.rng.choice(list(KINDS))
                row = self.add(kind, self.day(), self.names(), to=self.names(empty=0.4), about=self.topic())
                row |= self.attributes(kind)
                self.span(row)
        self.blur()
        while len(self.rows) < activities:
            if not self.aimed():
                self.add("other", self.day(), self.names(), about=self.topic())
        for row in self.rows:
            self.record(row)
        self.coverage()
        rounds = [
            self.judgement,
            self.judgement,
            self.correction,
            self.correction,
            self.retraction,
            self.relief,
        ]
        while len(self.rows) < self.size:
            self.rng.choice(rounds)()
        for row in self.rows:
            if row["activity"] in KINDS and self.chance(0.1):
                row["title"] = row.get("title") or self.rng.choice(TITLES)
        self.rng.shuffle(self.rows)
        return [{column: row.get(column, "") for column in COLUMNS} for row in self.rows]

    def story(self, check: Spec) -> None:
        """A trigger and acts at the ends of the windows that it may open."""
        rng = self.rng
        bearer = rng.choice([code for code in self.bound if code in str(check["bearer"])] or self.bound)
        start = self.day()
        trigger = self.meeting(check["when"], start, self.known(check, bearer, None))
        self.span(trigger)
        if "do" not in check:
            return
        end = parse(trigger.get("end") or trigger["date"]).first
        days = [start, end]
        for name in ("within", "at_most", "at_least", "early_counts", "not_before"):
            value = check.get(name)
            if isinstance(value, dict):
                value = self.plan["interpretations"][value["interpretation"]]["value"]
            if value and value != "true":
                lasts = parse_duration(value, self.calendar)
                days.append(lasts.after(end) if name in ("within", "not_before") else lasts.before(start))
        bearers = str(check["bearer"])
        for variable, values in self.known(check, bearer, trigger).items():
            if variable in bearers:
                others = [code for code in self.bound if (code in values) != ("other_than" in bearers)]
                bearer = rng.choice(others or self.bound)
        known = self.known(check, bearer, trigger)
        for _ in range(rng.choice([1, 1, 2, int(check.get("times", 1))])):
            when = rng.choice(days) + rng.choice([-1, 0, 0, 1]) * DAY
            self.span(self.meeting(check["do"], when, known, trigger))
        for exception in check.get("unless", []):
            if "activity" in exception and self.chance(0.4):
                self.meeting(exception, rng.choice(days) + rng.choice([-1, 0, 1]) * DAY, known, trigger)

    def cluster(self, check: Spec) -> None:
        """A few acts near each other: of different parties on one topic, or of one party."""
        bearers = [code for code in self.bound if code in str(check["bearer"])]
        first = None
        when = self.day()
        for number in range(self.rng.choice([2, 2, 3])):
            bearer = bearers[number % len(bearers)] if check["rule"] == "conflict" else bearers[0]
            row = self.meeting(check["do"], when, self.known(check, bearer, None), first)
            if "by" not in check["do"] and self.chance(0.9):
                row["by"] = self.name(bearer)
            self.span(row)
            first = first or row
            days = [1, 1, 15]
            if isinstance(check.get("within"), str):
                end = parse(row.get("end") or row["date"]).first
                days.append((parse_duration(check["within"], self.calendar).after(end) - when).days)
            when += (self.rng.choice(days) + self.rng.choice([-1, 0, 0, 1])) * DAY

    def duties(self) -> list[Spec]:
        """The duties of the log so far, as of some day after its middle."""
        dates = sorted(parse(row["date"].partition("/")[0]).last for row in self.rows)
        as_of = dates[self.rng.randrange(len(dates) // 2, len(dates))]
        blank = dict.fromkeys(COLUMNS, "")
        return list(judge(self.plan, [blank | row for row in self.rows], as_of, None)["duties"])

    def aimed(self) -> bool:
        """An act or an exception at the edge of a duty that the log so far gives rise to."""
        if not self.rows:
            return False
        duties = self.duties()
        if not duties:
            return False
        rule = self.rng.choice(sorted({duty["rule"] for duty in duties}))
        duties = [duty for duty in duties if duty["rule"] == rule]
        missed = [duty for duty in duties if duty["line"] in (10, 11)]
        late = bool(missed) and self.chance(0.35)
        duty = self.rng.choice(missed if late else duties)
        check = next(
            check for name, check in self.checks if (name, check["id"]) == (duty["obligation"], duty["check"])
        )
        trigger = next((row for row in self.rows if row["id"] == duty["trigger"]), None)
        bearer = self.rng.choice(duty["bearer"].split("+"))
        edge = parse(
            duty["due"] if late else self.rng.choice([duty["opens"], duty["due"] or duty["opens"]])
        ).first
        when = edge + self.rng.choice([1, 2, 10, 40] if late else [-1, 0, 0, 1, 1, 10]) * DAY
        selector = check.get("do", check.get("when"))
        exceptions = [exception for exception in check.get("unless", []) if "activity" in exception]
        if exceptions and self.chance(0.4):
            selector = self.rng.choice(exceptions)
        row = self.meeting(selector, when, self.known(check, bearer, trigger), trigger)
        if self.chance(0.15):
            row["date"] = self.imprecise(row["date"])
        else:
            self.span(row)
        return True

    def blur(self) -> None:
        """Make some dates imprecise, around the day that they had."""
        for row in self.rows:
            if not self.chance(0.25) or not re.fullmatch(DAY_TEXT, row["date"]):
                continue
            if "end" in row:
                drawn = self.rng.randrange(3)
                if drawn == 0:
                    row["date"] += "/" + row.pop("end")
                elif drawn == 1:
                    end = self.imprecise(row["end"])
                    if parse(end).last >= parse(row["date"]).last:
                        row["end"] = end
                else:
                    start = self.imprecise(row["date"])
                    if parse(start).first <= parse(row["end"]).first:
                        row["date"] = start
            else:
                row["date"] = self.imprecise(row["date"])
                if self.chance(0.1):
                    row["date"] = f"{row['date']}/{self.imprecise(str(parse(row['date']).last + DAY))}"

    def imprecise(self, text: str) -> str:
        year, month = text[:4], text[:7]
        when = date.fromisoformat(text)
        season = (when.month // 3 - 1) % 4
        season_year = when.year - 1 if when.month < 3 else when.year
        forms = [month, month, f"{month}-XX", f"{month}~", f"{month}%", f"{season_year:04}-{21 + season}"]
        return self.rng.choice([*forms, year, f"{year}?", f"{year}-XX-XX", f"{text}~", f"{text}?"])

    def record(self, row: Row) -> None:
        """When an entry was made: as a rule soon after, sometimes within its days, or before."""
        if self.chance(0.3):
            days = parse(row["date"].partition("/")[0])
            middle = days.first + (days.last - days.first) // 2
            when = self.rng.choice([days.last + self.rng.randrange(60) * DAY, middle, days.first - DAY])
            row["recorded"] = when.isoformat()

    # Statements about the record

    def coverage(self) -> None:
        """Coverage of the parties' records, with a gap or an overlap at some edge."""
        if self.plan["plan"]["completeness"] == "assumed" and self.chance(0.8):
            return
        first, last = min(self.days), max(self.days) + 100 * DAY
        for code in [*self.bound, *self.units["A"][:1]]:
            if self.chance(0.2):
                continue
            opens = self.rng.choice([first - 400 * DAY, first, first, first + DAY])
            if self.chance(0.4):
                split = self.day()
                if opens < split < last:
                    end = split.isoformat() if self.chance(0.8) else f"{split.isoformat()[:7]}"
                    if parse(end).first > opens:
                        self.add("coverage", opens, code, end=end)
                        opens = split + self.rng.choice([1, 1, 2, -3]) * DAY
            self.add("coverage", opens, code, end=last.isoformat())

    def judgement(self) -> None:
        """A party's answer about an act; now and then the same party's second answer."""
        asked = [(name, check) for name, check in self.checks if "judgement" in check]
        kinds = {kind for _, check in asked for kind in Planner.kinds(check["do"])}
        acts = [row for row in self.rows if row["activity"] in kinds]
        if not acts:
            return
        act = self.rng.choice(acts)
        for _ in range(self.rng.choice([1, 1, 2, 3])):
            when = parse(act["date"].partition("/")[0]).first + self.rng.randrange(40) * DAY
            by = (
                ";".join(self.bound[:2])
                if self.chance(0.15)
                else self.rng.choice([*self.bound, "L", self.name("A")])
            )
            row = self.add("judgement", when, by, of=act["id"], answer=self.rng.choice(["yes", "yes", "no"]))
            if self.chance(0.3):
                name, check = self.rng.choice(asked)
                row["obligation"] = name
                if self.chance(0.5):
                    row["check"] = check["id"]
            self.record(row)

    def correction(self) -> None:
        """An entry like another one that it corrects, with a field or a day changed."""
        row = self.rng.choice(self.rows)
        if row["activity"] == "":
            return
        changed = {
            name: value
            for name, value in row.items()
            if name not in ("id", "corrects", "retracts", "recorded")
        }
        when = re.fullmatch(DAY_TEXT, row["date"])
        drawn = self.rng.randrange(4)
        if drawn == 0 and when and "end" not in row:
            moved = date.fromisoformat(row["date"]) + self.rng.choice([-1, 1, 30]) * DAY
            changed["date"] = moved.isoformat()
        elif drawn == 1 and row["activity"] in KINDS:
            changed["by"] = self.names()
        elif drawn == 2 and row["activity"] in KINDS:
            changed["about"] = self.topic()
        elif row["activity"] == "judgement":
            changed["answer"] = "no" if row["answer"] == "yes" else "yes"
        changed["corrects"] = row["id"]
        changed["id"] = f"e{self.ids.pop():03}"
        self.rows.append(changed)
        self.record(changed)

    def retraction(self) -> None:
        """A retraction: of an act, a correction, a statement or another retraction."""
        special = [row for row in self.rows if row.get("corrects") or row.get("retracts")]
        row = self.rng.choice(special if special and self.chance(0.6) else self.rows)
        when = parse(row["date"].partition("/")[0]).last + self.rng.randrange(60) * DAY
        self.record(self.add("", when, self.rng.choice(self.bound), retracts=row["id"]))

    def relief(self) -> None:
        """A waiver or an extension aimed at a duty, signed by all, by some or by the bearer alone."""
        due = [duty for duty in self.duties() if duty["due"]]
        if not due:
            return
        duty = self.rng.choice(due)
        day_due = date.fromisoformat(duty["due"])
        start = day_due + self.rng.choice([-20, -1, 0, 0, 1]) * DAY
        kind = self.rng.choice(["waiver", "extension"] if duty["rule"] in EXTENDABLE else ["waiver"])
        signers = [
            ";".join(self.bound),
            self.rng.choice(self.bound),
            duty["bearer"].split("+")[0],
            "L",
            "A-NY",
        ]
        row = self.add(kind, start, self.rng.choice(signers), obligation=duty["obligation"])
        if self.chance(0.5):
            row["end"] = (start + self.rng.choice([0, 1, 30]) * DAY).isoformat()
        elif self.chance(0.1):
            row["date"] = row["date"][:7]
        if self.chance(0.5):
            row["check"] = duty["check"]
        names = duty["bearer"].split("+")
        if self.chance(0.5):
            row["bearer"] = self.rng.choice([names[0], names[0].split("-")[0], ";".join(self.bound[:2]), "B"])
        trigger = next((row for row in self.rows if row["id"] == duty["trigger"]), None)
        if trigger and self.chance(0.3):
            row["about"] = trigger.get("about", "")
        if kind == "extension":
            row["until"] = (day_due + self.rng.choice([-1, 1, 15, 90, 200]) * DAY).isoformat()
        self.record(row)
