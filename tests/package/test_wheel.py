"""What people install: the wheel holds all it needs, and works from anywhere on each Python."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from checker import __version__

pytestmark = pytest.mark.package

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "two-offices"
ANYWHERE = Path(ROOT.anchor)
LONG = bool(os.environ.get("CHECKER_LONG"))
PYTHONS = ("3.11", "3.12", "3.13") if LONG else ("3.13",)
"""All that are supported, or the newest: each compiles the engine, which takes its time."""
BUILD = ("-m", "build") if LONG else ("-m", "build", "--no-isolation")
"""From nothing but what pyproject.toml asks for, or with the very tools that are locked, which are there."""
COMPILES_ON_3_13 = "-DPyEval_CallObject=PyObject_CallObject"

# In the installed package: every shipped table, every situation, engine against reference.
EVERY_SITUATION = """
import itertools, pathlib, checker, yaml
from checker.findings.engine import decider
folder = pathlib.Path(checker.__file__).parent / "rules" / "verdicts"
tables = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.yaml"))]
for table in tables:
    lines = [(str(number), line["when"]) for number, line in enumerate(table["lines"])]
    name, fields = table["table"], list(table["fields"])
    engine, reference = (decider(which, name, fields, lines) for which in ("durable", "reference"))
    for situation in itertools.product((0, 1), repeat=len(fields)):
        assert engine.decide(situation) == reference.decide(situation), (name, situation)
print(len(tables))
"""


def run(*command: str | Path, cwd: Path = ANYWHERE, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a program away from the checkout, with nothing in the environment that points to it."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env=kept | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"} | more,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def done(*command: str | Path, **more: Any) -> str:  # noqa: ANN401 - handed on to `run`
    """Run a program that has to succeed, and give its output."""
    finished = run(*command, **more)
    assert finished.returncode == 0, f"{command}\n{finished.stdout}\n{finished.stderr}"
    return finished.stdout


def interpreter(version: str) -> Path | None:
    """Find a Python that really runs: on the path, or among pyenv's; a shim that does not run is none."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    on_path = [Path(found) for found in [shutil.which(f"python{version}")] if found]
    for python in [*on_path, *sorted(pyenv.glob(f"versions/{version}*/bin/python"))]:
        said = run(python, "-c", "import sys, venv; print('%d.%d' % sys.version_info[:2])")
        if said.returncode == 0 and said.stdout.strip() == version:
            return python
    return None


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build a wheel from the checkout, an sdist, and a wheel from the sdist."""
    folder = tmp_path_factory.mktemp("built")
    done(sys.executable, *BUILD, "--wheel", "--outdir", folder / "direct", ROOT)
    done(sys.executable, *BUILD, "--outdir", folder / "by-sdist", ROOT)
    [direct], [by_sdist] = (list((folder / name).glob("*.whl")) for name in ("direct", "by-sdist"))
    [sdist] = (folder / "by-sdist").glob("*.tar.gz")
    return {"wheel": direct, "wheel from the sdist": by_sdist, "sdist": sdist}


def names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def shipped(folder: str) -> set[str]:
    return {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}


def test_the_wheel_holds_the_rules_the_report_and_the_plan_and_nothing_else(built: dict[str, Path]) -> None:
    inside = set(names(built["wheel"]))
    assert {f"checker/{name}" for name in shipped("rules") | shipped("reports")} <= inside
    assert {"checker/examples/obligations.yaml", "checker/cli/__init__.py"} <= inside
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in inside)
    assert {name.split("/")[0] for name in inside} == {
        "checker",
        f"agreement_checker-{__version__}.dist-info",
    }


def test_a_wheel_built_from_the_sdist_holds_the_same(built: dict[str, Path]) -> None:
    assert names(built["wheel"]) == names(built["wheel from the sdist"])


def test_the_sdist_holds_what_the_tests_need(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("Makefile", "LICENSE", "README.md", "obligations.yaml", "tests/package/test_wheel.py"):
        assert name in inside
    assert {path.relative_to(ROOT).as_posix() for path in EXAMPLE.iterdir()} <= inside
    assert not any(name.startswith((".venv/", "build/", ".git/")) for name in inside)


@pytest.fixture(scope="module", params=PYTHONS)
def installed(
    request: pytest.FixtureRequest, built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Install the wheel in a fresh environment of one Python, and give the folder of its programs."""
    version = str(request.param)
    python = interpreter(version)
    if python is None:
        pytest.skip(f"no Python {version} here")
    place = tmp_path_factory.mktemp("python") / version
    done(python, "-m", "venv", place)
    programs = place / ("Scripts" if os.name == "nt" else "bin")
    pip = (programs / "python", "-m", "pip", "install", "--quiet")
    if os.name != "nt":  # the engine first, past the cache, where a build without the flag may lie
        done(*pip, "--no-cache-dir", "durable_rules==2.0.28", CPPFLAGS=COMPILES_ON_3_13)
    done(*pip, built["wheel"])
    return programs


def test_the_version_is_told(installed: Path) -> None:
    assert __version__ in done(installed / "checker", "--version")


def test_the_two_offices_are_checked_as_in_the_checkout(installed: Path) -> None:
    command = ("check", "--plan", EXAMPLE / "plan.yaml", "--log", EXAMPLE / "log.csv", "--format", "json")
    there = run(installed / "checker", *command)
    assert there.returncode in {0, 1}, there.stderr
    results = json.loads(there.stdout)
    assert results["schema"] == "checker-results/1"
    assert results["tool"]["version"] == __version__
    assert results["tool"]["engine"] == "durable-rules 2.0.28"
    assert results["duties"]
    here = run(Path(sys.executable).with_name("checker"), *command)
    assert (there.stdout, there.returncode) == (here.stdout, here.returncode)


def test_the_engine_decides_every_situation_as_the_reference(installed: Path) -> None:
    tables = done(
        installed / "python", "-W", "error", "-W", "ignore::DeprecationWarning", "-c", EVERY_SITUATION
    )
    assert int(tables) == len(list((ROOT / "rules" / "verdicts").glob("*.yaml")))


@pytest.mark.parametrize("module", ["rules", "reports", "examples", "tests", "docs", "bench"])
def test_nothing_but_the_package_can_be_imported(installed: Path, module: str) -> None:
    imported = run(installed / "python", "-I", "-c", f"import {module}")
    assert imported.returncode == 1
    assert f"No module named '{module}'" in imported.stderr
