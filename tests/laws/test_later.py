"""A module that is put off is imported when it is asked for something, and is itself then."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from checker.later import PutOff
from tests.run import ROOT

BEFORE = "import sys\nfrom checker.later import PutOff\nassert 'wave' not in sys.modules\n"
SCRIPTS = {
    "asked for inside": (
        "with PutOff('wave'):\n    import wave\n    wave.open\nassert sys.modules['wave'] is not wave"
    ),
    "asked for later": (
        "with PutOff('wave'):\n    import wave\nassert 'wave' not in sys.modules\n"
        "import wave as real\nassert wave.Error is real.Error and wave is not real"
    ),
    "imported from": (
        "with PutOff('wave'):\n    from wave import Error\nassert Error is sys.modules['wave'].Error"
    ),
    "in a package": (
        "with PutOff('xml.dom'):\n    import xml.dom\n    assert 'xml.dom.domreg' not in sys.modules\n"
        "assert xml.dom.Node is sys.modules['xml.dom'].Node"
    ),
    "entering fails": (
        "try:\n    with PutOff('nothing_there.part', 'wave'):\n        pass\n"
        "except ModuleNotFoundError:\n    pass\nassert 'wave' not in sys.modules"
    ),
    "there already": "import wave\nwith PutOff('wave'):\n    import wave as again\nassert wave is again",
    "a fault inside": (
        "try:\n    with PutOff('wave'):\n        raise ValueError\nexcept ValueError:\n    pass\n"
        "assert 'wave' not in sys.modules"
    ),
    "no such name": (
        "with PutOff('wave'):\n    import wave\n"
        "try:\n    wave.nothing\nexcept AttributeError:\n    pass\nelse:\n    raise SystemExit('it had it')"
    ),
    "a logger": (
        "with PutOff('logging'):\n    import logging\n    log = logging.getLogger('a')\n"
        "assert 'logging' not in sys.modules\nlog.setLevel('ERROR')\nlog.propagate = False\n"
        "assert logging.getLogger().name == 'root'\n"
        "import logging as real\nassert real.getLogger('a').level == real.ERROR\n"
        "assert not real.getLogger('a').propagate"
    ),
    "a known answer": (
        "with PutOff('inspect'):\n    from inspect import isclass, isfunction, ismethod\n"
        "assert 'inspect' not in sys.modules"
    ),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_it_is_imported_when_it_is_asked_for(name: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", BEFORE + SCRIPTS[name]], check=False, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (0, "")


class Value:
    """Something with a method."""

    def method(self) -> None:
        """Do nothing."""


@pytest.mark.parametrize("value", [Value, Value.method, Value().method, len, [].append, 1, type, inspect])
def test_what_is_answered_without_a_module_is_what_it_would_answer(value: object) -> None:
    from checker.later import _KNOWN  # noqa: PLC0415 - what is answered is nobody else's

    for name in ("isclass", "isfunction", "ismethod"):
        assert _KNOWN["inspect", name](value) == getattr(inspect, name)(value)  # type: ignore[operator]
    assert isinstance(logging.getLogger("a"), logging.Logger)


def test_an_array_without_a_mask_is_what_it_is_taken_for() -> None:
    from checker.later import _KNOWN  # noqa: PLC0415 - likewise

    array = np.arange(3)
    assert _KNOWN["numpy.ma", "getdata"](array) is array  # type: ignore[operator]
    assert bool(_KNOWN["numpy.ma", "is_masked"](array)) is np.ma.is_masked(array)  # type: ignore[operator]
    assert _KNOWN["numpy.ma", "getmask"](array) == np.ma.getmask(array)  # type: ignore[operator]
    assert (_KNOWN["numpy.ma", "getmask"](array) is _KNOWN["numpy.ma", "nomask"]) is (  # type: ignore[operator]
        np.ma.getmask(array) is np.ma.nomask
    )


LARGE = (
    "import sys, checker.log.columns, polars, numpy\n"
    "assert not {'zipfile', 'importlib.metadata', 'numpy.ma'} & set(sys.modules), 'imported after all'\n"
    "frame = polars.DataFrame({'a': numpy.arange(3)})\n"
    "masked = numpy.ma.masked_array([1, 2, 3], [True, False, True])\n"
    "assert polars.Series(masked).null_count() == 2\n"
    "assert polars.Series(numpy.arange(3)).to_list() == [0, 1, 2]\n"
    "import importlib.metadata\nassert importlib.metadata.version('polars') == polars.__version__\n"
)


def test_what_large_logs_are_read_with_works_as_it_does_by_itself() -> None:
    run = subprocess.run([sys.executable, "-c", LARGE], check=False, capture_output=True, text=True)
    assert (run.returncode, run.stderr) == (0, "")


RUN = (
    "import sys; from checker.cli import main; code = main(sys.argv[1:])\n"
    "print(*sorted(sys.modules), file=sys.stderr); sys.exit(code)"
)


def test_a_run_by_columns_puts_off_what_they_do_not_use(tmp_path: Path) -> None:
    example = ROOT / "examples" / "two-offices"
    given = ("--plan", str(example / "plan.yaml"), "--log", str(example / "log.csv"), "--fail-on", "never")
    more = ("--executor", "columns", "--format", "parquet", "--output", str(tmp_path / "out.parquet"))
    run = subprocess.run(
        [sys.executable, "-c", RUN, "check", *given, *more], check=True, capture_output=True, text=True
    )
    loaded = set(run.stderr.split())
    assert {"numpy", "polars"} <= loaded
    assert sorted({"importlib.metadata", "numpy.ma", "socket", "subprocess", "zipfile"} & loaded) == []


def test_nothing_is_put_off_for_others() -> None:
    with PutOff("logging", "inspect"):
        assert sys.modules["logging"] is logging
    assert sys.modules["inspect"] is inspect
