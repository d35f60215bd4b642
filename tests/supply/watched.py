"""Runs commands under watch: `python watched.py RECORD PLANTED`, the commands as JSON on standard input.

What Python is asked to open, start, change or connect to is written to RECORD, with the exit codes. PLANTED
is a statement that is carried out first, to see that it is noticed.
"""

import json
import sys

from checker.cli import main

WATCHED = (
    "open",
    "os.",
    "socket.",
    "subprocess.",
    "shutil.",
    "tempfile.",
    "urllib.",
    "http.",
    "ctypes.",
    "pty.",
)
commands = json.load(sys.stdin)
seen: list[list[str]] = []
watching = True


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if watching and event.startswith(WATCHED):
        seen.append([event, *map(str, arguments)])


sys.addaudithook(watch)
exec(sys.argv[2])  # noqa: S102 - a statement of the test's own
codes = [main(command) for command in commands]
watching = False
with open(sys.argv[1], "w", encoding="utf-8") as record:  # noqa: PTH123 - nothing else is imported here
    json.dump({"seen": seen, "codes": codes}, record)
