"""Every measure of a run, once: what it is, how it is computed and written, and how prominent it is.

Whatever lists measures asks here. To add one: an entry in `MEASURES`, its equation in `sim.explain.equations`, and its
texts: `outcome-<id>`, `fact-metric-<id>`, and `measure-<id>` (its name inside a sentence) if it can be a target.
A region's part of a measure is `<id>.<region>`, what a module says of a run `<module>.<name>`, and what
either is in a half or a quarter of the year `<id>.H1` … `<id>.Q4`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sim.model.axes import Array
from sim.model.kinds import (
    PARTS_OF_YEAR,
    Flow,
    Gap,
    Growth,
    Increment,
    InYear,
    Part,
    Probability,
    Ratio,
    Return,
    Stock,
)
from sim.model.measure_base import Aim, Level, Measure, Needs, Run
from sim.model.quantities import (
    BIG_MONEY,
    CHANCE,
    COST,
    CUSTOMERS,
    MONEY,
    NUMBER,
    PEOPLE,
    PRODUCTIVITY,
    RATE,
    RETURN,
    SHARE,
)
from sim.modules import MODULES, Result
from sim.plan import Plan

REVENUE = Flow(
    id="revenue",
    quantity=BIG_MONEY,
    level=Level.SCREEN,
    equation="revenue",
    aim=Aim(0.0, 1e9, 10.0, usual=True),
    base=lambda plan: float(plan.base_revenue.sum()),
    company="total_revenue",
    regional="revenue",
)
PROFIT = Flow(
    id="operating_profit",
    quantity=MONEY,
    level=Level.HEADLINE,
    equation="profit",
    aim=Aim(-1e9, 1e9, 2.0, usual=True),
    base=lambda plan: (
        float(plan.base_revenue.sum()) * plan.claims["base_margin"] if "base_margin" in plan.claims else None
    ),
    company="operating_profit",
)
HEADCOUNT = Stock(
    id="headcount",
    quantity=PEOPLE,
    level=Level.MAIN,
    equation="headcount",
    good=0,
    aim=Aim(0.0, 1e6, 1.0, usual=True),
    follows=True,
    company="total_headcount",
    regional="headcount",
)
PROGRAMME_NET = Flow(
    id="programme_net",
    quantity=COST,
    level=Level.MAIN,
    equation="cost",
    good=0,
    aim=Aim(-1e9, 1e9, 0.5, sense="most"),
    company="programme_net",
)
NEW_REVENUE = Flow(
    id="new_revenue",
    quantity=MONEY,
    level=Level.PART,
    equation="products",
    aim=Aim(0.0, 1e9, 2.0),
    company="total_new_revenue",
    regional="new_revenue",
)
MARKET = Flow(id="market", quantity=BIG_MONEY, level=Level.INNER, company="market")

MEASURES: Mapping[str, Measure] = {
    one.id: one
    for one in (
        REVENUE,
        Gap(id="gap_to_target", quantity=MONEY, level=Level.DETAIL, of=REVENUE),
        Probability(id="p_target", quantity=CHANCE, level=Level.SCREEN),
        Growth(
            id="cagr",
            quantity=RATE,
            level=Level.HEADLINE,
            equation="growth",
            fact_metric="revenue_growth",
            aim=Aim(-1.0, 10.0, 0.001),
            follows=True,
            of=REVENUE,
        ),
        PROFIT,
        Ratio(
            id="margin",
            quantity=SHARE,
            level=Level.SCREEN,
            equation="profit",
            fact_metric="profit_margin",
            aim=Aim(-1.0, 1.0, 0.001, usual=True),
            top=PROFIT,
            bottom=REVENUE,
        ),
        Ratio(
            id="market_share",
            quantity=SHARE,
            level=Level.HEADLINE,
            equation="share",
            aim=Aim(0.0, 1.0, 0.001, usual=True),
            base=lambda plan: plan.market_share,
            follows=True,
            top=REVENUE,
            bottom=MARKET,
        ),
        Ratio(
            id="new_product_share",
            quantity=SHARE,
            level=Level.DETAIL,
            equation="products",
            good=0,
            aim=Aim(0.0, 1.0, 0.001),
            top=NEW_REVENUE,
            bottom=REVENUE,
            whole_years=True,
        ),
        HEADCOUNT,
        Ratio(
            id="revenue_per_rep",
            quantity=PRODUCTIVITY,
            level=Level.DETAIL,
            equation="rep",
            aim=Aim(0.0, 1e6, 0.05),
            follows=True,
            top=REVENUE,
            bottom=HEADCOUNT,
        ),
        Ratio(
            id="revenue_per_customer_cost",
            quantity=RETURN,
            level=Level.DETAIL,
            equation="front",
            aim=Aim(-1e6, 1e6, 0.05),
            top=REVENUE,
            bottom=Flow(
                id="customer_cost",
                quantity=MONEY,
                level=Level.INNER,
                company=lambda run: run.sales_cost + run.programme_net,
            ),
            whole_years=True,
        ),
        Flow(
            id="programme_gross",
            quantity=COST,
            level=Level.FILES,
            equation="cost",
            good=0,
            aim=Aim(0.0, 1e9, 0.5, sense="most"),
            company="programme_gross",
        ),
        PROGRAMME_NET,
        Return(id="roi", quantity=RETURN, level=Level.DETAIL, equation="return", gain=REVENUE, cost=PROGRAMME_NET),
        Increment(id="incremental_revenue", quantity=MONEY, level=Level.FILES, of=REVENUE),
        Flow(
            id="core_revenue",
            quantity=MONEY,
            level=Level.PART,
            equation="products",
            aim=Aim(0.0, 1e9, 10.0),
            company="total_core_revenue",
            regional="core_revenue",
        ),
        NEW_REVENUE,
        Stock(id="effective_reps", quantity=PEOPLE, level=Level.PART, equation="effective", regional="effective_reps"),
        Stock(id="conversion_rate", quantity=SHARE, level=Level.INNER, company="conversion_rate"),
        Stock(
            id="churn_rate",
            quantity=RATE,
            level=Level.PART,
            equation="improvement",
            good=-1,
            aim=Aim(0.0, 10.0, 0.001, sense="most"),
            company="churn_rate",
        ),
        MARKET,
    )
}
"""All measures by id, in the order in which tables show them."""


MODULE_QUANTITIES = {"money": MONEY, "money_fine": COST, "percent": SHARE, "count": CUSTOMERS, "number": NUMBER}
MODULE_AIMS = {
    "money": Aim(-1e9, 1e9, 1.0),
    "money_fine": Aim(-1e9, 1e9, 0.05),
    "percent": Aim(0.0, 1.0, 0.001),
    "count": Aim(0.0, 1e12, 10.0),
}


def _of_module(module: str, name: str, result: Result) -> Measure:
    def quarters(run: Run) -> Array:
        if module not in run.plan.modules:
            raise KeyError(f"{run.plan.id} does not switch on {module}")
        return result.quarters(run)

    kind = Flow if result.kind == "flow" else Stock
    quantity = MODULE_QUANTITIES[result.quantity]
    aim = MODULE_AIMS.get(result.quantity)
    if aim is not None and result.good < 0:
        aim = replace(aim, sense="most")
    return kind(
        id=f"{module}.{name}", quantity=quantity, level=Level.INNER, good=result.good, aim=aim, company=quarters
    )


MODULE_MEASURES: Mapping[str, Measure] = {
    one.id: one
    for module, stated in MODULES.items()
    for one in (_of_module(module, name, result) for name, result in stated.results.items())
}
"""What modules say of a run, by `<module>.<name>`; only plans that switch the module on have them."""


def measure(id: str) -> Measure:
    """Return a measure; an unknown id is a KeyError."""
    return MEASURES.get(id) or MODULE_MEASURES.get(id) or (_in_year(id) if whole_and_part(id)[1] else _part(id))


def whole_and_part(id: str) -> tuple[str, str]:
    """Return the measure of whole years that an id speaks of, and the part of the year: "revenue.H1" is of "H1"."""
    whole, _, part = id.rpartition(".")
    return (whole, part) if part in PARTS_OF_YEAR else (id, "")


def in_part(id: str, part: str) -> str:
    """Return the id of a measure over a part of the year; of the whole year for none."""
    return f"{id}.{part}" if part else id


@lru_cache(maxsize=256)
def _in_year(id: str) -> InYear:
    whole, part = whole_and_part(id)
    of = measure(whole)
    if not of.has_quarters:
        raise KeyError(id)
    return InYear(
        id=id, quantity=of.quantity, level=Level.INNER, equation=of.equation, good=of.good,
        aim=of.aim and replace(of.aim, usual=False), fact_metric=of.fact_word, of=of, part=part,
    )  # fmt: skip


@lru_cache(maxsize=1024)
def _part(id: str) -> Part:
    whole, _, region = id.partition(".")
    of = MEASURES[whole]
    if not of.has_regions or not region:
        raise KeyError(id)
    fine = 5.0 if of.unit == "CNY_m" else 1.0  # a region has some fifth of the company's money
    aim = of.aim and replace(of.aim, step=of.aim.step / fine, usual=False)
    quantity = replace(of.quantity, value=of.quantity.part_format)
    return Part(
        id=id, quantity=quantity, level=Level.INNER, equation=of.equation, good=of.good, aim=aim, of=of,
        region=region, fact_metric=of.fact_word,
    )  # fmt: skip


def module_measures(plan: Plan, module: str = "") -> tuple[Measure, ...]:
    """Return what the modules of a plan, or one of them, say of its runs."""
    on = (module,) if module else tuple(plan.modules)
    return tuple(one for one in MODULE_MEASURES.values() if one.id.split(".")[0] in on and plan.modules)


def picture_measures(plan: Plan, module: str) -> tuple[tuple[Measure, ...], ...]:
    """Return the measures that a module's pictures show together, as far as the plan has them."""
    own = MODULES[module].results
    groups = ([f"{module}.{name}" if name in own else name for name in names] for names in MODULES[module].pictures)
    return tuple(
        tuple(measure(id) for id in ids if id in MEASURES or id.split(".")[0] in plan.modules) for ids in groups
    )


