"""The words that patterns and tables are made of, and the shape of their files. The list is closed.

| word | meaning |
|---|---|
| `each` | what there is one duty for: `bearer`, `trigger`, `period`, `link`, `act` |
| `period`, `link` | periods counted from a day; links of a chain, each opened by the one before |
| `window` | how the window `opens` and when it is `due`: cases, the first that holds decides |
| `given`, `as`, `at` | a case holds if the check gives that parameter (as that kind); then the day is `at` |
| `extends` | an extension may move this due day |
| `done_by` | `acts` that discharge; `overlap` if that flag is given |
| `share` | `freely`: an act may discharge many duties; `once`: one of a chain; `make_up`: see periodic |
| `unclear` | the parameter that makes acts on the trigger's last day only possible |
| `late` | up to when an act after the window still counts as late; no case that holds: never |
| `broken_by` | instances: `each` act or pair of `acts`, `with` or `without` a bearer, `apart`, … |
| parameters `when`, `same` | the trigger, and the fields in which acts agree with it, or with each other |
| `unlike` | the attributes that an act must carry not to be contrary |
| `beyond` | only acts beyond that number in a period |
| `names` | whom an instance names: its `actors`, or each `bearer` who took part |
| `clears` | whom a breach keeps from being reported as holding: those `named`, or `nobody` is left |
| `silence_of` | whose attested record a standing duty needs at its end: `bearer` or `others` |
| `worst` | of several triggers, the status that counts: the first of these |
| `counts` | activities that are counted as uses; nothing is owed |
| `next` | after which status, and from which day, the next link of a chain opens |
"""

from checker.located.schema import closed

