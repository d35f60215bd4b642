"""What a YAML parser says of a fault, put into words for people who do not know YAML.

The parsers (libyaml, and PyYAML's own, where that is missing) say what they expected. What somebody meant is seen
in the line, so each explanation here looks at the line.
"""

from __future__ import annotations

import re

TYPE_CHECKING = False  # read by mypy and ruff; `typing` itself would cost 2 ms at every start
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    import yaml

    from checker.diagnostics import Faults
    from checker.located.source import Source

    # Code, first and last-but-one character of the caret, message, help.
    Words: TypeAlias = tuple[str, int, int, str, str]

KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'\"{\[][^:#]*?)[ ]*:[ ]+(?P<value>\S.*?)[ ]*$")
ODD_COLON = re.compile(r"[\s-]*(?P<key>[A-Za-z_][\w-]*)(?P<colon>\s*\uff1a|:(?=[^\S \t]))")
SPACES = {"\u00a0": "a no-break space", "\u3000": "a full-width space"}


class Trouble:
    """Where the parser stopped: `at`, and `since`, where that began which it could not finish (character indexes)."""

    __slots__ = ("at", "context", "last", "line", "number", "problem", "since", "source", "start")

    def __init__(self, error: yaml.MarkedYAMLError, source: Source, last: tuple[int, int]) -> None:
        self.source = source
        self.last = last
        self.problem = str(error.problem or "")
        self.context = str(error.context or "")
        self.since = self._index(error.context_mark)
        self.at = self._index(error.problem_mark)
        if "simple key" in self.context:  # the parser notices a missing colon only on the line after it
            self.at = self.since
        # At the end of the file, the last line that says something is the one to show.
        self.at = min(self.at, max(0, len(source.text.rstrip()) - 1))
        self.number = source.line_of(self.at)
        self.start = source.starts[self.number]
        self.line = source.line(self.number)

    def _index(self, mark: yaml.Mark | None) -> int:
        if mark is None:
            return 0
        # libyaml's marks count characters, but at the end of a text without a last newline they name a line more.
        return min(int(mark.index), len(self.source.text))

    def whole_line(self, code: str, message: str, mend: str) -> Words:
        """Words about all that is written on the line."""
        indent = len(self.line) - len(self.line.lstrip())
        return code, self.start + indent, self.start + max(indent + 1, len(self.line.rstrip())), message, mend


def explain(error: yaml.MarkedYAMLError, source: Source, last: tuple[int, int], faults: Faults) -> None:
    """Put what the parser says into `faults`, in words; `last` is where the last scalar begins and ends."""
    trouble = Trouble(error, source, last)
    for explanation in EXPLANATIONS:
        words = explanation(trouble)
        if words is not None:
            break
    else:
        told = f"this cannot be read as YAML ({trouble.problem})"
        mend = "look at the quotes, the colons and the indentation of this line and of the one before it"
        words = trouble.whole_line("yaml/syntax", told, mend)
    code, start, end, message, mend = words
    faults.error(code, source.place(start, end), message, mend)


def quoted(text: str) -> str:
    """Give the text as it is written in YAML with quotes round it, cut if it is long."""
    text = text.strip()
    text = text if len(text) <= 60 else text[:59] + "\u2026"  # noqa: PLR2004 - as much as is needed to see it
    return f'"{text}"' if not set(text) & set('"\\') else "'" + text.replace("'", "''") + "'"


def odd_colon(line: str) -> Words | None:
    """Words about a key followed by a full-width colon, or by a colon and what only looks like a space."""
    found = ODD_COLON.match(line)
    if found is None:
        return None
    key, start, end = found["key"], found.start("colon"), found.end()
    if "\uff1a" in found["colon"]:
        told, mend = (
            "this is a full-width colon, which YAML reads as text",
            f"type an ordinary one: `{key}: \u2026`",
        )
        return "yaml/full-width-colon", start, end, told, mend
    space = SPACES.get(line[end], "an odd space")
    told = f"{space} stands after the colon, which only looks like a space"
    return "yaml/odd-space", end, end + 1, told, f"type an ordinary space: `{key}: \u2026`"


def _tab(trouble: Trouble) -> Words | None:
    indent = trouble.line[: len(trouble.line) - len(trouble.line.lstrip(" \t"))]
    if "\t" not in indent:
        return None
    start = trouble.start + indent.index("\t")
    end = trouble.start + len(indent.rstrip(" "))
    return "yaml/tab", start, end, "this line is indented with a tab", "use spaces: two more for each level"


def _odd_colon(trouble: Trouble) -> Words | None:
    for number in (trouble.number, trouble.number - 1):
        words = odd_colon(trouble.source.line(number))
        if words is not None:
            code, start, end, told, mend = words
            begin = trouble.source.starts[number]
            return code, begin + start, begin + end, told, mend
    return None


