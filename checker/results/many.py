"""How many duties are too many to be told one by one."""

from __future__ import annotations

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_TOLD = 2_000
"""Of more duties than these, what people read tells figures, and where the findings are."""


def many(counts: Mapping[str, int]) -> bool:
    """Say whether these are too many, counted by status."""
    return sum(counts.values()) > MOST_TOLD
