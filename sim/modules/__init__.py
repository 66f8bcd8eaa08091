"""Modules: what a plan may switch on beside the kernel. A file each, found by its name; nothing else lists them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import iter_modules

from sim.modules import module
from sim.modules.module import Act, At, Module, Point, Result

__all__ = ["MODULES", "Act", "At", "Module", "Point", "Result"]


def _find() -> dict[str, Module]:
    names = sorted(one.name for one in iter_modules(__path__) if one.name != module.__name__.rpartition(".")[2])
    return {name: import_module(f"{__name__}.{name}").MODULE for name in names}


MODULES: Mapping[str, Module] = _find()
"""Every module by its id, which is the name of its file."""
