"""A second implementation of the revenue model in plain loops.

Written from the equations of sim/MODEL.md, never from the code in sim/model: no array, no
vectorisation, one quarter, region and category at a time, so that a slip in the vectorised code cannot
hide here as well. Money in CNY_m, rates as fractions a year.
"""

from __future__ import annotations

REGIONS = ("east", "south", "north", "west", "northeast")
BASE_REVENUE = {"east": 942.0, "south": 274.0, "north": 182.0, "west": 73.0, "northeast": 49.0}
BASE_REPS = {"east": 140.0, "south": 24.0, "north": 16.0, "west": 12.0, "northeast": 8.0}
SEASON = (0.80, 0.96, 1.04, 1.20)
QUARTERS = 12

BASELINE = {
    "headcount": 200.0,
    "hire_mix": {"east": 0.20, "south": 0.12, "north": 0.08, "west": 0.36, "northeast": 0.24},
    "attrition_rate": 0.18,
    "ramp_months": 6.0,
    "conversion_rate": 0.18,
    "churn_rate": 0.18,
    "deal_size": 0.85,
    "new_product_share": 0.22,
    "growth": {"east": 0.098, "south": 0.098, "north": 0.098, "west": 0.15, "northeast": 0.098},
    "budget": {"digital": 0.0, "marketing": 0.0, "training": 0.0},
    "budget_phasing": (0.40, 0.35, 0.25),
    "subsidy_rate": 0.30,
    "pace": "linear",
}
PLAN = {
    **BASELINE,
    "headcount": 350.0,
    "attrition_rate": 0.10,
    "ramp_months": 3.0,
    "conversion_rate": 0.25,
    "churn_rate": 0.10,
    "new_product_share": 0.40,
    "growth": {"east": 0.15, "south": 0.098, "north": 0.098, "west": 0.25, "northeast": 0.28},
    "budget": {"digital": 60.0, "marketing": 25.0, "training": 15.0},
}
CALIBRATED = {
    "momentum": 0.016,
    "elasticity": 0.31,
    "cannibalisation": 0.60,
    "marketing_lift": 0.30,
    "adstock": 0.5,
    "digital_productivity": 0.30,
    "training_productivity": 0.15,
    "realisation": 0.9342950854,
    "ramp_extra": 0.0,
    "hiring_attainment": 1.0,
    "growth_shock": 0.0,
    "digital_cost_ratio": 1.0,
    "saturation_constant": 0.5,
    "enablement_floor": 0.30,
    "enablement_digital_weight": 0.60,
    "market_passthrough": 1.0,
    **{f"growth_shock.{region}": 0.0 for region in REGIONS},
    **{f"market_response.{region}": 0.6 if region == "east" else 1.0 for region in REGIONS},
    "margin_core": 0.30,
    "margin_new": 0.38,
    "cost_per_rep": 0.35,
    "overhead_rate": 0.152,
    "overhead_fixed_share": 0.5,
}


def pace_value(pace: str, x: float) -> float:
    if pace == "linear":
        return x
    if pace == "front_loaded":
        return 1 - (1 - x) ** 2
    if pace == "s_curve":
        return x * x * (3 - 2 * x)
    raise ValueError(pace)


def saturation(x: float, kappa: float) -> float:
    return (1 + kappa) * x / (x + kappa)


def productive(age: int, ramp_months: float) -> float:
    """Share of full productivity that a cohort hired `age` quarters ago has reached."""
    if age > 3 or ramp_months <= 0:
        return 1.0
    return min(1.0, (age + 0.5) / (ramp_months / 3))


