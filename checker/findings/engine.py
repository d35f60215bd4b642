"""Which line of a verdict table holds for a situation: durable-rules decides it.

A situation is a tuple of 0/1 answers, one for each field of the table; the answer is the id of the
first line that holds. The engine is asked once for each distinct situation, and its answer serves
every duty in that situation. This is the only module that imports durable-rules, and it does so only
when that engine is asked for. `Reference` reads the same table without it: it is the engine's test
oracle, and may be chosen, but never takes over silently.

Whatever goes wrong is an `EngineFault`, which ends the run as an internal error. It never becomes a
verdict, and a decider that met one is not used again.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from checker.later import PutOff
from checker.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Literal, Protocol, TypeAlias

    class Decides(Protocol):
        """What the rest of the checker knows of an engine."""

        def decide(self, situation: Situation) -> str:
            """Return the id of the first line that holds."""


Engine: TypeAlias = 'Literal["durable", "reference"]'
Situation = tuple[int, ...]
Line = tuple[str, Mapping[str, int]]  # its id, and the answers it asks for


MOST_LINES = 50  # the engine slows down with many, and hangs at about 510
MOST_JOINT = 14  # lines with several conditions: the catch-all excludes each, and 15 are refused
RESERVED = frozenset({"ask", "id", "sid"})  # names with a meaning of their own in an event
UNUSED = ("inspect", "logging", "random", "threading", "traceback")
"""What the engine imports for timers, its own log and failures: more than all else that it needs."""
MEND = (
    "install a C compiler and run `CPPFLAGS=-DPyEval_CallObject=PyObject_CallObject pip install "
    "--force-reinstall --no-cache-dir durable_rules==2.0.28`, or choose `--engine reference`"
)


class EngineFault(Exception):
    """Ends the run as an internal error. Never a verdict."""


class EngineMissing(Exception):
    """durable-rules is not installed, or cannot be imported."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The rule engine durable-rules cannot be used here ({why}): {MEND}.")


def decider(engine: Engine, name: str, fields: Sequence[str], lines: Sequence[Line]) -> Decides:
    """Make what decides one verdict table; `name` is the table's, for messages.

    Raises `EngineMissing` if durable-rules is asked for and cannot be had.
    """
    return Durable(name, fields, lines) if engine == "durable" else Reference(name, fields, lines)


def engine_name(engine: Engine) -> str:
    """Name the engine for the report: "durable-rules 2.0.28", or "reference interpreter"."""
    return f"durable-rules {_version()}" if engine == "durable" else "reference interpreter"


class _SafeTable:
    """A verdict table within the limits that keep the engine safe."""

    __slots__ = ("fields", "lines", "name")

    def __init__(self, name: str, fields: Sequence[str], lines: Sequence[Line]) -> None:
        self.name, self.fields = name, tuple(fields)
        self.lines = tuple((line_id, dict(when)) for line_id, when in lines)
        if len(set(self.fields)) != len(self.fields):
            raise EngineFault(f"{name}: a field is named twice")
        if bad := [field for field in self.fields if field in RESERVED or not field.isidentifier()]:
            raise EngineFault(f"{name}: not a name for a field: {bad}")
        if len(self.lines) > MOST_LINES:
            raise EngineFault(f"{name}: {len(self.lines)} lines, {MOST_LINES} at most")
        if (joint := sum(len(when) > 1 for _, when in self.lines)) > MOST_JOINT:
            raise EngineFault(f"{name}: {joint} lines with several conditions, {MOST_JOINT} at most")
        if len({line_id for line_id, _ in self.lines}) != len(self.lines):
            raise EngineFault(f"{name}: two lines have one id")
        if [when for _, when in self.lines if not when] != [{}] or self.lines[-1][1]:
            raise EngineFault(f"{name}: the last line, and no other, holds without any condition")
        for line_id, when in self.lines:
            if not when.keys() <= set(self.fields) or not all(_is_answer(v) for v in when.values()):
                raise EngineFault(f"{name}/{line_id}: unknown field or value")

    def answers(self, situation: Situation) -> dict[str, int]:
        """Pair the fields with plain 0/1 answers, and let nothing else in."""
        if (
            not isinstance(situation, tuple)
            or len(situation) != len(self.fields)
            or not all(_is_answer(value) for value in situation)
        ):
            raise EngineFault(f"{self.name}: not a situation: {situation!r}")
        return dict(zip(self.fields, map(int, situation), strict=True))  # True becomes 1


class Reference:
    """The same table read line by line, without an engine."""

    def __init__(self, name: str, fields: Sequence[str], lines: Sequence[Line]) -> None:
        self._table = _SafeTable(name, fields, lines)

    def decide(self, situation: Situation) -> str:
        """Return the id of the first line that holds."""
        answers = self._table.answers(situation)
        return next(
            line_id for line_id, when in self._table.lines if all(answers[f] == v for f, v in when.items())
        )


