"""What a YAML parser says of a fault, put into words for people who do not know YAML.

The parsers (libyaml, and PyYAML's own, where that is missing) say what they expected. What somebody meant is
seen in the line, so each explanation here looks at the line.
"""

from __future__ import annotations

import re

from checker.located.trouble import Trouble
from checker.located.writing import CURLY_TOLD, odd_colon, quoted, within_curly
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

    from checker.diagnostics import Faults
    from checker.located.source import Source
    from checker.located.writing import Words

KEY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:#'\"{\[][^:#]*?)[ ]*:[ ]+(?P<value>\S.*?)[ ]*$")


RESERVED = re.compile("cannot start any token|alias|anchor|tag|block scalar|mapping keys are not allowed")


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
    if (inner := within_curly(found["value"])) is not None:
        mend = f"write {found['key']}: {quoted(inner)}"
        return "yaml/curly-quotes", trouble.start + start, trouble.start + end, CURLY_TOLD, mend
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
    """Explain a text that begins with a sign that YAML keeps for itself."""
    sign = trouble.source.text[trouble.since if "scanning a" in trouble.context else trouble.at :][:1]
    start = trouble.since if "scanning a" in trouble.context else trouble.at
    code = {"*": "yaml/anchor", "&": "yaml/anchor", "!": "yaml/tag"}.get(sign, "yaml/sign")
    if not sign.strip() or not RESERVED.search(f"{trouble.problem} {trouble.context}"):
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
    swallowed = (
        trouble.source.text[start : start + 1] in {"'", '"'}
        and trouble.source.line_of(start) < trouble.number
    )
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
        if written.endswith(found["sign"]):
            written = written[1:-1]
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


# The first that has words for it: those that look for one certain sign come before those about structure.
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
