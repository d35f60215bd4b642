"""`checker watch`: at every save looks the plan over, says what moved, and writes the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli.output import FINE

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """."""
    return FINE
