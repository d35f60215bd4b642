"""An obligation while it is being written: what has been answered, what is to be asked next, what it says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from checker.authoring.answers import NotUnderstood
from checker.authoring.words import HEAD
from checker.authoring.written import Plain, Quoted, Spread, Value
from checker.patterns.model import STANDS_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from checker.authoring.known import Known
    from checker.patterns.model import Pattern

MORE = "more"  # whether it says anything that no question is asked about
_RANKS = {"bearer": 1, "selector": 2, "attributes": 2, "day": 3, "duration": 4, "exceptions": 5}
_TIMES = ("duration", "period")
_SLOT = re.compile(r"\{([a-z_]+)([^{}]*)\}")
_BRACKETS = re.compile(r"\[[^\[\]]*\]")


class Draft:
    """The answers so far, by the keys of the plan; None where there is none.

    `given` are answers from the command line, each perhaps several; with `brief` nothing more is asked than
    what is needed.
    """

    def __init__(
        self,
        known: Known,
        patterns: Mapping[str, Pattern],
        given: Mapping[str, Sequence[str]],
        *,
        brief: bool,
    ) -> None:
        self.known = known
        self.patterns = patterns
        self.given = dict(given)
        self.brief = brief
        self.answers: dict[str, Value | None] = {}

    @property
    def pattern(self) -> Pattern | None:
        """The rule that tests it; None as long as none is chosen, or if there is none."""
        rule = self.answers.get("rule")
        return self.patterns[str(rule)] if rule is not None else None

    def next(self) -> str | None:
        """Name what is to be asked next: a key, several with `|` if one of them is needed, or `more`."""
        head = next((key for key in HEAD if key not in self.answers), None)
        if head is not None or self.pattern is None:
            return head
        steps = (self._needed(self.pattern), self._open_needs(self.pattern), self._usual(self.pattern))
        asked = next((name for names in steps for name in names if name not in self.answers), None)
        if asked is not None or self.brief or MORE in self.answers or not self.offered():
            return asked
        return MORE

    def _needed(self, pattern: Pattern) -> Iterator[str]:
        """Name what must be said, what is given, and what every such sentence says."""
        told = "" if self.brief else _BRACKETS.sub("", pattern.says)
        for name in order(pattern):
            if not pattern.takes[name].optional or name in self.given or "{" + name in told:
                yield name

    def _usual(self, pattern: Pattern) -> Iterator[str]:
        """Name what is easily forgotten: what two activities have to agree in, the time, and what excuses.

        A time that may be left out is asked for where no other one is said.
        """
        always = pattern.trigger is not None and not pattern.takes["when"].optional
        needed = {name for need in pattern.needs for name in need.one_of}
        timed = any(
            each.kind in _TIMES and (not each.optional or name in needed)
            for name, each in pattern.takes.items()
        )
        for name in order(pattern) if not self.brief else ():
            kind = pattern.takes[name].kind
            if kind == "exceptions" or (kind == "fields" and always) or (kind == "duration" and not timed):
                yield name

    def _open_needs(self, pattern: Pattern) -> Iterator[str]:
        for need in pattern.needs:
            wanted = need.beside is None or self.answers.get(need.beside) is not None
            if wanted and all(self.answers.get(name) is None for name in need.one_of):
                yield "|".join(need.one_of)

    def offered(self) -> tuple[str, ...]:
        """Name what could be said besides."""
        pattern = self.pattern
        if pattern is None:
            return ()
        apart = {name for need in pattern.needs for name in need.one_of}
        for group in pattern.excludes:
            if any(self.answers.get(name) is not None for name in group):
                apart.update(group)
        return tuple(name for name in order(pattern) if name not in self.answers and name not in apart)

    def before(self, key: str | None) -> str | None:
        """Name the answer that was given before that one, and can be taken back: it is no option."""
        told = [each for each in self.answers if each not in self.given and each != key]
        return told[-1] if told else None

    def forget(self, key: str) -> None:
        """Take an answer back; with the rule, all that hangs on it."""
        self.given.pop(key, None)
        if key == "rule":
            for name in [name for name in self.answers if name not in HEAD]:
                self.forget(name)
        self.answers.pop(key, None)

    def missing(self) -> tuple[str, ...]:
        """Name what must be given, and is not: each as in `next`."""
        found = [key for key in HEAD if key not in self.given and key not in ("id", "paragraph")]
        named = " ".join(self.given.get("rule", ())).casefold()
        for rule in self.patterns.values():
            if named not in (rule.rule.casefold(), rule.title.casefold()):
                continue
            needed = (name for name, parameter in rule.takes.items() if not parameter.optional)
            found += [name for name in needed if name not in self.given]
            for need in rule.needs:
                wanted = need.beside is None or need.beside in self.given
                if wanted and not any(name in self.given for name in need.one_of):
                    found.append("|".join(need.one_of))
        return tuple(found)

    def refuse_strangers(self) -> None:
        """Raise `NotUnderstood` if something is given that the rule does not take."""
        takes = self.pattern.takes if self.pattern is not None else {}
        for name in self.given:
            if any(name in pattern.takes for pattern in self.patterns.values()) and name not in takes:
                has = (
                    f"takes: {', '.join(takes)}" if takes else "has no rule, and so takes nothing of the kind"
                )
                raise NotUnderstood(f"--{name}: this check does not take it; it {has}")

    def sentence(self) -> str:
        """Give what the rule says, in the names of what is asked about it; of a word's forms the last."""
        says = _BRACKETS.sub("", self.pattern.says) if self.pattern is not None else ""
        return _SLOT.sub(
            lambda slot: slot[2].rpartition("|")[2] or f"[{STANDS_FOR.get(slot[1], slot[1])}]", says
        )

    def obligation(self) -> dict[str, Value]:
        """Give the obligation as it is to be written."""
        said = {key: value for key, value in self.answers.items() if value is not None}
        places = (key for key in ("section", "paragraph") if key in said)
        source: dict[str, Value] = {key: _number(str(said[key])) for key in places}
        checks: list[Value] = []
        if self.pattern is not None:
            given = {name: said[name] for name in order(self.pattern) if name in said}
            own = self.given.get("check") or [str(said["rule"]).replace("_", "-")]
            checks = [Spread({"id": own[-1], "rule": said["rule"], **given})]
        head = {"id": said["id"], "title": said["title"], "text": Quoted(str(said["text"]))}
        return {**head, "source": source, "modality": said["modality"], "checks": checks}


def _number(text: str) -> str:
    return Plain(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else text


def order(pattern: Pattern) -> tuple[str, ...]:
    """Give a pattern's parameters in the order in which they are asked: what sets it off, who, what, when."""

    def rank(name: str) -> int:
        return 0 if name == pattern.trigger else _RANKS.get(pattern.takes[name].kind, _RANKS["duration"])

    return tuple(sorted(pattern.takes, key=rank))
