"""Laws of the codec: any admissible scenario and any numbers come back bit for bit; any file gives a clear error."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import lever_values

from sim.language.errors import SimError
from sim.plan import load_plan
from sim.scenario import Scenario, TargetChoice
from sim.store import DuckStore, take_snapshot
from sim.store.codec import result_columns, run_row, snapshot_of, to_json
from sim.store.snapshot import same_bits
from sim.store.texts import clean_name, clean_note
from sim.store.transfer import read_parcel

PLAN = load_plan()
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    one = DuckStore(tmp_path_factory.mktemp("codec") / "scenarios.duckdb")
    yield one
    one.close()


@pytest.fixture(scope="module")
def document(store):
    return store.export(store.save(Scenario.of(PLAN), "exported").id)


@st.composite
def scenarios(draw):
    levers = draw(lever_values(PLAN))
    own_assumptions = draw(
        st.fixed_dictionaries({}, optional={id: st.floats(p.low, p.high) for id, p in PLAN.assumptions.items()})
    )
    return Scenario(
        PLAN,
        levers,
        TargetChoice.of(PLAN),
        draw(st.sampled_from(list(PLAN.assumption_sets))),
        own_assumptions,
        seed=draw(st.integers(0, 2**32 - 1)),
        draws=draw(st.integers(1, 2**20)),
    ).validate()


@settings(max_examples=40)
@given(scenarios())
def test_any_scenario_comes_back_from_json(scenario):
    again = Scenario.from_dict(json.loads(to_json(scenario.to_dict())), load_plan)
    assert again == scenario
    assert again.central_assumptions() == scenario.central_assumptions()


@settings(max_examples=15)
@given(scenarios())
def test_any_scenario_comes_back_from_the_library(store, scenario):
    entry = store.save(scenario, "any", on_clash="number")
    opened = store.open(entry.id)
    assert opened.scenario == scenario
    assert opened.changes.identical
    store.delete(entry.id)
    store.purge([entry.id])


@settings(max_examples=60)
@given(st.data())
def test_any_numbers_keep_every_bit(data):
    scenario = Scenario.of(PLAN)
    snapshot = take_snapshot(scenario)
    odd = [-0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, *data.draw(st.lists(FLOATS, min_size=1, max_size=20))]
    snapshot = replace(snapshot, revenue=np.resize(np.array(odd), snapshot.revenue.shape))
    row = run_row(1, scenario, snapshot, "calibrated", None)
    rows = list(zip(*result_columns(snapshot), strict=True))
    again = snapshot_of(row, data.draw(st.permutations(rows)))
    assert same_bits(snapshot, again)


def test_odd_numbers_keep_every_bit_in_the_file(store):
    values = [-0.0, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, float("nan")]
    with store.database.read() as cursor:
        (back,) = cursor.execute("SELECT map(['x'], [?::DOUBLE[]])", [values]).fetchone()
    assert np.array(back["x"]).tobytes() == np.array(values).tobytes()


@given(st.text(max_size=300))
def test_any_name_is_kept_or_refused_clearly(text):
    for clean in (clean_name, clean_note):
        try:
            cleaned = clean(text)
        except SimError as problem:
            assert problem.text("en")
            assert problem.text("zh")
        else:
            assert clean(cleaned) == cleaned


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | FLOATS | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=6,
)


def paths(value, path=()):
    yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))


@settings(max_examples=300)
@given(st.data())
def test_a_tampered_file_is_read_or_refused_clearly(document, data):
    document = json.loads(json.dumps(document))
    path = data.draw(st.sampled_from([p for p in paths(document) if p and p[0] not in ("results",)]))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = data.draw(JSON)
    try:
        read_parcel(json.dumps(document).encode())
    except SimError as problem:
        assert problem.text("en")
        assert problem.text("zh")


@given(st.binary(max_size=200))
def test_any_bytes_are_refused_clearly(content):
    with pytest.raises(SimError) as caught:
        read_parcel(content)
    assert caught.value.text("zh")