class Durable:
    """The same table as rules of durable-rules, one for each line; for one thread of one process."""

    def __init__(self, name: str, fields: Sequence[str], lines: Sequence[Line]) -> None:
        self._table = _SafeTable(name, fields, lines)
        self._answers: dict[Situation, str] = {}
        self._heard: list[tuple[str, str]] = []
        self._home = here()
        self._fault = ""
        host = _quiet_host()
        try:
            self._host = host({"table": self._rules()})
        except Exception as error:
            raise EngineFault(f"{name}: the engine refused the rules: {error!r}") from error

    def decide(self, situation: Situation) -> str:
        """Return the id of the first line that holds; the engine is asked once for each situation."""
        try:
            return self._answers[situation]
        except KeyError:
            pass
        except TypeError as error:
            raise self._spoilt(f"not a situation: {situation!r}") from error
        return self._ask(situation)

    def _rules(self) -> dict[str, Any]:
        """Spell out "the first line that holds": each rule excludes the lines before it.

        Exclusive conditions do not depend on the order of the rules, and unlike priorities they do
        not fall through to the last line when an answer is missing. Every rule requires `ask`, or it
        could match the engine's own records and hang.
        """
        before: list[dict[str, int]] = []
        rules: dict[str, Any] = {}
        for line_id, when in self._table.lines:
            tests: list[dict[str, Any]] = [{"$ex": {"ask": 1}}]
            tests += [{field: value} for field, value in when.items()]
            for earlier in before:
                no = [{field: 1 - value} for field, value in earlier.items()]
                tests.append(no[0] if len(no) == 1 else {"$or": no})
            condition = tests[0] if len(tests) == 1 else {"$and": tests}
            rules[line_id] = {"all": [{"m": condition}], "run": self._listener(line_id)}
            before.append(when)
        return rules

    def _listener(self, line_id: str) -> Callable[[Any], None]:
        # One parameter: two would mean "asynchronous". Nothing else may happen here, since the
        # engine swallows exceptions.
        def heard(closure: Any) -> None:  # noqa: ANN401 - the engine has no types
            self._heard.append((closure.m.ask, line_id))

        return heard

    def _ask(self, situation: Situation) -> str:
        if self._fault:
            raise EngineFault(f"{self._table.name}: used again after a fault: {self._fault}")
        if self._home != here():
            raise self._spoilt("used in another thread or process than the one that made it")
        try:
            answers = self._table.answers(situation)
        except EngineFault as fault:
            raise self._spoilt(str(fault)) from fault
        ask = "".join(map(str, answers.values()))
        self._fault = f"{ask}: interrupted"  # until the answer has been checked
        self._heard.clear()
        try:
            state = self._host.post("table", {"ask": ask, **answers})
        except Exception as error:
            raise self._spoilt(f"{ask}: {error!r}") from error
        if not isinstance(state, dict) or "exception" in state:
            raise self._spoilt(f"{ask}: the engine returned {state!r}")
        if len(self._heard) != 1 or self._heard[0][0] != ask:
            raise self._spoilt(f"{ask}: heard {self._heard!r}, not one line")
        self._fault = ""
        line_id = self._answers[situation] = self._heard[0][1]
        return line_id

    def _spoilt(self, fault: str) -> EngineFault:
        self._fault = fault
        self._answers.clear()
        return EngineFault(f"{self._table.name}: {fault}")


def _is_answer(value: object) -> bool:
    return isinstance(value, int) and value in {0, 1}


def here() -> tuple[int, int]:
    """Name the process and the thread that a decider is for."""
    from _thread import get_ident  # noqa: PLC0415 - only the engine needs it

    return os.getpid(), get_ident()


def _quiet_host() -> Callable[[dict[str, Any]], Any]:
    """Return the engine's host without its timer threads, which steal actions."""
    try:
        with PutOff(*UNUSED):
            from durable.engine import (  # type: ignore[import-untyped] # noqa: PLC0415 - only if asked for
                Host,
            )
    except Exception as error:
        raise EngineMissing(f"{type(error).__name__}: {error}") from error

    class QuietHost(Host):  # type: ignore[misc] # the engine has no types
        def _run(self) -> None:
            """Start no timers."""

    return QuietHost


def _version() -> str:
    """Read the version off the name of the metadata folder: `importlib.metadata` is slow to import."""
    try:
        with PutOff(*UNUSED):
            import durable  # type: ignore[import-untyped] # noqa: PLC0415 - only if asked for
    except Exception as error:
        raise EngineMissing(f"{type(error).__name__}: {error}") from error
    beside = os.listdir(os.path.dirname(os.path.dirname(str(durable.__file__))))
    found = [n for n in beside if n.startswith("durable_rules-") and n.endswith(".dist-info")]
    if len(found) == 1:
        return found[0].removeprefix("durable_rules-").removesuffix(".dist-info")
    from importlib.metadata import version  # noqa: PLC0415 - rarely needed, and slow

    return version("durable_rules")
