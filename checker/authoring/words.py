"""What is asked, and how it is explained to somebody who has the agreement at hand and never saw a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.authoring.keys import VALUES
from checker.patterns.vocabulary import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.patterns.model import Pattern


class Words(NamedTuple):
    """A question, what is said to somebody who does not understand it, and how it is called in a list."""

    asks: str
    explains: str
    offers: str = ""


GUIDE = (
    "Each question can be explained: type ?. To go back, type <. To leave, press Ctrl and C: nothing is "
    "written before you have seen it and said yes."
)
HEAD: Mapping[str, Words] = {
    "text": Words(
        "What does the agreement say? Paste the sentence; an empty line ends it.",
        "The words of the agreement, unchanged. They may run over several lines.",
    ),
    "section": Words(
        "In which section of the agreement does it stand?",
        "The heading or the number of the section, as people cite it: “Sharing information”, or 3.",
    ),
    "paragraph": Words(
        "In which paragraph of that section?",
        "Its number or name. Reports name it beside the section.",
    ),
    "title": Words(
        "What would you call it in a few words?",
        "Reports head the sentence with it. Best is what has to be done: “Share work plans every year”.",
    ),
    "id": Words(
        "Which id shall it have?",
        "Small letters, digits and hyphens. Reports and waivers cite it, so it should never change.",
    ),
    "modality": Words(
        "What kind of sentence is it?",
        "“shall”, “will”, “undertake to” and the like are must; “may” is a permission; a sentence that only "
        "explains or states something is none of these: nobody owes anything by it.",
    ),
    "rule": Words(
        "Which rule tests it?",
        "A rule is a kind of obligation. Choose the one that says what your sentence says. If the sentence "
        "asks for two things, choose for one, and add a second entry below “checks” by hand afterwards.",
    ),
}
MODALITIES = {name: VALUES[name] for name in ("must", "must_not", "may", "is")}

PARAMETERS: Mapping[str, Words] = {
    "bearer": Words(
        "Who owes it?",
        "Choose one, or several with commas: each of them then owes it by itself. If the text says “the "
        "host” or “the sender”, go back and say of the event that it is done by whoever it is at the time.",
    ),
    "toward": Words(
        "Whom does “the other party” mean?",
        "Only needed if more than two parties are bound: $counterparty then means these.",
        "who “the other party” is, if there are several",
    ),
    "when": Words(
        "Which event does it hang on?",
        "What happens first, or what it has to come before: each time that is in the log, the rule applies. "
        "Choose the kind of activity.",
        "that it holds only after, or during, some event",
    ),
    "same": Words(
        "In what do the two have to agree?",
        "An entry of the log says in its column “about” what it concerns: a meeting, a document, a case. "
        "With about, what is done counts only for what it is about: the summary of this meeting, not of "
        "another. The other columns, such as by, to or place, can be compared too.",
        "that the two have to agree in something",
    ),
    "within": Words(
        "How much time is there?",
        "A number and a unit: 30 days, 2 weeks, 6 months, 1 year, 10 working days. On the last day it still "
        "is in time. If the agreement only has a vague word for it, such as promptly, type that word.",
        "how much time there is: 30 days, 6 months, promptly",
    ),
    "during": Words(
        "Has it to be while that lasts?",
        "Yes if the text says “at”, “during” or the like, and names no time.",
        "that it is while the event lasts",
    ),
    "every": Words(
        "How long is a period?",
        "1 year, 6 months and so on are counted from the day on which the agreement came into force; "
        "calendar year, calendar quarter and calendar month are those of the calendar. If the agreement only "
        "says “regularly”, type that word.",
    ),
    "at_least_every": Words(
        "How often, at least?",
        "The longest time between one and the next: 6 months, 1 year. If the agreement only says "
        "“regularly”, type that word.",
    ),
    "from": Words(
        "Counted from which day?",
        "A day such as 2025-01-31, or a date that has a name in the plan. If the text says nothing about it, "
        "or names a last day only, press Enter.",
        "from which day it is counted",
    ),
    "times": Words("How many times?", "A whole number.", "how many times, if more than once"),
    "at_most": Words(
        "How long before it, at most?",
        "What was done earlier than that does not count.",
        "how long before it, at most",
    ),
    "at_least": Words(
        "How long before it, at least?",
        "The notice that has to be given: 30 days, 10 working days.",
        "how long before it, at least (notice)",
    ),
    "early_counts": Words(
        "Does it count if it was done before?",
        "yes; or for how long before, such as 90 days. Else only what is done from the event on counts.",
        "that what was done before the event counts, too",
    ),
    "not_before": Words(
        "Is it too early before some time has passed?",
        "The time that has to pass after the event, such as 10 days.",
        "that it is too early before some time has passed",
    ),
    "same_day": Words(
        "Does the order within one day matter?",
        "yes: if both are on the same day, nobody can tell which came first, and the report says so.",
        "that the order within one day matters",
    ),
    "judgement": Words(
        "What do people have to judge about each act?",
        "A question to be answered with yes or no, such as “Was the expert qualified?”. Until somebody "
        "answers it in the log, the verdict is “to be judged”. Vague words such as “appropriate” are settled "
        "like that.",
        "something that people have to judge: “appropriate”, “relevant”",
    ),
    "unless": Words(
        "Except when?",
        "What excuses if it is in the log: a note that the other side asked for none, a decision. Choose the "
        "kind of activity.",
        "an exception",
    ),
    "requires": Words(
        "What does it have to carry?",
        "A column of the log, and what has to stand in it: the name, the form, the language.",
    ),
}


def of(pattern: Pattern, name: str) -> Words:
    """Give the words for a parameter; how the pattern acts says whether something must, may or must not."""
    if name in PARAMETERS:
        return PARAMETERS[name]
    kind = pattern.takes[name].kind
    if name != pattern.acts or kind != "selector":
        return Words(f"What is its “{name}”?", f"What is meant is {KINDS[kind]}.", f"its “{name}”")
    explains = "Choose the kind of activity. If the log needs a new kind for it, choose something new."
    if pattern.done_by:
        return Words("What has to be done?", explains)
    return Words(
        "What is it that may be done?" if pattern.counts else "Which activity is it about?", explains
    )


MORE = Words(
    "Does it say more?",
    "Type a number if the text says one of these; else press Enter. Nothing here is needed.",
)
NEEDS = Words("Which of these does the text say?", "One of them is needed.")
NEW = {
    "parties": Words("What is their name?", "The full name, as reports shall print it."),
    "activities": Words(
        "What is it called?",
        "A few words that say what was done or happened, as if it were done: “Work plan shared”.",
    ),
    "attributes": Words("What is the column called?", "A few words, such as “Name it was issued under”."),
    "code": Words("Which code shall it have?", "The log and the checks use it; it should never change."),
    "bound": Words(
        "Are they bound by the agreement?",
        "No if they only take part or are consulted, and owe nothing by it.",
    ),
}
VAGUE = {
    "value": Words(
        "How much time do you take that to be?",
        "The word is vague, and no program may decide what it means. Say how it is to be read for now, such "
        "as 14 days; the report names it as an assumption. Once the parties have decided, change it in the "
        "plan.",
    ),
    "because": Words("Why that much?", "In a sentence or two, for those who read the report."),
}
BY = Words(
    "Who does it?",
    "Choose one, or several with commas between them; or anybody, if the text does not say who. If it says "
    "“either party”, choose whoever it is: what follows can then name it, and everybody but it.",
)
TO = Words("Toward whom?", "To whom something is sent, shown or said, if the text says so.")
VARIABLE = Words(
    "What would you call them?",
    "One word in small letters, such as host, sender or requester: what follows can then say “the host”, and "
    "every party but the host.",
)
EXCEPTIONS = {
    "same": Words(
        "Has it to be about the same thing?",
        "Yes: it excuses only for what it is about, as its column “about” says. No: it excuses whatever is "
        "open at the time.",
    ),
    "more": Words("Is there another exception?", "What else excuses; Enter if nothing does."),
}
VALUE = Words("What has to stand there?", "The value, word for word as the log has it.")
REVIEW: Mapping[str, Words] = {
    "fine": Words(
        "Is that what the sentence says? Save it?",
        "yes writes it into the plan, and no throws it away. To change an answer, type its name.",
    ),
    "wrong": Words(
        "It cannot be saved like this. Which answer is to be changed?",
        "Type the name of an answer, such as bearer, to give it anew; or no to throw it all away.",
    ),
}
OPTIONS: Mapping[str, str] = {
    "party": "somebody who is bound: “CODE: name”",
    "takes-part": "somebody who takes part and owes nothing: “CODE: name”",
    "activity": "a kind of activity: “code: label”",
    "attribute": "a column of the log: “code: label”",
    "interpretation": "how a vague word is read for now: “name: 6 months because …”",
}
RESERVED = frozenset(
    (*HEAD, *OPTIONS, "check", "more", "plan", "after", "yes", "rules", "engine", "debug", "help")
)
"""What no parameter of a rule may be called to be asked about here: these options are something else."""
