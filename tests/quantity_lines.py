"""Quantities that commands print for people: tables of aligned columns, and lines that carry numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quantities import Expectation, Sightings, plain, read_text, unwrapped
from quantity_tables import Rules, Table

from sim import provenance
from sim.language import key
from sim.model.measures import plan_measures
from sim.model.quantities import CHANCE

COMMANDS = (("run",), ("risk", "--no-sobol"), ("stress",), ("solve", "lever"))
COMPARISON = ("compare", PLAN := "preset:plan", "preset:baseline")
PARTS = {"happens": "happens", "loss": "revenue", "worst": "worst", "net": "net"}
"""What the Risk page and the command `risk` say of a case: the cell of the page, the heading of the command."""


def tables_of_lines(printed: str) -> Iterator[Table]:
    """Return the tables of a command's output; headings that lack the first have none for the names of rows."""
    for block in re.split(r"\n\s*\n", printed):
        rows = [tuple(re.split(r" {2,}", line.strip())) for line in block.splitlines() if "  " in line.strip()]
        if len(rows) > 1:
            heads = rows[0] if len(rows[0]) == len(rows[1]) else ("", *rows[0])
            yield Table(heads, tuple(row for row in rows[1:] if len(row) == len(heads)))


def read_lines(seen: Sightings, wanted: Expectation, rules: Rules, printed: str, place: str) -> None:
    """Note every quantity that a command prints in words, in a table of measures, levers, stresses or risk cases."""
    language, t = wanted.language, wanted.language.text
    year, target = str(wanted.scenario.target.year), wanted.scenario.target
    for line in printed.splitlines():
        read_text(seen, wanted, line, place)
        read_quantiles(seen, wanted, line, place)
    measures = {plain(one.name(language)): one for one in plan_measures(wanted.scenario.plan)}
    with_unit = {
        t("with-note", name=one.name(language), note=one.quantity.name_of_unit(language)): one
        for one in plan_measures(wanted.scenario.plan)
    }
    for table in tables_of_lines(printed):
        rules.read(seen, table, place)
        for row in table.rows:
            shown = dict(zip(table.heads, row, strict=True))
            if (one := with_unit.get(row[0])) and (own := shown.get(language.year(target.year))):
                seen.add(f"promised {one.id} {year}", f"{own} {one.quantity.name_of_unit(language)}".strip(), place)
            if (one := measures.get(row[0])) and PLAN in shown:
                own = unwrapped(one.quantity, plain(shown[PLAN]), language)
                seen.add(f"promised {one.id} {year}", own, place)
            if row[0] == t("stress-none"):
                likely = unwrapped(CHANCE, plain(shown[t("cli-stress-chance")]), language)
                seen.add(f"chance of {target.metric} {year}", likely, place)
                if promised := shown.get(t("cli-stress-revenue", year=year)):
                    kind = target.measure.quantity
                    seen.add(f"promised {target.metric} {year}", unwrapped(kind, plain(promised), language), place)
            read_case(seen, wanted, table, row, place)
        read_regions(wanted, table)


def read_quantiles(seen: Sightings, wanted: Expectation, line: str, place: str) -> None:
    """Note P10, P50 and P90 of the command `risk`."""
    target, t = wanted.scenario.target, wanted.language.text
    kind = target.measure.quantity
    said = plain(t("cli-risk-quantiles", low="⟦⟧", middle="⟦⟧", high="⟦⟧"))
    found = re.fullmatch("(.+?)".join(map(re.escape, said.split("⟦⟧"))), plain(line))
    for name, shown in zip(("P10", "P50", "P90"), found.groups() if found else (), strict=False):
        seen.add(f"{name} of {target.metric} {target.year}", unwrapped(kind, shown, wanted.language), place)


def read_case(seen: Sightings, wanted: Expectation, table: Table, row: Sequence[str], place: str) -> None:
    """Note what a line of the command `risk` says of a case."""
    t = wanted.language.text
    if table.heads[0] != plain(t("cli-risk-case")):
        return
    names = {plain(t(key("risk", id))): id for id in wanted.scenario.plan.risks}
    for part, head in PARTS.items():
        shown = dict(zip(table.heads, row, strict=True))[plain(t(f"cli-risk-{head}"))]
        seen.add(f"{part} of {names[row[0]]}", shown, place)


def read_regions(wanted: Expectation, table: Table) -> None:
    """Hold that what the regions bring adds up to the company's, as both are shown."""
    language, plan = wanted.language, wanted.scenario.plan
    if table.heads[0] == plain(language.text("cli-region-title", year=str(plan.years[-1]))):
        spec = language.formats["money"]
        whole = wanted.promise.measures["revenue"] * spec.scale
        parts = sum(float(row[1].replace(",", "")) for row in table.rows)
        assert abs(parts - round(whole, spec.decimals)) < 1e-6


def read_catalogue(seen: Sightings, payload: str, place: str) -> None:
    """Note what the table of risk cases of the page holds."""
    for one in objects(json.loads(payload)):
        if isinstance(one.get("cells"), dict) and one.get("id"):
            for part in PARTS:
                if (shown := one["cells"].get(part, {}).get("text", "…")) != "…":
                    seen.add(f"{part} of {one['id']}", plain(shown), place)


def objects(value: Any) -> Iterator[Mapping[str, Any]]:
    """Return every object inside a value, itself first."""
    if isinstance(value, Mapping):
        yield value
        value = list(value.values())
    for one in value if isinstance(value, list) else ():
        yield from objects(one)


def read_sources(seen: Sightings, wanted: Expectation, printed: str) -> None:
    """Note levers and assumptions as the command `sources` writes them, each beside where it comes from."""
    plan, language = wanted.scenario.plan, wanted.language
    variants = {"baseline": "today", "plan": "of the plan"}
    names: dict[str, str] = {}
    for kind, ids in (("lever", plan.levers), ("assumption", plan.assumptions)):
        for id in ids:
            for one in provenance.find_origins(plan, f"{kind}:{id}"):
                about = variants.get(one.variant) if kind == "lever" else f"of {one.variant}"
                if about and one.variant:
                    said = language.text("cli-sources-value", name=provenance.item_name(one, language), value="")
                    names[plain(said)] = f"{kind} {id} {about}"
    lines = [plain(line) for line in printed.splitlines()]
    for line in lines:
        for said, quantity in names.items():
            if line.startswith(said):
                seen.add(quantity, line.removeprefix(said).strip(), "sources")
