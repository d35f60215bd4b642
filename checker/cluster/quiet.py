"""Keeps Dask from saying what only its makers understand: what went wrong is told in our own words."""

from __future__ import annotations

import logging

NAMES = ("distributed", "tornado", "asyncio")
"""Those that speak."""


def hush() -> None:
    """Silence it. To be called before it is imported."""
    import dask  # noqa: PLC0415 - it is an extra

    dask.config.set(
        {"logging": dict.fromkeys(NAMES, "critical"), "distributed.scheduler.allowed-failures": 5}
    )
    for name in NAMES:
        logging.getLogger(name).setLevel(logging.CRITICAL)
