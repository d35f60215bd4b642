"""The pages on what `checker lint` remarks on in a plan: the docstring of each remark, and what it says."""

from collections.abc import Iterator
from pathlib import Path

from checker.lint.remarks import names, remark
from docs.generate import DOCS, head

FAULTY = DOCS.parent / "tests" / "doctor"


def pages() -> dict[str, str]:
    """Give a page for each remark, and their contents."""
    written = {f"lint/{name}.md": _page(name) for name in names()}
    return {"lint/README.md": _contents(), **written}


def remarks() -> Iterator[tuple[str, str, str]]:
    """Yield each remark: the name of its page, its code, and what it says in a sentence."""
    return ((name, _code(name), _title(name)) for name in names())


def _contents() -> str:
    lines = head("What lint remarks on in a plan", "checker/lint/remarks/")
    lines += [
        "`checker lint` looks a plan over for what is allowed and surely not meant. Each remark is a",
        "warning: the plan can be used as it is, and the exit code stays 0. It comes with the place, and",
        "with what to write instead.",
        "",
        "Where the words of the agreement leave it open whether something is meant, the obligation's",
        "`reading` has the last word, and the page says so: what a reading explains is not remarked on.",
        "",
        "| code | what it says |",
        "|---|---|",
        *(f"| [`{code}`]({name}.md) | {title} |" for name, code, title in remarks()),
        "",
        *("```{toctree}", ":hidden:", "", *names(), "```"),
    ]
    return "\n".join(lines) + "\n"


def _page(name: str) -> str:
    _, _, body = _said(name).partition("\n")
    lines = head(_title(name).removesuffix("."), f"checker/lint/remarks/{name}.py and tests/doctor/")
    lines += [f"`checker lint` warns of it as `{_code(name)}`.", "", *_for_pages(body)]
    for plan in _faulty(name)[:1]:
        where = plan.parent.relative_to(DOCS.parent).as_posix()
        said = plan.with_suffix(".message").read_text(encoding="utf-8").strip()
        lines += [
            "",
            f"Of [a plan with this fault](../../{where}/plan.yaml) it says:",
            "",
            "```text",
            said,
            "```",
        ]
        lines += ["", f"Of [the mended plan](../../{where}/good.yaml) it says nothing."]
    return "\n".join(lines) + "\n"


def _for_pages(body: str) -> Iterator[str]:
    """Say of each piece of YAML what it is a piece of."""
    for line in body.strip().splitlines():
        yield "```yaml remark" if line == "```yaml" else line


def _faulty(name: str) -> list[Path]:
    """Give the faulty plans of the tests that get this remark."""
    mark = f"warning[{_code(name)}]"
    found = sorted(FAULTY.glob("*/plan.message"))
    return [path.with_suffix(".yaml") for path in found if mark in path.read_text(encoding="utf-8")]


def _title(name: str) -> str:
    return _said(name).partition("\n")[0]


def _said(name: str) -> str:
    return str(remark(name).__doc__)


def _code(name: str) -> str:
    return str(vars(remark(name))["CODE"])
