"""Which languages there are words for: asked at every start, so without reading any."""

from __future__ import annotations

import os

from checker.files import shipped_at

FOLDER = os.path.join(shipped_at("reports"), "languages")


def tags() -> tuple[str, ...]:
    """Name the languages that there are words for."""
    return tuple(sorted(name[: -len(".yaml")] for name in os.listdir(FOLDER) if name.endswith(".yaml")))


def words_at(tag: str) -> str:
    """Give the path of a language's words."""
    return os.path.join(FOLDER, f"{tag}.yaml")
