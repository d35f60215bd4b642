"""What all workers must know of a run, and where in the folder that they share each file is."""

from __future__ import annotations

import os
import pickle
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import polars as pl

from checker import __version__
from checker.cluster.raw import reading
from checker.duties.division import division
from checker.log.rows import ReadOptions
from checker.results.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from checker.duties.division import Division
    from checker.patterns.model import Rules
    from checker.plan.model import Plan
    from checker.results.judge import Question

JOB = "job"


class OtherVersions(Exception):
    """A worker has another release of something that results hang on."""


class Job(NamedTuple):
    """A run: what is asked, how dates are read, in how many parts, and which releases ask."""

    plan: Plan
    rules: Rules
    question: Question
    date_order: str | None
    parts: int
    releases: Mapping[str, str]

    @property
    def division(self) -> Division:
        """How the checks are judged on parts."""
        return division(self.plan)

    @property
    def looks_ahead(self) -> bool:
        """Whether something about all entries must be known before any is judged."""
        return self.question.as_of is None or any(each.first for each in self.plan.dates.values())

    @property
    def options(self) -> ReadOptions:
        """How the log is read."""
        return ReadOptions(self.date_order, None, labels_of(self.plan))


class Shared(NamedTuple):
    """The folder that all workers share while a run lasts, and that of the results."""

    scratch: str
    results: str

    def scrap(self, what: str, number: int) -> str:
        """Give the path of a file that only the run needs."""
        return os.path.join(self.scratch, f"{what}-{number:05}")

    def part(self, number: int) -> str:
        """Give the path of a part of the results."""
        return os.path.join(self.results, f"part-{number:05}.parquet")

    def job(self) -> Job:
        """Give the run. Raises `Unreadable`, and `OtherVersions` if other releases ask for it."""
        path = os.path.join(self.scratch, JOB)
        with reading(path):
            return _job(path)

    def keep(self, job: Job) -> None:
        """Write down the run. Raises `OSError`."""
        with open(os.path.join(self.scratch, JOB), "xb") as file:
            pickle.dump(job, file)


@lru_cache(maxsize=1)
def _job(path: str) -> Job:
    # The folder is one that the run has made itself, and that only its owner may write in.
    with open(path, "rb") as file:
        job: Job = pickle.load(file)  # noqa: S301 - see above
    here = releases()
    other = [name for name in here if job.releases.get(name) != here[name]]
    if other:
        said = ", ".join(f"{name} {here[name]} and not {job.releases.get(name)}" for name in other)
        raise OtherVersions(said)
    return job


def releases() -> dict[str, str]:
    """Name the releases that the bytes of results hang on."""
    return {"checker": __version__, "polars": pl.__version__, "numpy": np.__version__}
