"""The tests speak to nobody but the language server, and it to nobody but them."""

import subprocess
from pathlib import Path

import pytest

from tests.editor.server import ALONE, Server

pytestmark = pytest.mark.editor
CALLS = ["net.connect(9, '127.0.0.1')", "http.get('http://127.0.0.1:9')", "fetch('http://127.0.0.1:9')"]


@pytest.mark.parametrize("call", CALLS)
def test_whoever_asks_for_a_connection_is_stopped(call: str, server: Server) -> None:
    script = f"const net = require('net'), http = require('http'); {call}"
    command = ["node", "--require", str(ALONE), "--eval", script]
    ran = subprocess.run(command, cwd=server.folder, capture_output=True, text=True, check=False)
    assert ran.returncode == 70
    assert "the language server asked for" in ran.stderr


@pytest.mark.usefixtures("server")
def test_a_server_that_may_fetch_is_stopped(tmp_path: Path) -> None:
    """As it would be with VS Code's own settings, which look for schemas in a public store."""
    settings = {"yaml": {"schemaStore": {"enable": True, "url": "http://127.0.0.1:9/catalog.json"}}}
    with pytest.raises(AssertionError, match="ended with 70"), Server(tmp_path, settings) as other:
        other.problems(other.open("plan: {}\n"))
