"""Random logs in CSV with faults of all sorts: in cells, in rows, in lines and in bytes."""

from dataclasses import dataclass

from hypothesis import strategies as st

Draw = st.DrawFn
SPACES = ("", "", "", "", " ", "  ", "\xa0", "\x1f", "\u2003", "\t")
DAYS = ("2008-03-01", "2008-03-02", "2008-02-29", "2008-03", "2007", "2008-21", "2008-05~", "2008-05-XX")
BAD_DAYS = ("2008-02-30", "soon", "3/4/2008", "13.4.2008", "31.12.2008", "30/02/2008", "2008-13", "20080301")
WORDS = ("S-1", "S-2", "caf\u00e9", "a;b", "\u6587", "-", "007", "\u2028", '5" pipe', "x" * 30, "e\u0301")
NUMBERS = ("1", "12.5", "05", "1e3", "-0", "2.50", "+7", "0.5", ".5")
GOOD: dict[str, tuple[str, ...]] = {
    "id": ("",),
    "date": (*DAYS, "2008-03-01/2008-03-05", "2008-03/2008-04"),
    "end": ("", "", "", *DAYS),
    "activity": ("plan_shared", "plan_shared", "session_held", "outcome_sent", "outcome_read"),
    "by": ("NORTH", "SOUTH", "NORTH;SOUTH", " SOUTH ; NORTH-NY", "LEGAL"),
    "to": ("", "NORTH", "SOUTH", ";SOUTH;"),
    "about": ("", *WORDS),
    "title": ("", *WORDS),
    "note": ("", "", *WORDS),
    "place": ("", "New York"),
    "evidence": ("", "N/2008/1;N/2008/2"),
    "recorded": ("", "", "2008-03-04", "2008-04-01"),
    "corrects": ("",),
    "retracts": ("",),
    "illustrative": ("", "", "no", "yes", "YES"),
    "source": ("", *WORDS),
    "amount": ("", *NUMBERS),
    "seats": ("", "", *NUMBERS),
    "form": ("", "", "paper", "mail"),
    "answer": ("",),
    "of": ("",),
    "obligation": ("",),
    "until": ("",),
}
BAD: dict[str, tuple[str, ...]] = {
    "id": ("", "e1", "e2", "E 1", "x;y"),
    "date": ("", *BAD_DAYS, "2008-05-01/2008-03", "2008/2009/2010", "4.3.2008"),
    "end": (*BAD_DAYS, "2001", "2008-03-01/2008-03-05", "9999", "4.3.2009"),
    "activity": (
        "",
        "plan_shard",
        "Outcome sent",
        "Outcome Sent",
        "Session held",
        "waiver",
        "judgement",
        "coverage",
        "retraction",
    ),
    "by": ("", "NROTH", ";", "NORTH, SOUTH", "legal service"),
    "to": ("NROTH", ";", "NORTH & SOUTH"),
    "recorded": ("2008-04", "4.3.2008", "soon"),
    "corrects": ("e1", "e2", "e3", "e99", "e1;e2"),
    "retracts": ("e1", "e2", "e3", "e99"),
    "illustrative": ("maybe", "oui"),
    "amount": ("many", "1,5", "\u0661"),
    "seats": ("many", "1,5", ""),
    "form": ("fax", "Paper"),
    "answer": ("perhaps", "oui", "TRUE"),
    "of": ("e1", "e99"),
    "obligation": ("share-plans", "share-plan"),
    "until": ("2009", "2009-01-31", "never", "1.2.2009"),
}
STATEMENTS: tuple[dict[str, str], ...] = (
    {"activity": "judgement", "of": "e1", "answer": "yes"},
    {"activity": "judgement", "of": "e2", "answer": "TRUE"},
    {"activity": "waiver", "obligation": "share-plans"},
    {"activity": "extension", "obligation": "share-plans", "until": "2009"},
    {"activity": "coverage"},
    {"activity": "", "retracts": "e1"},
    {"activity": "decision", "until": "2010-01"},
)
WORDED: dict[str, tuple[str, ...]] = {
    "activity": ("Work plan shared", "SESSION  held"),
    "by": ("North Office", "NORTH; south office"),
    "to": ("Legal Service",),
    "illustrative": ("oui", "nee", "Nein"),
}
"""What cells may hold where labels are known."""
LABELS = {"date": "Date", "by": "By", "title": "Titre", "seats": "Seats", "activity": "Activity"}
NAMES = tuple(GOOD)
ATTRIBUTED, HAVE_ATTRIBUTES = ("seats", "form"), ("session_held", "outcome_sent")


@dataclass(frozen=True)
class File:
    """A file of a log: how its name ends, and its bytes."""

    suffix: str
    data: bytes


@dataclass(frozen=True)
class Made:
    """The files of a log, and how they are to be read."""

    files: tuple[File, ...]
    labelled: bool
    date_order: str | None


