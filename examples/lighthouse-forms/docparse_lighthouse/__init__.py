"""Forms of the lighthouse authorities (made up), as a plug-in of docparse.

docparse finds this module by the entry point in ``pyproject.toml`` and asks it for two things.
"""

from pathlib import Path

from docparse_lighthouse import barred

# The folder of form files; lexicons stand in its folder ``lexicons``.
GRAMMARS = Path(__file__).with_name("grammars")
# Ways of laying text out that docparse does not know; they are asked before its own.
RENDERINGS = (barred,)