def measures(
    up_to: Level = Level.FILES,
    *,
    least: Level = Level.SCREEN,
    needs: Needs | None = None,
    years: bool | None = None,
    quarters: bool | None = None,
    regions: bool | None = None,
) -> tuple[Measure, ...]:
    """Return the measures that fit, in the order of the registry.

    Parameters
    ----------
    up_to, least : Level
        How prominent at least, and at most.
    needs
        Only those that need this: the `run` alone, its `baseline`, …
    years, quarters, regions : bool, optional
        Only those that exist (True) or do not exist (False) by year, quarter and region.
    """
    wanted = ((years, "has_years"), (quarters, "has_quarters"), (regions, "has_regions"))
    return tuple(
        one
        for one in MEASURES.values()
        if least <= one.level <= up_to
        and needs in (None, one.needs)
        and all(asked in (None, getattr(one, name)) for asked, name in wanted)
    )


def annual_measures() -> tuple[Measure, ...]:
    """Return what a single run says by year: the columns of files and of the library."""
    return measures(needs="run", years=True)


def quarterly_measures() -> tuple[Measure, ...]:
    """Return what a single run says by quarter."""
    return measures(needs="run", quarters=True)


def saved_measures(up_to: Level = Level.FILES) -> tuple[Measure, ...]:
    """Return what the library keeps of a run: whatever a run and its baseline give."""
    return tuple(one for one in measures(up_to) if one.needs in ("run", "baseline"))


