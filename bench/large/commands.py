"""What is run: our commands, those of the others, and whether their duties agree."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from fines import AS_OF
from runs import Side

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = HERE.parent / "peers"
CHECKER = Path(sys.executable).with_name("checker")
COLUMNS = ("--executor", "columns", "--format", "parquet")
ROWS = ("--executor", "rows", "--format", "json")
# one thread in each process, whichever library brings it
ONE_THREAD = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
NAMED = ("polars", "duckdb", "clingo", "pm4py", "pandas", "pyarrow")


@dataclass(frozen=True)
class Commands:
    """Commands on the logs and plans of a folder, the others' with a Python of their own."""

    folder: Path
    python: Path

    def log(self, size: int) -> Path:
        """Give the log of that size."""
        return self.folder / f"fines-{size}.csv"

    def entries(self, size: int) -> int:
        """Count the entries of that log: of whole cases, so a few more than the size."""
        with self.log(size).open("rb") as file:
            return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b"")) - 1

    def output(self, asked: tuple[str, ...], name: str = "ours") -> Path:
        """Give where our results go."""
        return self.folder / f"{name}.{asked[asked.index('--format') + 1]}"

    def ours(self, plan: str, log: Path, asked: tuple[str, ...], name: str = "ours") -> list[str]:
        """Give our command."""
        where = ("--plan", self.folder / f"{plan}.yaml", "--log", log, "--output", self.output(asked, name))
        return [str(CHECKER), "check", *map(str, where), "--as-of", AS_OF, "--fail-on", "never", *asked]

    def theirs(self, script: str, log: Path) -> list[str]:
        """Give the command of one of the others."""
        return [*map(str, (self.python, PEERS / script, log, self.folder / "theirs.csv")), AS_OF]

    def agree(self, ours: list[str], theirs: list[str], asked: tuple[str, ...], other: Path) -> None:
        """Run both, and end the measurement if their duties differ; caches are warm afterwards."""
        for command in (ours, theirs):
            Side(command).run()
        told = [self.python, HERE / "agree.py", self.output(asked), other]
        if subprocess.run(list(map(str, told)), check=False).returncode:
            sys.exit(f"not timed, since these do not agree:\n{' '.join(ours)}\n{' '.join(theirs)}")

    def versions(self) -> dict[str, str]:
        """Give the releases of ourselves and of the others."""
        asked = f"from importlib.metadata import version; [print(name, version(name)) for name in {NAMED}]"
        theirs = told([self.python, "-c", asked]).splitlines()
        return {"checker": told([CHECKER, "--version"]).split()[-1], **dict(line.split() for line in theirs)}

    def write(self, fines: Path, sizes: set[int]) -> None:
        """Write the logs and the plans."""
        entries = ["--entries", *map(str, sorted(sizes))]
        asked = [self.python, HERE / "fines.py", self.folder, "--fines", fines, "--parquet", *entries]
        subprocess.run(list(map(str, asked)), check=True)


def told(command: list[str | Path]) -> str:
    """Give what a command prints."""
    return subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True).stdout


def known(option: str) -> bool:
    """Say whether our command has an option, or a value of one."""
    return option in told([CHECKER, "check", "--help"])


def environment(given: Path | None) -> Path:
    """Give the Python of the others; without one given, make its environment if it is not as is written."""
    if given:
        return given
    home, wanted = ROOT / "build" / "peers", PEERS / "requirements.txt"
    python, made = home / "bin" / "python", home / wanted.name
    if not made.exists() or made.read_bytes() != wanted.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(home)], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", "-r", str(wanted)], check=True)
        shutil.copyfile(wanted, made)
    return python
