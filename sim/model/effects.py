"""What a risk case does to the quantities of the model, as arrays; `Effects()` is a world without risk.

Every field is None (no effect) or broadcasts to the shape given. "Never helps" is built in: `floor`/`ceiling` effects
replace a value only where that is worse for the company.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from sim.model.axes import Array


@dataclass(frozen=True)
class Effects:
    """Disturbances by quarter.

    Attributes
    ----------
    subsidy_ceiling : (quarter, draw)
        The subsidy rate cannot be higher than this.
    subsidy_strength : (quarter, draw)
        Share of what the ceiling takes away that is really lost; the rest a countermeasure saves.
    hold_net_spend : (draw,)
        1 where a lost subsidy shrinks the digital programme (net spend held), 0 where the company pays more.
    growth_added : (quarter, region, draw) [fraction a year]
    revenue_factor : (quarter, region, draw)
    new_product_factor : (quarter, draw)
        Multiplies the rise of the new-product share.
    digital_factor : (quarter, draw)
        Multiplies what digital funding enables.
    digital_cost_factor, cost_factor : (quarter, draw)
    conversion_factor : (quarter, draw)
    churn_added : (quarter, draw) [fraction a year]
    churn_improvement_factor : (quarter, draw)
    attrition_floor : (quarter, draw) [fraction a year]
    attrition_strength : (quarter, draw)
        Share of the rise to the floor that really happens.
    headcount_factor : (quarter, draw)
        Multiplies the reps added.
    customer_base_added : (quarter, draw) [CNY_m a year]
        One-off change of the run-rate at the start of the quarter, spread over regions in proportion.
    margin_added : (quarter, draw)
    extra_cost : (quarter, draw) [CNY_m]
        Money for countermeasures.
    """

    subsidy_ceiling: Array | None = None
    subsidy_strength: Array | None = None
    hold_net_spend: Array | None = None
    growth_added: Array | None = None
    revenue_factor: Array | None = None
    new_product_factor: Array | None = None
    digital_factor: Array | None = None
    digital_cost_factor: Array | None = None
    cost_factor: Array | None = None
    conversion_factor: Array | None = None
    churn_added: Array | None = None
    churn_improvement_factor: Array | None = None
    attrition_floor: Array | None = None
    attrition_strength: Array | None = None
    headcount_factor: Array | None = None
    customer_base_added: Array | None = None
    margin_added: Array | None = None
    extra_cost: Array | None = None

    def __iter__(self):
        return (value for field in fields(self) if (value := getattr(self, field.name)) is not None)


NO_EFFECTS = Effects()
