"""How the pages become a site: `make docs` builds it in build/docs. Read by Sphinx alone.

The sources are the pages as they lie in the project, so that a link works there, on the web and in the site.
"""

from pathlib import Path

from pygments.lexers.special import TextLexer  # type: ignore[import-untyped]
from sphinx.application import Sphinx

import checker

ROOT = Path(__file__).parent.parent

project = "checker"
version = release = checker.__version__
language = "en"
smartquotes = False  # what is written is what is shown
extensions = ["myst_parser"]
root_doc = "docs/index"
include_patterns = ["*.md", "docs/**.md", "examples/**.md", "starter/**.md", "tests/*/*.md"]
exclude_patterns = [".*", "build", "dist", "mutants", "node_modules", "**/node_modules", "**/__pycache__"]

myst_heading_anchors = 4  # as on GitHub, so that `page.md#a-heading` leads there in both
nitpicky = True

html_theme = "theme"
html_theme_path = ["."]
html_title = "checker: is the agreement being kept?"
html_copy_source = False
html_use_index = False
html_last_updated_fmt = None  # the same pages give the same bytes, on any day
highlight_language = "none"


def setup(app: Sphinx) -> None:
    """Show as they are the blocks of which nobody has to colour the words."""
    for name in ("csv", "text"):
        app.add_lexer(name, TextLexer)
