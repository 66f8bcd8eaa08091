"""An import against the order, or one that closes a circle, is caught; test_house holds the house itself to both.

`lint-imports` shows the same contracts, with the chain of imports that breaks one.
"""

from __future__ import annotations

import copy
import itertools

import grimp
import pytest
from layers import CONTRACTS, ORDERED, add_named, cycle, house, is_kept, result, rooms


@pytest.fixture
def graph() -> grimp.ImportGraph:
    return house()


@pytest.mark.parametrize("options", ORDERED, ids=lambda options: options["name"])
def test_an_import_planted_against_the_order_is_caught(graph, options):
    """From every room to each one above it, and between rooms that stand side by side, both ways: each is named."""
    layers = rooms(options)
    planted = [(low, high) for above, below in itertools.combinations(layers, 2) for high in above for low in below]
    planted += [pair for layer in layers for pair in itertools.permutations(layer, 2)]
    # From deep inside one room to deep inside the other, as somebody would write it.
    deep = {room: max({room, *graph.find_descendants(room)}) for layer in layers for room in layer}
    changed = copy.deepcopy(graph)
    for importer, imported in planted:
        changed.add_import(importer=deep[importer], imported=deep[imported])
    found = result(changed, options).metadata["invalid_dependencies"]
    assert {(one["importer"], one["imported"]) for one in found} == set(planted)
    links = {
        (link["importer"], link["imported"]) for one in found for route in one["routes"] for link in route["chain"]
    }
    assert links == {(deep[importer], deep[imported]) for importer, imported in planted}, "each by its own import"


@pytest.mark.parametrize(
    ("importer", "imported", "name"),
    [
        ("sim.model.evaluate", "streamlit", "the core knows nothing of the screen"),
        ("sim.export.deck", "altair", "the core knows nothing of the screen"),
        ("sim.cli.run", "app", "the core knows nothing of the screen"),
        ("pages.parts.session", "app", "nothing imports the router"),
    ],
)
def test_an_import_of_the_screen_is_caught(graph, importer, imported, name):
    changed = copy.deepcopy(graph)
    changed.add_module(imported, is_squashed=True) if imported not in changed.modules else None
    changed.add_import(importer=importer, imported=imported)
    assert not is_kept(changed, next(options for options in CONTRACTS if options["name"] == name))


def test_a_room_without_a_place_is_caught(graph):
    changed = copy.deepcopy(graph)
    changed.add_module("sim.attic")
    assert not is_kept(changed, next(options for options in ORDERED if options.get("containers") == ["sim"]))


@pytest.mark.parametrize(
    "back",
    [
        ("sim.plan.plan", "sim.plan.stress"),
        ("sim.audit.claims", "sim.audit.severity"),
        ("sim.store.merge", "sim.store.statement_backup"),
        ("pages.parts.session", "pages.parts.address"),
        ("pages.parts.present.scene", "pages.parts.simulator.live"),
    ],
    ids=" → ".join,
)
def test_a_circle_is_caught(graph, back):
    """Circles that there have been, closed again by the one import that would do it."""
    changed = copy.deepcopy(graph)
    changed.add_import(importer=back[0], imported=back[1])
    assert set(back) <= set(cycle(changed))


def test_an_import_counts_however_it_is_written(tmp_path, monkeypatch):
    """Written to files, read from there: within a function, for types alone, by name, and by name from a table."""
    house = tmp_path / "planted"
    house.mkdir()
    for name, text in {
        "__init__": "",
        "low": "def late():\n    from planted import high\n    return high\n",
        "typed": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from planted.high import Thing\n",
        "named": "import importlib\ndef late():\n    return importlib.import_module('planted.high')\n",
        "table": "from importlib import import_module\nHOMES = {'Thing': 'planted.high'}\n",
        "high": "from planted import low, typed\nTHIS = 'planted.high'\n",
    }.items():
        (house / f"{name}.py").write_text(text, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    planted = grimp.build_graph("planted", cache_dir=None)
    add_named(planted, tmp_path, "planted")
    for low in ("low", "typed", "named", "table"):
        assert planted.find_modules_directly_imported_by(f"planted.{low}") == {"planted.high"}
    below = "low | typed | named | table"
    options = {"name": "planted", "type": "layers", "layers": ["high", below], "containers": ["planted"]}
    found = result(planted, options, {"root_packages": ["planted"]}).metadata["invalid_dependencies"]
    assert {one["importer"] for one in found} == {f"planted.{low}" for low in ("low", "typed", "named", "table")}
