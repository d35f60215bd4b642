"""A module that is put off is imported when it is asked for something, and is itself then."""

from __future__ import annotations

import inspect
import logging
import subprocess
import sys

import numpy as np
import pytest

from checker.later import PutOff

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
        "assert 'logging' not in sys.modules\nlog.setLevel('ERROR')\n"
        "import logging as real\nassert real.getLogger('a').level == real.ERROR"
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


def test_nothing_is_put_off_for_others() -> None:
    with PutOff("logging", "inspect"):
        assert sys.modules["logging"] is logging
    assert sys.modules["inspect"] is inspect
