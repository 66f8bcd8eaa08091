"""The price level: what it does to wins, to customers kept, to what they pay and to the margin; and rivals' answer.

Constant own-price elasticities, as in the meta-analysis of Bijmolt, van Heerde & Pieters (2005); theirs, of consumer
brands, are an upper bound for business markets. Unit costs do not move with the price.
"""

from __future__ import annotations

import numpy as np

from sim.modules.module import Array, At, Formula, Module, Run, Symbol, at_rest, compute_once


def price_path(at: At) -> Array:
    """(quarter, draw) [ratio to today's price]"""
    return at.path("price")


def _before(price: Array) -> Array:
    return np.concatenate([np.ones_like(price[:1]), price[:-1]])


@compute_once
def relative_price(at: At) -> Array:
    """(quarter, draw) [ratio] Our price over that of rivals, who match part of our last quarter's change."""
    price = price_path(at)
    rivals = at.effects.on("rival_level", at.path("rival_price"))
    before = _before(price)
    matched = rivals if at_rest(before, 1) else rivals * before ** at.assumption["price_matching"]
    return price / matched


@compute_once
def _won(at: At) -> Array:
    price, relative = price_path(at), relative_price(at)
    orders = relative if at_rest(relative, 1) else relative ** at.assumption["price_elasticity"]
    return (price * orders)[:, None, :] - 1


@compute_once
def _leaving(at: At) -> Array:
    relative = relative_price(at)
    return relative if at_rest(relative, 1) else relative ** -at.assumption["price_churn_elasticity"]


def wins(at: At, values: Array) -> Array | None:
    """(quarter, 1, draw) Fewer are won at a higher relative price, and each of them pays the price."""
    return None if at_rest(_won(at), 0) else _won(at)


def churn(at: At, values: Array) -> Array | None:
    """(quarter, draw) More leave at a higher relative price; never more than there are."""
    factor = _leaving(at)
    if at_rest(factor, 1):
        return None
    most = np.divide(
        np.maximum(values, 1), values, out=np.full(np.broadcast(values, factor).shape, np.inf), where=values > 0
    )
    return np.minimum(factor, most) - 1


def retention(at: At, values: Array) -> Array | None:
    """(quarter, 1, draw) Existing accounts take over part of a change of price, once."""
    price = price_path(at)
    if at_rest(price, 1):
        return None
    return (at.assumption["price_passthrough"] * (price / _before(price) - 1))[:, None, :]


def margin(run: Run, values: Array) -> Array | None:
    """(quarter, draw) [fraction] Unit costs stay, so a higher price is margin: 1 − (1 − margin) / p."""
    price = price_path(run.at)
    return None if at_rest(price, 1) else (1 - values) * (1 - 1 / price)


MODULE = Module(
    levers={"price": Symbol("p"), "rival_price": Symbol("p^{\\circ}", kind="condition")},
    assumptions={
        "price_elasticity": Symbol(r"\varepsilon"),
        "price_churn_elasticity": Symbol(r"\varepsilon_\chi"),
        "price_passthrough": Symbol(r"\psi"),
        "price_matching": Symbol(r"\vartheta"),
    },
    acts={"wins": wins, "churn_rate": churn, "retention": retention, "margin": margin},
    neutral={"price": 1.0, "rival_price": 1.0},
    formulas=(
        Formula(
            "relative",
            r"\tilde p_t = \frac{p_t}{p^{\circ}_t\,p_{t-1}^{\,\vartheta}},\quad p_0 = 1",
            ("price", "rival_price", "price_matching"),
        ),
        Formula("wins", r"W_{r,t} \to W_{r,t}\;p_t\,\tilde p_t^{\,\varepsilon}", ("price_elasticity",)),
        Formula(
            "churn",
            r"\chi_t \to \min\bigl(\chi_t\,\tilde p_t^{\,-\varepsilon_\chi},\ 1\bigr)",
            ("price_churn_elasticity",),
        ),
        Formula(
            "accounts",
            r"b_{r,t-1} \to b_{r,t-1}\Bigl[1+\psi\Bigl(\frac{p_t}{p_{t-1}}-1\Bigr)\Bigr]",
            ("price_passthrough",),
        ),
        Formula("margin", r"\alpha_t \to 1-\frac{1-\alpha_t}{p_t}"),
    ),
)
