"""Speaks to the YAML language server as an editor does: JSON messages over standard input and output."""

import itertools
import json
import queue
import subprocess
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, cast

from tests.run import ROOT

SERVER = ROOT / "build" / "browser" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
ALONE = Path(__file__).with_name("alone.cjs")
PATIENCE = 120  # seconds without a message, after which the server is given up
# What VS Code's extension sets by itself, but for the two lists that it would fetch from the network.
SETTINGS: Mapping[str, dict[str, Any]] = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    },
    "http": {},
    "[yaml]": {"editor.tabSize": 2},
    "editor": {"detectIndentation": False, "tabSize": 2},
}
MARKDOWN = ["markdown", "plaintext"]
ABILITIES = {
    "workspace": {"configuration": True},
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": MARKDOWN}},
        "hover": {"contentFormat": MARKDOWN},
        "publishDiagnostics": {},
    },
}
Message = dict[str, Any]


class Server:
    """A running language server; each text that is opened becomes a file of its own in the folder."""

    def __init__(self, folder: Path, settings: Mapping[str, object] = SETTINGS) -> None:
        self.folder, self.settings = folder, settings
        self._process = subprocess.Popen(
            ["node", "--require", str(ALONE), str(SERVER), "--stdio"],  # noqa: S607 - whichever node there is
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
        )
        self._numbers = itertools.count(1)
        self._arrived: queue.Queue[Message | None] = queue.Queue()
        self._answers: dict[int, Message] = {}
        self._found: dict[str, list[Message]] = {}
        self._configured = False
        self._reader = threading.Thread(target=self._listen)
        self._reader.start()

    def __enter__(self) -> Self:
        self._ask("initialize", processId=None, rootUri=self.folder.as_uri(), capabilities=ABILITIES)
        self._tell("initialized")
        while not self._configured:
            self._take()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        try:
            if not failed:
                self._ask("shutdown")
                self._tell("exit")
                assert self._process.wait(PATIENCE) == 0
        finally:
            self._process.kill()
            self._process.wait()
            self._reader.join()
            for stream in (self._process.stdin, self._process.stdout):
                assert stream
                with suppress(BrokenPipeError):  # what it did not live to read
                    stream.close()

    def open(self, text: str, name: str = "") -> str:
        """Write a text to a file, a new one if none is named, and open it; give its address."""
        path = self.folder / (name or f"plan-{next(self._numbers)}.yaml")
        path.write_text(text, encoding="utf-8")
        document = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        return path.as_uri()

    def problems(self, uri: str) -> list[Message]:
        """Give what the server finds wrong with an opened file."""
        while uri not in self._found:
            self._take()
        return self._found[uri]

    def completions(self, uri: str, line: int, character: int) -> list[Message]:
        """Give what the server offers to write at a place; both are counted from 0."""
        return cast("list[Message]", self._at("completion", uri, line, character)["items"])

    def hover(self, uri: str, line: int, character: int) -> str:
        """Give the text that is shown over a place, empty if there is none."""
        found = self._at("hover", uri, line, character)
        return str(found["contents"]["value"]) if found else ""

    def _at(self, what: str, uri: str, line: int, character: int) -> Any:  # noqa: ANN401 - any answer
        position = {"line": line, "character": character}
        return self._ask(f"textDocument/{what}", textDocument={"uri": uri}, position=position)

    def _ask(self, method: str, **params: object) -> Any:  # noqa: ANN401 - likewise
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        while number not in self._answers:
            self._take()
        answer = self._answers.pop(number)
        assert "error" not in answer, answer
        return answer["result"]

    def _tell(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self._process.stdin.flush()

    def _take(self) -> None:
        """Wait for one message of the server, and see to it."""
        message = self._arrived.get(timeout=PATIENCE)
        assert message is not None, f"the language server ended with {self._process.wait(PATIENCE)}"
        method, params = message.get("method"), message.get("params", {})
        if method is None:
            self._answers[message["id"]] = message
        elif method == "textDocument/publishDiagnostics":
            self._found[params["uri"]] = params["diagnostics"]
        elif "id" in message:
            asked = params.get("items", []) if method == "workspace/configuration" else None
            given = None if asked is None else [self.settings.get(each.get("section", "")) for each in asked]
            self._send({"id": message["id"], "result": given})
            self._configured |= asked is not None

    def _listen(self) -> None:
        """Read messages until the server ends."""
        assert self._process.stdout
        stream = self._process.stdout
        while header := stream.readline():
            while (line := stream.readline()).strip():
                header += line
            size = int(header.lower().partition(b"content-length:")[2].split()[0])
            self._arrived.put(json.loads(stream.read(size)))
        self._arrived.put(None)
