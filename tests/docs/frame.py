"""Puts a piece of YAML from a page into a whole plan, and tells what is wrong with it then."""

import re
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from textwrap import dedent, indent

import yaml

from checker.cli import main
from tests.run import ROOT

FRAME = Path(__file__).with_name("frame.yaml").read_text(encoding="utf-8")
SECTION = re.compile(r"(?m)^(?=\w)")
OBLIGATION = """\
obligations:
  - id: of-the-page
    title: What the page shows
    text: "The offices will do what the page shows."
    source: {section: A page}
    modality: must
    checks:
"""


def complaint(piece: str, text: str, folder: Path) -> str:
    """Give what is wrong with a piece of YAML; nothing if it can be read, and means something."""
    return PIECES[piece](dedent(text), folder)


def sections(text: str) -> dict[str, str]:
    """Take a plan apart, by its keys."""
    return {each.partition(":")[0]: each for each in SECTION.split(text) if each[:1].isalpha()}


def part(text: str, folder: Path) -> str:
    """Put whole sections in the place of those of the frame; names that the frame needs stay."""
    if not text[:1].isalpha():
        return "this is no section of a plan"
    whole = sections(FRAME)
    for key, section in sections(text).items():
        own = {line.split(":")[0] for line in section.splitlines()[1:]}
        kept = [line for line in whole.get(key, "").splitlines()[1:] if line.split(":")[0] not in own]
        joined = "".join(f"{line}\n" for line in kept if key not in {"plan", "calendar", "obligations"})
        whole[key] = section.rstrip("\n") + "\n" + joined
    return lint("".join(whole.values()), folder)


def obligation(text: str, folder: Path) -> str:
    return part("obligations:\n" + indent(text, "  "), folder)


def check(text: str, folder: Path) -> str:
    return part(OBLIGATION + indent(text, "      "), folder)


def example(text: str, folder: Path) -> str:
    first = sections(FRAME)["obligations"].rstrip("\n")
    return part(first + "\n    examples:\n" + indent(text, "      "), folder)


def log(text: str, folder: Path) -> str:
    (folder / "log.yaml").write_text(text, encoding="utf-8")
    (folder / "plan.yaml").write_text(FRAME, encoding="utf-8")
    return told("check", "--plan", folder / "plan.yaml", "--log", folder / "log.yaml", "--fail-on", "never")


def rule_example(text: str, _: Path) -> str:
    """Look the example up among those of the rules, each of which is a test of its own."""
    rules = (path.read_text(encoding="utf-8") for path in (ROOT / "rules" / "patterns").glob("*.yaml"))
    return "" if any(text.strip() in rule for rule in rules) else "this is no example of a rule"


def remark(text: str, _: Path) -> str:
    """Read the example of a remark, which is no whole plan; the remark's own tests show what it does."""
    try:
        yaml.safe_load(text)
    except yaml.YAMLError as error:
        return str(error)
    return ""


def lint(plan: str, folder: Path) -> str:
    (folder / "plan.yaml").write_text(plan, encoding="utf-8")
    return told("lint", folder / "plan.yaml")


def told(*arguments: str | Path) -> str:
    """Run a command; give what it complains of, if it is not carried out."""
    out, err = TextIOWrapper(BytesIO(), "utf-8"), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([str(each) for each in arguments])
    return err.getvalue() or f"exit code {code}" if code else ""


PIECES: dict[str, Callable[[str, Path], str]] = {
    "part": part,
    "obligation": obligation,
    "check": check,
    "example": example,
    "log": log,
    "rule-example": rule_example,
    "remark": remark,
}
