"""What may be chosen in the cells of a template, and how its columns are named: by labels, or by codes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from checker.diagnostics import visible
from checker.log.cells import COLUMNS, NEEDED, OWN_COLUMNS, SPECIAL
from checker.log.rows import DATES
from checker.outputs._workbook import held
from checker.results.labels import STATEMENTS, attributes_of, labels_of
from checker.results.phrasing import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from checker.plan.model import Attribute, Plan
    from checker.results.language import Wording

LOG, STATED = "log", "statements"
"""The two sheets that are read."""
ROW = ("id", "date", "activity", "by")
"""What nearly every row needs."""
STATED_ONLY = ("of", "answer", "obligation", "check", "bearer", "until", "results")
"""The columns that statements alone have, in their order."""
NOT_STATED = frozenset({"to", "place"})
"""The columns that statements could have and hardly use."""
PEOPLE = frozenset({"by", "to", "bearer"})
OTHERS = frozenset({"of", "corrects", "retracts"})
"""The columns that name another row."""
FORMULA = "=+-@"
"""What a spreadsheet program may take for the beginning of a formula."""
LONGEST = 255  # characters of a word that may be chosen


class Choice(NamedTuple):
    """Words to choose from: each, and what it stands for; `open` if others, or several, may be typed."""

    head: str
    words: tuple[tuple[str, str], ...]
    open: bool


class Words:
    """The words of one template."""

    def __init__(self, plan: Plan, wording: Wording, *, codes: bool) -> None:
        """Choose between labels and codes: a label stands only where it surely leads back to its code."""
        self.plan, self.wording, self.codes = plan, wording, codes
        self.labels = labels_of(plan)
        self.attributes: dict[str, Attribute] = {}
        for each in attributes_of(plan):
            self.attributes.setdefault(each.name, each)

    def text(self, key: str, **values: object) -> str:
        """Put a text of the template into words."""
        return self.wording.fill(self.wording.word("template", key), values)  # type: ignore[arg-type]

    def columns(self, sheet: str) -> tuple[str, ...]:
        """Give the columns of a sheet, by their codes."""
        if sheet == LOG:
            return (*COLUMNS, *(name for name in self.attributes if name not in COLUMNS))
        shared = [code for code in COLUMNS if code not in NOT_STATED]
        at = shared.index("about")
        return (*shared[:at], *STATED_ONLY, *shared[at:])

    def head(self, code: str) -> str:
        """Name a column."""
        names = self.wording.section("columns")
        label = names[code] if code in names and not self._own(code) else self.attributes[code].label
        return self._shown(label, code, self.labels.column)

    def _own(self, code: str) -> bool:
        """Say whether the plan has a column of its own by a name that some statements have too."""
        return code in self.attributes

    def kind(self, code: str) -> str:
        """Name an activity, or a kind of statement."""
        return self._shown(self.wording.kind(code), code, lambda text: self._word("activity", text))

    def party(self, code: str) -> str:
        """Name a party or unit."""
        party = self.plan.parties[code]
        found = [self._shown(label, code, self._party_meant) for label in (party.short, party.name)]
        labels = [label for label in found if label != code and ";" not in label]
        return code if party.short == code else next(iter(labels), code)

    def _party_meant(self, text: str) -> tuple[str, ...]:
        return self._word("by", text)

    def answer(self, code: str) -> str:
        """Say yes or no."""
        label = self.wording.word("answers", code)
        return self._shown(label, code, lambda text: self._word("answer", text))

    def _word(self, column: str, text: str) -> tuple[str, ...]:
        known = {"activity": {*self.plan.kinds, *STATEMENTS}, "by": self.plan.parties}.get(column, ())
        return (text,) if text in known else self.labels.word(column, text)

    def _shown(self, label: str, code: str, meaning: Callable[[str], tuple[str, ...]]) -> str:
        label = str(label)
        plain = label == visible(label) == held(label) == label.strip() and label[:1] not in FORMULA
        offered = plain and len(label) <= LONGEST and not self.codes
        return label if offered and meaning(label) == (code,) else code

    def attribute(self, sheet: str, code: str) -> Attribute | None:
        """Give the attribute that a column holds, if it is one; statements have columns of their own."""
        return self.attributes.get(code) if sheet == LOG or code not in SPECIAL else None

    def choice(self, sheet: str, code: str) -> Choice | None:
        """Give the words to choose from in a column, if there are any."""
        attribute = self.attribute(sheet, code)
        if attribute is not None:
            values = attribute.values
            return (
                Choice(self.head(code), tuple((each, "") for each in values), open=False) if values else None
            )
        if code == "activity":
            kinds = self.plan.kinds if sheet == LOG else STATEMENTS
            return Choice(self.head(code), tuple((self.kind(each), each) for each in kinds), open=False)
        if code in PEOPLE:
            named = tuple((self.party(each), each) for each in self.plan.parties)
            return Choice(say(self.wording, "head-party"), named, open=True)
        if code in {"answer", "illustrative"}:
            return Choice(self.head("answer"), tuple((self.answer(e), e) for e in ("yes", "no")), open=False)
        return self._ids(code)

    def _ids(self, code: str) -> Choice | None:
        """Give the ids of clauses, or of checks, which have no labels."""
        clauses = self.plan.obligations
        if code == "obligation":
            return Choice(self.head(code), tuple((each.id, each.title) for each in clauses), open=True)
        if code == "check":
            found: dict[str, list[str]] = {}
            for clause in clauses:
                for check in clause.checks:
                    found.setdefault(check.id, []).append(clause.id)
            return Choice(self.head(code), tuple((each, "; ".join(found[each])) for each in found), open=True)
        return None

    def note(self, sheet: str, code: str) -> str:
        """Say what a column is for, what is written there, for which rows it is meant, and its code."""
        attribute = self.attribute(sheet, code)
        key = f"note-{code}-{sheet}" if code in {"activity", "by"} else f"note-{code}"
        lines = [self.text(key) if attribute is None else attribute.label]
        if attribute is not None and attribute.number:
            lines.append(self.text("number"))
        example = self._example(sheet, code)
        lines += [self.text("for-example", text=example)] if example else []
        if code in ROW:
            lines.append(self.text("needed"))
        lines += [
            self.text(key, kinds=self._listed(kinds)) for key, kinds in self._meant(sheet, code) if kinds
        ]
        return "\n".join([*lines, self.text("coded", code=code)])

    def _example(self, sheet: str, code: str) -> str:
        if code in DATES:
            return "2008-05-09"
        if code in {"id", *OTHERS}:
            return "a17" if sheet == LOG or code == "of" else "s3"
        choice = self.choice(sheet, code)
        return choice.words[0][0] if choice is not None and choice.words else ""

    def _meant(self, sheet: str, code: str) -> tuple[tuple[str, list[str]], ...]:
        """Give for which kinds alone a column is, and which of them need it."""
        if sheet == STATED and code in SPECIAL:
            return (
                ("only-for", [kind for kind in STATEMENTS if code in OWN_COLUMNS[kind]]),
                ("needed-for", [kind for kind in STATEMENTS if code in NEEDED.get(kind, ())]),
            )
        if sheet == LOG and code in self.attributes and code not in self.plan.attributes:
            return (("only-for", [k.code for k in self.plan.kinds.values() if code in k.attributes]),)
        return ()

    def _listed(self, kinds: Iterable[str]) -> str:
        return "; ".join(self.kind(kind) for kind in kinds)
