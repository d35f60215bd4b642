"""`checker new`: asks what a clause says, and adds it to the plan as an obligation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli.output import FINE

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """."""
    return FINE
