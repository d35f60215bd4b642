"""Puts plans together for the tests of what lint says of examples."""

from pathlib import Path

from checker.diagnostics import Faults, render
from checker.lint import examples, pins
from checker.lint.model import Subject
from checker.located import yaml
from checker.plan.load import build

HERE = Path(__file__).parent
HEAD = (HERE / "head.yaml").read_text()


def told(own: str) -> tuple[list[str], list[str]]:
    """Give the errors and the warnings on the examples of a plan, which is `HEAD` and then `own`."""
    faults = Faults()
    text = HEAD + own
    node = yaml.parse(text, "plan.yaml", faults)
    found = build(node, "plan.yaml", faults) if node is not None else None
    faults.stop()
    assert found is not None
    pins.look(found[0], examples.run(Subject(*found, "durable", None), faults), faults)
    lines = text.split("\n")
    errors, warnings = (
        [render(f, lambda _: lines) for f in each] for each in (faults.errors, faults.warnings)
    )
    return errors, warnings
