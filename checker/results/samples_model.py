"""Examples of a check, as facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from checker.duties.model import Window
    from checker.log.model import Entry


class Sample(NamedTuple):
    """One made-up example: what triggers, what is done, and what the engine makes of it.

    `window` is that of the duty to which this gives rise, of the `bearers` if the trigger says who owes;
    after acts it is the next duty's. `verdict` is the status of the acts, `none` if they are no breach,
    `used` or `unused` if they are only counted. `twist` is what matters about them: `same` or `other` in
    the fields that the check compares, `carries` or `lacks` what it requires, `too-early`. `asked` says
    that the check's question is answered with yes, `as_of` the day on which the engine is asked.
    """

    as_of: date
    trigger: Entry | None = None
    acts: tuple[Entry, ...] = ()
    bearers: tuple[str, ...] = ()
    window: Window | None = None
    verdict: str | None = None
    twist: str | None = None
    asked: bool = False


class Samples(NamedTuple):
    """The examples of a check, and the days that named dates are supposed to be in them."""

    supposed: Mapping[str, date]
    found: tuple[Sample, ...]
