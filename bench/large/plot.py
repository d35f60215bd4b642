"""Draw what was measured as SVG in `docs/performance/`.

    build/peers/bin/python bench/large/plot.py

The same figures give the same bytes. What has not been measured is not drawn.
"""

import sys
from pathlib import Path

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from page import measured

HERE = Path(__file__).resolve().parent
FOLDER = HERE.parent.parent / "docs" / "performance"
# of one another and of white they differ in lightness too: seen without colours they still are three
OURS, THEIRS, LIMIT = "#0b4f6c", "#c8963e", "#7a1f1f"
mpl.rcParams |= {"svg.hashsalt": "checker", "svg.fonttype": "none", "font.family": "sans-serif"}


def saved(figure: Figure, name: str) -> None:
    """Write a drawing without the day on which it was drawn."""
    figure.savefig(FOLDER / f"{name}.svg", metadata={"Date": None, "Creator": None}, bbox_inches="tight")
    print(FOLDER / f"{name}.svg")


def axes(title: str, tall: float) -> tuple[Figure, Axes]:
    """Give an empty drawing with a title."""
    figure = Figure(figsize=(8, tall))
    drawn = figure.add_subplot()
    drawn.set_title(title, loc="left")
    drawn.spines[["top", "right"]].set_visible(False)
    return figure, drawn


def against(comparisons: list[dict]) -> None:
    """Draw each ratio as a bar from its quartiles, with the most that it may be."""
    figure, drawn = axes("Our time as a multiple of theirs: less is better", 0.5 * len(comparisons) + 1.2)
    for place, each in enumerate(reversed(comparisons)):
        drawn.barh(place, each["ratio"], color=OURS, height=0.5)
        drawn.plot([each["low"], each["high"]], [place, place], color="black", linewidth=2)
        drawn.plot([each["most"]] * 2, [place - 0.35, place + 0.35], color=LIMIT, linewidth=2)
    names = [f"{each['against']}\n{each['size']:,} entries" for each in reversed(comparisons)]
    drawn.set_yticks(range(len(names)), names, fontsize=8)
    drawn.set_xlabel(
        "ratio of times; the line across a bar is from quartile to quartile, the upright one the aim"
    )
    saved(figure, "ratios")


def lines(title: str, series: dict[str, list[dict]], unit: tuple[str, float], key: str, name: str) -> None:
    """Draw a figure over the number of entries, both logarithmic, a line for each series."""
    figure, drawn = axes(title, 4)
    label, scale = unit
    for (told, found), (colour, mark) in zip(
        series.items(), ((OURS, "o"), (THEIRS, "s"), (LIMIT, "^")), strict=False
    ):
        where = [each["entries"] for each in found]
        drawn.plot(where, [each[key] * scale for each in found], color=colour, marker=mark, label=told)
    drawn.set_xscale("log")
    drawn.set_yscale("log")
    drawn.set_xlabel("entries of the log")
    drawn.set_ylabel(label)
    drawn.legend(frameon=False)
    saved(figure, name)


def main() -> None:
    """Draw all."""
    told = measured()
    if told is None:
        sys.exit("nothing was measured")
    FOLDER.mkdir(exist_ok=True)
    against(told["comparisons"])
    texts = [each for each in told["columns"] if each["log"] == "csv"]
    series = {
        "in columns, two checks": [each for each in texts if each["plan"] == "two"],
        "in columns, six obligations": [each for each in texts if each["plan"] == "six"],
        "row by row, six obligations": told["rows"],
    }
    lines("Time of a whole run", series, ("seconds", 1), "seconds", "time")
    lines("Peak memory of a whole run", series, ("MB", 1e-6), "memory", "memory")


if __name__ == "__main__":
    main()
