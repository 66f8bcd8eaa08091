"""Lines: services as a stream of their own beside products, and new products that come later than planned.

Services are attached to the products sold, so they add to revenue only what they do not replace. Product shares stay
shares of product revenue; nothing is counted in both.
"""

from __future__ import annotations

import numpy as np

from sim.modules.module import Array, At, Formula, Module, Result, Run, Symbol, at_rest, compute_once


def _ratio(share: Array | float) -> Array:
    """Return service revenue over product revenue from the share of services in both."""
    return np.asarray(share) / (1 - np.asarray(share))


@compute_once
def ratio_change(at: At) -> Array:
    """(quarter, draw) How far service revenue over product revenue has moved."""
    change = _ratio(at.end("service_share")) - _ratio(float(at.base["service_share"]))
    moved = change * at.assumption["service_attainment"] * at.pace
    return np.minimum(moved, at.effects.on("service_rise", moved))


def revenue(at: At, values: Array) -> Array:
    """(quarter, 1, draw) What services add that does not replace products."""
    return ((1 - at.assumption["service_cannibalisation"]) * ratio_change(at))[:, None, :]


def service_share(run: Run) -> Array:
    """(quarter, draw) [fraction] Share of services in revenue."""
    ratio = _ratio(float(run.at.base["service_share"])) + ratio_change(run.at)
    return ratio / (1 + ratio)


def product_share(run: Run, product: str) -> Array:
    """(quarter, region, draw) [fraction] Share of core or of new products in revenue, services taken off."""
    sold = run.product_revenue(product)
    of_all = np.divide(sold, run.revenue, out=np.zeros(np.broadcast(sold, run.revenue).shape), where=run.revenue > 0)
    return of_all * (1 - service_share(run))[:, None, :]


def margin(run: Run, values: Array) -> Array:
    """(quarter, draw) [fraction] A larger share of services moves the margin towards theirs."""
    at, base = run.at, _ratio(float(run.at.base["service_share"]))
    grown = ratio_change(at)
    return (run.assumptions["margin_service"] - values) * (grown / ((1 + base + grown) * (1 + base)))


def launch(at: At, values: Array) -> Array | None:
    """(quarter, draw) A launch that comes later shifts the whole rise of new products by as much."""
    quarters = at.end("launch_delay") / 3
    if at_rest(quarters, 0):
        return None
    whole = np.floor(quarters)
    part = quarters - whole
    late = np.zeros(np.broadcast_shapes(values.shape, whole.shape))
    for lag in range(int(whole.max()) + 1):
        for weight, shift in ((1 - part, lag), (part, lag + 1)):
            if shift < len(values):
                late[shift:] += np.where(whole == lag, weight, 0.0) * values[: len(values) - shift]
    return late - values


MODULE = Module(
    levers={"service_share": Symbol(r"s_v", kind="promise"), "launch_delay": Symbol(r"\tau_L", kind="condition")},
    assumptions={
        "service_attainment": Symbol(r"\eta_v"),
        "service_cannibalisation": Symbol(r"\zeta_v"),
        "margin_service": Symbol(r"\alpha_v"),
    },
    acts={"revenue": revenue, "margin": margin, "launch": launch},
    results={
        "service_share": Result(service_share, "percent", "stock"),
        "core_revenue": Result(lambda run: (1 - service_share(run)) * run.total_core_revenue, "money"),
        "new_revenue": Result(lambda run: (1 - service_share(run)) * run.total_new_revenue, "money"),
        "service_revenue": Result(lambda run: service_share(run) * run.total_revenue, "money"),
    },
    pictures=(("core_revenue", "new_revenue", "service_revenue"),),
    shares={
        "core": lambda run: product_share(run, "core"),
        "new": lambda run: product_share(run, "new"),
        "service": lambda run: service_share(run)[:, None, :],
    },
    neutral={"service_share": "base", "launch_delay": 0.0},
    formulas=(
        Formula(
            "services",
            r"\varsigma_t = \varsigma_0 + (\varsigma_T-\varsigma_0)\,\eta_v\,\pi_t,\quad"
            r" \varsigma=\frac{s_v}{1-s_v}",
            ("service_share", "service_attainment"),
        ),
        Formula(
            "revenue",
            r"R_{r,t} \to R_{r,t}\,[1+(1-\zeta_v)(\varsigma_t-\varsigma_0)]",
            ("service_cannibalisation",),
        ),
        Formula(
            "margin",
            r"\alpha_t \to \alpha_t + (\alpha_v-\alpha_t)"
            r"\Bigl(\frac{\varsigma_t}{1+\varsigma_t}-\frac{\varsigma_0}{1+\varsigma_0}\Bigr)",
            ("margin_service",),
        ),
        Formula("launch", r"\pi_t \to \pi_{t-\tau_L/3}\ \text{in}\ s_t", ("launch_delay",)),
    ),
)
