"""Writes the pages, and takes away those that an earlier run wrote and this one does not."""

from docs.generate import DOCS, NOTICE, pages

WRITTEN = NOTICE.partition("{")[0]


def main() -> None:
    """Write the pages."""
    found = pages()
    for path in DOCS.rglob("*.md"):
        name = path.relative_to(DOCS).as_posix()
        if name not in found and f"\n{WRITTEN}" in path.read_text(encoding="utf-8"):
            path.unlink()
    for name, text in found.items():
        (DOCS / name).parent.mkdir(exist_ok=True)
        (DOCS / name).write_text(text, encoding="utf-8")


main()
