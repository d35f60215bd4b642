"""Coverage-guided fuzzing of one loader: see README.md. What is found is kept below `build/fuzz/`.

python tests/fuzz/fuzz.py LOADER [options of libFuzzer, such as -max_total_time=600]
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SEEN_INTO = ("checker", "openpyxl", "yaml", "json", "zipfile", "csv")
DICTIONARY = Path(__file__).with_name("syntax.dict")
USUAL = ("-max_len=6000", "-timeout=20", "-rss_limit_mb=3000", "-print_final_stats=1")
SHARED_MEMORY = Path("/dev/shm")  # noqa: S108 - a file a try: on a disk that would take most of the time


def main(arguments: list[str]) -> None:
    atheris: Any = importlib.import_module("atheris")  # no dependency: only for those who fuzz
    name, *options = arguments
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=list(SEEN_INTO), enable_loader_override=False):
        # What loaders import only when they need it, before it can be missed.
        for late in ("json.decoder", "openpyxl", "jsonschema", *_late()):
            importlib.import_module(late)
        loaders = importlib.import_module("tests.fuzz.loaders")
    tried = _Tried(loaders.LOADERS[name], ROOT / "build" / "fuzz" / name)
    with tempfile.TemporaryDirectory(dir=SHARED_MEMORY if SHARED_MEMORY.is_dir() else None) as made:
        work = Path(made)
        begin, scratch = work / "seeds", work / "scratch"
        begin.mkdir()
        scratch.mkdir()
        for number, seed in enumerate(loaders.seeds(name)):
            (begin / f"{number:04}").write_bytes(seed)
        asked = [f"-dict={DICTIONARY}", f"-artifact_prefix={tried.kept}/", *USUAL, *options]
        atheris.Setup([sys.argv[0], *asked, str(tried.corpus), str(begin)], lambda data: tried(data, scratch))
        atheris.Fuzz()


class _Tried:
    """A loader that keeps the input of each new kind of failure, tells of it, and goes on."""

    def __init__(self, loader: Callable[[bytes, Path], None], kept: Path) -> None:
        self.loader, self.kept, self.corpus = loader, kept, kept / "corpus"
        self.known: set[tuple[str, str]] = set()
        self.corpus.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes, scratch: Path) -> None:
        try:
            self.loader(data, scratch)
        except Exception as error:  # noqa: BLE001 - whatever escapes is a finding
            last = traceback.extract_tb(error.__traceback__)[-1]
            kind = (type(error).__name__, f"{Path(last.filename).name}:{last.lineno}")
            if kind not in self.known:
                self.known.add(kind)
                path = self.kept / "-".join(("finding", *kind)).replace(":", "-")
                path.write_bytes(data)
                sys.stderr.write(f"FOUND {kind}: {path}\n{traceback.format_exc()}\n")


def _late() -> list[str]:
    found = sorted((ROOT / "checker" / "log" / "formats").glob("[a-z]*.py"))
    return [f"checker.log.formats.{path.stem}" for path in found]


if __name__ == "__main__":
    main(sys.argv[1:])