@st.composite
def logs(draw: Draw) -> Made:
    """Give one to three files of a log, with no faults, few or many."""
    faulty = draw(st.sampled_from((0, 0, 0, 1, 8)))  # of 40
    count = draw(st.sampled_from((1, 1, 1, 2, 3)))
    labelled = draw(st.booleans())
    found, at = [], 1
    for _ in range(count):
        rows = draw(st.integers(0, 8))
        found.append(draw(files(at, rows, faulty, labelled=labelled)))
        at += rows
    return Made(tuple(found), labelled, draw(st.sampled_from((None, None, "dmy", "mdy"))))


@st.composite
def files(draw: Draw, first: int, rows: int, faulty: int, *, labelled: bool) -> File:
    """Give one file, whose ids count from `first`."""

    def odds(of: int) -> bool:
        return draw(st.integers(0, 39)) < of

    names = ["id", "date", *draw(st.lists(st.sampled_from(NAMES[3:]), unique=True, max_size=9))]
    if not odds(faulty):
        names += ["activity", "by"]
    names = sorted(draw(st.permutations(list(dict.fromkeys(names)))), key="activity".__ne__)
    cells = [draw(row(names, number, faulty, labelled=labelled)) for number in range(first, first + rows)]
    if odds(faulty):
        names = [*names, draw(st.sampled_from(("", "surname", "titel", "title", "date")))]
    separator = draw(st.sampled_from(",,,;\t"))
    quoting = draw(st.sampled_from(("needed", "needed", "all", "some", "none")))
    head = [LABELS.get(name, name) if labelled and odds(4) else name for name in names]
    lines = [draw(line(head, separator, "needed", 0))]
    for values in cells:
        lines.append(draw(line([values.get(name, "") for name in names], separator, quoting, faulty)))
        if odds(2):
            lines.append(
                draw(st.sampled_from(("", " ", separator * (len(names) - 1), separator, separator * 30)))
            )
    text = (
        draw(st.sampled_from(("", "", "\n", " \n\n")))
        + "\n".join(lines)
        + draw(st.sampled_from(("\n", "", "\n\n \n")))
    )
    if odds(faulty):
        at = draw(st.integers(0, len(text)))
        text = (
            text[:at]
            + draw(st.sampled_from(('"', "\0", "\n", separator, "\ufeff", '""', "\x85")))
            + text[at:]
        )
    ends = draw(st.sampled_from(("\n", "\n", "\n", "\r\n", "\r", "mixed")))
    if ends == "mixed":
        text = text.replace("\n", "\r\n", 3)
    data = text.replace("\n", ends).encode() if ends != "mixed" else text.encode()
    if odds(4):
        data = b"\xef\xbb\xbf" + data
    if odds(faulty // 4):
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.sampled_from((b"\xff", b"\xe9", b"\xe6\x96"))) + data[at:]
    return File(draw(st.sampled_from((".csv", ".tsv", ".CSV"))), data)


@st.composite
def row(draw: Draw, names: list[str], number: int, faulty: int, *, labelled: bool) -> dict[str, str]:
    """Give the cells of a row."""

    def odds(of: int) -> bool:
        return draw(st.integers(0, 39)) < of

    fit = [stated for stated in STATEMENTS if faulty or stated.keys() <= set(names)]
    stated = draw(st.sampled_from(fit)) if fit and odds(10) else {}
    cells: dict[str, str] = {}
    for column in names:
        known = GOOD[column]
        if column == "id":
            known = (f"e{number}",)
        if odds(faulty) and column in BAD:
            known = BAD[column]
        elif stated and column in stated:
            known = (stated[column],)
        elif column in ATTRIBUTED and (stated or cells.get("activity") not in HAVE_ATTRIBUTES):
            known = ("",)
        elif column == "corrects" and number > 1 and not stated and odds(10):
            known = (f"e{draw(st.integers(1, number - 1))}",)
        elif labelled and column in WORDED and odds(10):
            known = WORDED[column]
        text = draw(st.sampled_from(known))
        around = (draw(st.sampled_from(SPACES)), draw(st.sampled_from(SPACES))) if odds(4) else ("", "")
        cells[column] = text.join(around)
    return cells


@st.composite
def line(draw: Draw, values: list[str], separator: str, quoting: str, faulty: int) -> str:
    """Give a record, its cells in quotes where need be, or as it happens."""

    def odds(of: int) -> bool:
        return draw(st.integers(0, 39)) < of

    found = []
    for value in values:
        text = value
        if odds(1):
            text += draw(st.sampled_from(("\n", f"{separator} ", '"', f'""{separator}"', "\n\n")))
        needed = any(mark in text for mark in (separator, "\n", '"'))
        if (
            quoting == "all"
            or (quoting == "needed" and needed)
            or (quoting == "some" and (needed or odds(10)))
        ):
            text = '"' + text.replace('"', '""') + '"'
        elif quoting == "none" and not odds(faulty):
            text = text.replace("\n", " ").replace(separator, " ").replace('"', "")
        found.append(text + (" " if odds(1) else ""))
    if odds(faulty // 4):
        found = found[:-1] if odds(20) else [*found, "more"]
    return separator.join(found)