def regional_people() -> tuple[Stock, ...]:
    """Return the counts of people that a run holds by region."""
    return tuple(one for one in measures(Level.PART, regions=True) if isinstance(one, Stock))


@lru_cache(maxsize=64)
def plan_measures(plan: Plan) -> tuple[Measure, ...]:
    """Return whatever a run of a plan says by year: of the company, of its modules, and of each region."""
    whole = annual_measures() + measures(Level.PART, least=Level.PART, years=True)
    regions = plan.regions if len(plan.regions) > 1 else ()
    parts = (measure(f"{one.id}.{region}") for one in measures(Level.PART, regions=True) for region in regions)
    return (*whole, *module_measures(plan), *parts)


@lru_cache(maxsize=64)
def target_measures(plan: Plan) -> Mapping[str, Aim]:
    """Return what can be a target in a plan, the usual ones first: by id, the values that make sense and their step."""
    found = {one.id: one.aim for one in plan_measures(plan) if one.aim is not None}
    return dict(sorted(found.items(), key=lambda item: not item[1].usual))


def has_measure(plan: Plan, id: str) -> bool:
    """Tell whether runs of a plan say a measure by year: any of `plan_measures`, or one of them by half or quarter."""
    whole, part = whole_and_part(id)
    return any(one.id == whole and (not part or one.has_quarters) for one in plan_measures(plan))


def aim_of(plan: Plan, id: str) -> Aim | None:
    """Return the values that make sense of a target in a plan, also of a half or a quarter; None for what is none."""
    return measure(id).aim if has_measure(plan, id) else None


def has_period(plan: Plan, id: str, year: int) -> bool:
    """Tell whether the horizon has the whole period that a measure of a year speaks of."""
    _, part = whole_and_part(id)
    return year in plan.years and (
        not part or PARTS_OF_YEAR[part][-1] < int(plan.quarters_by_year[plan.years.index(year)])
    )


def periods(plan: Plan, id: str) -> tuple[str, ...]:
    """Return the periods that a measure can be asked of: years, then halves and quarters ("2026H1") if any."""
    whole, _ = whole_and_part(id)
    parts = PARTS_OF_YEAR if measure(whole).has_quarters else ()
    within = (f"{year}{part}" for year in plan.years for part in parts if has_period(plan, in_part(whole, part), year))
    return (*map(str, plan.years), *within)


@lru_cache(maxsize=1)
def usual_targets() -> tuple[str, ...]:
    """Return the measures that are targets most often; every future keeps them."""
    return tuple(id for id, one in MEASURES.items() if one.aim is not None and one.aim.usual)
