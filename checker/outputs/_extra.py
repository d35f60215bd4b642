"""What some forms and commands need and not every installation has."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from checker.files import NotInstalled

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def needed(package: str, extra: str, purpose: str) -> Iterator[None]:
    """Say what to install, if an import in its body fails: `package`, which comes with an `extra` of ours.

    `purpose` is what it is for, such as “write a calendar”. Raises `NotInstalled`.
    """
    try:
        yield
    except ImportError as error:
        told = f"cannot {purpose}, because the package {package} is not installed"
        raise NotInstalled(f"{told}: run `pip install 'agreement-checker[{extra}]'`") from error
