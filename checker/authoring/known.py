"""What can be named in an obligation: the words of a plan, and those that are added while it is written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING

from checker.authoring.written import Plain, Spread, Value
from checker.plan.terms import FIXED_FIELDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from checker.plan.model import Plan

LONGEST = 40  # characters of a proposed name, save that its last word is whole


class Known:
    """The words of a plan and the `added` ones, by section and name, as they are to be written."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.added: dict[str, dict[str, Value]] = {}

    def parties(self, *, bound: bool = False) -> dict[str, str]:
        """Give the names of all parties and units by their codes; if `bound`, only of those who can owe."""
        old = {party.code: party.name for party in self.plan.parties.values() if party.bound or not bound}
        return old | self._new("parties", "name", bound=bound)

    def kinds(self) -> dict[str, str]:
        """Give the labels of the kinds of activities by their codes."""
        return {code: kind.label for code, kind in self.plan.kinds.items()} | self._new("activities", "label")

    def attributes(self) -> dict[str, str]:
        """Give the labels of all attributes by their names."""
        kinds = self.plan.kinds.values()
        old = [*self.plan.attributes.values(), *(each for kind in kinds for each in kind.attributes.values())]
        return {each.name: each.label for each in old} | self._new("attributes", "label")

    def fields(self) -> dict[str, str]:
        """Give the names of all columns in which two activities can be compared."""
        return {name: name for name in sorted(FIXED_FIELDS)} | self.attributes()

    def interpretations(self) -> dict[str, str]:
        """Give what vague terms are read as, by their names."""
        old = {name: meant.text for name, meant in self.plan.interpretations.items()}
        return old | self._new("interpretations", "value")

    def ids(self) -> tuple[str, ...]:
        """Give all ids that obligations have and had."""
        return tuple(dict.fromkeys(name for each in self.plan.obligations for name in (each.id, *each.was)))

    def _new(self, section: str, key: str, *, bound: bool = False) -> dict[str, str]:
        found = {}
        for code, word in self.added.get(section, {}).items():
            if isinstance(word, Mapping) and not (bound and "party" in word):
                found[code] = str(word[key])
        return found

    def add_party(self, code: str, name: str, *, bound: bool = True) -> None:
        """Add somebody who takes part, and is bound or not."""
        self._add("parties", code, {"name": name, **({} if bound else {"party": Plain("false")})})

    def add_kind(self, code: str, label: str) -> None:
        """Add a kind of activity."""
        self._add("activities", code, {"label": label})

    def add_attribute(self, name: str, label: str) -> None:
        """Add an attribute that every kind of activity may have."""
        self._add("attributes", name, {"label": label})

    def add_interpretation(self, name: str, value: str, because: str) -> None:
        """Add what a vague term is read as; nobody has decided it yet."""
        word = Spread({"value": value, "because": because, "assumed": Plain("true")})
        self._add("interpretations", name, word)

    def _add(self, section: str, name: str, word: Mapping[str, Value]) -> None:
        self.added.setdefault(section, {})[name] = word

    def words_used(self, obligation: Value) -> dict[str, dict[str, Value]]:
        """Give the added words that the obligation names; the others were answers that have changed since."""
        named = set(_texts(obligation))
        used = {
            section: {name: word for name, word in words.items() if name in named}
            for section, words in self.added.items()
        }
        return {section: words for section, words in used.items() if words}


def _texts(value: Value) -> list[str]:
    """Give all texts in a value, the keys of its maps too."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return [text for key, item in value.items() for text in (key, *_texts(item))]
    return [text for item in value for text in _texts(item)]


def named_after(text: str, taken: Collection[str], sign: str, otherwise: str) -> str:
    """Propose a name of small letters and digits after a text, words joined by `sign`; none of `taken`."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.replace("'", ""))
    while len(words) > 1 and len(sign.join(words)) > LONGEST:
        words.pop()
    name = sign.join(words)
    name = name if name[:1].isalpha() else sign.join([otherwise, name]).rstrip(sign)
    number, proposed = 1, name
    while proposed in taken:
        number += 1
        proposed = f"{name}{sign}{number}"
    return proposed