def _colon_in_text(trouble: Trouble) -> Words | None:
    """`title: Meeting: Geneva`, in a block or inside braces."""
    flow = "flow mapping" in trouble.context and trouble.source.text[trouble.at : trouble.at + 1] == ":"
    if "mapping values are not allowed" not in trouble.problem and not flow:
        return None
    told = "a text with a colon and a space in it needs quotes"
    if flow:
        begin = max(trouble.line.rfind(sign, 0, trouble.at - trouble.start) for sign in "{,")
        key, colon, value = trouble.line[begin + 1 :].partition(":")
        value = re.split(r"[,}]", value)[0]
        if not colon or trouble.source.line_of(trouble.since) != trouble.number:
            return None
        start = trouble.start + trouble.line.index(value.strip(), begin + 1 + len(key))
        mend = f"write {key.strip()}: {quoted(value)}"
        return "yaml/colon-in-text", start, start + len(value.strip()), told, mend
    found = KEY.match(trouble.line)
    if found is None or trouble.start + found.start("value") > trouble.at:
        return None
    start, end = found.span("value")
    mend = f"write {found['key']}: {quoted(found['value'])}"
    return "yaml/colon-in-text", trouble.start + start, trouble.start + end, told, mend


def _indented_below_a_value(trouble: Trouble) -> Words | None:
    if "mapping values are not allowed" not in trouble.problem:
        return None
    told = "this line is indented further than the one above, which has its value already"
    return trouble.whole_line("yaml/indentation", told, "line it up with the keys that it belongs to")


def _list_on_the_line_of_its_key(trouble: Trouble) -> Words | None:
    if "sequence entries are not allowed" not in trouble.problem:
        return None
    told = "a list cannot begin on the line of its key"
    mend = (
        "put each `- \u2026` on a line of its own; if the dash belongs to a text, put quotes round the text"
    )
    return "yaml/list-on-key-line", trouble.at, trouble.at + 1, told, mend


def _no_colon(trouble: Trouble) -> Words | None:
    if "could not find expected ':'" not in trouble.problem:
        return None
    tight = re.match(r"[\s-]*([A-Za-z_][\w-]*):(?=\S)", trouble.line)
    if tight:
        end = trouble.start + tight.end()
        told = "a space is missing after the colon"
        return (
            "yaml/space-after-colon",
            end - 1,
            end,
            told,
            f"write `{tight[1]}: {trouble.line[tight.end() :].strip()}`",
        )
    mend = "write `key: value`; if the line belongs to the text above it, indent it further than its key"
    return trouble.whole_line("yaml/no-colon", "this line has no key and colon", mend)


def _reserved(trouble: Trouble) -> Words | None:
    """Give a text that begins with a sign that YAML keeps for itself."""
    sign = trouble.source.text[trouble.since if "scanning a" in trouble.context else trouble.at :][:1]
    start = trouble.since if "scanning a" in trouble.context else trouble.at
    code = {"*": "yaml/anchor", "&": "yaml/anchor", "!": "yaml/tag", ">": "yaml/sign", "|": "yaml/sign"}.get(
        sign, "yaml/sign"
    )
    causes = (
        "cannot start any token",
        "alias",
        "anchor",
        "tag",
        "block scalar",
        "mapping keys are not allowed",
    )
    if not sign.strip() or not any(cause in f"{trouble.problem} {trouble.context}" for cause in causes):
        return None
    stop = trouble.source.end_of_line(start)
    written = trouble.source.text[start:stop]
    if sign == "%" and start == trouble.source.starts[trouble.source.line_of(start)]:
        return None
    told = f"a text cannot begin with `{sign}`, which has a meaning of its own in YAML"
    return code, start, stop, told, f"put quotes round the text: {quoted(written)}"


def _unclosed_quote(trouble: Trouble) -> Words | None:
    start, end = trouble.last
    # A quotation mark further down closed it, and what follows that one stopped the parser.
    swallowed = trouble.source.text[start] in "'\"" and trouble.source.line_of(start) < trouble.number
    if swallowed and trouble.source.line_of(max(start, end - 1)) == trouble.number:
        since = start
    elif "quoted scalar" in trouble.context and "unexpected" in trouble.problem:
        since = trouble.since
    else:
        return None
    sign = trouble.source.text[since]
    told = f"the quotation mark {sign} that opens here is never closed"
    mend = f"close it with {sign} at the end of the text; inside such a text write {sign}{sign}"
    if sign == '"':
        mend = 'close it with " at the end of the text; inside such a text write \\"'
    return "yaml/unclosed-quote", since, since + 1, told, mend


