"""What each key of a plan is for, in the words that an editor shows; by the title of what it is a key of."""

from collections.abc import Mapping

KEYS: Mapping[str, Mapping[str, str]] = {
    "a plan": {
        "plan": "What the agreement is called, when it is in force, and how silence in its log is taken.",
        "dates": "Days with a name, which the checks may count from. Each is a day, an interpretation where "
        "the text leaves the day blank, or the first of some activity in the log.",
        "calendar": "Which days are no working days. Only needed if a duration counts `working days`.",
        "parties": "Who takes part. Each has a short code, which checks and log use.",
        "attributes": "Further columns of the log that every kind of activity may fill in.",
        "activities": "What can happen, in the words that the log may use. A kind that is not listed here is "
        "an error in the log.",
        "interpretations": "How vague words of the text are read, such as “regularly”: by whom, and why. "
        "Checks then say `{interpretation: its name}` in place of a duration.",
        "obligations": "The clauses of the agreement, one entry each, in the order of the text.",
    },
    "plan": {
        "id": "A short name of the agreement, in small letters, digits and `-`. Keep it: reports cite it.",
        "title": "The agreement's name, as the report shows it.",
        "in_force": "From when, and until when, the agreement binds.",
        "completeness": "How silence in the log is taken: does a thing that is not recorded count as not "
        "done?",
        "illustrative": "`true`: the agreement is made up, and every report says so on its first page.",
        "version": "Which version of the agreement this is, by a short name such as `2`; needed if there are "
        "several.",
        "replaces": "The version that this one replaces. It ends on the day before this one "
        "comes into force.",
        "open_duties": "What becomes of duties that are open on the day on which this version comes into "
        "force: `old` leaves them with the earlier version, `new` has them judged by this one.",
    },
    "in_force": {
        "from": "The day on which the agreement comes into force, such as `2008-01-15`, or the name of a "
        "date that stands under `dates`.",
        "until": "The last day on which it is in force, or the name of a date. If left out, it has no end.",
    },
    "a date from the log": {
        "first": "Which activity: the date is the day of the first entry that matches, and is unknown until "
        "then.",
    },
    "an interpretation's name": {
        "interpretation": "The name of an entry under `interpretations`, whose value stands here.",
    },
    "a calendar": {
        "weekend": "The days of the week that are no working days.",
        "closed": "Days on which nobody works, each written out, such as `2008-12-25`.",
    },
    "a party": {
        "name": "The full name, as the report shows it.",
        "short": "The name that sentences use, if the full one is long.",
        "units": "Offices or departments that act for this party, each with a code of its own and a name.",
        "party": "`false`: takes part, as an expert or an addressee, but is not bound by the agreement.",
    },
    "an activity": {
        "label": "What it is called in sentences, such as `Work plan shared`.",
        "attributes": "Further columns of the log that this kind of activity may fill in.",
    },
    "an attribute": {
        "label": "What it is called in sentences.",
        "type": "Whether it is a text or a number. If left out: a text.",
        "values": "The only values that it may have, if they can be listed.",
    },
    "an interpretation": {
        "value": "How the word is read: a duration such as `6 months`, or a day such as `2007-11-09`.",
        "because": "Why it is read like this, in a sentence.",
        "decided": "Who decided on this reading, and when.",
        "assumed": "`true`: nobody decided it; it is an assumption, and the report says so.",
        "alternatives": "Other readings worth trying: the report says which verdicts each would change.",
    },
    "decided": {"by": "Who decided: a meeting, a person, a document.", "on": "On which day."},
    "an obligation": {
        "id": "A short name of the clause, in small letters, digits and `-`. Keep it: reports and waivers "
        "cite it.",
        "title": "What the clause asks for, in a few words.",
        "text": "The clause, quoted word for word, in quotation marks.",
        "source": "Where it stands in the agreement.",
        "modality": "What kind of clause it is.",
        "was": "Names that this clause had earlier, so that older waivers and results still find it.",
        "reading": "What was read into the clause, in plain words, if it does not say so itself.",
        "checks": "How to tell from the log whether the clause is kept: one entry for each thing that can be "
        "measured. `[]` if nothing is owed.",
        "examples": "Small tests of this clause, which `checker lint` runs: a few rows of a log, and what "
        "they must give.",
    },
    "source": {
        "section": "The heading or number of the section.",
        "paragraph": "The number of the paragraph or sentence in it.",
    },
    "an example": {
        "log": "Rows of a log, each with the columns that it fills in. The record is taken as attested.",
        "as_of": "The day that is asked for.",
        "expect": "What must come out: for each bearer, or `check/bearer`, one verdict for all duties that "
        "are not pending, or a list of verdicts in the order in which the duties open.",
        "uses": "The ids of the rows that make use of what is permitted.",
    },
    "a check": {
        "id": "A short name of the check within its clause, in small letters, digits and `-`.",
        "rule": "The kind of rule. It decides what else the check may say.",
    },
    "a condition": {
        "not": "Everything but this: a value, or a list of values.",
        "exists": "`true`: the field is filled in; `false`: it is empty.",
        "at_least": "For numbers: this or more.",
        "at_most": "For numbers: this or less.",
    },
    "a selector": {
        "activity": "Which kind of activity: a name under `activities`, or a list of them.",
        "by": "Who did it: a party, a unit, a list of them, or a variable such as `$bearer`. A new variable, "
        "such as `$host`, holds whoever it was.",
        "to": "Toward whom it was done; `$counterparty` is the other parties.",
        "about": "What it concerned: a meeting, a document, a case.",
        "title": "The title in the log.",
        "place": "The place in the log.",
        "note": "The note in the log.",
        "evidence": "The evidence named in the log.",
    },
    "an exception": {
        "this": "An attribute of the activity itself that excuses, such as `{language: French}`.",
        "same": "The columns in which the excusing entry agrees with the activity, such as `[about]`.",
        "not_after": "`due`: it excuses only if it ended by the day the duty is due; `opens`: by the day it "
        "opens.",
    },
    "bearers": {
        "each": "Every one of these owes it by itself.",
        "other_than": "Every party but the one that a variable names, such as `$host`.",
    },
    "a judgement": {"question": "What people have to answer about each act, with yes or no, in the log."},
    "a row of a log": {
        "id": "A name of the row, which no other has.",
        "date": "The day, such as `2008-05-05`, or `2008-05` if only the month is known.",
        "end": "The last day, if it took more than one.",
        "activity": "What happened: a name under `activities`, or one of the log's own kinds, such as "
        "`coverage`, `judgement`, `waiver`, `extension`.",
        "by": "Who did it; several with `;` between them.",
        "to": "Toward whom; several with `;` between them.",
        "about": "What it concerned: a meeting, a document, a case.",
        "title": "What it is called.",
        "place": "Where it was.",
        "note": "Anything else worth saying.",
        "evidence": "Document numbers or addresses; several with `;` between them.",
        "recorded": "The day on which the row was written.",
        "corrects": "The id of the row that this one replaces.",
        "retracts": "The id of the row that this one withdraws.",
        "illustrative": "`yes`: the log is made up.",
        "of": "The id of the row that a `judgement` or `decision_done` is about.",
        "answer": "`yes` or `no`.",
        "obligation": "The id of the obligation that is meant.",
        "check": "The id of the check that is meant, if not all.",
        "bearer": "The bearer that is meant, if not all.",
        "until": "The new day on which it is due, or by which a decision is to be carried out.",
        "results": "The number (sha256) of the results that are signed.",
    },
}

VALUES: Mapping[str, str] = {
    "attested": "A thing that is not recorded counts as not done only for days that the bearer has attested "
    "(`coverage` in the log); else it cannot be told.",
    "assumed": "The log is taken as complete: a thing that is not recorded was not done. The report says so.",
    "must": "Somebody owes something.",
    "must_not": "Something is forbidden.",
    "may": "Something is permitted; nothing is owed.",
    "is": "A clarification or a statement; nothing is owed.",
    "text": "Any text.",
    "number": "A number, which conditions can compare.",
    "due": "By the day on which the duty is due.",
    "opens": "By the day on which the duty opens.",
    "unclear": "An act on the day of the trigger itself is only possibly in time.",
}
"""What each value means, where there is a choice of a few; verdicts have their words from the report."""
