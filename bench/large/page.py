"""Fill the tables of `docs/performance.md` from what was measured: no figure is typed by hand.

    python bench/large/page.py

What stands between a line `<!-- figures: NAME -->` and `<!-- end -->` is written anew; the rest of the page
is written by people.
"""

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES = HERE / "figures.json"
WORKERS = HERE / "cluster.json"
PAGE = HERE.parent.parent / "docs" / "performance.md"
PART = re.compile(r"(<!-- figures: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
NOTHING = "Not measured yet.\n"
ALT = {
    "ratios": "Bars: our time as a multiple of theirs for each row of the table above, with the aim of each",
    "time": "Lines: seconds of a whole run over the number of entries, for the rows of both tables above",
    "memory": "Lines: peak memory over the number of entries, for the rows of both tables above",
}


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """Give a table of Markdown."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(map(str, row)) for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plot(name: str) -> str:
    """Give a drawing with what it shows in words."""
    return f"\n![{ALT[name]}](performance/{name}.svg)\n"


def comparisons(told: dict) -> str:
    """Give what is compared, with the aim and whether it is reached, and the drawing."""
    head = ("against", "entries", "ours", "theirs", "ratio (quartiles)", "aim: at most", "reached")
    rows = (
        (
            each["against"],
            f"{each['size']:,}",
            f"{each['ours']['seconds']:.2f} s",
            f"{each['theirs']['seconds']:.2f} s",
            f"{each['ratio']:.2f} ({each['low']:.2f} to {each['high']:.2f})",
            each["most"],
            "yes" if each["kept"] else "**no**",
        )
        for each in told["comparisons"]
    )
    peaks = (
        f"\nPeak memory at {each['size']:,} entries: {each['bytes']:,.0f} bytes an entry; the aim is at most "
        f"{each['most']}{'' if each['kept'] else ', and it is **not** reached'}.\n"
        for each in told["memory"]
    )
    return table(head, rows) + "".join(peaks) + plot("ratios")


def columns(told: dict) -> str:
    """Give ourselves in columns, for both plans."""
    head = ("plan", "log", "entries", "time", "time an entry", "peak memory", "memory an entry")
    names = {"two": "two checks", "six": "all six obligations"}
    rows = (
        (
            names[each["plan"]],
            {"csv": "CSV", "parquet": "Parquet"}[each["log"]],
            f"{each['entries']:,}",
            f"{each['seconds']:.2f} s",
            f"{each['seconds'] / each['entries'] * 1e6:.2f} µs",
            f"{each['memory'] / 1e6:,.0f} MB",
            f"{each['memory'] / each['entries']:,.0f} bytes",
        )
        for each in told["columns"]
    )
    return table(head, rows)


def rows(told: dict) -> str:
    """Give ourselves row by row, and how time grows from size to size, and the drawings."""
    head = (
        "entries",
        "duties",
        "time",
        "entries a second",
        "duties a second",
        "time an entry, of the size before",
    )
    found, before = [], None
    for each in told["rows"]:
        one = each["seconds"] / each["entries"]
        found.append(
            (
                f"{each['entries']:,}",
                f"{each['duties']:,}",
                f"{each['seconds']:.2f} s",
                f"{each['entries'] / each['seconds']:,.0f}",
                f"{each['duties'] / each['seconds']:,.0f}",
                f"{one / before:.2f}" if before else "",
            )
        )
        before = one
    return table(head, found) + plot("time") + plot("memory")


def machine(told: dict) -> str:
    """Give what it was measured on and with."""
    on, (began, ended) = told["machine"], told["load"]
    releases = ", ".join(f"{name} {release}" for name, release in told["versions"].items())
    return (
        f"{on['processor']}, {on['processors']} processors, {on['memory'] / 2**30:.0f} GiB of memory, "
        f"{on['system']}, Python {on['python']}; {releases}. {told['pairs']} pairs each. "
        f"Processes that wanted a processor, on average of a minute: {began} when it began, {ended} when it "
        f"ended. The logs repeat the cases of a log of {told['source']:,} entries.\n"
    )


PARTS: dict[str, Callable[[dict], str]] = {
    "comparisons": comparisons,
    "columns": columns,
    "rows": rows,
    "machine": machine,
}


def filled(page: str, told: dict | None) -> str:
    """Give the page with each part filled in, or with words that say that nothing was measured."""
    return PART.sub(lambda part: part[1] + (PARTS[part[2]](told) if told else NOTHING) + part[3], page)


def measured() -> dict | None:
    """Give what `measure.py` kept, and `cluster.py` beside it; None if nothing was measured."""
    if not FIGURES.exists():
        return None
    told = json.loads(FIGURES.read_text(encoding="utf-8"))
    if WORKERS.exists():
        told["comparisons"].append(json.loads(WORKERS.read_text(encoding="utf-8")))
    return told


def main() -> None:
    """Write the page."""
    told = measured()
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), told), encoding="utf-8")
    print(PAGE)


if __name__ == "__main__":
    main()
