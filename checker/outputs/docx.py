"""Minutes of the meeting, with the decisions pre-filled, to be edited in a word processor (DOCX).

Headings, lists and tables are real ones, so that those who listen to the document, and those who edit it,
find their way. The as-of day is the only clock.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, time
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING

from checker.diagnostics import visible
from checker.outputs._extra import needed
from checker.outputs._markup import PLAN_LANGUAGE
from checker.outputs._zip import steady
from checker.patterns.vocabulary import RATINGS
from checker.results import told_meeting
from checker.results.facts import facts_of
from checker.results.language import APART, Wording
from checker.results.phrasing import listed, moved, people, rows_since, say, since, summary
from checker.results.requests import WANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.shared import Length
    from docx.table import _Cell, _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

    from checker.findings.model import Value
    from checker.outputs import Options
    from checker.results.agenda import Item
    from checker.results.facts import Facts
    from checker.results.model import Results
    from checker.results.requests import Request
    from checker.results.signing import Signature
    from checker.results.story import ClauseStory

    Cell = str | tuple[tuple[str, str], ...]
    """What stands in a cell: a text, or several, each with its style."""

suffix = ".docx"
name = "minutes.docx"
AUTHOR = "agreement-checker"
INK = "1F3864"  # on white, a contrast of 11.6 to 1
SHADE = "EDEDED"  # below black, one of 18 to 1
ROOM = 12  # millimetres that a row is high at least if something is to be written into it
PAGE = (210, 297, 20, 30)  # A4: width, height, margins, and the upper one, in millimetres
TITLE = 120  # characters of the agreement's title on every page
PROPERTY = 255  # characters that a property of a document holds
FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}
_OWN = re.compile(f"{APART[0]}([^{APART[0]}{APART[1]}]*){APART[1]}")


def write(results: Results, options: Options) -> bytes:
    """Give the minutes. Raises `NotInstalled` if the library that writes such documents is not installed."""
    with needed("python-docx", "docx", "write minutes"):
        import docx  # noqa: PLC0415 - an extra, and slow to import
    words = Wording(options.language, results.plan, apart=options.language != PLAN_LANGUAGE[0])
    facts = facts_of(results)
    paper = _Paper(docx.Document(), words)
    _every_page(paper, results)
    for part in (_opening, _meeting, _summary, _decisions, _requests, _since, _signing, _annex):
        part(paper, facts)
    return steady(paper.finished(results))


def _every_page(paper: _Paper, results: Results) -> None:
    """Say on every page whose minutes these are, and first of all if the data are made up."""
    words = paper.words
    if results.illustrative:
        paper.head(say(words, "illustrative-short"), strong=True)
    paper.head(say(words, "print-head", title=_cut(results.plan.title, TITLE), day=results.as_of))
    paper.foot(words.word("minutes", "page"))


def _opening(paper: _Paper, facts: Facts) -> None:
    words = paper.words
    if facts.results.illustrative:
        paper.banner(words.interface("illustrative"))
    paper.text(words.word("minutes", "title"), "Title")
    paper.text(words.quoted(words.plan.title), "Subtitle")
    paper.text(words.word("minutes", "prepared"))
    if not words.reviewed:
        language = words.word("language", "name")
        paper.text(words.fill(words.word("minutes", "unreviewed"), {"language": language}))


def _meeting(paper: _Paper, facts: Facts) -> None:
    """Say what the meeting is about, and leave room for when and where it is."""
    words, results = paper.words, facts.results
    known_at = words.day(results.known_at) if results.known_at else say(words, "known-at-any")
    known = {
        "in-force": _in_force(facts, words),
        "as-of": words.day(results.as_of),
        "known-at": known_at,
        "record": words.interface(f"completeness-{results.plan.completeness}"),
    }
    rows = [(say(words, key), text) for key, text in known.items()]
    rows += [(words.word("minutes", key), "") for key in ("place", "date", "chair", "present")]
    paper.heading(words.word("minutes", "meeting"))
    paper.table("meeting", [words.word("minutes", key) for key in ("item", "entry")], rows, (45, 125))


def _in_force(facts: Facts, words: Wording) -> str:
    """Say from when to when the agreement is in force."""
    start = facts.story.start
    if start.first is None:
        return say(words, "not-in-force")
    parts = [say(words, "from"), words.day(start.first)]
    if start.assumed:
        parts.append(say(words, "assumed-day"))
    if start.last is None:
        return " ".join(parts) + words.word("dates", "list") + say(words, "no-end")
    return " ".join([*parts, say(words, "to"), words.day(start.last)])


def _summary(paper: _Paper, facts: Facts) -> None:
    paper.heading(paper.words.word("parts", "summary"))
    for sentence in summary(facts.story, paper.words):
        paper.text(sentence)


def _decisions(paper: _Paper, facts: Facts) -> None:
    """Put every item of the agenda as a decision that is worded already, with room for what becomes of it."""
    words, items = paper.words, facts.agenda
    paper.heading(words.word("parts", "decisions"))
    paper.text(say(words, "decisions-intro", n=len(items)) if items else say(words, "decisions-none"))
    heads = [words.word("minutes", "decision"), *(say(words, key) for key in ("outcome", "owner", "by-date"))]
    for kind, alike in groupby(items, key=lambda item: item.kind):
        paper.heading(told_meeting.heading(kind, words), 2)
        paper.table("decisions", heads, [_decision(item, words) for item in alike], (82, 40, 26, 22))


def _decision(item: Item, words: Wording) -> tuple[Cell, ...]:
    wording, about = told_meeting.wording(item, words), _about(item, words)
    values = {
        "who": say(words, "concerns", who=people(item.parties, words)),
        "when": say(words, "by-day", day=item.by_when) if item.by_when else "",
        "about": about if about not in wording else "",
    }
    concerns = words.fill(words.word("minutes", "concerns"), values)
    return ((wording, "List Number"), (concerns, "List Continue")), "", "", ""


def _about(item: Item, words: Wording) -> str:
    """Name the duties, entries or clauses that a decision is about, if they are few."""
    few, many = 3, 4
    if item.kind in ("breach", "lateness") and len(item.duties) <= few:
        return words.value(tuple(dict.fromkeys(told_meeting.of_duty(duty, words) for duty in item.duties)))
    if item.entries and not item.clauses:
        return words.value(tuple(entry.id for entry in item.entries))
    if len(item.clauses) > many:
        every = len(item.clauses) == len(words.plan.obligations)
        return say(words, "clauses-all") if every else say(words, "clauses-many", n=len(item.clauses))
    return words.value(tuple(_quoted(clause.title, words) for clause in item.clauses))


def _quoted(text: str, words: Wording) -> str:
    return words.fill(words.word("dates", "quoted"), {"text": text})


def _requests(paper: _Paper, facts: Facts) -> None:
    """Say how much is asked of each party, with room for the day by which it answers."""
    words, asked = paper.words, facts.requests
    codes = dict.fromkeys((*words.plan.bound, *asked))
    rows = [(people((code,), words), _asked(code, asked.get(code, ()), words), "") for code in codes]
    paper.heading(words.word("minutes", "requests"))
    if asked:
        paper.text(words.word("minutes", "requests-intro"))
    heads = [say(words, "head-party"), *(words.word("minutes", key) for key in ("asked", "answered-by"))]
    paper.table("requests", heads, rows, (45, 85, 40))


def _asked(code: str, requests: Sequence[Request], words: Wording) -> str:
    if not requests:
        return say(words, "requests-none", party=words.plan.parties[code].short)
    numbers = Counter(request.wants for request in requests)
    kinds = tuple(
        words.fill(words.word("minutes", f"asked-{wants}"), {"n": numbers[wants]})
        for wants in WANTS
        if numbers[wants]
    )
    return words.fill(words.word("minutes", "asked-all"), {"n": len(requests), "kinds": kinds})


def _since(paper: _Paper, facts: Facts) -> None:
    """Say what is other than in the results of the last meeting, if they were given."""
    words, found = paper.words, facts.results.since
    if found is None:
        return
    paper.heading(words.word("parts", "since"))
    paper.text(since(found, words))
    for line in rows_since(found, words):
        paper.text(line, "List Bullet")
    paper.heading(say(words, "since-verdicts"), 2)
    for each in found.moved:
        paper.text(moved(each, words), "List Bullet")
    if not found.moved:
        paper.text(say(words, "since-same"))


def _signing(paper: _Paper, facts: Facts) -> None:
    words, signing = paper.words, facts.signing
    rows = [(words.quoted(each.party.name), "", "", "", _signed(each, words)) for each in signing.signatures]
    paper.heading(words.word("parts", "signing"))
    paper.text(say(words, "signing-intro", id=signing.sha256))
    heads = [say(words, f"head-{key}") for key in ("party", "name", "signature", "day", "signed")]
    paper.table("signing", heads, rows, (40, 33, 40, 22, 35))


def _signed(each: Signature, words: Wording) -> str:
    if each.entry is None:
        return say(words, "signed-not")
    told = say(words, "signed-these" if each.these else "signed-others", day=each.entry.end)
    return f"{told} ({words.quoted(each.entry.id)})"


def _annex(paper: _Paper, facts: Facts) -> None:
    """Show every clause with its rating and its duties, and say what the words for these mean."""
    words, story = paper.words, facts.story
    clauses = [clause for part in story.parts for clause in part.clauses]
    paper.heading(words.word("minutes", "annex"), new_page=True)
    paper.text(say(words, "overview-intro", some=story.rated.part, all=story.rated.whole))
    heads = [say(words, f"head-{key}") for key in ("clause", "modality", "rating", "duties", "stand")]
    paper.table("annex", heads, [_clause(each, words) for each in clauses], (65, 25, 28, 18, 34))
    ratings = {clause.rating for clause in clauses}
    _meanings(paper, "ratings", [rating for rating in RATINGS if rating in ratings])
    _meanings(paper, "statuses", [status for status, _ in story.counted.present])


def _clause(each: ClauseStory, words: Wording) -> tuple[Cell, ...]:
    clause, total = each.clause, each.counted.total
    place = words.interface("place-in-text", section=clause.section, paragraph=clause.paragraph)
    if total:
        stand = listed(each.counted, words)
    else:
        stand = say(words, "used", n=len(each.uses)) if each.uses else say(words, "no-duty")
    return (
        ((words.quoted(clause.title), "Normal"), (f"{place} ({words.quoted(clause.id)})", "Normal")),
        words.word("modalities", clause.modality),
        words.word("ratings", each.rating),
        str(total),
        stand,
    )


def _meanings(paper: _Paper, of: str, names: Sequence[str]) -> None:
    """Say what the words that occur mean."""
    if not names:
        return
    words = paper.words
    paper.heading(say(words, f"legend-{of}"), 2)
    for each in names:
        values = {"word": words.word(of, each), "meaning": words.word(f"{of}_mean", each)}
        paper.text(words.fill(words.word("minutes", "means"), values), "List Bullet")


class _Paper:
    """A document in the making, in the language of its words and in the direction in which that is written.

    What the plan and the log say in a sentence of another language keeps its own, so that it is read out and
    spelt as what it is.
    """

    def __init__(self, document: Document, words: Wording) -> None:
        self.document, self.words = document, words
        self.turned = words.direction == "rtl"
        _set_up(document, words.tag, turned=self.turned)

    @property
    def section(self) -> Section:
        """The pages, which are all alike."""
        return self.document.sections[0]

    def heading(self, text: str, level: int = 1, *, new_page: bool = False) -> None:
        """Add a heading."""
        added = self.text(text, f"Heading {level}")
        if new_page:
            added.paragraph_format.page_break_before = True

    def text(self, text: str, style: str = "Normal") -> Paragraph:
        """Add a paragraph."""
        return self._fill(self.document.add_paragraph(style=style), text)

    def banner(self, text: str) -> None:
        """Add a paragraph that nobody overlooks."""
        added = self.document.add_paragraph()
        _frame(added)
        self._fill(added, text, strong=True)

    def head(self, text: str, *, strong: bool = False) -> None:
        """Add a line to the head of every page."""
        header = self.section.header
        first = header.paragraphs[0]
        self._fill(header.add_paragraph(style="Header") if first.runs else first, text, strong=strong)

    def foot(self, template: str) -> None:
        """Add a line to the foot of every page, in which the word processor fills in the numbers."""
        line = self.section.footer.paragraphs[0]
        for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
            if number % 2:
                field = _element("fldSimple", instr=FIELDS[part])
                field.append(self._run(line, "1", own=False).font.element)
                line.paragraph_format.element.append(field)
            elif part:
                self._run(line, part, own=False)

    def table(
        self, key: str, heads: Sequence[str], rows: Iterable[tuple[Cell, ...]], widths: Sequence[int]
    ) -> None:
        """Add a table whose heads are on every page that it runs over; widths are in millimetres."""
        from docx.enum.table import WD_TABLE_DIRECTION  # noqa: PLC0415 - as above
        from docx.shared import Mm  # noqa: PLC0415 - as above

        table = self.document.add_table(0, len(heads), "Table Grid")
        table.autofit = False
        if self.turned:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        told = self.plain(self.words.word("minutes", f"{key}-table"))
        table._tbl.tblPr.append(_element("tblDescription", val=told))  # noqa: SLF001 - it has no other name
        lengths = [Mm(width) for width in widths]
        for column, length in zip(table.columns, lengths, strict=True):
            column.width = length
        self._row(table.add_row(), heads, lengths, head=True)
        for row in rows:
            self._row(table.add_row(), row, lengths)

    def _row(
        self, row: _Row, cells: Sequence[Cell], lengths: Sequence[Length], *, head: bool = False
    ) -> None:
        from docx.shared import Mm  # noqa: PLC0415 - as above

        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - it has no other name
        properties.append(_element("cantSplit"))
        if "" in cells:
            row.height = Mm(ROOM)
        if head:
            properties.append(_element("tblHeader"))
        for place, text, length in zip(row.cells, cells, lengths, strict=True):
            place.width = length
            self._cell(place, text, head=head)

    def _cell(self, cell: _Cell, text: Cell, *, head: bool) -> None:
        if head:
            shade = _element("shd", val="clear", color="auto", fill=SHADE)
            cell._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - it has no other name
        for number, (part, style) in enumerate(((text, "Normal"),) if isinstance(text, str) else text):
            line = cell.add_paragraph() if number else cell.paragraphs[0]
            line.style = style
            if head:
                line.paragraph_format.keep_with_next = True
            self._fill(line, part, strong=head)

    def _fill(self, line: Paragraph, text: str, *, strong: bool = False) -> Paragraph:
        pieces = tuple(self._pieces(text))
        if self.turned and pieces and all(own for _, own in pieces):
            _turn(line.paragraph_format.element.get_or_add_pPr(), on=False)
        for shown, own in pieces:
            self._run(line, shown, own=own, strong=strong)
        return line

    def _run(self, line: Paragraph, text: str, *, own: bool, strong: bool = False) -> Run:
        run = line.add_run(text, "Strong" if strong else None)
        if self.turned:
            run.font.rtl = not own
        if own:
            run.font.element.get_or_add_rPr().append(_element("lang", val=PLAN_LANGUAGE[0]))
        return run

    def _pieces(self, text: str) -> Iterator[tuple[str, bool]]:
        """Yield pieces in which nothing hides, each with whether it is the plan's or the log's own."""
        for number, part in enumerate(_OWN.split(text) if self.words.apart else [text]):
            if part:
                yield " ".join(visible(line) for line in re.split(r"\r?\n", part)), number % 2 == 1

    def plain(self, text: str) -> str:
        """Give a text for where there are no languages to mark."""
        return "".join(piece for piece, _ in self._pieces(text))

    def finished(self, results: Results) -> bytes:
        """Give the document, with properties that tell of the agreement and not of this machine."""
        words, properties = self.words, self.document.core_properties
        values: dict[str, Value] = {"title": results.plan.title, "day": results.as_of}
        title = words.fill(words.word("minutes", "document"), values)
        properties.title = _cut(self.plain(title), PROPERTY)
        properties.author = properties.last_modified_by = AUTHOR
        properties.comments = ""
        properties.language = words.tag
        properties.created = properties.modified = datetime.combine(results.as_of, time(), UTC)
        properties.revision = 1
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()


def _set_up(document: Document, tag: str, *, turned: bool) -> None:
    """Set the language, the direction and the page, and make the colours of the styles dark enough."""
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - as above

    section = document.sections[0]
    section.page_width, section.page_height, margin, section.top_margin = map(Mm, PAGE)
    section.left_margin = section.right_margin = section.bottom_margin = margin
    normal = document.styles["Normal"]
    if turned:
        _turn(normal.element.get_or_add_pPr(), on=True)
        document.element.body.sectPr.insert_element_before(_element("bidi"), "w:docGrid")
    normal.paragraph_format.space_after = Pt(6)
    for style in ("Title", "Subtitle", "Heading 1", "Heading 2"):
        for each in (style, f"{style} Char"):  # the library has two of what a reader sees as one
            document.styles[each].font.color.rgb = RGBColor.from_string(INK)
    for side in ("top", "bottom"):
        margins = document.styles["Table Grid"].element.xpath(f".//w:tblCellMar/w:{side}")
        _instead(margins, side, w="60", type="dxa")
    own = {"val": tag, "bidi": tag} if turned else {"val": tag}
    _instead(document.styles.element.xpath("w:docDefaults//w:lang"), "lang", **own)
    _instead(document.settings.element.xpath("w:themeFontLang"), "themeFontLang", **own)
    _instead(document.settings.element.xpath("w:zoom"), "zoom", percent="100")
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    _instead(
        document.settings.element.xpath(f"//w:compatSetting[@w:name='{mode['name']}']"),
        "compatSetting",
        **mode,
    )
    picture = [key for key, each in document.part.package.rels.items() if each.reltype.endswith("/thumbnail")]
    for key in picture:  # of an empty page
        del document.part.package.rels[key]


def _turn(properties: BaseOxmlElement, *, on: bool) -> None:
    """Have a paragraph, or all of a style, run from right to left or not."""
    bidi = _element("bidi") if on else _element("bidi", val="0")
    properties.insert_element_before(
        bidi, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
    )


def _frame(line: Paragraph) -> None:
    """Draw a frame around a paragraph."""
    frame = _element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        frame.append(_element(side, val="single", sz="12", space="4", color="auto"))
    line.paragraph_format.element.get_or_add_pPr().append(frame)


def _instead(old: Sequence[BaseOxmlElement], kind: str, **values: str) -> None:
    for each in old:
        each.getparent().replace(each, _element(kind, **values))


def _element(kind: str, **values: str) -> BaseOxmlElement:
    """Make an element that the library has no name for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    return OxmlElement(f"w:{kind}", {qn(f"w:{key}"): value for key, value in values.items()})


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
