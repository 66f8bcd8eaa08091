"""The imports of the house, and the layers of `pyproject.toml` that they must keep."""

from __future__ import annotations

import ast
import copy
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
from importlinter import api
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.layers import LayersContract
from importlinter.domain.contract import Contract, ContractCheck

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = api.read_configuration(str(ROOT / "pyproject.toml"))
CONTRACTS, SESSION = OPTIONS["contracts_options"], OPTIONS["session_options"]
KINDS: dict[str, type[Contract]] = {"layers": LayersContract, "forbidden": ForbiddenContract}
ORDERED = [options for options in CONTRACTS if options["type"] == "layers"]


@lru_cache
def house() -> grimp.ImportGraph:
    """Return every import of the house: lazy ones, those of types alone, and of modules that a string names in full."""
    graph = grimp.build_graph(*SESSION["root_packages"], include_external_packages=True, cache_dir=None)
    for package in SESSION["root_packages"]:
        add_named(graph, ROOT, package)
    return graph


def add_named(graph: grimp.ImportGraph, root: Path, package: str) -> None:
    """Add the imports by name (`import_module("sim.plan")`), which the graph itself cannot see.

    A package's table of its own modules (`COMMANDS` of the command line) points down into it: no arrow of the layers.
    """
    for path in sorted((root / package).rglob("*.py")):
        importer = ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = node.value if isinstance(node, ast.Constant) else None
            if (
                isinstance(name, str)
                and name in graph.modules
                and "." in name
                and not f"{name}.".startswith(f"{importer}.")
            ):
                graph.add_import(importer=importer, imported=name)


def result(graph: grimp.ImportGraph, options: dict, session: dict = SESSION) -> ContractCheck:
    contract = KINDS[options["type"]](options["name"], session, options)
    return contract.check(copy.deepcopy(graph), verbose=False)


def is_kept(graph: grimp.ImportGraph, options: dict, session: dict = SESSION) -> bool:
    return result(graph, options, session).kept


def rooms(options: dict) -> list[list[str]]:
    """Return the full names of the modules of each layer, highest layer first."""
    container = f"{options['containers'][0]}." if "containers" in options else ""
    return [[container + name.strip() for name in layer.split("|")] for layer in options["layers"]]


def cycle(graph: grimp.ImportGraph) -> list[str]:
    """Return the modules of a circle of imports; empty where there is none."""
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return error.args[1]
    return []
