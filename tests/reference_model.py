"""A second implementation of the revenue model in plain loops.

Written from the equations of sim/MODEL.md, never from the code in sim/model: no array, no
vectorisation, one quarter, region and category at a time, so that a slip in the vectorised code cannot
hide here as well. Money in CNY_m, rates as fractions a year. Modules are switched on by name.
"""

from __future__ import annotations

REGIONS: tuple[str, ...] = ("east", "south", "north", "west", "northeast")
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


MODULE_LEVERS = {  # base, plan
    "price": (1.0, 1.0),
    "rival_price": (1.0, 1.0),
    "commission_rate": (0.014, 0.03),
    "fixed_pay": (0.70, 0.92),
    "commission_above": (0.014, 0.05),
    "tool_usage": (0.30, 0.80),
    "nps": (42.0, 60.0),
    "online_share": (0.15, 0.30),
    "partner_share": (0.10, 0.30),
    "service_share": (0.05, 0.20),
    "launch_delay": (0.0, 0.0),
    "payment_months": (2.0, 1.65),
}
USUAL_MARKETING = {"east": 0.15, "south": 0.05, "north": 0.05, "west": 0.40, "northeast": 0.35}


RULES: tuple[str, ...] = ("region_help", "digital_return", "marketing_return", "campaign_stop")
REPORTING_ERROR = 0.10
PRIMES = [n for n in range(1009, 1500) if all(n % d for d in range(2, 40))]


def reported(value: float, luck: float, rule: str, t: int) -> float:
    """What a rule is told of its measure in quarter t (from 1)."""
    prime = PRIMES[RULES.index(rule) * QUARTERS + t - 1]
    return value * (1 + REPORTING_ERROR * (2 * (luck * prime % 1.0) - 1))


class Rules:
    """The rules of the plan, told quarter by quarter what happened."""

    def __init__(
        self, levers: dict, assumptions: dict, modules: tuple[str, ...], tiers: tuple[tuple, ...], entries: dict
    ) -> None:
        on = levers.get("rule", {}) if "rules" in modules else {}
        self.on = [rule for rule in RULES if on.get(rule) == "on"]
        self.luck = assumptions.get("reporting_luck", 0.5)
        self.level, self.running, self.times = dict.fromkeys(RULES, 0), dict.fromkeys(RULES, 0), dict.fromkeys(RULES, 0)
        self.begins = False
        self.west = [73.0 * season / 4 for season in SEASON]
        self.without = {}
        for money, watching in (("digital", RULES[1:2]), ("marketing", RULES[2:])):
            if any(rule in self.on for rule in watching):
                less = {**levers, "budget": {**levers["budget"], money: 0.0}, "rule": {}}
                self.without[money] = [row["revenue"] for row in simulate(less, assumptions, modules, tiers, entries)]

    def spend(self, planned: dict[str, float], share_of_west: float) -> tuple[dict[str, float], float]:
        """What the programme spends in this quarter, and what of it is extra for the west."""
        spend, level = dict(planned), self.level
        extra = planned["marketing"] * share_of_west * (0.2 if level["region_help"] else 0.0)
        spend["marketing"] += extra
        for rule, money in (("digital_return", "digital"), ("marketing_return", "marketing")):
            moved = min(planned[money] * (1 - 0.8 ** level[rule]), spend[money])
            spend[money] -= moved
            spend["training"] += moved
        spend["marketing"] -= min(0.5 * level["campaign_stop"], planned["marketing"], spend["marketing"])
        return spend, min(extra, spend["marketing"])

    def tell(self, t: int, revenue: float, revenue_west: float, spend: dict[str, float]) -> None:
        """Hear of quarter t, and decide what is in force in the next one."""
        before, self.begins = self.west[t - 1], False
        self.west.append(revenue_west)
        if t == QUARTERS:
            return
        for rule in self.on:
            if rule == "region_help":
                seen = reported(revenue_west / before - 1, self.luck, rule, t)
                self.running[rule] = self.running[rule] + 1 if seen < 0.25 else 0
                if self.level[rule] == 0 and self.running[rule] >= 1 and self.times[rule] < 3:
                    self.level[rule], self.begins = 1, True
                    self.times[rule] += 1
                elif self.level[rule] == 1 and seen >= 0.27:
                    self.level[rule] = 0
                continue
            money = "digital" if rule == "digital_return" else "marketing"
            floor, quarters = {"digital_return": (3, 2), "marketing_return": (5, 2), "campaign_stop": (2.5, 1)}[rule]
            poor = False
            if spend[money] > 0:
                brought = (revenue - self.without[money][t - 1]) / spend[money]
                poor = reported(brought, self.luck, rule, t) < floor
            self.running[rule] = self.running[rule] + 1 if poor and t >= 5 else 0
            if self.running[rule] >= quarters and self.times[rule] < 2:
                self.level[rule] += 1
                self.times[rule] += 1
                self.running[rule] = 0


