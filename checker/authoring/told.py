"""What an editor shows of a rule and of what it takes, in the words of its pattern."""

import re

from checker.patterns.model import STANDS_FOR, Pattern
from checker.patterns.vocabulary import KINDS

_SLOT = re.compile(r"\{([a-z_]+)([^{}]*)\}")


def meaning(rule: Pattern) -> str:
    """Say what a rule means, in its own sentence, and what it takes."""
    given = ", ".join(f"`{name}`" for name, taken in rule.takes.items() if not taken.optional)
    further = ", ".join(f"`{name}`" for name, taken in rule.takes.items() if taken.optional)
    needs = "".join(f" {need.in_words}" for need in rule.needs)
    may = f"; it may also say {further}" if further else ""
    return f"{rule.means}\n\n{_sentence(rule)}\n\nIt needs {given}{may}.{needs}"


def parameter(name: str, rule: Pattern) -> str:
    """Say what one writes for a parameter, and where it stands in the rule's sentence."""
    taken = rule.takes[name]
    needs = "".join(f" {need.in_words}" for need in rule.needs if name in need.one_of)
    return f"{KINDS[taken.kind]} ({taken.if_left_out}).{needs}\n\n{_sentence(rule)}"


def _sentence(rule: Pattern) -> str:
    """Give the pattern's sentence with names for what is filled in; parts in brackets are not always said.

    Of a word that has several forms, by a number, it has the last.
    """

    def filled(slot: re.Match[str]) -> str:
        if slot[2]:
            return slot[2].rpartition("|")[2]
        name = STANDS_FOR.get(slot[1], slot[1])
        return f"`{name}`" if name in rule.takes and rule.takes[name].kind != "flag" else ""

    return _SLOT.sub(filled, rule.says)
