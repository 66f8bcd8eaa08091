"""What a page says, as an app test holds it, but for what speaks of others on purpose."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from components import handed
from google.protobuf import text_format
from streamlit.testing.v1 import AppTest

from sim.plan.catalogue import shipped_ids

PLANS = tuple(shipped_ids())
OTHERS = ("card-reference", "plan-picker", "new-currency", *(f"plans-row-{id}" for id in PLANS))
"""Where others are spoken of by name: public cases, the lists to choose a plan from, currencies of the world."""


def nodes(block: Any) -> Iterator[Any]:
    """Give every element below a block but those that speak of others."""
    for child in block.children.values():
        if any(key in str(getattr(child.proto, "id", "")) for key in OTHERS):
            continue
        if hasattr(child, "children"):
            yield from nodes(child)
        else:
            yield child


def drawn(sent: dict[str, Any]) -> dict[str, Any]:
    """Return what a component is sent without the templates of charts: their axes are set by what is drawn."""
    return {name: one for name, one in sent.items() if name != "specs"}


def shown(app: AppTest) -> str:
    """Return everything an app test holds: texts, labels, helps, tables, and what components are sent.

    What speaks of other companies and plans on purpose is left out.
    """
    parts = []
    for node in nodes(app._tree):
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        if node.type == "bidi_component":
            parts.append(json.dumps(json.loads(handed(proto) or '""', object_hook=drawn), ensure_ascii=False))
        elif node.type in ("vega_lite_chart", "arrow_vega_lite_chart"):
            parts.append(json.dumps(json.loads(proto.spec), ensure_ascii=False))
        elif node.type == "arrow_data_frame":
            parts.append(node.value.to_csv(sep="\t"))
        else:
            parts.append(text_format.MessageToString(proto, as_utf8=True))
    return "\n".join(parts)
