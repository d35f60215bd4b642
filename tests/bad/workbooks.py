"""Workbooks that nobody can commit as text: a good one, and one for each thing that may be wrong with it.

`good` gives the parts of a workbook as Excel writes them: shared strings, a date with its format, a formula
with its value. `BAD` changes a part of it; the message that is due stands in `xlsx/`.
"""

import io
import struct
import warnings
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LOG, STRINGS, BOOK, STYLES = (
    f"xl/{name}.xml" for name in ("worksheets/sheet1", "sharedStrings", "workbook", "styles")
)
LINKS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
PLAIN = 'fontId="0" fillId="0" borderId="0"'
TEXTS = (
    "id",
    "date",
    "activity",
    "by",
    "to",
    "seats",
    "a1",
    "plan_shared",
    "NORTH",
    "SOUTH",
    "a2",
    "2008-03",
)
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
    '<c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c></row>\n'
    '<row r="2"><c r="A2" t="s"><v>6</v></c><c r="B2" s="1"><v>39507</v></c><c r="C2" t="s"><v>7</v></c>'
    '<c r="D2" t="s"><v>8</v></c><c r="E2" t="s"><v>9</v></c><c r="F2" s="0"/></row>\n'
    '<row r="3"><c r="A3" t="s"><v>10</v></c><c r="B3" t="s"><v>11</v></c><c r="C3" t="s"><v>7</v></c>'
    '<c r="D3" t="str"><f>"SO"&amp;"UTH"</f><v>SOUTH</v></c><c r="E3" t="s"><v>8</v></c></row>\n'
)


def good() -> dict[str, bytes]:
    """Give the parts of a workbook that is a log of two entries, with an example beside it."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in TEXTS)
    links = {
        "worksheet": "worksheets/sheet1.xml",
        "styles": "styles.xml",
        "sharedStrings": "sharedStrings.xml",
    }
    related = "".join(
        f'<Relationship Id="r{number}" Type="{RELATED}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate([*links.items(), ("worksheet", "worksheets/sheet2.xml")], 1)
    )
    types = {
        LOG: "worksheet",
        "xl/worksheets/sheet2.xml": "worksheet",
        STRINGS: "sharedStrings",
        STYLES: "styles",
    }
    overrides = "".join(
        f'<Override PartName="/{part}" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in [(BOOK, "sheet.main"), *types.items()]
    )
    texts = {
        TYPES: f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{RELATED}/officeDocument" Target="{BOOK}"/></Relationships>',
        BOOK: f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
        '<sheet name="Log" sheetId="1" r:id="r1"/><sheet name="Example" sheetId="2" r:id="r4"/>'
        "</sheets></workbook>",
        LINKS: f'<Relationships xmlns="{PACKAGE}/relationships">{related}</Relationships>',
        LOG: f'<worksheet xmlns="{MAIN}"><sheetData>\n{ROWS}</sheetData></worksheet>',
        "xl/worksheets/sheet2.xml": f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>',
        STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>',
        STYLES: f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts>'
        '<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
        f'<cellStyleXfs count="1"><xf numFmtId="0" {PLAIN}/></cellStyleXfs><cellXfs count="2">'
        f'<xf numFmtId="0" {PLAIN}/><xf numFmtId="14" {PLAIN} applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    return {name: (HEAD + text).encode() for name, text in texts.items()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    """Give a workbook of these parts; stored, a changed byte of a part is a changed byte of the file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def edited(part: str, old: str, new: str, *more: tuple[str, str]) -> bytes:
    """Give the good workbook with texts of one part replaced."""
    parts = good()
    text = parts[part].decode()
    for before, after in ((old, new), *more):
        assert before in text, before
        text = text.replace(before, after, 1)
    return packed(parts | {part: text.encode()})


def without(*names: str) -> bytes:
    """Give the good workbook without some of its parts."""
    return packed({name: data for name, data in good().items() if name not in names})