def later(values: list[float], t: int, months: float) -> float:
    """What a yearly path gives some months later, in quarter t (from 0); nothing before it begins."""
    whole, part = int(months // 3), months / 3 - months // 3
    first = values[t - whole] if t >= whole else 0.0
    second = values[t - whole - 1] if t >= whole + 1 else 0.0
    return (1 - part) * first + part * second


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


def simulate(
    levers: dict,
    assumptions: dict = CALIBRATED,
    modules: tuple[str, ...] = (),
    tiers: tuple[tuple, ...] = (),
    entries: dict[str, tuple[int, float, float]] | None = None,
) -> list[dict]:
    """Simulate twelve quarters; a list of plain dictionaries, one a quarter.

    A tier of customers is its name, its share of revenue and its churn in the base year. A region that starts from zero
    (the east has its base revenue then) is its first quarter, what it wins a year from then on as planned, and its
    `worth` in that quarter as planned.
    """
    entries = entries or {}
    base_revenue = {r: 0.0 if r in entries else BASE_REVENUE[r] for r in REGIONS}
    base_revenue["east"] += sum(BASE_REVENUE[r] for r in entries)
    price_before, owed = 1.0, 1520 * SEASON[3] / 4 * MODULE_LEVERS["payment_months"][0] / 3
    paces = [pace_value(levers["pace"], t / QUARTERS) for t in range(1, QUARTERS + 1)]
    spent_on_marketing = planned_marketing = spent_on_digital = overrun = 0.0
    subsidies: list[float] = []
    gained, share_now = dict.fromkeys(REGIONS, 1.0), dict.fromkeys(REGIONS, 0.098)
    quota_so_far: dict[str, float] = {}
    above_before, held, cash, lowest = 0.0, assumptions.get("customer_count", 0.0), 0.0, 0.0
    rho, kappa = assumptions["realisation"], assumptions["saturation_constant"]
    floor, weight_digital = assumptions["enablement_floor"], assumptions["enablement_digital_weight"]
    theta = assumptions["market_passthrough"]
    spent = {"digital": 0.0, "training": 0.0}
    reference_spent = {"digital": 0.0, "training": 0.0}
    reference = {"digital": 60.0, "training": 15.0}
    adstock = adstock_west = 0.0
    reps_before = dict(BASE_REPS)
    hires: dict[str, list[float]] = {r: [0.18 / 4 * BASE_REPS[r]] * 4 for r in REGIONS}
    run_rate = {r: base_revenue[r] * (1 + assumptions["momentum"] / 2) for r in REGIONS}
    base_effective = {
        r: BASE_REPS[r] - sum(0.18 / 4 * BASE_REPS[r] * (1 - productive(k, 6.0)) for k in range(4)) for r in REGIONS
    }
    demand = dict.fromkeys(REGIONS, 1.0)
    rules, west_extra = Rules(levers, assumptions, modules, tiers, entries), 0.0
    rows = []
    for t in range(1, QUARTERS + 1):
        year = (t - 1) // 4
        pi = pace_value(levers["pace"], t / QUARTERS)
        spend = {c: levers["budget"][c] * levers["budget_phasing"][year] / 4 for c in levers["budget"]}
        planned, share_of_west = sum(spend.values()), levers.get("marketing_mix", USUAL_MARKETING)["west"]
        spend, extra = rules.spend(spend, share_of_west)
        funding = {}
        for c in ("digital", "training"):
            spent[c] += spend[c]
            reference_spent[c] += reference[c] * (0.40, 0.35, 0.25)[year] / 4
            funding[c] = spent[c] / reference_spent[c]
        enable = 0.0
        for c, weight in (("digital", weight_digital), ("training", 1 - weight_digital)):
            enable += weight * (floor + (1 - floor) * saturation(funding[c], kappa))
        carried, nationwide = assumptions["adstock"], spend["marketing"] - extra
        adstock = carried * adstock + (1 - carried) * nationwide / (25 / 12)
        as_west = nationwide + extra / share_of_west if extra else nationwide
        adstock_west = carried * adstock_west + (1 - carried) * as_west / (25 / 12)
        lift = 1 + assumptions["marketing_lift"] * rho * saturation(adstock, kappa)
        lift_west = 1 + assumptions["marketing_lift"] * rho * saturation(adstock_west, kappa)
        moved = {}
        for channel in ("online", "partner"):
            if "channels" in modules:
                change = levers[f"{channel}_share"] - MODULE_LEVERS[f"{channel}_share"][0]
                moved[channel] = change * pi * (enable * rho if change > 0 else 1.0)
        if "channels" in modules:
            online = 1 + assumptions["online_increment"] * moved["online"]
            lift = lift * online if online < 1 else max(lift, online)
            lift_west = lift_west * online if online < 1 else max(lift_west, online)
        used = rho * pi
        if "adoption" in modules:
            low, high = MODULE_LEVERS["tool_usage"]
            used = max(pi * assumptions["usage_attainment"] * (levers["tool_usage"] - low), -low) / (high - low)
        quality = (1 + assumptions["digital_productivity"] * used * saturation(funding["digital"], kappa)) * (
            1 + assumptions["training_productivity"] * rho * pi * saturation(funding["training"], kappa)
        )
        if "pay" in modules:
            eager = max(levers["commission_rate"] / 0.014, 0.05) ** assumptions["incentive_effort"]
            quality = min(quality * eager, max(quality, 1.6))

        change = levers["conversion_rate"] - 0.18
        conversion = 0.18 + change * pi * (enable * rho if change > 0 else 1.0)
        change = levers["churn_rate"] - 0.18
        churn = max(0.18 + change * pi * (enable * rho if change < 0 else 1.0), 0.0)
        if "customers" in modules:
            better = max(0.18 * assumptions["nps_churn"] * (levers["nps"] - 42) * pi * rho / 10, 0.0)
            anybody_leaves = churn > 0
            churn -= min(max(better - max(0.18 - churn, 0.0), 0.0), churn)
            if anybody_leaves:
                together = sum(share * today for _, share, today in tiers)
                fallen, sooner, later_on = max(0.18 - churn, 0.0), 0.0, 0.0
                for name, share, today in tiers:
                    end = levers["churn_by_tier"][name]
                    if end < today:
                        sooner += share * max((today - end) * pi * enable * rho - fallen * today / together, 0.0)
                    else:
                        later_on += share * (end - today) * pi
                churn = min(max(churn - sooner + later_on, 0.0), max(churn, 1.0))
        price = rival = relative = 1.0
        if "price" in modules:
            price, rival = 1 + (levers["price"] - 1) * pi, 1 + (levers["rival_price"] - 1) * pi
            relative = price / (rival * price_before ** assumptions["price_matching"])
            churn = min(churn * relative ** -assumptions["price_churn_elasticity"], max(churn, 1.0))
        launched = (
            later([one * rho for one in paces], t - 1, levers["launch_delay"]) if "lines" in modules else pi * rho
        )
        share = max(0.22 + (levers["new_product_share"] - 0.22) * launched, 0.0)
        deal = 0.85 + (levers["deal_size"] - 0.85) * pi
        attrition = 0.18 + (levers["attrition_rate"] - 0.18) * pi
        if "pay" in modules and levers["attrition_rate"] < 0.18:
            delivered = min(max((levers["commission_rate"] - 0.014) / (0.03 - 0.014), 0.0), 1.0)
            carried = assumptions["pay_retention"] * delivered + 1 - assumptions["pay_retention"]
            attrition = 0.18 + (levers["attrition_rate"] - 0.18) * pi * carried
        ramp = 6.0 + (levers["ramp_months"] - 6.0) * pi + assumptions["ramp_extra"]
        mix = (1 - (1 - assumptions["cannibalisation"]) * 0.22) / (1 - (1 - assumptions["cannibalisation"]) * share)

        services, base_ratio = 0.0, 0.05 / 0.95
        if "lines" in modules:
            end_ratio = levers["service_share"] / (1 - levers["service_share"])
            services = (end_ratio - base_ratio) * assumptions["service_attainment"] * pi
            mix *= 1 + (1 - assumptions["service_cannibalisation"]) * services
        spent_on_marketing += spend["marketing"] - extra
        west_extra += extra
        planned_marketing += 25 * (0.40, 0.35, 0.25)[year] / 4
        row: dict = {"regions": {}, "quarter": t, "wins": 0.0, "run_rate": 0.0, "run_rate_before": 0.0}
        for r in REGIONS:
            added = levers["headcount"] - 200.0
            if added >= 0:
                reps = BASE_REPS[r] + assumptions["hiring_attainment"] * added * levers["hire_mix"][r] * pi
            else:
                reps = BASE_REPS[r] + added * BASE_REPS[r] / 200.0 * pi
            joined = max(reps - reps_before[r] + attrition / 4 * reps_before[r], 0.0)
            hires[r].insert(0, joined)
            effective = reps - sum(hires[r][k] * (1 - productive(k, ramp)) for k in range(4))
            growth = levers["growth"][r] + assumptions["growth_shock"] + assumptions[f"growth_shock.{r}"]
            demand[r] *= (1 + growth) ** 0.25
            gain = 0.0
            if "markets" in modules:
                mine = levers["marketing_mix"][r] * spent_on_marketing + (west_extra if r == "west" else 0.0)
                ratio = mine / (USUAL_MARKETING[r] * planned_marketing)
                funded = floor + (1 - floor) * saturation(ratio, kappa)
                pilot = assumptions[f"pilot_share.{r}"]
                reached = pilot + (1 - pilot) * (1 - (1 - assumptions["gate_chance"]) ** ((t - 1) // 2))
                ceiling = max(assumptions["share_ceiling"], 0.098 * 1.01)
                room = max(1 - share_now[r] / ceiling, 0.0) / (1 - 0.098 / ceiling)
                gain = levers["penetration"][r] * assumptions["penetration_share"] * rho * funded * reached * room
                share_now[r] *= (1 + gain / (1 + growth)) ** 0.25
                gained[r] *= (1 + gain / (1 + growth)) ** 0.25
            response = assumptions[f"market_response.{r}"]
            leads = (
                demand[r]
                * gained[r]
                * (effective * quality / base_effective[r]) ** (assumptions["elasticity"] * response)
                * (lift_west if r == "west" else lift)
            )
            omega = (assumptions["momentum"] + 0.18 - theta * 0.098) * base_revenue[r]
            wins = omega / 4 * leads * (conversion / 0.18) * (deal / 0.85)
            worth = demand[r] * gained[r] * (effective * quality) ** (assumptions["elasticity"] * response)
            worth *= (lift_west if r == "west" else lift) * conversion * deal
            if r in entries:
                first, stated, as_planned = entries[r]
                wins = stated * worth / as_planned if t >= first else 0.0
            kept = 1 - churn / 4 + theta * growth / 4
            if "markets" in modules:
                kept += assumptions["penetration_passthrough"] * gain / 4
            if "channels" in modules:
                wins *= 1 + assumptions["partner_increment"] * moved["partner"]
            if "price" in modules:
                wins *= price * relative ** assumptions["price_elasticity"]
                kept *= 1 + assumptions["price_passthrough"] * (price / price_before - 1)
            if "pay" in modules and r == "west" and rules.level["region_help"]:
                usual = max(levers["commission_rate"] / 0.014, 0.05)
                more = max((levers["commission_rate"] + 0.01) / 0.014, 0.05)
                harder = min((more / usual) ** assumptions["incentive_effort"], max(quality, 1.6) / quality)
                wins *= harder ** (assumptions["elasticity"] * response)
            after = run_rate[r] * kept + wins
            row["wins"] += wins
            row["run_rate"] += after
            row["run_rate_before"] += run_rate[r]
            revenue = 0.5 * (run_rate[r] + after) / 4 * SEASON[(t - 1) % 4] * mix
            run_rate[r] = after
            reps_before[r] = reps
            row["regions"][r] = {
                "revenue": revenue,
                "core": (1 - share) * revenue,
                "new": share * revenue,
                "headcount": reps,
                "effective_reps": effective,
                "worth": worth,
            }
        digital_cost = spend["digital"] * assumptions["digital_cost_ratio"]
        row["programme_gross"] = digital_cost + spend["marketing"] + spend["training"]
        row["programme_net"] = row["programme_gross"] - digital_cost * levers["subsidy_rate"]
        for name in ("revenue", "core", "new", "headcount"):
            row[name] = sum(part[name] for part in row["regions"].values())
        margin = assumptions["margin_core"] * (1 - share) + assumptions["margin_new"] * share
        if "lines" in modules:
            grown = (base_ratio + services) / (1 + base_ratio + services) - 0.05
            margin += (assumptions["margin_service"] - margin) * grown
        if "price" in modules:
            margin = 1 - (1 - margin) / price
        sales_cost = row["headcount"] * assumptions["cost_per_rep"] / 4
        row["operating_profit"] = (
            row["revenue"] * margin
            - sales_cost
            - assumptions["overhead_rate"]
            * (
                assumptions["overhead_fixed_share"] * 1520 / 4
                + (1 - assumptions["overhead_fixed_share"]) * row["revenue"]
            )
            - row["programme_net"]
        )
        if "rules" in modules:
            row["rules.in_force"] = sum(one > 0 for one in rules.level.values())
            row["rules.money"] = sum(spend.values()) - planned
            row["rules.paid"] = 0.01 * rules.level["region_help"] * row["regions"]["west"]["revenue"]
            row["rules.paid"] += 0.3 if rules.begins else 0.0
            row["operating_profit"] -= row["rules.paid"]
            rules.tell(t, row["revenue"], row["regions"]["west"]["revenue"], spend)
        if "channels" in modules:
            row["operating_profit"] -= assumptions["partner_fee"] * moved["partner"] * row["revenue"]
        if "pay" in modules:
            if t % 4 == 1:
                quota_so_far, above_before = dict.fromkeys(REGIONS, 0.0), 0.0
            above = commission = 0.0
            for r in REGIONS:
                quota = base_revenue[r] * 1.18 ** (year + 1) * SEASON[(t - 1) % 4] / 4
                quota_so_far[r] += row["regions"][r]["revenue"] - quota
                above += max(quota_so_far[r], 0.0)
                commission += levers["commission_premium"][r] * row["regions"][r]["revenue"]
            extra = above - above_before
            above_before = above
            commission += levers["commission_rate"] * (row["revenue"] - extra) + levers["commission_above"] * extra
            row["pay.commission"] = commission
            row["operating_profit"] -= (levers["fixed_pay"] - 1) * sales_cost + commission
        if "money" in modules:
            if t > 4:
                row["operating_profit"] -= assumptions["upkeep_rate"] / 4 * spent_on_digital
            spent_on_digital += spend["digital"]
            overrun += max(digital_cost - spend["digital"], 0.0)
            row["money.reserve_left"] = max(10 - overrun, 0.0)
            subsidies.append(digital_cost * levers["subsidy_rate"])
            late = subsidies[-1] - later(subsidies, t - 1, assumptions["subsidy_delay"])
            months = 2 + (levers["payment_months"] - 2) * pi
            cash += row["operating_profit"] - (row["revenue"] * months / 3 - owed) - late
            owed = row["revenue"] * months / 3
            lowest = min(lowest, cash)
            row["money.cash"], row["money.lowest_cash"] = cash, lowest
        if "customers" in modules:
            entry = (assumptions["momentum"] + 0.18 - theta * 0.098) / 0.18
            entry = max(entry, 0.02 / 0.18)
            row["customers.won"] = row["wins"] / (entry * row["run_rate_before"] / held)
            row["customers.lost"] = churn / 4 * held
            held += row["customers.won"] - row["customers.lost"]
            row["customers.held"] = held
            row["customers.lifetime_value"] = row["run_rate"] / held * margin / (churn + 0.10)
            hunting = spend["marketing"] + 0.35 * sales_cost
            row["customers.acquisition_cost"] = hunting / row["customers.won"]
        price_before = price
        row["market"] = 1520 / 0.098 * 1.098 ** (t / 4) / 4 * SEASON[(t - 1) % 4]
        rows.append(row)
    return rows


def annual(rows: list[dict], name: str) -> list[float]:
    return [sum(row[name] for row in rows[4 * year : 4 * year + 4]) for year in range(3)]
