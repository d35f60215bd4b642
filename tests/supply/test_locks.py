"""What is installed is locked, file by file, and listed, part by part."""

import json
import re
import tomllib
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.run import ROOT

LOCKS, SUPPLY = ROOT / "locks", ROOT / "docs" / "supply"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "core.txt": PROJECT["project"]["dependencies"],
    "dev.txt": PROJECT["project"]["dependencies"] + PROJECT["project"]["optional-dependencies"]["dev"],
    "build.txt": PROJECT["build-system"]["requires"],
}


def locked(name: str) -> dict[str, str]:
    """Give the versions in a lock, by name."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text(name), re.MULTILINE))


def text(name: str) -> str:
    return (LOCKS / name).read_text(encoding="utf-8")


def lacking(requirement: str, versions: dict[str, str]) -> bool:
    """Say whether a requirement that holds here is not met by the versions."""
    wanted = Requirement(requirement)
    if wanted.marker and not wanted.marker.evaluate({"extra": ""}):
        return False
    version = versions.get(canonicalize_name(wanted.name))
    return version is None or not wanted.specifier.contains(version)


@pytest.mark.parametrize("name", WANTED)
def test_a_lock_has_all_that_the_project_asks_for(name: str) -> None:
    assert [wanted for wanted in WANTED[name] if lacking(wanted, locked(name))] == []


@pytest.mark.parametrize("name", ["core.txt", "dev.txt"])
def test_a_lock_has_all_that_its_own_parts_ask_for(name: str) -> None:
    versions = locked(name)
    assert [
        (part, wanted) for part in versions for wanted in requires(part) or [] if lacking(wanted, versions)
    ] == []


@pytest.mark.parametrize("name", WANTED)
def test_every_part_is_known_by_its_hash_and_no_place_is_named(name: str) -> None:
    parts = re.split(r"\n(?=[a-z0-9-]+==)", text(name))[1:]
    assert len(parts) == len(locked(name))
    assert all(re.search(r" \\\n {4}--hash=sha256:[0-9a-f]{64}", part) for part in parts)
    assert not re.search(r"://|^\s*-(-(extra-)?index|-find|-trusted|i |f )", text(name), re.MULTILINE)


def test_tools_are_tried_with_the_very_parts_that_are_delivered() -> None:
    assert locked("core.txt").items() <= locked("dev.txt").items()


def test_the_engine_is_the_one_that_was_measured() -> None:
    assert 'durable-rules==2.0.28 ; platform_system != "Windows"' in text("core.txt")


@pytest.fixture
def parts() -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SUPPLY / "sbom.cdx.json").read_text(encoding="utf-8"))
    return made


def test_the_list_of_parts_is_the_lock(parts: dict[str, Any]) -> None:
    assert parts["bomFormat"] == "CycloneDX"
    listed = {canonicalize_name(c["name"]): c["version"] for c in parts["components"]}
    assert listed == locked("core.txt")
    assert all(
        c["purl"] == f"pkg:pypi/{canonicalize_name(c['name'])}@{c['version']}" for c in parts["components"]
    )
    assert all(c["licenses"] for c in parts["components"])
    needed = {ref for each in parts["dependencies"] for ref in each["dependsOn"]}
    assert needed == {c["bom-ref"] for c in parts["components"]}


def test_the_list_of_parts_tells_nothing_of_when_and_where_it_was_made(parts: dict[str, Any]) -> None:
    assert {"serialNumber", "timestamp"}.isdisjoint({*parts, *parts["metadata"]})
    assert "://" not in json.dumps(parts)


def test_the_latest_audit_is_of_the_locked_versions() -> None:
    latest = max(SUPPLY.glob("audit-*.md"), key=lambda path: path.name)
    rows = dict(re.findall(r"^\| (\S+) (\S+) \|", latest.read_text(encoding="utf-8"), re.MULTILINE))
    audited = {canonicalize_name(name): version for name, version in rows.items()}
    everything = {**locked("build.txt"), **locked("dev.txt")}
    assert audited == everything, "look the new versions over, and write an audit of that day"


def test_no_page_here_is_longer_than_people_read() -> None:
    assert len(Path(ROOT / "SECURITY.md").read_text(encoding="utf-8").splitlines()) <= 60
