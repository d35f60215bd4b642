"""Runs here go without PDF files, which take seconds and are written like all others."""

import sys

import pytest


@pytest.fixture(autouse=True)
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
