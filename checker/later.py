"""Puts off what another package imports and may never use: half of a short run is the imports of others."""

from __future__ import annotations

import sys
from importlib import import_module
from types import FunctionType, MethodType, ModuleType

from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType


class PutOff:
    """While this is entered, the modules named are imported only when something is asked of them.

    One that is imported already stays as it is; who imports one afterwards gets the module itself.
    """

    def __init__(self, *names: str) -> None:
        self._absent = {name: _Later(name) for name in names if name not in sys.modules}

    def __enter__(self) -> None:
        """Begin to put off."""
        sys.modules.update(self._absent)
        try:
            for name, later in self._absent.items():
                parent, _, own = name.rpartition(".")
                if parent:  # an import sets it, which there will be none of
                    setattr(import_module(parent), own, later)
        except BaseException:
            self.__exit__(None, None, None)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put nothing off any more."""
        for later in self._absent.values():
            later.forget()


class _Later(ModuleType):
    """What is imported when something is asked of it that is not known without."""

    def __getattr__(self, name: str) -> object:
        if (self.__name__, name) in _KNOWN:
            return _KNOWN[self.__name__, name]
        if (self.__name__, name) == _NO_PACKAGE:
            raise AttributeError(name)
        self.forget()
        return getattr(import_module(self.__name__), name)

    def forget(self) -> None:
        """Have the module itself imported by whoever imports it next."""
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


class _Logger:
    """A logger that is made when something is asked of it."""

    def __init__(self, name: str | None = None) -> None:
        object.__setattr__(self, "_name", name)

    def __getattr__(self, name: str) -> object:
        return getattr(import_module("logging").getLogger(self._name), name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(import_module("logging").getLogger(self._name), name, value)


def _is(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


_KNOWN: dict[tuple[str, str], object] = {
    ("inspect", "isclass"): _is(type),
    ("inspect", "isfunction"): _is(FunctionType),
    ("inspect", "ismethod"): _is(MethodType),
    ("logging", "getLogger"): _Logger,
    ("numpy.ma", "getdata"): lambda array: array,
    ("numpy.ma", "getmask"): lambda _: False,
    ("numpy.ma", "is_masked"): lambda _: False,
    ("numpy.ma", "nomask"): False,
}
"""What packages ask for as they are imported or in passing, and is as easily answered without the module.

There is no masked array before `numpy.ma` is imported, which puts itself in the place of what answers here.
"""
_NO_PACKAGE = ("inspect", "__path__")
"""What an import asks for of any module, and only a package has."""
