"""Writes the locks anew, with the latest releases that pyproject.toml allows, and the list of parts.

`make lock` runs it in an environment of its own, with pip-tools and cyclonedx-bom. The same releases give the
same bytes: no times, no serial numbers, and nothing about the place where it ran.
"""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

ROOT = Path(__file__).parents[2]
LOCKS = ROOT / "locks"
PARTS = Path(__file__).with_name("sbom.cdx.json")
PYTHON = (3, 11)  # the oldest one: later ones need nothing more, and install from the same locks
# What each lock is made from. The first builds the others' source packages.
MADE_FROM = {
    "build.txt": ["locks/build.in"],
    "core.txt": ["pyproject.toml"],
    "dev.txt": ["pyproject.toml", "--extra", "dev", "--constraint", "locks/core.txt"],
}
QUIET_ABOUT_PLACES = ["--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links"]
KEPT = ("bom-ref", "name", "version", "type", "purl", "licenses")  # of each part


def main() -> None:
    """Write the three locks and the list of parts."""
    if sys.version_info[:2] != PYTHON:
        sys.exit("The locks are made with Python {}.{}: make lock PYTHON=python3.11".format(*PYTHON))
    for name, source in MADE_FROM.items():
        lock(name, source)
    with TemporaryDirectory() as folder:
        PARTS.write_text(parts(Path(folder)), encoding="utf-8")


def lock(name: str, source: list[str]) -> None:
    """Write one lock, with a hash for each file that may be installed."""
    run(
        *(sys.executable, "-m", "piptools", "compile", "--quiet", "--upgrade", "--generate-hashes"),
        *("--strip-extras", "--allow-unsafe", *QUIET_ABOUT_PLACES, "--output-file", f"locks/{name}", *source),
    )


def parts(folder: Path) -> str:
    """Give the list of parts of the core, as CycloneDX: install the lock, look, and keep what is locked."""
    venv.create(folder, with_pip=True)
    python = str(folder / "bin" / "python")
    install = (python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-build-isolation", "-r")
    run(*install, "locks/build.txt")
    run(*install, "locks/core.txt")
    look = (sys.executable, "-m", "cyclonedx_py", "environment", "--output-reproducible")
    found = json.loads(run(*look, "--pyproject", "pyproject.toml", python))
    locked = {line.split("==")[0] for line in (LOCKS / "core.txt").read_text().splitlines() if "==" in line}
    return json.dumps(trimmed(found, locked), indent=1, sort_keys=True) + "\n"


def trimmed(found: dict[str, Any], locked: set[str]) -> dict[str, Any]:
    """Leave out the tools that built the parts, and addresses, which are not the parts' own."""
    kept = [c for c in found["components"] if c["purl"].split("/")[1].split("@")[0] in locked]
    root = found["metadata"]["component"]
    refs = {root["bom-ref"], *(c["bom-ref"] for c in kept)}
    return {
        **{key: found[key] for key in ("bomFormat", "specVersion", "version")},
        "metadata": {"component": {key: root[key] for key in KEPT if key in root}},
        "components": [{key: c[key] for key in KEPT if key in c} for c in kept],
        "dependencies": [
            {**d, "dependsOn": [r for r in d.get("dependsOn", []) if r in refs]}
            for d in found["dependencies"]
            if d["ref"] in refs
        ],
    }


def run(*command: str) -> str:
    """Run a program in the project's folder, and give its output."""
    own = {
        "CUSTOM_COMPILE_COMMAND": "make lock",  # what the locks say of themselves
        "CPPFLAGS": "-DPyEval_CallObject=PyObject_CallObject",  # see docs/decisions.md, Packaging
    }
    done = subprocess.run(  # noqa: S603 - the programs are those of this environment
        command, cwd=ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


if __name__ == "__main__":
    main()