def _escape(trouble: Trouble) -> Words | None:
    if "escape" not in trouble.problem and "quoted scalar" not in trouble.context:
        return None
    start = trouble.source.text.rfind("\\", 0, trouble.at + 1)
    if start < 0:
        return None
    written = trouble.source.text[start : start + 2]
    told = f"`{written}` has no meaning inside double quotes"
    return "yaml/escape", start, start + 2, told, f"use single quotes round the text, or write \\{written}"


def _bracket(trouble: Trouble) -> Words | None:
    """Inside brackets or braces: a comma is missing, or the bracket is never closed."""
    if "flow" not in trouble.context and "node content" not in trouble.problem:
        return None
    sign = trouble.source.text[trouble.at : trouble.at + 1]
    mend = "put a comma between entries, and quotes round a text with any of , : ? [ ] { } in it"
    if "node content" in trouble.problem:
        told = f"a value is missing before `{sign}`"
        return (
            "yaml/bracket",
            trouble.at,
            trouble.at + 1,
            told,
            f"write it; if `{sign}` belongs to a text, put quotes round it",
        )
    opened = trouble.source.text[trouble.since : trouble.since + 1]
    if (
        trouble.source.line_of(trouble.since) != trouble.number
        or trouble.at >= len(trouble.source.text.rstrip()) - 1
    ):
        told = f"the `{opened}` that opens here is not closed"
        close = {"[": "]", "{": "}"}.get(opened, "]")
        mend = f"close it with `{close}`; {mend}"
        return "yaml/unclosed-bracket", trouble.since, trouble.since + 1, told, mend
    if sign == "?":
        # Only PyYAML's own parser stops here; libyaml takes the question mark for text.
        told = "a text with a question mark needs quotes inside braces or brackets"
        return "yaml/question-mark", trouble.at, trouble.at + 1, told, "put quotes round the text"
    return (
        "yaml/bracket",
        trouble.at,
        trouble.at + 1,
        f"a comma or a closing bracket is missing before `{sign}`",
        mend,
    )


def _after_the_end(trouble: Trouble) -> Words | None:
    """Something follows a closing quote or bracket on the same line."""
    column = trouble.at - trouble.start
    before = trouble.line[:column]
    found = re.match(r"(?P<lead>[ ]*(?:-[ ]+)*(?:[^\s:'\"]+:[ ]+)?)(?P<sign>['\"\[{])", before)
    if found is None or not before.strip():
        return None
    written = trouble.line[found.start("sign") :].strip()
    if found["sign"] in "'\"":
        told = "text goes on after the closing quotation mark"
        mend = f"put quotes round the whole of it: {quoted(written)}"
    else:
        told = "text goes on after the closing bracket"
        mend = f"put quotes round it if it is all one text: {quoted(written)}"
    return "yaml/after-the-end", trouble.at, trouble.start + len(trouble.line.rstrip()), told, mend


def _indentation(trouble: Trouble) -> Words | None:
    expected = ("did not find expected", "expected <block end>", "expected '<document start>'")
    if not trouble.problem.startswith(expected):
        return None
    line = trouble.line.lstrip()
    if line.startswith(":"):
        return trouble.whole_line(
            "yaml/key", "a key is missing before the colon", "write a word before the colon"
        )
    if re.search(r"(?m)^\.\.\.\s*$", trouble.source.text[: trouble.start]):
        return trouble.whole_line(
            "yaml/second-document", "a second document begins here", "keep one to a file"
        )
    if trouble.line[: trouble.at - trouble.start].strip():
        return None
    if "block mapping" in trouble.context and line.startswith("- "):
        told, mend = (
            "an entry of a list stands where a key is due",
            "indent it below the key that the list belongs to",
        )
    elif "collection" in trouble.context and not line.startswith("-"):
        told, mend = (
            "a key stands where the next `- ` of the list is due",
            "indent it below the entry it belongs to",
        )
    else:
        told, mend = (
            "this line does not line up with the lines above",
            "begin it in the same column as the keys it goes with",
        )
    return trouble.whole_line("yaml/indentation", told, mend)


def _directive(trouble: Trouble) -> Words | None:
    if not trouble.line.startswith("%"):
        return None
    told = "a line that begins with % is an instruction to the YAML reader"
    return trouble.whole_line("yaml/directive", told, "leave it out; if it is text, put quotes round it")


# The first that has words for it: those that look for one certain sign come before those that look at structure.
EXPLANATIONS: tuple[Callable[[Trouble], Words | None], ...] = (
    _tab,
    _odd_colon,
    _colon_in_text,
    _indented_below_a_value,
    _list_on_the_line_of_its_key,
    _no_colon,
    _reserved,
    _unclosed_quote,
    _escape,
    _bracket,
    _after_the_end,
    _indentation,
    _directive,
)
