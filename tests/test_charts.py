"""Rows on their way into a chart of a page: as Streamlit would write them, without the way through pandas."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from pages.parts.charts.base import as_table

KINDS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(max_size=5),
    "amount": st.floats(allow_infinity=False),
    "count": st.integers(-(2**53), 2**53),
    "either": st.integers(-9, 9) | st.floats(-9, 9),
    "measured": st.floats(-9, 9).map(np.float64),
    "mark": st.booleans(),
    "lines": st.lists(st.text(max_size=3), min_size=1, max_size=2),
}
ROWS = st.lists(st.fixed_dictionaries({}, optional={name: st.none() | one for name, one in KINDS.items()}), max_size=6)


def read(data: Any) -> list[dict[str, Any]]:
    """Return rows as a browser gets them."""
    return pa.ipc.open_stream(convert_anything_to_arrow_bytes(data)).read_all().to_pylist()


@given(ROWS)
def test_rows_arrive_as_by_way_of_pandas(rows):
    """Also where one lacks what another has, and where a column is without any value."""
    assert read(as_table(rows)) == read([*rows]) if any(rows) else not as_table(rows).column_names


def test_a_column_of_two_kinds_is_refused():
    with pytest.raises(pa.ArrowException):
        as_table([{"value": 1.0}, {"value": "one"}])