STATUSES = ("fulfilled", "late", "breached", "pending", "excused", "to_judge", "unknown", "holding")
RATINGS = ("met", "partly_met", "not_met", "undetermined", "not_due", "dormant", "not_rated")
ITEMS = (
    "question", "request", "reading", "day", "breach", "lateness", "overdue", "decision", "evidence",
    "duplicate",
)  # fmt: skip
DRAFTINGS = (
    "wanted", "unused", "time", "obstacle", "records", "answer", "measure", "exception", "waivers",
    "extensions", "length", "date", "idle", "gap", "keeping",
)  # fmt: skip
"""The kinds of questions for those who write the next agreement."""
KINDS = {
    "bearer": "a party, a unit, `{each: [A, B]}`, a `$variable`, or `{other_than: $variable}`",
    "parties": "a party or a list of them",
    "day": "a named date, or a day",
    "duration": "such as `30 days`, `6 months`, `10 working days inclusive`, or `{interpretation: name}`",
    "period": "such as `1 year` or `calendar quarter`",
    "selector": "which activities: `{activity: …, by: …, to: …, about: …}`",
    "attributes": "what the activity has to carry: `{attribute: value}`",
    "fields": "names of columns that have to agree, such as `[about]`",
    "count": "a whole number",
    "question": "`{question: …}`, asked of each act",
    "exceptions": "a list of what excuses",
    "flag": "`true`",
    "flag or duration": "`true`, or a duration",
    "unclear": "`unclear`: order within a day matters and is not known",
}
"""The kinds of parameters, and what one writes for each."""
_NAME = {"type": "string", "pattern": "^[a-z][a-z_]*$", "x-expects": "a name in small letters"}
_TEXT = {"type": "string", "minLength": 1}
_ANCHOR = {
    "type": "string",
    "pattern": (
        r"^(any day|[a-z_]+|(plan|trigger|act|period|link|window)\.(start|end|due))( [+-] [a-z_]+)?$"
    ),
    "x-expects": (
        "a point such as trigger.end, plan.start or a parameter, and at most one + or - of a duration"
    ),
}
_CASES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "title": "a case",
        "type": "object",
        "properties": {
            "given": _NAME,
            "as": {"enum": ["flag", "duration"]},
            "at": _ANCHOR,
            "to": _ANCHOR,
            "extends": {"type": "boolean"},
        },
        "additionalProperties": False,
    },
}
_WINDOW = closed(
    "a window",
    ["opens", "due"],
    {"opens": _CASES, "due": _CASES},
)
_STEPS = closed(
    "steps",
    ["from", "every"],
    {"from": _NAME, "every": _NAME},
)
_DONE_BY = closed(
    "done_by",
    ["acts"],
    {
        "acts": _NAME,
        "overlap": _NAME,
        "unclear": _NAME,
        "share": {"enum": ["freely", "once", "make_up"]},
        "late": _CASES,
    },
)
_BROKEN_BY = closed(
    "broken_by",
    ["each", "acts", "names"],
    {
        "each": {"enum": ["act", "pair"]},
        "acts": _NAME,
        "with": {"enum": ["bearer"]},
        "without": {"enum": ["bearer", "common party"]},
        "apart": _NAME,
        "beyond": _NAME,
        "unlike": _NAME,
        "overlap": _NAME,
        "window": _WINDOW,
        "names": {"enum": ["actors", "bearer"]},
        "clears": {"enum": ["named", "nobody"]},
        "silence_of": {"enum": ["bearer", "others"]},
        "worst": {"type": "array", "items": {"enum": list(STATUSES)}},
    },
)
_DUTY = closed(
    "a duty",
    ["each"],
    {
        "each": {"type": "array", "items": {"enum": ["bearer", "trigger", "period", "link", "act"]}},
        "period": _STEPS,
        "link": _STEPS,
        "window": _WINDOW,
        "done_by": _DONE_BY,
        "broken_by": _BROKEN_BY,
        "counts": {
            "title": "counts",
            "type": "object",
            "properties": {"acts": _NAME, "with": {"enum": ["bearer"]}},
            "required": ["acts", "with"],
            "additionalProperties": False,
        },
        "next": {"type": "object", "additionalProperties": {"enum": ["act.end", "window.due"]}},
    },
)
PATTERN_SCHEMA = closed(
    "a norm pattern",
    ["rule", "title", "means", "says", "takes", "duty", "example"],
    {
        "rule": _NAME,
        "title": _TEXT,
        "means": _TEXT,
        "says": _TEXT,
        "takes": {
            "type": "object",
            "propertyNames": _NAME,
            "additionalProperties": {
                "type": "string",
                "pattern": "^(optional )?(" + "|".join(KINDS) + ")( = [a-z0-9.]+)?$",
                "x-expects": f"a kind of parameter ({', '.join(KINDS)}), optional, or with = and a default",
            },
        },
        "needs": {
            "type": "array",
            "items": {
                "title": "a need",
                "type": "object",
                "properties": {"one_of": {"type": "array", "items": _NAME}, "with": _NAME},
                "required": ["one_of"],
                "additionalProperties": False,
            },
        },
        "excludes": {"type": "array", "items": {"type": "array", "items": _NAME}},
        "not_empty": {
            "type": "array",
            "items": {
                "title": "a pair of durations",
                "type": "object",
                "properties": {"opens": _NAME, "closes": _NAME},
                "required": ["opens", "closes"],
                "additionalProperties": False,
            },
        },
        "duty": _DUTY,
        "example": {"type": "object"},
    },
)
TABLE_SCHEMA = closed(
    "a verdict table",
    ["table", "title", "means", "fields", "lines"],
    {
        "table": _NAME,
        "title": _TEXT,
        "means": _TEXT,
        "fields": {
            "type": "object",
            "minProperties": 1,
            "propertyNames": _NAME,
            "additionalProperties": _TEXT,
        },
        "numbered": {"type": "boolean"},
        "lines": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
                "title": "a line",
                "type": "object",
                "properties": {
                    "status": {"enum": [*STATUSES, *RATINGS, *ITEMS, *DRAFTINGS, "none", "nothing"]},
                    "when": {"type": "object", "additionalProperties": {"enum": ["0", "1"]}},
                    "evidence": {
                        "title": "evidence",
                        "type": "object",
                        "properties": {
                            "acts": {
                                "enum": ["met", "unsettled", "imprecise", "excuse", "trigger", "instance"]
                            },
                            "in": {"enum": ["window", "after"]},
                        },
                        "required": ["acts"],
                        "additionalProperties": False,
                    },
                },
                "required": ["status", "when"],
                "additionalProperties": False,
            },
        },
    },
)
