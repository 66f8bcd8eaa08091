"""Fact tables of invented companies whose figures all come from one model, so that nothing in them can contradict."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_EVEN, Decimal

from sim.audit import StatedFact

REGIONS = (
    ["East", "South", "North", "West"],
    ["Nordics", "DACH", "Iberia"],
    ["华东", "华南", "西部"],
    ["Zone 1", "Zone 2", "Zone 3", "Zone 4", "Zone 5"],
)
PRODUCTS = (["core products A and B", "new products C and D"], ["Alpha line", "Beta line", "Gamma line"])
WHOLES = ("company", "Group", "全公司")
YEARS = (2022, 2023, 2024, 2025, 2026)
PRESENT = 2024


class Company:
    """A company as true numbers, and the facts that state them, each rounded to a precision of its own."""

    def __init__(self, seed: int, document: str = "T") -> None:
        self.random = random.Random(seed)
        self.document = document
        self.facts: list[StatedFact] = []
        self.money = self.random.choice(["CNY_m", "EUR_k", "USD_bn"])
        self.whole = self.random.choice(WHOLES)
        self._model()
        self._state()

    def _model(self) -> None:
        pick = self.random
        self.regions = pick.choice(REGIONS)
        self.products = pick.choice(PRODUCTS)
        scale = 10 ** pick.uniform(2.5, 4.5)
        base = {(r, p): scale * pick.uniform(0.3, 1.7) for r in self.regions for p in self.products}
        self.revenue: dict[int, dict[tuple[str, str], float]] = {YEARS[0]: base}
        for year in YEARS[1:]:
            low = -0.10 if year <= PRESENT else 0.03
            before = self.revenue[year - 1]
            self.revenue[year] = {cell: value * (1 + pick.uniform(low, 0.30)) for cell, value in before.items()}
        shares = [pick.uniform(0.6, 1.4) for _ in range(4)]
        self.season = [share / sum(shares) for share in shares]
        self.heads = {year: {r: pick.randint(20, 200) for r in self.regions} for year in YEARS}
        self.market = {PRESENT: scale * pick.uniform(30, 300)}
        self.market_growth = pick.uniform(0.0, 0.12)

    def total(self, year: int, region: str | None = None, product: str | None = None) -> float:
        return sum(
            value
            for (r, p), value in self.revenue[year].items()
            if (region is None or r == region) and (product is None or p == product)
        )

    def rate(self, section: str, metric: str, scope: str, period: object, kind: str, fraction: float) -> None:
        """State a fraction in per cent."""
        unit = "pct_per_year" if metric.endswith(("growth", "churn_rate")) else "pct"
        self.say(section, metric, scope, period, kind, 100 * fraction, unit, self.places(0, 2))

    def say(
        self,
        section: str,
        metric: str,
        scope: str,
        period: object,
        kind: str,
        value: float,
        unit: str,
        places: int,
        note: str = "",
    ) -> None:
        """State a number, rounded to so many decimals."""
        text = str(Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))
        self.facts.append(
            StatedFact(
                id=f"{self.document}-{len(self.facts) + 1}",
                document=self.document,
                section=section,
                metric=metric,
                scope=scope,
                period=str(period),
                kind=kind,
                value=float(text),
                unit=unit,
                note=note,
                text=text,
            )
        )

    def places(self, least: int = 0, most: int = 3) -> int:
        return self.random.randint(least, most)

    def _state(self) -> None:
        for year in YEARS:
            kind = "actual" if year <= PRESENT else self.random.choice(["target", "plan", "milestone"])
            self._state_year(year, kind)
        self._state_growth()
        self._state_targets()
        self._state_people()
        self._state_budget()
        self._state_market()
        self._state_rates()

    def _state_year(self, year: int, kind: str) -> None:
        whole = self.total(year)
        self.say("1", "revenue", self.whole, year, kind, whole, self.money, self.places())
        if self.random.random() < 0.5:
            self.say("7", "revenue", self.whole, year, kind, whole, self.money, self.places())
        for name, part in (("region", self.regions), ("product", self.products)):
            values = [self.total(year, region=p) if name == "region" else self.total(year, product=p) for p in part]
            section = "1.1" if name == "region" else "1.2"
            if self.random.random() < 0.8:
                for p, value in zip(part, values, strict=True):
                    self.say(section, "revenue", p, year, kind, value, self.money, self.places())
            if self.random.random() < 0.8:
                for p, value in zip(part, values, strict=True):
                    self.rate(section, "revenue_share", p, year, kind, value / whole)
            if self.random.random() < 0.5:
                joint = f"{part[0]}+{part[1]}"
                if "and" not in joint:
                    self.say("3", "revenue", joint, year, kind, values[0] + values[1], self.money, self.places())
        if self.random.random() < 0.6:
            for quarter, share in enumerate(self.season, start=1):
                self.say(
                    "4", "revenue", self.whole, f"{year}Q{quarter}", kind, whole * share, self.money, self.places()
                )
            online = [self.random.uniform(0.1, 0.6) for _ in range(4)]
            for quarter, rate in enumerate(online, start=1):
                self.rate("4", "online_revenue_share", self.whole, f"{year}Q{quarter}", kind, rate)
            average = sum(a * b for a, b in zip(online, self.season, strict=True))
            self.rate("5", "online_revenue_share", self.whole, year, kind, average)

    def _state_growth(self) -> None:
        for year in YEARS[1:]:
            kind = "actual" if year <= PRESENT else "target"
            for region in [None, *self.regions]:
                if self.random.random() < 0.5:
                    growth = self.total(year, region) / self.total(year - 1, region) - 1
                    self.rate("2", "revenue_growth", region or self.whole, year, kind, growth)
        years = YEARS[-1] - PRESENT
        factor = self.total(YEARS[-1]) / self.total(PRESENT)
        span = f"{PRESENT}-{YEARS[-1]}"
        self.say(
            "2",
            "revenue_growth",
            self.whole,
            span,
            "target",
            100 * (factor ** (1 / years) - 1),
            "pct_per_year",
            1,
            "stated as CAGR",
        )
        self.rate("2", "revenue_growth_total", self.whole, span, "target", factor - 1)
        for region in self.regions:
            start = self.total(PRESENT, region) / self.total(PRESENT)
            end = self.total(YEARS[-1], region) / self.total(YEARS[-1])
            self.say(
                "2",
                "revenue_share_change",
                region,
                span,
                "target",
                100 * (end - start),
                "pct_points",
                self.places(0, 2),
            )

    def _state_targets(self) -> None:
        missed = 0.0
        for year in YEARS[1:3]:
            actual = self.total(year)
            target = max(actual, self.total(year - 1)) * self.random.uniform(1.01, 1.4)
            missed += target - actual
            self.say("1", "revenue", self.whole, year, "target", target, self.money, self.places())
            self.rate("6", "target_attainment", self.whole, year, "actual", actual / target)
            self.rate("6", "target_gap", self.whole, year, "actual", 1 - actual / target)
        self.say(
            "6", "target_shortfall", self.whole, f"{YEARS[1]}-{YEARS[2]}", "actual", missed, self.money, self.places()
        )

    def _state_people(self) -> None:
        heads = {year: sum(parts.values()) for year, parts in self.heads.items()}
        for year in YEARS:
            kind = "actual" if year <= PRESENT else "target"
            self.say(
                "8", "headcount", self.random.choice(["sales team", self.whole]), year, kind, heads[year], "persons", 0
            )
            for region, count in self.heads[year].items():
                self.say("8", "headcount", region, year, kind, count, "persons", 0)
        better = sorted(self.total(y) / heads[y] for y in YEARS)
        if better == [self.total(y) / heads[y] for y in YEARS]:
            for year in YEARS:
                kind = "actual" if year <= PRESENT else "target"
                self.say(
                    "8",
                    "revenue_per_rep",
                    self.whole,
                    year,
                    kind,
                    self.total(year) / heads[year],
                    self.money,
                    self.places(1, 3),
                )
        span = f"{PRESENT + 1}-{YEARS[-1]}"
        self.say("8", "headcount_added", "sales team", span, "plan", heads[YEARS[-1]] - heads[PRESENT], "persons", 0)

    def _state_budget(self) -> None:
        span = f"{PRESENT + 1}-{YEARS[-1]}"
        parts = {
            "digital": ["CRM", "assistant", "analytics"],
            "training": ["product knowledge", "negotiation"],
            "marketing": ["events", "campaigns"],
        }
        money = {c: {p: self.random.uniform(3, 40) for p in names} for c, names in parts.items()}
        total = sum(sum(values.values()) for values in money.values())
        self.say("9", "budget", "total", span, "plan", total, self.money, self.places(1, 3))
        for category, values in money.items():
            own = sum(values.values())
            self.say("9", "budget", category, span, "plan", own, self.money, self.places(1, 3))
            self.rate("9.2", "budget_share", category, span, "plan", own / total)
        for category, values in money.items():
            for name, value in values.items():
                self.say("9.1", "budget", f"{category}: {name}", span, "plan", value, self.money, self.places(1, 3))
        split = [self.random.uniform(0.5, 1.5) for _ in range(2)]
        for year, share in zip(range(PRESENT + 1, YEARS[-1] + 1), split, strict=True):
            part = share / sum(split)
            self.say("9.3", "budget_phase", str(year), year, "plan", total * part, self.money, self.places(1, 3))
            self.rate("9.3", "budget_phase_share", str(year), year, "plan", part)
        digital = sum(money["digital"].values())
        self.say("9.4", "subsidy_rate", "programme", span, "policy", 30, "pct", 0)
        self.say("9.4", "subsidy_saving", "digital", span, "plan", 0.30 * digital, self.money, self.places(1, 3))
        self.say("9.4", "reserve_share", "contingency, of total budget", span, "plan", 10, "pct", 0)
        self.say("9.4", "reserve", "contingency", span, "plan", 0.10 * total, self.money, self.places(1, 3))

    def _state_market(self) -> None:
        size, growth = self.market[PRESENT], self.market_growth
        years = YEARS[-1] - PRESENT
        span = f"{PRESENT}-{YEARS[-1]}"
        later = size * (1 + growth) ** years
        share = [self.total(PRESENT) / size, self.total(YEARS[-1]) / later]
        own = (self.total(YEARS[-1]) / self.total(PRESENT)) ** (1 / years) - 1
        self.say("10", "market_size", "home market", PRESENT, "benchmark", size, self.money, self.places())
        self.say("10", "market_size", "home market", YEARS[-1], "forecast", later, self.money, self.places())
        self.rate("10", "market_growth", "home market", span, "benchmark", growth)
        self.say("10", "market_share", self.whole, PRESENT, "actual", 100 * share[0], "pct", self.places(1, 3))
        if share[1] >= share[0]:
            self.say("10", "market_share", self.whole, YEARS[-1], "target", 100 * share[1], "pct", self.places(1, 3))
        gap = 100 * (own - growth)
        self.say(
            "10", "revenue_growth_gap_to_industry", self.whole, span, "target", gap, "pct_points", self.places(0, 2)
        )
        rival = size * self.random.uniform(0.02, 0.2)
        self.say("10", "revenue", "competitor X", PRESENT, "benchmark", rival, self.money, self.places())
        self.say(
            "10", "market_share", "competitor X", PRESENT, "benchmark", 100 * rival / size, "pct", self.places(1, 3)
        )

    def _state_rates(self) -> None:
        pick = self.random
        now, later = pick.uniform(12, 30), pick.uniform(4, 11)
        for year, churn, kind in ((PRESENT, now, "actual"), (YEARS[-1], later, "target")):
            self.say("11", "churn_rate", self.whole, year, kind, churn, "pct_per_year", self.places(0, 2))
            self.say(
                "11", "retention_rate", "existing customers", year, kind, 100 - churn, "pct_per_year", self.places(0, 2)
            )
            self.say("11", "renewal_rate", self.whole, year, kind, (100 - churn) * 0.8, "pct", self.places(0, 2))
        ltv, cac = pick.uniform(5, 50), pick.uniform(1, 4)
        for metric, value in (("ltv", ltv), ("cac", cac), ("ltv_to_cac", ltv / cac)):
            unit = "ratio" if metric == "ltv_to_cac" else self.money
            self.say("11", metric, self.whole, PRESENT, "actual", value, unit, self.places(1, 3))
        orders = pick.randint(200, 4000)
        self.say("11", "orders", self.whole, PRESENT, "actual", orders, "orders", 0)
        deal = self.total(PRESENT) / orders
        self.say("11", "average_deal_size", self.whole, PRESENT, "actual", deal, self.money, self.places(1, 4))
        weights = [pick.uniform(1, 5) for _ in range(4)]
        for name, weight in zip(("result", "skills", "customers", "team"), weights, strict=True):
            self.say(
                "12", "appraisal_weight", name, PRESENT, "plan", 100 * weight / sum(weights), "pct", self.places(0, 2)
            )
