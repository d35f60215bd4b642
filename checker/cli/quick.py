"""Reads a command line as it is usually typed, without `argparse`: its import alone would cost 7 ms.

That is: a command, and its options by their whole names, each value a word of its own. `read` gives up at
whatever else there is, and at all that calls for a word to whoever typed it; a test shows that it reads a
line as `parsing` does.
"""

from __future__ import annotations

from types import SimpleNamespace

from checker.cli.arguments import COMMANDS
from checker.typed import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any

    from checker.cli.arguments import Told


class Unusual(Exception):
    """Here is something for `argparse`."""


def read(given: Sequence[str]) -> argparse.Namespace | None:
    """Give what is asked, as `argparse` would; None if that has to look."""
    try:
        return cast("argparse.Namespace", _read(given))
    except Unusual:
        return None


def _read(given: Sequence[str]) -> SimpleNamespace:
    if not given or given[0] not in COMMANDS:
        raise Unusual
    command = _Command()
    COMMANDS[given[0]](command)
    return command.read(given[1:])


class _Command:
    """The options of one command."""

    def __init__(self) -> None:
        self._options: dict[str, _Option] = {}
        self._values: dict[str, Any] = {}

    def add_parser(self, name: str, **told: Told) -> _Command:  # noqa: ARG002 - as `argparse` has it
        """Take the one command."""
        if "prefix_chars" in told:
            raise Unusual
        return self

    def add_argument(self, *names: str, **told: Told) -> None:
        """Take an option."""
        if len(names) != 1 or not names[0].startswith("--"):
            raise Unusual
        option = self._options[names[0]] = _Option(names[0], told)
        self._values[option.into] = option.default

    def set_defaults(self, **values: Told) -> None:
        """Set what is not asked for."""
        self._values.update(values)

    def read(self, words: Sequence[str]) -> SimpleNamespace:
        """Read the words after the command."""
        missing = {name for name, option in self._options.items() if option.required}
        at = 0
        while at < len(words):
            name, start = words[at], at + 1
            if name not in self._options:
                raise Unusual
            option, at = self._options[name], start
            while at < len(words) and at - start < option.most and _is_value(words[at]):
                at += 1
            self._values[option.into] = option.taken(self._values[option.into], words[start:at])
            missing.discard(name)
        if missing:
            raise Unusual
        return SimpleNamespace(**self._values)


class _Option:
    """What one option takes."""

    def __init__(self, name: str, told: dict[str, Any]) -> None:
        self.into = str(told.get("dest") or name.removeprefix("--").replace("-", "_"))
        self.required = bool(told.get("required"))
        self._choices = told.get("choices")
        self._does = told.get("action", "store"), told.get("nargs")
        if self._does not in _READ or not told.keys() <= _KNOWN:
            raise Unusual
        self.most = {None: 1, "+": float("inf")}[self._does[1]] if self._does[0] != "store_true" else 0
        self.default = False if self.most == 0 else told.get("default")

    def taken(self, before: Any, values: Sequence[str]) -> object:  # noqa: ANN401 - as the option has it
        """Give the value of the option, once these words stand after it."""
        if (self.most and not values) or (self._choices and not set(values) <= set(self._choices)):
            raise Unusual
        match self._does[0]:
            case "store_true":
                return True
            case "store":
                return values[0]
            case _:
                return [*(before or ()), *values]


_KNOWN = frozenset({"action", "choices", "default", "dest", "help", "metavar", "nargs", "required"})
_READ = (("store", None), ("store_true", None), ("append", None), ("extend", "+"))


def _is_value(word: str) -> bool:
    """Say whether a word is surely no option."""
    return word == "-" or not word.startswith("-")
