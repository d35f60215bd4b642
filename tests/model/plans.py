"""Random plans, with every rule and every parameter; all of them valid, every scalar a string."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from .days import DAY, add_months

Spec = dict[str, Any]

GRADES, BOTH, REASONS, SEATS = (
    ["x", "y", "z"],
    ["yes", "no"],
    ["workload", "other"],
    ["2", "3", "5", "5.0", "8"],
)
VALUES = {"grade": GRADES, "both": BOTH, "reason": REASONS, "seats": SEATS}
ATTRIBUTES: dict[str, Spec] = {
    "grade": {"label": "Grade"},
    "seats": {"label": "Seats", "type": "number"},
    "both": {"label": "Both needed", "values": BOTH},
    "reason": {"label": "Reason", "values": REASONS},
}
KINDS = {  # the vocabulary, with the attributes of each kind
    "met": ["grade", "seats", "both"],
    "sent": ["grade", "seats"],
    "shared": ["grade"],
    "visit": ["both", "grade"],
    "paper": ["grade", "seats", "both"],
    "trip": ["both", "grade"],
    "issued": ["grade", "seats", "both"],
    "note": ["reason"],
    "opened": [],
    "other": [],
}
RULES = {  # how often each rule is drawn
    **{"deadline": 4, "periodic": 5, "recurring": 4, "response": 6, "precedence": 5, "exclusive": 3},
    **{"conflict": 3, "never": 5, "limit": 3, "conform": 3, "permit": 1},
}
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365, "working day": 2}


@dataclass
class Planner:
    """Draws a plan."""

    rng: Random
    interpretations: Spec = field(default_factory=dict)
    dates: Spec = field(default_factory=dict)

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def plan(self) -> Spec:
        rng = self.rng
        self.starts = rng.choice(
            [date(2008, 2, 29), date(2008, 1, 31), date(2007, 11, 30), date(2008, 12, 31)]
            + [date(2008, 1, 1) + rng.randrange(400) * DAY for _ in range(4)]
        )
        self.unit_codes = {"A": ["A-NY", "A-VI"][: rng.randint(1, 2)], "B": ["B-GE"]}
        if self.chance(0.5):
            self.unit_codes["C"] = ["C-X"] if self.chance(0.5) else []
        self.bound = list(self.unit_codes)
        self.working = self.chance(0.4)
        in_force = self.life()
        plan: Spec = {
            "plan": {
                "id": "random-plan",
                "title": "Random plan",
                "in_force": in_force,
                "completeness": "attested" if self.chance(0.6) else "assumed",
                "illustrative": "true",
            }
        }
        obligations = [self.obligation(f"o{number}") for number in range(rng.randint(1, 4))]
        if self.dates:
            plan["dates"] = self.dates
        if self.working:
            weekend = rng.choice([["saturday", "sunday"], ["sunday"], ["friday", "saturday"]])
            closed = {self.starts + rng.randrange(-30, 500) * DAY for _ in range(6)} | {date(2008, 12, 25)}
            plan["calendar"] = {"weekend": weekend, "closed": [when.isoformat() for when in sorted(closed)]}
        plan["parties"] = {
            code: {"name": f"Office {code}"}
            | ({"units": {unit: f"Part {unit[2:]} of {code}" for unit in units}} if units else {})
            for code, units in self.unit_codes.items()
        }
        plan["parties"]["L"] = {"name": "Légal", "party": "false"}
        everywhere = self.chance(0.2)  # declare the grade once for every kind
        if everywhere:
            plan["attributes"] = {"grade": ATTRIBUTES["grade"]}
        plan["activities"] = {}
        for kind, names in KINDS.items():
            attributes = {name: ATTRIBUTES[name] for name in names if not (everywhere and name == "grade")}
            plan["activities"][kind] = {"label": kind.capitalize()} | (
                {"attributes": attributes} if attributes else {}
            )
        if self.interpretations:
            plan["interpretations"] = self.interpretations
        plan["obligations"] = obligations
        return plan

    # Days and durations

    def life(self) -> Spec:
        """When the plan is in force: a day, a named or assumed date, or one that the log gives."""
        drawn = self.rng.random()
        start = self.starts.isoformat()
        if drawn < 0.3:
            begins = start
        elif drawn < 0.65:
            self.dates["signature"] = start
            begins = "signature"
        elif drawn < 0.8:
            self.dates["signature"] = {"interpretation": "first-day"}
            self.interpret("first-day", start, [add_months(self.starts, 1).isoformat()])
            begins = "signature"
        else:
            self.dates["opening"] = {"first": self.first()}
            begins = "opening"
        life: Spec = {"from": begins}
        ends = add_months(self.starts, self.rng.choice([6, 12, 18, 24])) - self.rng.choice([0, 1]) * DAY
        drawn = self.rng.random()
        if drawn < 0.4:
            life["until"] = ends.isoformat()
        elif drawn < 0.55:
            self.dates["end-day"] = ends.isoformat()
            life["until"] = "end-day"
        elif drawn < 0.6:
            self.dates["closing"] = {"first": {"activity": "other", "about": {"exists": "true"}}}
            life["until"] = "closing"
        return life

    def first(self) -> Spec:
        if self.chance(0.5):
            return {"activity": "opened"}
        return {"activity": ["opened", self.rng.choice(["paper", "visit"])], "by": {"not": "L"}}

    def origin(self) -> str:
        """What a deadline, the periods or a chain hang on: a named date or a day."""
        name = self.rng.choice(["signature", "launch", "opening", "early", ""])
        if name == "launch":
            self.dates.setdefault(name, (self.starts + self.rng.randint(0, 250) * DAY).isoformat())
        elif name == "early":  # on the last day before the plan comes into force, or some time before
            self.dates.setdefault(name, (self.starts - self.rng.choice([1, 1, 20]) * DAY).isoformat())
        elif name == "opening":
            self.dates.setdefault(name, {"first": self.first()})
        elif name not in self.dates:
            return (self.starts + self.rng.choice([0, 0, 1, 31, 90]) * DAY).isoformat()
        return name

    def interpret(self, name: str, value: str, alternatives: list[str]) -> Spec:
        if name not in self.interpretations:
            grounds: Spec = {"assumed": "true"}
            if self.chance(0.5):
                grounds = {"decided": {"by": "Annual review", "on": "2008-11-10"}}
            self.interpretations[name] = (
                {"value": value, "because": "Practice."} | grounds | {"alternatives": alternatives}
            )
        return {"interpretation": name}

    def duration(self, low: int = 5, high: int = 200, *, inclusive: bool = True, assumed: bool = True) -> Any:
        """A duration of about so many days at least and at most, possibly by an interpretation."""
        if assumed and self.chance(0.15) and low <= 14 <= 31 <= high:
            values = ["2 weeks", "1 month", f"{self.rng.randint(14, 31)} days"]
            return self.interpret(
                self.rng.choice(["regularly", "soon"]), self.rng.choice(values), ["30 days", "3 weeks"]
            )
        units = [
            unit
            for unit, days in UNIT_DAYS.items()
            if days <= high and (unit != "working day" or self.working)
        ]
        unit = self.rng.choice(units)
        days = UNIT_DAYS[unit]
        number = self.rng.randint(
            max(1, -(-low // days)), max(1, -(-low // days), min(high // days, 90 // days))
        )
        text = f"{number} {unit}{'s' if number != 1 else ''}"
        return text + " inclusive" if inclusive and number * days > 2 and self.chance(0.2) else text

    # Selectors

    def attribute(self, kinds: list[str]) -> Spec:
        """A condition on one attribute that all of the kinds have."""
        names = [name for name in ATTRIBUTES if all(name in KINDS[kind] for kind in kinds)]
        if not names:
            return {}
        name = self.rng.choice(names)
        value = self.rng.choice(VALUES[name])
        choices: list[Any] = [value, {"exists": "true"}, {"exists": "false"}, {"not": value}]
        choices += [self.rng.sample(VALUES[name], 2), {"not": self.rng.sample(VALUES[name], 2)}]
        if name == "seats":
            choices += [
                {"at_least": "5"},
                {"at_most": "5"},
                {"at_most": "3"},
                {"at_least": "2", "at_most": "5"},
            ]
        return {name: self.rng.choice(choices)}

    def do(self, variables: dict[str, str], *, plain: bool = False) -> Spec:
        """What is to be done, or not: variables are those that a trigger binds, by their field."""
        rng = self.rng
        kinds = rng.choice([["sent"], ["shared"], ["visit"], ["sent", "shared"]])
        if plain:
            kinds = rng.choice([["trip"], ["issued"], ["paper"], ["sent"], ["visit"]])
        selector: Spec = {"activity": kinds[0] if len(kinds) == 1 else kinds}
        if self.chance(0.35 if plain else 0.85):
            selector["by"] = "$bearer" if self.chance(0.93) else {"not": "L"}
        if self.chance(0.5):
            others = ["$counterparty"] * 5 + [
                "A",
                "B",
                "L",
                "A-NY",
                ["B", "L"],
                {"exists": "true"},
                {"not": "L"},
            ]
            others += [name for name, of in variables.items() if of in ("by", "to")] * 3
            others += [{"not": name} for name, of in variables.items() if of in ("by", "to")]
            selector["to"] = rng.choice(others)
        for name, of in variables.items():
            if of not in ("by", "to") and (of == "about" or all(of in KINDS[kind] for kind in kinds)):
                selector[of] = name
        if self.chance(0.2):
            selector |= self.attribute(kinds) if "grade" not in selector else {}
        if self.chance(0.12) and "about" not in selector:
            selector[rng.choice(["about", "title", "evidence"])] = {"exists": "true"}
        return selector

    def when(self, *, variables: bool = True) -> tuple[Spec, Any, dict[str, str]]:
        """A trigger's selector, the bearer that goes with it, and the variables it binds by their field."""
        rng = self.rng
        kind = rng.choice(["met", "paper", "met", "paper", "sent"])
        selector: Spec = {"activity": kind}
        bound: dict[str, str] = {}
        bearer = self.bearer()
        drawn = rng.random()
        if variables and drawn < 0.45:
            selector["by"] = "$host"
            bound["$host"] = "by"
            bearer = rng.choice(["$host", {"other_than": "$host"}, {"other_than": "$host"}])
            if self.chance(0.15):
                selector["to"] = rng.choice(["$host", {"not": "$host"}])
        elif variables and drawn < 0.55:
            selector["to"] = "$target"
            bound["$target"] = "to"
            bearer = rng.choice(["$target", {"other_than": "$target"}])
        elif variables and drawn < 0.65:
            selector["by"] = "$bearer"
        elif drawn < 0.75:
            selector["by"] = rng.choice(["A", "B", {"not": "A"}, ["A", "B-GE"], "A-NY"])
        if variables and self.chance(0.15):
            selector["about"] = "$m"
            bound["$m"] = "about"
        elif variables and self.chance(0.1):
            selector["grade"] = "$g"
            bound["$g"] = "grade"
        elif self.chance(0.15):
            selector |= self.attribute([kind])
        return selector, bearer, bound

    def bearer(self) -> Any:
        drawn = self.rng.random()
        if drawn < 0.5:
            return {"each": self.rng.sample(self.bound, len(self.bound))}
        if drawn < 0.6:
            return {"each": ["A", "B-GE"]}
        if drawn < 0.7:
            return {"each": ["A", "A-NY"]}
        return self.rng.choice([*self.bound, "A-NY"])

    def unless(self, kinds: list[str], *, subject: bool) -> list[Spec]:
        """Exceptions; `this` and `same` only where there is a trigger or an offending activity."""
        found = []
        for _ in range(self.rng.choice([1, 1, 2])):
            this = self.attribute(kinds) if subject and self.chance(0.35) else {}
            if this:
                found.append({"this": this})
                continue
            exception: Spec = {"activity": "note"}
            by = self.rng.choice(["$bearer", "$bearer", "$bearer", "$counterparty", "L", None])
            if by:
                exception["by"] = by
            if self.chance(0.25):
                exception["reason"] = self.rng.choice(REASONS)
            if subject and self.chance(0.6):
                exception["same"] = self.rng.choice([["about"], ["about"], ["about", "to"], ["by"]])
            if self.chance(0.35):
                exception["not_after"] = self.rng.choice(["due", "opens"])
            found.append(exception)
        return found

    # Checks

    def obligation(self, name: str) -> Spec:
        drawn = self.rng.random()
        rules = self.rng.choices(list(RULES), list(RULES.values()), k=1 if drawn < 0.65 else 2)
        obligation = {
            "id": name,
            "title": f"Clause {name[1:]}",
            "text": f"Text of clause {name[1:]}.",
            "source": {"section": "S", "paragraph": str(int(name[1:]) + 1)},
            "modality": "must_not" if set(rules) <= {"never", "limit"} else "must",
            "checks": [self.check(f"c{number}", rule) for number, rule in enumerate(rules)],
        }
        if drawn > 0.96:
            obligation |= {"modality": "is", "checks": []}
        elif rules == ["permit"]:
            obligation["modality"] = "may"
        return obligation

    def check(self, name: str, rule: str) -> Spec:
        rng = self.rng
        check: Spec = {"id": name, "rule": rule, "bearer": self.bearer()}
        variables: dict[str, str] = {}
        triggered = rule in ("response", "precedence") or (rule == "never" and self.chance(0.6))
        if triggered:
            check["when"], check["bearer"], variables = self.when()
            if self.chance(0.55):
                check["same"] = rng.choice(
                    [["about"], ["about"], ["about"], ["to"], ["by", "about"], ["grade"]]
                )
        elif rule == "conform":
            check["when"], check["bearer"], _ = self.when(variables=False)
            kind = check["when"]["activity"]
            check["requires"] = self.attribute([kind]) if self.chance(0.8) else {}
            if not check["requires"] or self.chance(0.15):
                check["requires"]["to"] = rng.choice(
                    ["$counterparty", {"not": "$bearer"}, {"exists": "true"}, "L"]
                )
        if rule != "conform":
            forbidding = rule in ("exclusive", "conflict", "never", "limit")
            check["do"] = self.do(variables, plain=forbidding)
            if rule in ("exclusive", "conflict"):
                check["do"].pop("by", None)
            for name, of in variables.items():
                if name not in str([check["do"], check["bearer"]]):
                    check["when"].pop(of)
            if "grade" in check.get("same", []) and not set(self.kinds(check["do"])) <= self.graded():
                check["same"] = ["about"]
            if "$counterparty" in str(check["do"]) and self.chance(0.25):
                check["toward"] = rng.choice([["A"], ["B"], ["A", "B"], ["B-GE"], ["L"], ["A-NY", "B"]])
        getattr(self, f"_{rule}")(check)
        if rule in ("deadline", "periodic", "recurring", "response", "precedence"):
            if self.chance(0.3):
                check["times"] = rng.choice(["2", "2", "3"])
            if self.chance(0.45):
                check["judgement"] = {"question": "Was it adequate?"}
        if rule != "permit" and self.chance(0.5):
            subject = triggered or rule in ("exclusive", "conflict", "never", "limit", "conform")
            looked_at = (
                check["when"] if rule in ("response", "precedence", "conform") else check.get("do", {})
            )
            check["unless"] = self.unless(self.kinds(looked_at), subject=subject)
        return check

    @staticmethod
    def kinds(selector: Spec) -> list[str]:
        return selector["activity"] if isinstance(selector["activity"], list) else [selector["activity"]]

    @staticmethod
    def graded() -> set[str]:
        return {kind for kind, names in KINDS.items() if "grade" in names}

    def _deadline(self, check: Spec) -> None:
        if self.chance(0.9):
            check["from"] = self.origin()
        check["within"] = self.duration(10, 300)

    def every(self, check: Spec, low: int) -> None:
        if self.chance(0.3):
            check["every"] = self.rng.choice(["calendar year", "calendar quarter", "calendar month"])
        elif self.chance(0.5):
            check["every"] = self.rng.choice(["1 month", "1 quarter", "3 months", "6 months", "1 year"])
        else:
            check["every"] = self.duration(low, 200, inclusive=False)
        if self.chance(0.5):
            check["from"] = self.origin()

    def _periodic(self, check: Spec) -> None:
        self.every(check, 20)

    def _limit(self, check: Spec) -> None:
        self.every(check, 30)
        check["times"] = self.rng.choice(["1", "1", "2"])

    def _recurring(self, check: Spec) -> None:
        if self.chance(0.85):
            check["from"] = self.origin()
        check["at_least_every"] = self.duration(14, 365)

    def _response(self, check: Spec) -> None:
        if self.chance(0.25):
            check["during"] = "true"
        else:
            check["within"] = self.duration(14, 120)
            drawn = self.rng.random()
            if drawn < 0.15:
                check["early_counts"] = "true"
            elif drawn < 0.3:
                check["early_counts"] = self.duration(3, 60)
            elif drawn < 0.45:
                check["not_before"] = self.duration(1, 7, inclusive=False, assumed=False)
        if self.chance(0.2):
            check["same_day"] = "unclear"

    def _precedence(self, check: Spec) -> None:
        if self.chance(0.6):
            check["at_most"] = self.duration(45, 200, assumed=False)
        if self.chance(0.5):
            check["at_least"] = self.duration(3, 25, assumed="at_most" not in check)

    def _exclusive(self, check: Spec) -> None:
        pass

    def _conflict(self, check: Spec) -> None:
        check["same"] = self.rng.choice([["about"], ["about"], ["about", "grade"], ["to"]])
        if not set(self.kinds(check["do"])) <= self.graded():
            check["same"] = ["about"]
        check["bearer"] = {"each": self.rng.choice([self.bound, ["A", "B"], ["B-GE", "A"]])}
        if self.chance(0.4):
            check["within"] = self.duration(3, 60)

    def _never(self, check: Spec) -> None:
        if "when" in check:
            if self.chance(0.5):
                check["during"] = "true"
            else:
                check["within"] = self.duration(5, 90)

    def _conform(self, check: Spec) -> None:
        pass

    def _permit(self, check: Spec) -> None:
        pass
