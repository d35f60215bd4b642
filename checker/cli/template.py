"""`checker template`: writes an empty log as a workbook, with the plan's words to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli.output import FINE

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """."""
    return FINE
