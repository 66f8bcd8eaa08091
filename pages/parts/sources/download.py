"""Sources and numbers as tables."""

from __future__ import annotations

from functools import lru_cache

from pages.parts.reading import csv_bytes
from pages.parts.sources.rows import Row
from sim import provenance
from sim.language import Language
from sim.plan import Plan


def sources_csv(rows: list[Row], language: Language) -> bytes:
    """Return the sources found."""
    t = language.text

    def names(row: Row) -> str:
        return language.join(provenance.item_name(one, language) for one in row.source.used_by)

    header = [
        t("sources-column-id"),
        t("sources-column-source"),
        t("sources-column-place"),
        t("sources-column-number"),
        t("trust-column-elasticity-revenue"),
        t("trust-column-elasticity-profit"),
    ]
    return csv_bytes(
        header, [[row.source.id, row.title, row.place, names(row), row.revenue, row.profit] for row in rows]
    )


@lru_cache(maxsize=8)
def numbers_csv(plan: Plan, language: Language) -> bytes:
    """Return every number of the plan pack with its unit and its sources in words."""
    t = language.text
    header = [t("sources-column-number"), "id", t("sources-column-value"), t("model-csv-unit"), t("model-csv-sources")]
    rows = [
        [
            provenance.item_name(origin, language),
            origin.item,
            *provenance.figure(plan, origin, language),
        ]
        for origin in provenance.origins(plan)
    ]
    return csv_bytes(header, rows)
