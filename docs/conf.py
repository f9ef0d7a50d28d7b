"""The site of the documentation: the pages of this folder, and the public API from its docstrings (``make docs``)."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from docparse.schema import Node  # noqa: E402 - of this checkout
from docparse.version import __version__  # noqa: E402

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "docparse"
author = "The docparse contributors"
version = release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
root_doc = "index"
exclude_patterns = ["requirements.lock"]

# Docstrings are written in Google's style; single backticks mark code in them, as double ones do.
default_role = "code"
napoleon_use_ivar = True
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 100
highlight_language = "none"

# Headings can be linked to by the names that they have on a page of the repository.
myst_heading_anchors = 3

# Two hyphens are an option, quotation marks stay as they are written.
smartquotes = False

html_theme = "furo"
html_title = f"docparse {__version__}"
html_copy_source = False
html_show_sphinx = False

# A link to a file of the repository that is no page of this site.
_ELSEWHERE = re.compile(r"\[([^\[\]]+)\]\(((?:\.\./)+[^()#\s]+)(?:#[^()\s]*)?\)")


def setup(app: Sphinx) -> None:
    """Connects what the settings cannot say."""
    app.connect("source-read", _name_files_elsewhere)
    app.connect("autodoc-process-signature", _hide_fields)


def _name_files_elsewhere(app: Sphinx, docname: str, source: list[str]) -> None:
    """Leaves of such a link its text; a link to a file that there is not stays, and is warned of."""
    folder = (Path(app.srcdir) / docname).parent

    def unlinked(found: re.Match[str]) -> str:
        target = (folder / found[2]).resolve()
        is_page = target.is_relative_to(app.srcdir)
        return found[0] if is_page or not target.exists() else found[1]

    source[0] = _ELSEWHERE.sub(unlinked, source[0])


def _hide_fields(app: Sphinx, what: str, name: str, documented: object, *_: object) -> tuple[str, None] | None:
    """Models are made by docparse: their fields stand in the schema reference, not in a signature."""
    return ("", None) if isinstance(documented, type) and issubclass(documented, Node) else None
