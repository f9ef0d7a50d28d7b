"""spaCy's parts without spaCy's command line.

The package ``spacy`` imports its command line, and with it a web client and a console, whenever anything in it is
imported: two fifths of the time that the import takes. Here the package stands first and its own module runs when
something of it is asked for (``spacy.load``), which is what :class:`importlib.util.LazyLoader` does for modules without
submodules. Whoever else uses spaCy in the process notices nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from importlib.machinery import ModuleSpec

_PACKAGE = "spacy"
_RUNNING = RLock()


class _Deferred(ModuleType):
    """A package whose own module has not run; its submodules can be imported."""

    def __getattr__(self, name: str) -> Any:
        """A submodule; for whoever asks for anything else the module runs, and is an ordinary one from then on."""
        if find_spec(f"{_PACKAGE}.{name}") is not None:
            return import_module(f"{_PACKAGE}.{name}")
        with _RUNNING:
            if type(self) is _Deferred:
                object.__setattr__(self, "__class__", ModuleType)
                spec: ModuleSpec | None = self.__spec__
                assert spec is not None  # noqa: S101  a package that was found has one
                assert spec.loader is not None  # noqa: S101
                spec.loader.exec_module(self)
        return getattr(self, name)


def import_spacy_parts() -> None:
    """Makes the package known without running it, and what its own module imports first, unless it was imported.

    Raises:
        ModuleNotFoundError: spaCy is not installed.
    """
    if _PACKAGE in sys.modules:
        return
    spec = find_spec(_PACKAGE)
    if spec is None:
        raise ModuleNotFoundError(_PACKAGE, name=_PACKAGE)
    package = module_from_spec(spec)
    object.__setattr__(package, "__class__", _Deferred)
    sys.modules[_PACKAGE] = package
    # As the package itself begins; its parts import each other in a circle, and this one has to be first.
    import_module(f"{_PACKAGE}.errors").setup_default_warnings()
    import_module(f"{_PACKAGE}.pipeline")
