"""How far a run on a large log is, and how long it will take: at a terminal, and only there."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.cli import executor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tqdm import tqdm


@contextmanager
def bar(doing: str, whole: int, unit: str, log: Sequence[str]) -> Iterator[Callable[[int], object]]:
    """Give what is told of each part of the `whole` that is done; what is drawn of it does not stay.

    `log` are the files of the run: if they are not large, or there is no terminal, nothing is drawn.
    """
    seen = sys.stderr is not None and sys.stderr.isatty() and executor.size(log) > executor.LARGE
    try:
        tqdm = _library() if seen else None
    except ImportError:  # the run does not need it
        tqdm = None
    if tqdm is None:
        yield _unheard
        return
    with tqdm(desc=doing, total=whole, unit=unit, unit_scale=True, leave=False, file=sys.stderr) as drawn:
        yield drawn.update


def _library() -> type[tqdm[None]]:
    from tqdm import tqdm  # noqa: PLC0415 - only at a terminal

    tqdm.monitor_interval = 0  # or it would start a thread to watch itself
    return tqdm


def _unheard(_: int) -> None:
    return
