"""`checker init`: makes a folder to work in, for an agreement of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checker.cli.output import FINE

if TYPE_CHECKING:
    import argparse


def run(options: argparse.Namespace) -> int:
    """."""
    return FINE