def saying(part: str, size: int, data: bytes) -> bytes:
    """Give a packed workbook whose list of parts lies about the size of one, unpacked."""
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(part.encode()))
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def again(part: str, text: str) -> bytes:
    """Give the good workbook with a second part of the same name."""
    out = io.BytesIO(packed(good()))
    with zipfile.ZipFile(out, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr(zipfile.ZipInfo(part), text)
    return out.getvalue()


DATE = '<c r="B2" s="1"><v>39507</v></c>'
LAST = '<c r="E3" t="s"><v>8</v></c></row>'
DOCTYPE = "<!DOCTYPE sst [{}]>\n<"
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
BAD = {
    # what people do
    "number-in-a-date-column": edited(LOG, DATE, '<c r="B2"><v>39507</v></c>'),
    "year-in-a-date-column": edited(LOG, DATE, '<c r="B2"><v>2008</v></c>'),
    "true-in-a-date-column": edited(LOG, DATE, '<c r="B2" t="b"><v>1</v></c>'),
    "time-of-day": edited(LOG, "<v>39507</v>", "<v>39507.5</v>"),
    "date-before-the-first": edited(LOG, "<v>39507</v>", "<v>-1</v>"),
    "date-after-the-last": edited(LOG, "<v>39507</v>", "<v>99999999</v>"),
    "day-first-as-text": edited(STRINGS, "2008-03<", "03/04/2008<"),
    "formula-never-worked-out": edited(LOG, "<v>SOUTH</v></c>", "<v/></c>"),
    "formula-in-a-date-column": edited(LOG, DATE, '<c r="B2" s="1"><f>TODAY()</f></c>'),
    "error-in-a-cell": edited(LOG, DATE, '<c r="B2" t="e"><v>#REF!</v></c>'),
    "misspelt-party": edited(STRINGS, ">NORTH<", ">NROTH<"),
    "word-for-a-number": edited(
        LOG,
        '<c r="C2" t="s"><v>7</v>',
        '<c r="C2" t="str"><v>session_held</v>',
        ('<c r="F2" s="0"/>', '<c r="F2" t="inlineStr"><is><t>twelve</t></is></c>'),
    ),
    "duplicate-column": edited(STRINGS, ">to<", ">by<"),
    "column-without-a-name": edited(LOG, LAST, LAST.replace("</row>", '<c r="H3"><v>5</v></c></row>')),
    "header-in-dutch": edited(STRINGS, ">id<", ">Nummer<", (">date<", ">Datum<")),
    "date-column-renamed": edited(STRINGS, ">date<", ">When<"),
    "only-an-example": edited(BOOK, 'name="Log"', 'name="EXAMPLE"', ('name="Example"', 'name="Notes"')),
    "macros": packed(good() | {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
    "strict-open-xml": edited(BOOK, MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"),
    "writer-document": packed(
        {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}
    ),
    "word-document": packed({TYPES: good()[TYPES], "word/document.xml": b"<w/>"}),
    "cut-off": packed(good())[:2000],
    # what is damaged
    "no-list-of-sheets": without(BOOK),
    "sheet-missing": without(LOG),
    "strings-missing": without(STRINGS),
    "string-that-is-not-there": edited(LOG, "<v>6</v>", "<v>600</v>"),
    "rows-out-of-order": edited(LOG, '<row r="2">', '<row r="4">'),
    "row-twice": edited(LOG, '<row r="3">', '<row r="2">'),
    "row-below-the-last": edited(LOG, '<row r="3">', '<row r="2000000000">'),
    "row-without-its-number": edited(LOG, '<row r="3">', "<row>", ('"A3"', '"A2000000000"')),
    "cells-out-of-order": edited(LOG, '<c r="A3"', '<c r="F3"'),
    "cell-right-of-the-last": edited(LOG, LAST, LAST.replace("</row>", '<c r="ZZZ3"><v>5</v></c></row>')),
    "too-wide": edited(LOG, LAST, LAST.replace("</row>", '<c r="XFD3"><v>5</v></c></row>')),
    "sheet-in-utf-16": packed(
        good() | {LOG: good()[LOG].decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    ),
    # what attacks
    "bomb": saying(STYLES, 300_000_000, packed(good())),
    "strings-that-say-they-are-small": saying(STRINGS, 10, packed(good(), zipfile.ZIP_DEFLATED)),
    "billion-laughs": edited(
        STRINGS, "\n<", "\n" + DOCTYPE.format('<!ENTITY l0 "lol">' + LAUGHS), (">a1<", ">&l9;<")
    ),
    "laughs-in-the-sheet": edited(LOG, "\n<", "\n" + DOCTYPE.format('<!ENTITY r "<row/>">')),
    "file-of-the-machine": edited(
        STRINGS, "\n<", "\n" + DOCTYPE.format('<!ENTITY f SYSTEM "file:///etc/passwd">'), (">a1<", ">&f;<")
    ),
    "sheet-outside-the-workbook": edited(LINKS, "worksheets/sheet1.xml", "../../../../etc/passwd"),
    "two-sheets-in-one": edited(LINKS, "worksheets/sheet2.xml", "worksheets/sheet1.xml"),
    "two-parts-of-one-name": again(LOG, "<worksheet/>"),
    "two-sheets-of-one-name": edited(BOOK, 'name="Example"', 'name="Log"'),
}
