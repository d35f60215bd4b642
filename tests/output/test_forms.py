"""What holds for every form of the results: the same bytes again, the mark of made-up data, inert text."""

import html as markup
import io
import os
import re
import subprocess
import sys
import zipfile
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import polars as pl
import pypdf
import pytest

from checker.log.digests import digest
from checker.outputs import Options, names, output
from checker.results.model import Results
from tests.report.hostile import LONG, SCRIPT, judged_hostile
from tests.report.page import DAYS, example
from tests.run import ROOT

FORMS = names()
PAGES = ("html", "plain", "summary")
DATA = ("json", "ndjson", "parquet")
MADE_UP, REAL = "2007-illustrative", "2007-public-record"
SURROUNDINGS = [("1", "Asia/Tokyo", "C", "0"), ("77", "America/Lima", "tr_TR.UTF-8", "1700000000")]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return judged_hostile(tmp_path_factory.mktemp("hostile"))


def made(form: str, results: Results) -> bytes:
    return output(form).write(results, Options())


@cache
def of_example(form: str, name: str) -> bytes:
    files = (digest(str(ROOT / "examples" / name / "log.csv")),)
    return output(form).write(example(name).results, Options(files=files))


def text_of(form: str, data: bytes) -> str:
    """Give what can be read in a form, with runs of space closed up."""
    if form == "pdf":
        text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    elif form in ("docx", "xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            xml = [parts.read(name) for name in sorted(parts.namelist()) if name.endswith(".xml")]
        text = " ".join(" ".join(ET.fromstring(part).itertext()) for part in xml)  # noqa: S314 - ours
    elif form == "parquet":
        head = pl.read_parquet_metadata(io.BytesIO(data))["checker-results"]
        text = head + pl.read_parquet(io.BytesIO(data)).write_json()
    elif form in (*PAGES, "junit"):
        text = markup.unescape(re.sub(r"<(?!\?)[^>]*>", " ", data.decode())) + data.decode()
    else:
        text = data.decode().replace("\r\n ", "")  # an iCalendar line goes on after the line end
    return " ".join(text.split())


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("seed", "zone", "locale", "epoch"), SURROUNDINGS)
def test_neither_clock_nor_place_nor_chance_shows(  # noqa: PLR0913, PLR0917 - a test is told all it varies
    form: str, seed: str, zone: str, locale: str, epoch: str, tmp_path: Path
) -> None:
    plan, log = ROOT / "obligations.yaml", ROOT / "examples" / MADE_UP / "log.csv"
    command = [
        sys.executable,
        "-m",
        "checker",
        "check",
        "--plan",
        str(plan),
        "--log",
        str(log),
        "--format",
        form,
        *(("--output", "out") if form == "parquet" else ()),
    ]
    surroundings = {
        "PYTHONHASHSEED": seed,
        "TZ": zone,
        "LC_ALL": locale,
        "SOURCE_DATE_EPOCH": epoch,
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
    }
    ran = subprocess.run(
        [*command, "--as-of", str(DAYS[MADE_UP]), "--fail-on", "never"],
        cwd=tmp_path,
        env=surroundings,
        capture_output=True,
        check=True,
    )
    written = tmp_path / "out" if form == "parquet" else None  # it is written into files only
    assert (written.read_bytes() if written else ran.stdout) == of_example(form, MADE_UP)


@pytest.mark.parametrize("form", FORMS)
def test_made_up_data_are_marked_and_others_are_not(form: str) -> None:
    mark = '"illustrative": true' if form in DATA else "ILLUSTRATIVE"
    assert mark in text_of(form, of_example(form, MADE_UP))
    assert mark not in text_of(form, of_example(form, REAL))


def test_no_form_leaves_anything_behind_that_another_could_see() -> None:
    for form in reversed(FORMS):
        assert of_example.__wrapped__(form, REAL) == of_example(form, REAL), form


@pytest.mark.parametrize("form", [form for form in FORMS if form != "ics"])
def test_the_numbers_are_those_of_the_results(form: str) -> None:
    text = text_of(form, of_example(form, MADE_UP))
    told = {
        **dict.fromkeys(DATA, '"fulfilled": 39'),
        "junit": 'tests="72" failures="9" errors="0" skipped="16"',
        "plain": "39 were kept in time.",
        "text": "39 kept",
        "xlsx": "39",
    }
    assert told.get(form, "39 kept, 4 kept late, 5 broken") in text


@pytest.mark.parametrize("form", FORMS)
def test_hostile_text_is_text(form: str, hostile: Results) -> None:
    data = made(form, hostile)
    if form in PAGES:
        assert data.count(b"<script>") == (1 if form == "html" else 0)  # the page's own, by its hash
        assert b"<img" not in data
        assert data.count(b"</style>") == 1
    if form in (*PAGES, "junit", "ics", "text"):
        assert "\u202e" not in data.decode()
    if form == "pdf":
        assert not re.search(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|SubmitForm)\b", data)
        assert SCRIPT in text_of(form, data)
    if form not in ("docx", "xlsx", "pdf", "ics", "junit", "text", *DATA):
        assert markup.escape(SCRIPT, quote=False) in data.decode() or form == "summary"
    if form == "summary":
        assert LONG not in data.decode()  # or it would not fit on a sheet