def simulate(levers: dict, beliefs: dict = CALIBRATED) -> list[dict]:
    """Simulate twelve quarters; a list of plain dictionaries, one a quarter."""
    rho, kappa = beliefs["realisation"], beliefs["saturation_constant"]
    floor, weight_digital = beliefs["enablement_floor"], beliefs["enablement_digital_weight"]
    theta = beliefs["market_passthrough"]
    spent = {"digital": 0.0, "training": 0.0}
    reference_spent = {"digital": 0.0, "training": 0.0}
    reference = {"digital": 60.0, "training": 15.0}
    adstock = 0.0
    reps_before = dict(BASE_REPS)
    hires: dict[str, list[float]] = {r: [0.18 / 4 * BASE_REPS[r]] * 4 for r in REGIONS}
    run_rate = {r: BASE_REVENUE[r] * (1 + beliefs["momentum"] / 2) for r in REGIONS}
    base_effective = {
        r: BASE_REPS[r] - sum(0.18 / 4 * BASE_REPS[r] * (1 - productive(k, 6.0)) for k in range(4)) for r in REGIONS
    }
    demand = dict.fromkeys(REGIONS, 1.0)
    rows = []
    for t in range(1, QUARTERS + 1):
        year = (t - 1) // 4
        pi = pace_value(levers["pace"], t / QUARTERS)
        spend = {c: levers["budget"][c] * levers["budget_phasing"][year] / 4 for c in levers["budget"]}
        funding = {}
        for c in ("digital", "training"):
            spent[c] += spend[c]
            reference_spent[c] += reference[c] * (0.40, 0.35, 0.25)[year] / 4
            funding[c] = spent[c] / reference_spent[c]
        enable = 0.0
        for c, weight in (("digital", weight_digital), ("training", 1 - weight_digital)):
            enable += weight * (floor + (1 - floor) * saturation(funding[c], kappa))
        adstock = beliefs["adstock"] * adstock + (1 - beliefs["adstock"]) * spend["marketing"] / (25 / 12)
        lift = 1 + beliefs["marketing_lift"] * rho * saturation(adstock, kappa)
        quality = (1 + beliefs["digital_productivity"] * rho * pi * saturation(funding["digital"], kappa)) * (
            1 + beliefs["training_productivity"] * rho * pi * saturation(funding["training"], kappa)
        )

        change = levers["conversion_rate"] - 0.18
        conversion = 0.18 + change * pi * (enable * rho if change > 0 else 1.0)
        change = levers["churn_rate"] - 0.18
        churn = max(0.18 + change * pi * (enable * rho if change < 0 else 1.0), 0.0)
        share = max(0.22 + (levers["new_product_share"] - 0.22) * pi * rho, 0.0)
        deal = 0.85 + (levers["deal_size"] - 0.85) * pi
        attrition = 0.18 + (levers["attrition_rate"] - 0.18) * pi
        ramp = 6.0 + (levers["ramp_months"] - 6.0) * pi + beliefs["ramp_extra"]
        mix = (1 - (1 - beliefs["cannibalisation"]) * 0.22) / (1 - (1 - beliefs["cannibalisation"]) * share)

        row: dict = {"regions": {}, "quarter": t}
        for r in REGIONS:
            added = levers["headcount"] - 200.0
            if added >= 0:
                reps = BASE_REPS[r] + beliefs["hiring_attainment"] * added * levers["hire_mix"][r] * pi
            else:
                reps = BASE_REPS[r] + added * BASE_REPS[r] / 200.0 * pi
            joined = max(reps - reps_before[r] + attrition / 4 * reps_before[r], 0.0)
            hires[r].insert(0, joined)
            effective = reps - sum(hires[r][k] * (1 - productive(k, ramp)) for k in range(4))
            growth = levers["growth"][r] + beliefs["growth_shock"] + beliefs[f"growth_shock.{r}"]
            demand[r] *= (1 + growth) ** 0.25
            response = beliefs[f"market_response.{r}"]
            leads = demand[r] * (effective * quality / base_effective[r]) ** (beliefs["elasticity"] * response) * lift
            omega = (beliefs["momentum"] + 0.18 - theta * 0.098) * BASE_REVENUE[r]
            wins = omega / 4 * leads * (conversion / 0.18) * (deal / 0.85)
            after = run_rate[r] * (1 - churn / 4 + theta * growth / 4) + wins
            revenue = 0.5 * (run_rate[r] + after) / 4 * SEASON[(t - 1) % 4] * mix
            run_rate[r] = after
            reps_before[r] = reps
            row["regions"][r] = {
                "revenue": revenue,
                "core": (1 - share) * revenue,
                "new": share * revenue,
                "headcount": reps,
                "effective_reps": effective,
            }
        digital_cost = spend["digital"] * beliefs["digital_cost_ratio"]
        row["programme_gross"] = digital_cost + spend["marketing"] + spend["training"]
        row["programme_net"] = row["programme_gross"] - digital_cost * levers["subsidy_rate"]
        for name in ("revenue", "core", "new", "headcount"):
            row[name] = sum(part[name] for part in row["regions"].values())
        row["operating_profit"] = (
            row["core"] * beliefs["margin_core"]
            + row["new"] * beliefs["margin_new"]
            - row["headcount"] * beliefs["cost_per_rep"] / 4
            - beliefs["overhead_rate"]
            * (beliefs["overhead_fixed_share"] * 1520 / 4 + (1 - beliefs["overhead_fixed_share"]) * row["revenue"])
            - row["programme_net"]
        )
        row["market"] = 1520 / 0.098 * 1.098 ** (t / 4) / 4 * SEASON[(t - 1) % 4]
        rows.append(row)
    return rows


def annual(rows: list[dict], name: str) -> list[float]:
    return [sum(row[name] for row in rows[4 * year : 4 * year + 4]) for year in range(3)]
